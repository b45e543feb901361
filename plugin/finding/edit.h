/* SPDX-License-Identifier: MIT */
/* Choose among fixes, and splice their edits into the bytes of the file. */
#ifndef FP_FINDING_EDIT_H
#define FP_FINDING_EDIT_H

#include "finding/sink.h"

/*
 * The edits that were chosen: sorted by place, not overlapping; insertions at one offset in order.
 */
struct fp_edits {
	const struct fencepost_edit *edits;
	size_t count;                       /* of edits */
	const struct fp_finding **findings; /* whose fixes they are */
	size_t chosen;                      /* of findings */
};

/* Asked for each finding with a fix that is applicable enough; false leaves it out. */
typedef bool fp_wanted_fn(void *user, const struct fp_finding *finding);

/*
 * Takes the fixes of applicability `least` or better, whole or not at all. Fixes of one layer go in
 * together; where the edits of two fixes overlap or touch and their layers differ, the inner layer
 * waits for the next round; where two of one layer overlap, the earlier goes in.
 */
void fp_edit_choose(struct fp_edits *out, struct fp_arena *arena, const struct fp_sink *sink,
                    enum fencepost_applicability least, fp_wanted_fn *wanted, void *user);

/* The text with the edits made. */
void fp_edit_splice(struct fp_bytes *out, const char *text, size_t len,
                    const struct fp_edits *edits);

#endif
