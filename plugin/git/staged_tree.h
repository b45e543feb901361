/* SPDX-License-Identifier: MIT */
/* The tree that an index stands for, where git has noted it there: no look at the entries is needed. */
#ifndef FP_GIT_STAGED_TREE_H
#define FP_GIT_STAGED_TREE_H

#include "text/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The id of the tree that git commits for the index at that path (NULL: no index is named). NULL where it
 * has noted none since something was staged, and for an index of any kind that we do not know.
 */
const char *fp_staged_tree(struct fp_arena *arena, const char *path);

/* The same of the bytes of an index, where it has one. */
bool fp_staged_tree_in(char id[41], const void *bytes, size_t len);

#endif
