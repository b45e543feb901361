/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as JSON: what is accepted has a sound tree whose strings survive decoding and spelling,
 * and cJSON accepts it too; what is refused is refused at a byte up to which all was well.
 */
#include "check.h"
#include "judges.h"
#include "json/pointer.h"
#include "json/string.h"
#include "json/tree.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing before the error was at fault: its text is JSON, or the beginning of some. */
static void check_error(struct fp_arena *arena, const char *text, uint32_t len,
                        const struct fp_dialect *dialect, struct fp_scan_error error)
{
	struct fp_scan_error earlier;

	check(error.token <= error.at && error.at <= len);
	/* half a placeholder is none, so there what follows decides about what came before */
	if (!dialect->placeholders && !fp_scan(arena, text, error.at, dialect, &earlier))
		check(earlier.at == error.at);
}

static void check_checkpoint(struct fp_arena *arena, const char *text, uint32_t len,
                             const struct fp_dialect *dialect, uint32_t stop)
{
	struct fp_checkpoint point;
	struct fp_scan_error error;

	if (!fp_scan_to(arena, text, len, dialect, stop, &point))
		return;
	check(point.at <= stop);
	if (!fp_scan(arena, text, point.at, dialect, &error))
		check(error.at == point.at && error.depth == point.depth &&
		      error.want == point.want);
}

static void check_node(const struct fp_tree *tree, uint32_t at)
{
	const struct fp_node *n = &tree->nodes[at];
	const struct fp_node *parent = n->parent == FP_NO_NODE ? NULL : &tree->nodes[n->parent];

	check(n->range.from < n->range.to && n->range.to <= tree->layer->len);
	check(fp_tree_at(tree, n->range.from) == at || tree->nodes[0].next != FP_NO_NODE);
	check(n->first == (n->count ? at + 1 : FP_NO_NODE));
	check(n->next == FP_NO_NODE || tree->nodes[n->next].index == n->index + 1);
	if (parent)
		check(n->parent < at && parent->range.from < n->range.from &&
		      n->range.to < parent->range.to && n->index < parent->count);
	check((n->name.to != 0) == (parent && parent->kind == FP_NODE_OBJECT));
}

/* Decoding and spelling again gives a string of the same contents, and the layer agrees. */
static void check_string(struct fp_arena *arena, const struct fp_layer *layer,
                         struct fp_range range)
{
	struct fp_layer *inside = fp_string_layer(arena, layer, range, "");
	struct fp_bytes decoded = FP_BYTES(arena), spelled = FP_BYTES(arena);
	uint32_t i;

	fp_string_decode(&decoded, layer->text, range);
	check(decoded.len == inside->len &&
	      fp_string_equals(layer->text, range, inside->text, inside->len));
	for (i = 0; i < inside->len; i++)
		check(inside->pos[i] <= inside->pos[i + 1]);
	check(inside->pos[0] == layer->pos[range.from + 1]);
	check(inside->pos[inside->len] == layer->pos[range.to - 1]);
	fp_bytes_char(&spelled, '"');
	fp_string_escape(&spelled, inside->text, inside->len);
	fp_bytes_char(&spelled, '"');
	check(fp_scan(arena, spelled.data, (uint32_t)spelled.len, NULL, NULL));
	check(fp_string_equals(spelled.data, (struct fp_range){0, (uint32_t)spelled.len},
	                       inside->text, inside->len));
}

static void check_tree(struct fp_arena *arena, const char *text, uint32_t len,
                       const struct fp_dialect *dialect)
{
	struct fp_lines lines;
	struct fp_layer *layer;
	struct fp_tree tree;
	uint32_t i;

	fp_lines_find(&lines, arena, text, len);
	layer = fp_layer_of_file(arena, &lines, (struct fencepost_span){0, len});
	fp_tree_build(&tree, arena, layer, dialect);
	for (i = 0; i < tree.count; i++) {
		check_node(&tree, i);
		if (tree.nodes[i].name.to)
			check_string(arena, layer, tree.nodes[i].name);
		if (tree.nodes[i].kind == FP_NODE_STRING)
			check_string(arena, layer, tree.nodes[i].range);
	}
	check(fp_pointer_of(arena, &tree, tree.count - 1) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct fp_placeholder patterns[] = {{"${", "}"}, {"{{", "}}"}, {"<", ">"}};
	static const struct fp_placeholders placeholders = {patterns, 3};
	static const struct fp_dialect dialects[] = {{0},
	                                             {true, true, false, NULL},
	                                             {false, false, true, NULL},
	                                             {true, true, true, &placeholders}};
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_scan_error error;
	uint32_t len = (uint32_t)size;
	char *text = malloc(size ? size : 1);
	size_t i;

	check(arena && text);
	if (size)
		memcpy(text, data, size);
	for (i = 0; i < sizeof(dialects) / sizeof(*dialects); i++) {
		if (fp_scan(arena, text, len, &dialects[i], &error))
			check_tree(arena, text, len, &dialects[i]);
		else
			check_error(arena, text, len, &dialects[i], error);
		check_checkpoint(arena, text, len, &dialects[i], len / 2);
	}
	if (fp_scan(arena, text, len, NULL, NULL))
		check(judge_accepts(text, len));
	free(text);
	fp_arena_free(arena);
	return 0;
}
