/* SPDX-License-Identifier: MIT */
/* JSON Pointers (RFC 6901) of nodes, and members by their name. */
#ifndef FP_JSON_POINTER_H
#define FP_JSON_POINTER_H

#include "text/bytes.h"
#include "json/tree.h"

/*
 * The pointer of a node: "" for a root, "/postData/text"; decoded names, '~' and '/' escaped, a NUL
 * shown as U+FFFD; in the arena. Of a node more than 256 deep: that of its ancestor there.
 */
const char *fp_pointer_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node);

/*
 * Pointers of many nodes of one tree. The way to the parent is not written again for its next child,
 * and what is deeper than a pointer shows is not walked through: a text can be wrong in each of ten
 * thousand brackets, one in the other.
 */
struct fp_pointers {
	const struct fp_tree *tree;
	uint32_t *shown; /* for each node, the one that its pointer is of */
	uint32_t parent; /* of the node asked for last; FP_NO_NODE: none */
	size_t len;      /* of its pointer, with which `out` begins */
	struct fp_bytes out, name;
};

/* The tree has a node at least. Memory: `arena`. */
struct fp_pointers fp_pointers(struct fp_arena *arena, const struct fp_tree *tree);

/* What fp_pointer_of answers; valid until the next call. */
const char *fp_pointers_next(struct fp_pointers *p, uint32_t node);

/*
 * The member of an object with that name (decoded, ends at a NUL), the last one where it stands
 * twice; FP_NO_NODE: none, or no object.
 */
uint32_t fp_pointer_member(const struct fp_tree *tree, uint32_t object, const char *name);

#endif
