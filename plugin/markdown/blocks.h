/* SPDX-License-Identifier: MIT */
/* A document as a list of fenced blocks: cmark in, blocks out. The only file that includes cmark.h is blocks.c. */
#ifndef FP_MARKDOWN_BLOCKS_H
#define FP_MARKDOWN_BLOCKS_H

#include "finding/sink.h"
#include "markdown/comment.h"
#include "markdown/fence.h"
#include "text/layer.h"
#include "text/lines.h"

/* One fenced block in one of those languages. */
struct fp_fence {
	enum fp_language_kind kind;
	uint32_t line;          /* of the opening fence, index from 0 */
	uint32_t first, last;   /* lines of its text: [first, last) */
	bool closed;            /* the line `last` is its closing fence */
	struct fp_layer *layer; /* its text; where that is not `fixable`, bad_line says why */
	uint32_t bad_line;      /* the first line that cmark and the file do not agree on */
};

/* The blocks of a document, and the comments for fp_comment_apply; both in its order. */
struct fp_fences {
	struct fp_fence *of;
	size_t count, room;
	struct fp_comments comments;
};

/*
 * Whether a document can hold anything that fp_blocks_find would find: false for most, and known much
 * faster than by parsing them.
 */
bool fp_blocks_possible(const char *text, uint32_t len, const struct fp_languages *languages);

/*
 * Parses a document and lists its har/json fences in order; adds fence-unclosed and
 * fence-not-a-fence to the sink. `front_matter` says whether the text begins where the file begins
 * (so that a `---` or `+++` block there is passed over). Jumps (fp_arena_fail) where memory ends.
 */
void fp_blocks_find(struct fp_fences *out, struct fp_sink *sink, const struct fp_lines *file,
                    const struct fp_languages *languages, bool front_matter);

#endif
