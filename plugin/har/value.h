/* SPDX-License-Identifier: MIT */
/*
 * A decoded string of a tree that still knows where each of its bytes is spelled in the tree's
 * layer.
 */
#ifndef FP_HAR_VALUE_H
#define FP_HAR_VALUE_H

#include "json/tree.h"

struct fp_value {
	const char *text; /* decoded, NUL-terminated; NULL: there is no such string */
	uint32_t len;
	struct fp_range token;        /* of the layer, with the quotes */
	const struct fp_layer *layer; /* that the token is in */
};

/* The string at a node; .text is NULL where the node is absent or no string. */
struct fp_value fp_value_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node);

/* The name of a member, likewise. */
struct fp_value fp_value_name(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node);

/* The range of the layer that spells bytes [from, to) of the decoded text; whole escapes. */
struct fp_range fp_value_range(const struct fp_value *value, uint32_t from, uint32_t to);

/* Whether two strings are equal but for the case of ASCII letters. */
bool fp_value_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* Whether the decoded text equals a word, letter case ignored; false where there is none. */
bool fp_value_is(const struct fp_value *value, const char *word);

#endif
