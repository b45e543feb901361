/* SPDX-License-Identifier: MIT */
/* JSON Pointers (RFC 6901) of nodes, and members by their name. */
#ifndef FP_JSON_POINTER_H
#define FP_JSON_POINTER_H

#include "json/tree.h"

/*
 * The pointer of a node: "" for a root, "/postData/text"; decoded names, '~' and '/' escaped, a NUL
 * shown as U+FFFD; in the arena. Of a node more than 256 deep: that of its ancestor there.
 */
const char *fp_pointer_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node);

/*
 * The member of an object with that name (decoded, ends at a NUL), the last one where it stands
 * twice; FP_NO_NODE: none, or no object.
 */
uint32_t fp_pointer_member(const struct fp_tree *tree, uint32_t object, const char *name);

#endif
