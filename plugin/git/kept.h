/* SPDX-License-Identifier: MIT */
/* Which index stays after `git commit PATH`, which commits another one. */
#ifndef FP_GIT_KEPT_H
#define FP_GIT_KEPT_H

#include "git/checkout.h"

/*
 * Where `index`, a real path, is the temporary one of a `git commit PATH`, *out receives the path of
 * the lock file that becomes the index once the commit is made, else NULL. The current directory is
 * the top. Answers 0, or FENCEPOST_EGIT where there is such a lock file and it is not found.
 */
int fp_kept_find(const char **out, struct fp_arena *arena, const struct fp_checkout *checkout,
                 const char *index, struct fp_error *error);

#endif
