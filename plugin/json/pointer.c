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

/* Adds the way from a node's parent to it; `name` is a buffer to decode in. */
static void put_token(struct fp_bytes *out, const struct fp_tree *tree, const struct fp_node *node,
                      struct fp_bytes *name)
{
	fp_bytes_char(out, '/');
	if (!node->name.to) {
		fp_bytes_printf(out, "%u", (unsigned)node->index);
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

const char *fp_pointer_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node)
{
	struct fp_arena *scratch = fp_arena_child(arena);
	struct fp_bytes out = FP_BYTES(scratch), name = FP_BYTES(scratch);
	uint32_t path[MOST], depth = find_path(path, tree, node), step;
	const char *pointer;

	/* the ring holds the MOST steps next to the root, for it was filled from the node up */
	for (step = 0; step < depth && step < MOST; step++)
		put_token(&out, tree, &tree->nodes[path[(depth - 1 - step) % MOST]], &name);
	pointer = fp_arena_copy(arena, fp_bytes_string(&out), out.len);
	fp_arena_free(scratch);
	return pointer;
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
