/* SPDX-License-Identifier: MIT */
/*
 * libgit2, loaded when it is first asked for. It brings a dozen libraries along, and starting them
 * takes longer than all else that a small run does; most runs never ask.
 */
#ifndef FP_GIT_LIBGIT2_H
#define FP_GIT_LIBGIT2_H

#include "text/fail.h"

#include <git2.h>

/* What we use of it, without the git_ that each name begins with. */
/* clang-format off */
#define FP_LIBGIT2(USE) \
	USE(buf_dispose) USE(config_free) USE(config_get_bool) \
	USE(config_get_path) USE(diff_options_init) USE(error_last) \
	USE(libgit2_init) USE(libgit2_opts) USE(patch_free) USE(patch_from_buffers) \
	USE(patch_get_hunk) USE(patch_get_line_in_hunk) USE(patch_num_hunks) \
	USE(repository_commondir) USE(repository_config) USE(repository_free) \
	USE(repository_open_ext)
/* clang-format on */

struct fp_libgit2 {
#define FP_LIBGIT2_MEMBER(name) __typeof__(git_##name) *(name);
	FP_LIBGIT2(FP_LIBGIT2_MEMBER)
#undef FP_LIBGIT2_MEMBER
};

/* Loads and starts it, once; NULL with FENCEPOST_EGIT where that cannot be done. For any thread. */
const struct fp_libgit2 *fp_libgit2(struct fp_error *error);

/* Fails with `name` and libgit2's own reason for its last failure in this thread. */
int fp_libgit2_fail(const struct fp_libgit2 *git, const char *name, struct fp_error *error);

#endif
