/* SPDX-License-Identifier: MIT */
/*
 * Findings → bytes. A writer is three functions: begin, finding, end; writers stream, the summary
 * comes last. Several may run on one list of findings.
 */
#ifndef FP_REPORT_REPORT_H
#define FP_REPORT_REPORT_H

#include "fencepost.h"
#include "text/bytes.h"

#include <stdbool.h>

struct fp_summary {
	size_t files, blocks, errors, warnings, notes;
	size_t fixable; /* what the fixes that were allowed would mend */
	size_t fixed;
};

/* Counts one more finding; its fix counts as fixable from applicability `least` on. */
void fp_summary_add(struct fp_summary *summary, const struct fencepost_finding *finding,
                    enum fencepost_applicability least);

/* One checked file, as a writer sees it. */
struct fp_report_file {
	const char *path; /* as it is to be printed; any bytes */
	size_t path_len;
	const char *text; /* the text the findings point into (corrected with --fix) */
	size_t len;
	uint32_t first_offset; /* of text[0] in the file; findings' offsets count from the file's start */
};

struct fp_report_options {
	bool color; /* ANSI colours (human) */
	bool notes; /* findings of severity note too (human and all but json and sarif) */
	bool quiet; /* no summary, no findings below error (human) */
	bool fixing; /* --fix: the summary says what was fixed */
	bool unsafe; /* unsafe fixes were allowed: they count as fixable */
};

struct fp_writer;

/* A writer's state; the writer's own data follows. Output is added to `out`, which the caller empties as it likes. */
struct fp_report {
	const struct fp_writer *writer;
	struct fp_report_options options;
	struct fp_bytes *out;
	size_t written; /* findings so far */
};

struct fp_writer {
	const char *name; /* of --format */
	void (*begin)(struct fp_report *report);
	void (*finding)(struct fp_report *report, const struct fp_report_file *file,
	                const struct fencepost_finding *finding);
	void (*end)(struct fp_report *report, const struct fp_summary *summary);
};

extern const struct fp_writer fp_writer_human, fp_writer_json;

/* The writer of that name, or NULL. */
const struct fp_writer *fp_report_writer(const char *name);

/* The names of all writers, in the order of --help; NULL ends them. */
const char *const *fp_report_names(void);

void fp_report_begin(struct fp_report *report, const struct fp_writer *writer,
                     const struct fp_report_options *options, struct fp_bytes *out);

#endif
