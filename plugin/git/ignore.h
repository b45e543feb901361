/* SPDX-License-Identifier: MIT */
/* A .gitignore on the disk → its patterns. */
#ifndef FP_GIT_IGNORE_H
#define FP_GIT_IGNORE_H

#include "text/patterns.h"

/*
 * Reads the patterns of a file in an open folder (AT_FDCWD: the current one); a symbolic link is no file of
 * patterns there. `outer` where there is none or it cannot be read.
 */
const struct fp_patterns *fp_ignore_read(struct fp_arena *arena, int folder, const char *name,
                                         size_t base, bool fold, const struct fp_patterns *outer);

#endif
