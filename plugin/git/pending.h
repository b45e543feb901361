/* SPDX-License-Identifier: MIT */
/* What the commit that is under way would commit: what is staged, against what was there before. */
#ifndef FP_GIT_PENDING_H
#define FP_GIT_PENDING_H

#include "git/changed.h"
#include "git/snapshot.h"

#include <sys/stat.h>

struct fp_pending {
	struct fp_checkout checkout;
	struct fp_changes changes; /* from HEAD, or from nothing before the first commit */
	struct fp_changes *merged; /* from each commit that is being merged into HEAD */
	size_t merged_count;
	struct fp_objects objects; /* for fp_objects_read, until it is closed */
	struct fp_snapshot head;
	const char *tree;  /* that $GIT_INDEX_FILE stands for; NULL: not known */
	struct stat index; /* as $GIT_INDEX_FILE was at first; all zero: there was none */
};

/*
 * Asks git, and makes the top of the working tree the current directory. Answers 0, or FENCEPOST_EGIT
 * with git's reason.
 */
int fp_pending_read(struct fp_pending *out, struct fp_arena *arena, struct fp_error *error);

/*
 * Fills *out with the mode and the id that the index has at a path; out->id is NULL where it has none,
 * or one that is only promised (`git add -N`). Answers 0 or FENCEPOST_EGIT.
 */
int fp_pending_entry(struct fp_pending *pending, const char *path, struct fp_entry *out,
                     struct fp_error *error);

/*
 * Whether the index has a file of that path or a folder, or the commit takes one out. Answers 0 or
 * FENCEPOST_EGIT.
 */
int fp_pending_knows(struct fp_pending *pending, const char *path, bool *known,
                     struct fp_error *error);

/*
 * What is changed now: where $GIT_INDEX_FILE has been written since it was read, that is asked anew, and
 * may differ from pending->changes. Answers 0 or FENCEPOST_EGIT.
 */
int fp_pending_again(struct fp_pending *pending, struct fp_changes *now, struct fp_error *error);

/* Nothing is asked of git after it. */
void fp_pending_close(struct fp_pending *pending);

/*
 * The ids of the blobs that a changed file was before: in HEAD, and in each commit that is being
 * merged. NULL ends them. The answer is NULL where it is what one of them has, so nothing is new.
 */
const char *const *fp_pending_old(const struct fp_pending *pending, struct fp_arena *arena,
                                  const struct fp_change *change);

#endif
