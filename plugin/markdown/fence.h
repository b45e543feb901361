/* SPDX-License-Identifier: MIT */
/*
 * One line as a code fence: its run of backticks or tildes and the info string after it. Used where
 * cmark says that a line is a fence, and where it says that a line is none but looks like one.
 */
#ifndef FP_MARKDOWN_FENCE_H
#define FP_MARKDOWN_FENCE_H

#include "text/lines.h"

#include <stdbool.h>

/* Which first words of info strings make a block ours. Words are lower case. */
struct fp_languages {
	const struct fp_language {
		const char *word; /* "har", "json", "jsonc", "ndjson", or what the settings name */
		int kind;         /* enum fp_language_kind */
	} * of;
	size_t count;
};
enum fp_language_kind { FP_LANGUAGE_HAR, FP_LANGUAGE_JSON, FP_LANGUAGE_JSONC, FP_LANGUAGE_NDJSON };

/* The language that an info string names, or NULL: `json`, `JSON title="x"`, `{.json}`, `json{1,3}`. */
const struct fp_language *fp_fence_language(const struct fp_languages *languages, const char *info,
                                            size_t len);

/* A run of one fence character, and what follows it in its line. */
struct fp_run {
	char mark;           /* '`' or '~'; '\0': there is none */
	uint32_t start, end; /* of the run, as offsets of the file */
	uint32_t line_end;   /* the info string reaches from `end` to here */
	uint32_t
	    indentation; /* columns from the last `>` before it, or from the start of the line */
};

/* The run that a line begins with, blanks and `>` before it passed over; at any length. */
struct fp_run fp_fence_run(const struct fp_lines *file, uint32_t line);

/* The run of the line in which a fenced block opens: list markers may stand before it. */
struct fp_run fp_fence_opening(const struct fp_lines *file, uint32_t line);

/* Whether nothing but blanks follows the run. */
bool fp_fence_is_bare(const struct fp_lines *file, const struct fp_run *run);

/* Whether the run could open a fenced block; one of backticks has no backtick in its info string. */
bool fp_fence_opens(const struct fp_lines *file, const struct fp_run *run);

/* Whether a run closes what `opening` opens, wherever it stands. */
bool fp_fence_closes(const struct fp_lines *file, const struct fp_run *run,
                     const struct fp_run *opening);

#endif
