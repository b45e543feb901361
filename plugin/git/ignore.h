/* SPDX-License-Identifier: MIT */
/* A .gitignore on the disk → its patterns. */
#ifndef FP_GIT_IGNORE_H
#define FP_GIT_IGNORE_H

#include "text/patterns.h"

/*
 * Reads the patterns of a file in an open folder (AT_FDCWD: the current one); a symbolic link is no file of
 * patterns there. *patterns are those around it, and then those of the file too. Answers 0, also where
 * there is no such file, or the errno that tells why it cannot be read; *patterns stay as they were.
 */
int fp_ignore_read(const struct fp_patterns **patterns, struct fp_arena *arena, int folder,
                   const char *name, size_t base, bool fold);

#endif
