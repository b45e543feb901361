/* SPDX-License-Identifier: MIT */
/*
 * Findings → bytes. A writer is three functions: begin, finding, end; writers stream, the summary
 * comes last. Several may run on one list of findings. The findings of a file come one after the
 * other, so a writer that groups by file keeps one file at a time.
 */
#ifndef FP_REPORT_REPORT_H
#define FP_REPORT_REPORT_H

#include "fencepost.h"
#include "text/bytes.h"
#include "text/lines.h"

#include <stdbool.h>

struct fp_summary {
	size_t files, blocks, errors, warnings, notes;
	size_t fixable;  /* what the fixes that were allowed would mend */
	size_t withheld; /* what the others would, notes left aside */
	size_t fixed;
};

/* Counts one more finding; its fix counts as fixable from applicability `least` on. */
void fp_summary_add(struct fp_summary *summary, const struct fencepost_finding *finding,
                    enum fencepost_applicability least);

/* One checked file, as a writer sees it. */
struct fp_report_file {
	const char *path; /* as it is to be printed; any bytes */
	size_t path_len;
	const char *text; /* the text the spans and edits point into (corrected with --fix) */
	size_t len;
	uint32_t first_offset; /* of text[0] in the file; places count from the file's start */
	const struct fp_lines
	    *lines; /* of the text; NULL: not at hand, sarif then offers no fixes */
	/*
	 * Secrets: sorted, not overlapping. Where a source line is shown, four characters of each
	 * are, and `...` for the rest.
	 */
	const struct fencepost_span *masks;
	size_t mask_count;
};

struct fp_report_options {
	bool color; /* ANSI colours (human) */
	bool
	    notes; /* findings of severity note too (all but json and sarif, which have them always) */
	bool fixing; /* --fix: the summary says what was fixed */
	bool trial;  /* with `fixing`: nothing is written, the summary says what would be fixed */
	bool unsafe; /* unsafe fixes were allowed: they count as fixable */
	unsigned width; /* columns of the terminal (human); 0: 100 */
};

struct fp_writer;

/* A report in the making. Output is added to `out`, which the caller empties as it likes. */
struct fp_report {
	const struct fp_writer *writer;
	struct fp_report_options options;
	struct fp_bytes *out;
	void *own; /* the writer's, in the arena of `out` */
};

struct fp_writer {
	const char *name; /* of --format */
	void (*begin)(struct fp_report *report);
	void (*finding)(struct fp_report *report, const struct fp_report_file *file,
	                const struct fencepost_finding *finding);
	void (*end)(struct fp_report *report, const struct fp_summary *summary);
};

/* The writer of that name, or NULL. */
const struct fp_writer *fp_report_writer(const char *name);

/* The names of all writers, in the order of --help; NULL ends them. */
const char *const *fp_report_names(void);

/* Makes *report one that writes to `out`, and writes what comes before the first finding. */
void fp_report_begin(struct fp_report *report, const struct fp_writer *writer,
                     const struct fp_report_options *options, struct fp_bytes *out);

#endif
