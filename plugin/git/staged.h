/* SPDX-License-Identifier: MIT */
/* Entries of the index, or of a tree. */
#ifndef FP_GIT_STAGED_H
#define FP_GIT_STAGED_H

#include "git/child.h"

struct fp_entry {
	const char *path, *id;
	unsigned mode;
	bool skip_worktree; /* its file is not wanted in the working tree */
	bool assumed;       /* its file is taken for unchanged, unseen */
};

/* Sorted by the bytes of the paths; what is in conflict is left out. */
struct fp_entries {
	struct fp_entry *of;
	size_t count;
};

/*
 * Starts to list the entries that match the pathspecs (NULL ends them; none: all), of the index at
 * that path or (NULL) of the one that the environment names.
 */
int fp_staged_ask(struct fp_child *child, struct fp_arena *arena, const char *const *pathspecs,
                  const char *index, struct fp_error *error);

/* Fills *out with the answer; that of `ls-tree -r -z` reads as well. */
int fp_staged_read(struct fp_entries *out, struct fp_arena *arena, struct fp_child *child,
                   struct fp_error *error);

/*
 * The same of what git has printed, which is cut into words; FENCEPOST_EGIT where it is not as it should
 * be. `what` is the word of git for messages.
 */
int fp_staged_parse(struct fp_entries *out, struct fp_arena *arena, const struct fp_bytes *all,
                    const char *what, struct fp_error *error);

/* The entry of that path, or NULL. */
const struct fp_entry *fp_staged_find(const struct fp_entries *entries, const char *path);

#endif
