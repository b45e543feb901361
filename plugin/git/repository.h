/* SPDX-License-Identifier: MIT */
/*
 * A repository, opened as git would open it, and its own ignore patterns. libgit2 is started
 * (some 3 ms) by the first repository that is opened, and not before.
 */
#ifndef FP_GIT_REPOSITORY_H
#define FP_GIT_REPOSITORY_H

#include "git/ignore.h"
#include "text/fail.h"

#include <stdbool.h>

struct git_repository; /* of git2.h, which only files of this room include */

struct fp_repository {
	struct git_repository *git;
	const char *top; /* absolute path of the working tree, ends in '/'; NULL: bare */
	char *index;     /* path of the index: $GIT_INDEX_FILE, or the one in the git dir */
};

/*
 * Opens the repository that the environment and the current directory name: GIT_DIR, GIT_WORK_TREE,
 * GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY, GIT_CEILING_DIRECTORIES. Answers 0 or FENCEPOST_EGIT;
 * a repository that was opened is closed with fp_repository_close.
 */
int fp_repository_open(struct fp_repository *out, struct fp_error *error);

/*
 * Opens the repository whose working tree has its top at that directory, whoever owns it and
 * whatever its objects are like: good for fp_repository_patterns, not for reading objects. Answers 0,
 * 1 where there is no repository after all (a `.git` that git does not take for one), or FENCEPOST_EGIT.
 */
int fp_repository_open_top(struct fp_repository *out, const char *top, struct fp_error *error);

void fp_repository_close(struct fp_repository *repository);

/*
 * The patterns that hold in the whole working tree: those of core.excludesFile, outdone by those of
 * info/exclude; NULL where there are none. *fold receives whether the case of a letter matters not.
 */
const struct fp_patterns *fp_repository_patterns(const struct fp_repository *repository,
                                                 struct fp_arena *arena, bool *fold);

#endif
