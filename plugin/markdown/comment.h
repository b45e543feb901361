/* SPDX-License-Identifier: MIT */
/*
 * Comments in which an author says that a fault is meant: `<!-- fencepost-ignore -->`,
 * `<!-- fencepost-ignore RULE, RULE -->` before a block, `<!-- fencepost-off -->` to
 * `<!-- fencepost-on -->` around a stretch; in MDX the same between `{/` `*` and `*` `/}`. A rule may be given
 * by its first words (`har-`).
 */
#ifndef FP_MARKDOWN_COMMENT_H
#define FP_MARKDOWN_COMMENT_H

#include "finding/sink.h"
#include "text/lines.h"

#include <stdbool.h>

/* What a comment says; FP_COMMENT_UNKNOWN: `fencepost-` and a word that there is not. */
enum fp_comment_kind { FP_COMMENT_BLOCK, FP_COMMENT_OFF, FP_COMMENT_ON, FP_COMMENT_UNKNOWN };

struct fp_comment {
	enum fp_comment_kind kind;
	struct fencepost_span span;   /* from its `<` to its `>` */
	struct fencepost_span word;   /* `fencepost-ignore` */
	struct fencepost_span names;  /* of rules; empty: all */
	struct fencepost_span covers; /* the block that follows; empty: none does */
};

/* In the order of the document. */
struct fp_comments {
	struct fp_comment *of;
	size_t count, room;
};

/* Whether the text may hold such a comment. */
bool fp_comment_possible(const char *text, uint32_t len);

/*
 * Adds the comments that fill lines [first, last) of the file, which hold text or HTML; the first of
 * these lines is read from offset `start` on. Answers how many FP_COMMENT_BLOCK stand at their end
 * with nothing behind them, and in *lines how many lines these take.
 */
uint32_t fp_comment_read(struct fp_comments *comments, struct fp_arena *arena,
                         const struct fp_lines *file, uint32_t first, uint32_t last, uint32_t start,
                         uint32_t *lines);

/*
 * Mutes the findings that the comments cover, and adds unused-ignore for what suppresses nothing. To
 * be called once, when all else has been found and before fp_sink_finish.
 */
void fp_comment_apply(struct fp_sink *sink, const struct fp_comments *comments);

#endif
