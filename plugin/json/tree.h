/* SPDX-License-Identifier: MIT */
/*
 * A valid JSON text as a flat array of nodes, in text order (a container before what it holds).
 * Walked without recursion: `next` is the next sibling, `first` (the node after) the first child.
 * Of a broken text it is the tree of what the text was mended to: repair.c splices first.
 */
#ifndef FP_JSON_TREE_H
#define FP_JSON_TREE_H

#include "text/layer.h"
#include "json/scan.h"

enum fp_node_kind {
	FP_NODE_NULL,
	FP_NODE_FALSE,
	FP_NODE_TRUE,
	FP_NODE_NUMBER,
	FP_NODE_STRING,
	FP_NODE_ARRAY,
	FP_NODE_OBJECT,
	FP_NODE_PLACEHOLDER /* a configured placeholder that stands bare */
};

#define FP_NO_NODE UINT32_MAX

struct fp_node {
	enum fp_node_kind kind;
	struct fp_range range; /* with quotes or brackets */
	struct fp_range name;  /* of a member: its name with the quotes; else empty */
	uint32_t parent;       /* FP_NO_NODE for a root */
	uint32_t next; /* the next sibling (of a root: the next root, in newline-delimited texts) */
	uint32_t first; /* first child, or FP_NO_NODE */
	uint32_t count; /* of children */
	uint32_t index; /* among its siblings, from 0 */
};

struct fp_tree {
	const struct fp_layer *layer; /* what the ranges are ranges of */
	const struct fp_node *nodes;
	uint32_t count; /* node 0 is the root */
};

/* The tree of a layer whose text fp_scan accepts with this dialect (asserted). */
void fp_tree_build(struct fp_tree *out, struct fp_arena *arena, const struct fp_layer *layer,
                   const struct fp_dialect *dialect);

/* The innermost node whose range (or name) holds the offset; the root where none does. */
uint32_t fp_tree_at(const struct fp_tree *tree, uint32_t offset);

#endif
