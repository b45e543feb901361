/* SPDX-License-Identifier: MIT */
/*
 * An index that gets new ids for some of its entries. It is rewritten in the private directory, and
 * nothing is changed until the copy takes its place.
 */
#ifndef FP_GIT_REINDEX_H
#define FP_GIT_REINDEX_H

#include "git/staged.h"
#include "git/worktree.h"

/* A staged file that was mended. */
struct fp_mended {
	struct fp_copy copy; /* its path and content; what came of its file */
	const char *id;      /* of the blob that is staged */
	unsigned mode;
	const char *new_id; /* receives the id of the mended one */
};

struct fp_reindex {
	struct fp_arena *arena;
	struct fp_private *dir;
	const char *path;          /* real; NULL: there is no such index */
	const char *copy;          /* what becomes of it */
	bool of_git;               /* a lock file of git, which goes when git does */
	struct fp_entries entries; /* those of the files, once they are listed */
	const struct fp_mended *files;
	size_t count;
	struct fp_child lists, updates, refreshes;
};

/*
 * `name` is that of the copy in the directory. Answers 0, or like all below FENCEPOST_EGIT with the
 * reason.
 */
int fp_reindex_init(struct fp_reindex *index, struct fp_private *dir, const char *path,
                    const char *name, struct fp_error *error);

/* Copies it, and starts the gits that list the entries of those pathspecs and that rewrite the copy. */
int fp_reindex_start(struct fp_reindex *index, const char *const *pathspecs,
                     struct fp_error *error);

/* Fills index->entries. */
int fp_reindex_list(struct fp_reindex *index, struct fp_error *error);

/*
 * Tells git to give the entries of the files their new ids in the copy, where they still have the old
 * ones; mode and flags stay. The files are needed until the end.
 */
void fp_reindex_tell(struct fp_reindex *index, const struct fp_mended *files, size_t count);

/* Waits until the copy is written. */
int fp_reindex_write(struct fp_reindex *index, struct fp_error *error);

/* Ends what _start began; to be called whatever came of it. */
void fp_reindex_drop(struct fp_reindex *index);

/*
 * Begins to note in the copy how the files look that have been replaced, and waits until that is done;
 * it may fail without harm.
 */
void fp_reindex_refresh(struct fp_reindex *index);
void fp_reindex_refreshed(struct fp_reindex *index);

/* Fails where the index is a lock file that git has given up. */
int fp_reindex_is_wanted(const struct fp_reindex *index, struct fp_error *error);

/* The copy, down to the disk, takes the place of the index. */
int fp_reindex_replace(struct fp_reindex *index, struct fp_error *error);

#endif
