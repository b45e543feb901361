/* SPDX-License-Identifier: MIT */
/*
 * Nodes → JSON Pointers (RFC 6901), and names → members. A pointer is written from the root down,
 * but a node knows only the way up: the path is gathered first.
 */
#include "json/pointer.h"

#include "text/bytes.h"
#include "json/string.h"

#include <string.h>

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

static void put_token(struct fp_bytes *out, const struct fp_tree *tree, const struct fp_node *node)
{
	struct fp_bytes name = FP_BYTES(out->arena);

	fp_bytes_char(out, '/');
	if (!node->name.to) {
		fp_bytes_printf(out, "%u", (unsigned)node->index);
		return;
	}
	fp_string_decode(&name, tree->layer->text, node->name);
	put_name(out, name.data, name.len);
}

const char *fp_pointer_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node)
{
	struct fp_bytes out = FP_BYTES(arena);
	uint32_t depth = 0, at, *path;

	for (at = node; tree->nodes[at].parent != FP_NO_NODE; at = tree->nodes[at].parent)
		depth++;
	path = fp_arena_alloc(arena, depth * sizeof(*path));
	for (at = node; tree->nodes[at].parent != FP_NO_NODE; at = tree->nodes[at].parent)
		path[--depth] = at;
	for (depth = 0, at = node; tree->nodes[at].parent != FP_NO_NODE;
	     at = tree->nodes[at].parent)
		put_token(&out, tree, &tree->nodes[path[depth++]]);
	return fp_bytes_string(&out);
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
