/* SPDX-License-Identifier: MIT */
/* The rule fence-not-a-fence: a line that looks like a fence of ours in indented code or HTML. */
#ifndef FP_MARKDOWN_STRAY_H
#define FP_MARKDOWN_STRAY_H

#include "finding/sink.h"
#include "markdown/fence.h"

/* A block that is no fenced one. */
struct fp_stray {
	const struct fp_languages *languages;
	uint32_t first, last; /* its lines: [first, last) */
	uint32_t text; /* where its text begins in the first of them, as an offset of the file */
	bool html;     /* HTML; else indented code */
};

/* The first line in it that looks like the opening fence of a language, or `last`. */
uint32_t fp_stray_next(const struct fp_lines *file, const struct fp_stray *block, uint32_t line);

/* Adds a finding for each such line, unless the block is meant to show its text as it is. */
void fp_stray_report(struct fp_sink *sink, const struct fp_lines *file,
                     const struct fp_stray *block);

#endif
