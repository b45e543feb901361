/* SPDX-License-Identifier: MIT */
/* The repository of a working tree, and its own ignore patterns. */
#ifndef FP_GIT_REPOSITORY_H
#define FP_GIT_REPOSITORY_H

#include "git/ignore.h"
#include "text/fail.h"

#include <stdbool.h>

struct git_repository; /* of git2.h, which only files of this room include */

struct fp_repository {
	struct git_repository *git;
};

/*
 * Opens the repository whose working tree has its top at that directory, whoever owns it and
 * whatever its objects are like: good for patterns, not for reading objects. Answers 0, 1 where there
 * is no repository after all (a `.git` that git does not take for one), or FENCEPOST_EGIT.
 */
int fp_repository_open(struct fp_repository *out, const char *top, struct fp_error *error);

void fp_repository_close(struct fp_repository *repository);

/*
 * The patterns that hold in the whole working tree: those of core.excludesFile, outdone by those of
 * info/exclude; NULL where there are none. *fold receives whether the case of a letter matters not.
 * Answers 0, or FENCEPOST_EIO and a sentence where a file of patterns cannot be read, and 1 where that
 * is just the one at the place that git has for it in the user's home; *out has the others.
 */
int fp_repository_patterns(const struct fp_patterns **out, const struct fp_repository *repository,
                           struct fp_arena *arena, bool *fold, struct fp_error *error);

#endif
