/* SPDX-License-Identifier: MIT */
/* What the files of the working tree were at the merge base with a revision. */
#ifndef FP_GIT_BASE_H
#define FP_GIT_BASE_H

#include "git/changed.h"
#include "git/staged.h"

struct fp_base {
	const char *top;           /* true path of the working tree; "" for the root */
	struct fp_changes changes; /* of the working tree, from the merge base */
	struct fp_entries files;   /* of the merge base */
};

/* What a file was there. */
enum fp_base_answer {
	FP_BASE_NEW,    /* nothing: it is new, or no file of the repository */
	FP_BASE_SAME,   /* what it is now */
	FP_BASE_CHANGED /* something else, or it had another name */
};

/*
 * Asks git for the merge base of HEAD and `revision`, and what differs from it. Answers 0, or
 * FENCEPOST_EGIT where there is no repository, no such revision or no merge base.
 */
int fp_base_find(struct fp_base *out, struct fp_arena *arena, const char *revision,
                 struct fp_error *error);

/* Asks for a file by its true path; *id receives that of its blob there, unless it is new. */
enum fp_base_answer fp_base_ask(const struct fp_base *base, const char *real, const char **id);

#endif
