/* SPDX-License-Identifier: MIT */
/* The same edits in the file on disk, or the reason why not. */
#ifndef FP_GIT_WORKTREE_H
#define FP_GIT_WORKTREE_H

#include "git/patch.h"
#include "git/private.h"

#include <sys/stat.h>

/* A file of the working tree whose staged content is being mended. */
struct fp_copy {
	const char *path; /* from the top, which is the current directory */
	struct fp_version staged, mended;
	const char *temporary; /* what is to take its place; NULL: nothing is */
	struct stat was;       /* the file when it was read */
	const char *left;      /* why not, or not all of it, is mended there; NULL: all is */
};

/*
 * Writes what is to become of the file to a temporary: in the private directory under that number, or
 * beside the file where that is another device. The file is not touched; where it cannot be mended,
 * copy->left says why. Without `sync` what lies in the directory has yet to be written down to the
 * disk. Answers 0, or FENCEPOST_EGIT where the temporary cannot be written.
 */
int fp_worktree_prepare(struct fp_copy *copy, struct fp_private *dir, size_t number, bool sync,
                        struct fp_error *error);

/* Puts the temporary in the place of the file if that is still the file that was read. */
void fp_worktree_replace(struct fp_copy *copy, struct fp_arena *arena);

/*
 * Writes bytes to a new file, with the mode and the owner of the one that it is `like` (NULL: its own),
 * and with `sync` down to the disk.
 */
int fp_worktree_write(const char *path, const struct fp_version *content, const struct stat *like,
                      bool sync, struct fp_error *error);

#endif
