/* SPDX-License-Identifier: MIT */
/* Which repository, working tree and index git means here: asked of git, never guessed. */
#ifndef FP_GIT_CHECKOUT_H
#define FP_GIT_CHECKOUT_H

#include "git/child.h"

/* Text lives in the arena. */
struct fp_checkout {
	const char *git_dir; /* absolute; of a linked worktree or submodule its own */
	const char *up;      /* leads to the top of the working tree: "", "../" ... */
	const char *head;    /* id of the commit; NULL: there is none yet */
	const char *nothing; /* id of the tree that holds nothing */
	const char *index;   /* its path, from the top or absolute */
};

/* Starts to ask git. Answers 0 or FENCEPOST_EGIT. */
int fp_checkout_ask(struct fp_child *child, struct fp_arena *arena, struct fp_error *error);

/* Fills *out with its answer; FENCEPOST_EGIT where there is no repository with a working tree. */
int fp_checkout_read(struct fp_checkout *out, struct fp_arena *arena, struct fp_child *child,
                     struct fp_error *error);

/* Makes the top of the working tree the current directory, as it is when git calls a hook; the
 * environment names the same repository as before. */
int fp_checkout_enter(const struct fp_checkout *checkout, struct fp_error *error);

/* The name of the commit to compare with: HEAD, or the empty tree. */
const char *fp_checkout_base(const struct fp_checkout *checkout);

#endif
