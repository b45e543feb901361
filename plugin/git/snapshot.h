/* SPDX-License-Identifier: MIT */
/* What a commit has at a path. Reading it by its trees takes no look at the whole of an index. */
#ifndef FP_GIT_SNAPSHOT_H
#define FP_GIT_SNAPSHOT_H

#include "git/objects.h"
#include "git/staged.h"

struct fp_snapshot_level; /* a folder that is open, and the one below it */

/* One thread asks at a time. Folders that were read stay in the arena. */
struct fp_snapshot {
	struct fp_objects *objects;
	struct fp_arena *arena;
	const char *commit;               /* its id; NULL: a commit that has nothing */
	struct fp_snapshot_level *levels; /* the way to the folder that was looked into last */
	size_t depth, room;
};

void fp_snapshot_open(struct fp_snapshot *snapshot, struct fp_objects *objects,
                      struct fp_arena *arena, const char *commit);

/*
 * Fills *out with the entry at that path, from the top; out->id is NULL where there is none. Answers
 * 0, or FENCEPOST_EGIT where git does not give a tree.
 */
int fp_snapshot_find(struct fp_snapshot *snapshot, const char *path, struct fp_entry *out,
                     struct fp_error *error);

#endif
