/* SPDX-License-Identifier: MIT */
/* Text that goes into a JSON layer, laid out as what stands around it. */
#ifndef FP_HAR_LAYOUT_H
#define FP_HAR_LAYOUT_H

#include "finding/sink.h"
#include "json/tree.h"

/*
 * White space before the first child of a container, after the last one, between two, and around
 * ':'.
 */
struct fp_layout {
	struct fp_range lead; /* after the opener */
	struct fp_range tail; /* before the closer */
	struct fp_range
	    joint;    /* after a comma between children; the lead where there is only one */
	bool guessed; /* there is no second child: the joint is the lead */
	struct fp_range colon; /* ':' with what is around it; empty where there is no member */
};

/* How a container is laid out. An empty one has an empty lead and the blanks inside as its tail. */
struct fp_layout fp_layout_of(const struct fp_tree *tree, uint32_t container);

/* Adds the bytes of a range of the tree's layer. */
void fp_layout_put(struct fp_bytes *out, const struct fp_tree *tree, struct fp_range range);

/*
 * Adds what stands after a comma between two children: their joint, or a blank if the container has
 * too few to tell.
 */
void fp_layout_put_joint(struct fp_bytes *out, const struct fp_tree *tree,
                         const struct fp_layout *layout);

/* Adds `"name": ` as the container spells it (": " where it has no member to go by). */
void fp_layout_put_name(struct fp_bytes *out, const struct fp_tree *tree,
                        const struct fp_layout *layout, const char *name);

/*
 * Edits that add `"name": value` to an object: ahead of the member `before`, or as the last one
 * (FP_NO_NODE).
 */
void fp_layout_add(struct fp_finding *finding, const struct fp_tree *tree, uint32_t object,
                   uint32_t before, const char *name, const char *value);

/* Edits that delete a child with the comma it needs. */
void fp_layout_delete(struct fp_finding *finding, const struct fp_tree *tree, uint32_t child);

/* The whole of a child: a member begins at its name. */
struct fp_range fp_layout_child(const struct fp_tree *tree, uint32_t child);

/*
 * The indentation (with its line end) of the line on which `at` stands first, or nothing: then
 * answers false.
 */
bool fp_layout_line(struct fp_range *out, const struct fp_tree *tree, uint32_t at);

/* Whether a range of white space holds a line end. */
bool fp_layout_has_line_end(const struct fp_tree *tree, struct fp_range space);

/*
 * What a line is indented by more, inside a container whose children stand after `lead`: a tab, or
 * two or four blanks.
 */
const char *fp_layout_indent(const struct fp_tree *tree, struct fp_range lead);

/*
 * Adds a JSON text in one line: white space that holds a line end becomes a blank, all else stays.
 */
void fp_layout_flatten(struct fp_bytes *out, const char *text, size_t len);

#endif
