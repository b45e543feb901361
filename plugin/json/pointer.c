/* SPDX-License-Identifier: MIT */
/*
 * Nodes → JSON Pointers (RFC 6901), and names → members. A pointer is written from the root down,
 * but a node knows only the way up: the path is gathered first.
 */
#include "json/pointer.h"

#include "text/bytes.h"
#include "json/string.h"

#include <string.h>

/* Steps of a pointer: nesting beyond that is an attack, and its pointers would fill all memory. */
enum { MOST = 256 };

/* Adds a name as a reference token. It ends at a NUL for its readers, so a NUL in it shows as U+FFFD. */
static void put_name(struct fp_bytes *out, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (name[i] == '~')
			fp_bytes_text(out, "~0");
		else if (name[i] == '/')
			fp_bytes_text(out, "~1");
		else if (name[i] == '\0')
			fp_bytes_text(out, "\xef\xbf\xbd");
		else
			fp_bytes_char(out, name[i]);
	}
}

static void put_index(struct fp_bytes *out, uint32_t index)
{
	char digits[10];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + index % 10);
	while (index /= 10);
	fp_bytes_put(out, digits + at, sizeof(digits) - at);
}

/* Adds the way from a node's parent to it; `name` is a buffer to decode in. */
static void put_token(struct fp_bytes *out, const struct fp_tree *tree, const struct fp_node *node,
                      struct fp_bytes *name)
{
	fp_bytes_char(out, '/');
	if (!node->name.to) {
		put_index(out, node->index);
		return;
	}
	name->len = 0;
	fp_string_decode(name, tree->layer->text, node->name);
	put_name(out, name->data, name->len);
}

/* Writes the last steps on the way to a node into path[MOST]; answers how many there are in all. */
static uint32_t find_path(uint32_t path[MOST], const struct fp_tree *tree, uint32_t node)
{
	uint32_t depth = 0;

	for (; tree->nodes[node].parent != FP_NO_NODE; node = tree->nodes[node].parent)
		path[depth++ % MOST] = node;
	return depth;
}

/* Adds the way from the root to a node. */
static void put_path(struct fp_bytes *out, const struct fp_tree *tree, uint32_t node,
                     struct fp_bytes *name)
{
	uint32_t path[MOST], depth = find_path(path, tree, node);

	/* the ring holds the MOST steps next to the root, for it was filled from the node up */
	for (uint32_t step = 0; step < depth && step < MOST; step++)
		put_token(out, tree, &tree->nodes[path[(depth - 1 - step) % MOST]], name);
}

const char *fp_pointer_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node)
{
	struct fp_arena *scratch = fp_arena_child(arena);
	struct fp_bytes out = FP_BYTES(scratch), name = FP_BYTES(scratch);
	const char *pointer;

	put_path(&out, tree, node, &name);
	pointer = fp_arena_copy(arena, fp_bytes_string(&out), out.len);
	fp_arena_free(scratch);
	return pointer;
}

struct fp_pointers fp_pointers(struct fp_arena *arena, const struct fp_tree *tree)
{
	struct fp_pointers p = {
	    .tree = tree, .parent = FP_NO_NODE, .out = FP_BYTES(arena), .name = FP_BYTES(arena)};
	uint32_t *depths = fp_arena_alloc(arena, tree->count * sizeof(*depths));

	p.shown = fp_arena_alloc(arena, tree->count * sizeof(*p.shown));
	for (uint32_t i = 0; i < tree->count; i++) {
		uint32_t parent = tree->nodes[i].parent;

		depths[i] = parent == FP_NO_NODE ? 0 : depths[parent] + 1;
		p.shown[i] = depths[i] > MOST ? p.shown[parent] : i;
	}
	return p;
}

const char *fp_pointers_next(struct fp_pointers *p, uint32_t node)
{
	uint32_t shown = p->shown[node], parent = p->tree->nodes[shown].parent;

	if (parent == FP_NO_NODE)
		return "";
	if (parent != p->parent) {
		p->out.len = 0;
		put_path(&p->out, p->tree, parent, &p->name);
		p->parent = parent;
		p->len = p->out.len;
	}
	p->out.len = p->len;
	put_token(&p->out, p->tree, &p->tree->nodes[shown], &p->name);
	return fp_bytes_string(&p->out);
}

uint32_t fp_pointer_member(const struct fp_tree *tree, uint32_t object, const char *name)
{
	uint32_t found = FP_NO_NODE, at;
	size_t len = strlen(name);

	if (tree->nodes[object].kind != FP_NODE_OBJECT)
		return FP_NO_NODE;
	for (at = tree->nodes[object].first; at != FP_NO_NODE; at = tree->nodes[at].next)
		if (fp_string_equals(tree->layer->text, tree->nodes[at].name, name, len))
			found = at;
	return found;
}
