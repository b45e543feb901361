/* SPDX-License-Identifier: MIT */
/*
 * The same edits in a file that has changes of its own: S, as it was staged, became N; W, the file,
 * gets what became of each line of S that stands unchanged in W.
 */
#ifndef FP_GIT_LINEUP_H
#define FP_GIT_LINEUP_H

#include "git/patch.h"

/*
 * Adds W with these edits. Only the bytes that differ between S and N are changed: the author's line
 * ends, byte-order mark and last line stay. Answers the line of S (from 1) of the first edit that
 * could not go in; 0 where all did or were there already.
 */
uint32_t fp_lineup(struct fp_bytes *out, const struct fp_version *staged,
                   const struct fp_version *mended, const struct fp_version *file);

#endif
