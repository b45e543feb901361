/* SPDX-License-Identifier: MIT */
/*
 * Valid JSON → a flat array of nodes in text order. The scanner reads, this file writes down what it
 * tells, so there is one grammar. While a container is open its `next` is not known yet and holds
 * its last child instead: that is all the stack there is.
 */
#include "json/tree.h"

#include <assert.h>

struct builder {
	const char *text;
	struct fp_node *nodes;
	uint32_t count;
	uint32_t open;        /* the innermost open container, or FP_NO_NODE */
	uint32_t root;        /* the last root, or FP_NO_NODE */
	struct fp_range name; /* read, its value to come; else empty */
};

/* Hangs node `child` behind the last one of its parent (or behind the last root). */
static void link_in(struct builder *b, struct fp_node *child, uint32_t self)
{
	struct fp_node *parent = b->open == FP_NO_NODE ? NULL : &b->nodes[b->open];
	uint32_t *last = parent ? &parent->next : &b->root;

	if (*last != FP_NO_NODE) {
		b->nodes[*last].next = self;
		child->index = b->nodes[*last].index + 1;
	} else if (parent) {
		parent->first = self;
	}
	*last = self;
	if (parent)
		parent->count++;
}

static uint32_t add_node(struct builder *b, enum fp_node_kind kind, struct fp_range range)
{
	struct fp_node *node = &b->nodes[b->count];

	*node = (struct fp_node){kind, range, b->name, b->open, FP_NO_NODE, FP_NO_NODE, 0, 0};
	link_in(b, node, b->count);
	b->name = (struct fp_range){0, 0};
	return b->count++;
}

static void close_container(struct builder *b, uint32_t to)
{
	struct fp_node *node = &b->nodes[b->open];

	node->range.to = to;
	node->next = FP_NO_NODE;
	b->open = node->parent;
}

static enum fp_node_kind kind_of_word(char first)
{
	return first == 'n' ? FP_NODE_NULL : first == 't' ? FP_NODE_TRUE : FP_NODE_FALSE;
}

static void take_token(void *user, enum fp_token token, uint32_t from, uint32_t to)
{
	struct builder *b = user;
	struct fp_range range = {from, to};

	switch (token) {
	case FP_TOKEN_OPEN:
		b->open = add_node(b, b->text[from] == '{' ? FP_NODE_OBJECT : FP_NODE_ARRAY, range);
		break;
	case FP_TOKEN_CLOSE:
		close_container(b, to);
		break;
	case FP_TOKEN_NAME:
		b->name = range;
		break;
	case FP_TOKEN_STRING:
		add_node(b, FP_NODE_STRING, range);
		break;
	case FP_TOKEN_NUMBER:
		add_node(b, FP_NODE_NUMBER, range);
		break;
	case FP_TOKEN_WORD:
		add_node(b, kind_of_word(b->text[from]), range);
		break;
	case FP_TOKEN_PLACEHOLDER:
		add_node(b, FP_NODE_PLACEHOLDER, range);
		break;
	}
}

static void count_token(void *user, enum fp_token token, uint32_t from, uint32_t to)
{
	uint32_t *count = user;

	(void)from;
	(void)to;
	*count += token != FP_TOKEN_CLOSE && token != FP_TOKEN_NAME;
}

/* Twice over the text: counting costs less than an array that moves as it grows. */
void fp_tree_build(struct fp_tree *out, struct fp_arena *arena, const struct fp_layer *layer,
                   const struct fp_dialect *dialect)
{
	struct builder b = {.text = layer->text, .open = FP_NO_NODE, .root = FP_NO_NODE};
	uint32_t count = 0;
	bool valid =
	    fp_scan_each(arena, layer->text, layer->len, dialect, NULL, count_token, &count);

	assert(valid);
	(void)valid;
	b.nodes = fp_arena_alloc(arena, count * sizeof(*b.nodes));
	fp_scan_each(arena, layer->text, layer->len, dialect, NULL, take_token, &b);
	*out = (struct fp_tree){layer, b.nodes, b.count};
}

/* Where a node begins: with its name, where it has one. These rise with the index. */
static uint32_t node_start(const struct fp_node *node)
{
	return node->name.to ? node->name.from : node->range.from;
}

static bool range_holds(struct fp_range range, uint32_t offset)
{
	return range.from <= offset && offset < range.to;
}

uint32_t fp_tree_at(const struct fp_tree *tree, uint32_t offset)
{
	uint32_t low = 0, high = tree->count, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (node_start(&tree->nodes[middle]) <= offset)
			low = middle;
		else
			high = middle;
	}
	while (!range_holds(tree->nodes[low].range, offset) &&
	       !range_holds(tree->nodes[low].name, offset)) {
		low = tree->nodes[low].parent;
		if (low == FP_NO_NODE)
			return 0;
	}
	return low;
}
