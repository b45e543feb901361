/* SPDX-License-Identifier: MIT */
/*
 * The rule fence-unclosed: a fence that runs to the end of its container, or through the next fence,
 * and where it was to end.
 */
#ifndef FP_MARKDOWN_UNCLOSED_H
#define FP_MARKDOWN_UNCLOSED_H

#include "finding/sink.h"
#include "markdown/fence.h"

/* A fenced block that no line closes, or that of another block. */
struct fp_unclosed {
	struct fp_run opening;
	uint32_t first, last; /* lines of its text: [first, last) */
	bool contained; /* in a list item or quote, so `last` may be there and end the block */
	struct fp_layer *layer;
};

/*
 * Adds the finding, unless the block ends with a list item or quote and nothing speaks of a closing
 * fence. The layer is then cut to where the fence was to be closed, so that what follows is
 * not taken for the block's text: reading goes on as if the fix had been made.
 */
void fp_unclosed_report(struct fp_sink *sink, const struct fp_lines *file,
                        const struct fp_unclosed *block);

/*
 * The same for a block that is closed: where its value ends, and the fence of another block opens
 * further down, what closes it is that one's. All else is left as it is.
 */
void fp_unclosed_report_next(struct fp_sink *sink, const struct fp_lines *file,
                             const struct fp_unclosed *block);

#endif
