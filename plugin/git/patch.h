/* SPDX-License-Identifier: MIT */
/* Two versions of a file → a unified diff that git and patch apply. The header is ours, the hunks are libgit2's. */
#ifndef FP_GIT_PATCH_H
#define FP_GIT_PATCH_H

#include "text/bytes.h"
#include "text/fail.h"

/* A version of a file: any bytes, NUL among them. */
struct fp_version {
	const char *text;
	size_t len;
};

/*
 * Adds the diff of two versions of the file of that name, with the header `--- a/NAME`, `+++ b/NAME`;
 * nothing where they are equal. Starts libgit2, which then stays. Answers 0 or FENCEPOST_EGIT.
 */
int fp_patch_put(struct fp_bytes *out, const char *name, const struct fp_version *old,
                 const struct fp_version *new, struct fp_error *error);

#endif
