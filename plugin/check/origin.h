/* SPDX-License-Identifier: MIT */
/* What is said of a mended text, said of the text that came in: where it stands, what was mended. */
#ifndef FP_CHECK_ORIGIN_H
#define FP_CHECK_ORIGIN_H

#include "check/document.h"
#include "finding/edit.h"

/* How often a document is mended and looked at again. */
#define FP_ORIGIN_ROUNDS 8

/* An edit that went in: what it took the place of, and where it now stands. */
struct fp_moved {
	struct fencepost_span old, new;
};

/* The rounds of mending so far; all zero but the arena to begin with. */
struct fp_origin {
	struct fp_arena *arena;
	struct fp_lines lines; /* of the text that came in, once there was a round */
	struct {
		struct fp_moved *moved; /* by place */
		size_t count;
	} rounds[FP_ORIGIN_ROUNDS];
	size_t round_count;
	struct fencepost_finding *mended; /* spans are of the text that came in */
	size_t mended_count, mended_room;
};

/*
 * Notes a round whose edits went into the text with these lines, and copies the findings that it mended; neither is needed
 * afterwards.
 */
void fp_origin_note(struct fp_origin *origin, const struct fencepost_source *source,
                    const struct fp_lines *now, const struct fp_edits *edits);

/*
 * Where an offset of the text as it is now was in the text that came in. What was put in is where it
 * went in.
 */
uint32_t fp_origin_of(const struct fp_origin *origin, uint32_t offset);

/*
 * Puts the mended findings in the order of the text that came in, and gives the findings that are left
 * their origin there.
 */
void fp_origin_finish(struct fp_origin *origin, const struct fencepost_source *source,
                      const struct fp_document *left);

/*
 * What is left, said of the text that came in, for whoever has that before him: places, lines, masks
 * and edits are those of the source; a fix of what was mended is left out. The rest is borrowed.
 */
void fp_origin_document(struct fp_document *out, const struct fp_origin *origin,
                        const struct fencepost_source *source, const struct fp_document *left);

#endif
