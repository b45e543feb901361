/* SPDX-License-Identifier: MIT */
/* The reports of one run: what --format, --output and --color ask for, all fed from one list of findings. */
#ifndef FP_FACE_REPORTS_H
#define FP_FACE_REPORTS_H

#include "face/jobs.h"
#include "face/options.h"
#include "face/output.h"
#include "finding/sink.h"
#include "report/report.h"

/* --color WHEN; `auto` is the default. */
enum fp_color { FP_COLOR_AUTO, FP_COLOR_ALWAYS, FP_COLOR_NEVER };
extern const char *const fp_color_names[];

/* Whether to colour what goes there: for `auto` on a terminal, unless NO_COLOR or TERM=dumb says no. */
bool fp_color_on(enum fp_color when, const struct fp_output *out);

/* A report, and where it goes. */
struct fp_target {
	struct fp_output out;
	struct fp_report report;
	struct fp_target *next;
};

struct fp_reports {
	struct fp_arena *arena;
	struct fp_report_options options; /* `color` aside, which each target has its own */
	enum fp_color color;
	bool as_settings; /* what counts as fixable is what the settings of a document call `fix` */
	struct fp_summary summary;
	struct fp_target *targets;
};

/* No targets yet. */
void fp_reports_init(struct fp_reports *reports, struct fp_arena *arena,
                     const struct fp_report_options *options, enum fp_color color);

/* A target for the `human` report on stderr. */
void fp_reports_to_stderr(struct fp_reports *reports);

/*
 * Targets for the values of --format: `FORMAT=FILE` goes there, `FORMAT` to `output`, or to stdout
 * where that is NULL; no two to one place. `taken` says what prints there already (NULL: nothing does).
 * Answers 0, FENCEPOST_EUSAGE or FENCEPOST_EIO.
 */
int fp_reports_open(struct fp_reports *reports, const struct fp_words *formats, const char *output,
                    const char *taken, struct fp_error *error);

/* The name of a report that goes where that output goes, or NULL. */
const char *fp_reports_at(const struct fp_reports *reports, const struct fp_output *out);

/* Whether one of them is to replace that file. */
bool fp_reports_replace(const struct fp_reports *reports, const struct stat *file);

/* Begins the reports; after the last target was added. */
void fp_reports_begin(struct fp_reports *reports);

/* From which applicability on a fix of that document counts as fixable. */
enum fencepost_applicability fp_reports_least(const struct fp_reports *reports,
                                              const struct fp_job *job);

/* Adds what was found in one document to each report and to the summary. */
void fp_reports_add(struct fp_reports *reports, const struct fp_job *job,
                    struct fp_finding *const *found, size_t count);

/*
 * The `human` report on stderr of what is left in one document after mending, or nothing where it is
 * well; answers how many findings of severity error are left. For commands that print documents.
 */
size_t fp_reports_say_left(struct fp_arena *arena, const struct fp_report_options *options,
                           enum fp_color color, const struct fp_job *job,
                           struct fp_finding *const *left, size_t count);

/* Sends off what was added; false where a target has failed. */
bool fp_reports_flush(struct fp_reports *reports);

/* Ends the reports; with `whole` false their files are left as they were. Answers whether all went well. */
bool fp_reports_close(struct fp_reports *reports, bool whole);

#endif
