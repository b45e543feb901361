/* SPDX-License-Identifier: MIT */
/*
 * A tree → the white space between its tokens, and from that, edits that look as if the author had
 * made them. All layout is borrowed from the text: a new member stands as its sibling does.
 */
#include "har/layout.h"

#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The white space that ends at `at`. */
static struct fp_range space_before(const struct fp_tree *tree, uint32_t at)
{
	struct fp_range space = {at, at};

	while (space.from > 0 && is_space(tree->layer->text[space.from - 1]))
		space.from--;
	return space;
}

struct fp_range fp_layout_child(const struct fp_tree *tree, uint32_t child)
{
	const struct fp_node *node = &tree->nodes[child];
	uint32_t from = node->name.from < node->name.to ? node->name.from : node->range.from;

	return (struct fp_range){from, node->range.to};
}

static uint32_t last_child(const struct fp_tree *tree, uint32_t container)
{
	uint32_t last = tree->nodes[container].first;

	while (last != FP_NO_NODE && tree->nodes[last].next != FP_NO_NODE)
		last = tree->nodes[last].next;
	return last;
}

/* The sibling before a child; FP_NO_NODE: it is the first. */
static uint32_t previous(const struct fp_tree *tree, uint32_t child)
{
	uint32_t before = FP_NO_NODE;

	for (uint32_t i = tree->nodes[tree->nodes[child].parent].first; i != child;
	     i = tree->nodes[i].next)
		before = i;
	return before;
}

struct fp_layout fp_layout_of(const struct fp_tree *tree, uint32_t container)
{
	const struct fp_node *node = &tree->nodes[container];
	struct fp_layout layout = {.tail = space_before(tree, node->range.to - 1), .guessed = true};
	const struct fp_node *first;

	if (node->first == FP_NO_NODE)
		return layout;
	first = &tree->nodes[node->first];
	layout.lead = space_before(tree, fp_layout_child(tree, node->first).from);
	layout.joint = layout.lead;
	layout.guessed = first->next == FP_NO_NODE;
	if (!layout.guessed)
		layout.joint = space_before(tree, fp_layout_child(tree, first->next).from);
	layout.colon = (struct fp_range){first->name.to, first->range.from};
	return layout;
}

void fp_layout_put(struct fp_bytes *out, const struct fp_tree *tree, struct fp_range range)
{
	fp_bytes_put(out, tree->layer->text + range.from, range.to - range.from);
}

void fp_layout_put_joint(struct fp_bytes *out, const struct fp_tree *tree,
                         const struct fp_layout *layout)
{
	if (layout->guessed && layout->joint.from == layout->joint.to)
		fp_bytes_char(out, ' ');
	else
		fp_layout_put(out, tree, layout->joint);
}

void fp_layout_put_name(struct fp_bytes *out, const struct fp_tree *tree,
                        const struct fp_layout *layout, const char *name)
{
	fp_bytes_printf(out, "\"%s\"", name);
	if (layout->colon.from < layout->colon.to)
		fp_layout_put(out, tree, layout->colon);
	else
		fp_bytes_text(out, ": ");
}

void fp_layout_add(struct fp_finding *finding, const struct fp_tree *tree, uint32_t object,
                   uint32_t before, const char *name, const char *value)
{
	struct fp_layout layout = fp_layout_of(tree, object);
	uint32_t last = last_child(tree, object);
	struct fp_bytes text = FP_BYTES(finding->sink->arena);
	uint32_t at = tree->nodes[object].range.from + 1;

	if (before != FP_NO_NODE) {
		at = fp_layout_child(tree, before).from;
	} else if (last != FP_NO_NODE) {
		at = tree->nodes[last].range.to;
		fp_bytes_char(&text, ',');
		fp_layout_put_joint(&text, tree, &layout);
	}
	fp_layout_put_name(&text, tree, &layout, name);
	fp_bytes_text(&text, value);
	if (before != FP_NO_NODE) {
		fp_bytes_char(&text, ',');
		fp_layout_put_joint(&text, tree, &layout);
	}
	fp_edit(finding, tree->layer, (struct fp_range){at, at}, text.data, text.len);
}

void fp_layout_delete(struct fp_finding *finding, const struct fp_tree *tree, uint32_t child)
{
	const struct fp_node *node = &tree->nodes[child];
	struct fp_range gone = fp_layout_child(tree, child);
	uint32_t before = previous(tree, child);

	if (before != FP_NO_NODE)
		gone.from = tree->nodes[before].range.to;
	else if (node->next != FP_NO_NODE)
		gone.to = fp_layout_child(tree, node->next).from;
	fp_edit(finding, tree->layer, gone, "", 0);
}

bool fp_layout_line(struct fp_range *out, const struct fp_tree *tree, uint32_t at)
{
	uint32_t begin = space_before(tree, at).from;

	*out = (struct fp_range){at, at};
	while (out->from > begin && tree->layer->text[out->from] != '\n')
		out->from--;
	return out->from < at && tree->layer->text[out->from] == '\n';
}

bool fp_layout_has_line_end(const struct fp_tree *tree, struct fp_range space)
{
	return memchr(tree->layer->text + space.from, '\n', space.to - space.from) != NULL;
}

const char *fp_layout_indent(const struct fp_tree *tree, struct fp_range lead)
{
	const char *text = tree->layer->text;
	uint32_t blanks = 0;

	while (lead.to > lead.from && text[lead.to - 1 - blanks] == ' ')
		blanks++;
	if (lead.to > lead.from && text[lead.to - 1] == '\t')
		return "\t";
	return blanks > 0 && blanks % 4 == 0 ? "    " : "  ";
}

void fp_layout_flatten(struct fp_bytes *out, const char *text, size_t len)
{
	bool inside = false;

	for (size_t i = 0; i < len; i++) {
		size_t from = i;

		while (!inside && i < len && is_space(text[i]))
			i++;
		if (i > from && memchr(text + from, '\n', i - from))
			fp_bytes_char(out, ' ');
		else
			fp_bytes_put(out, text + from, i - from);
		if (i == len)
			break;
		if (text[i] == '"')
			inside = !inside;
		if (inside && text[i] == '\\' && i + 1 < len)
			fp_bytes_char(out, text[i++]);
		fp_bytes_char(out, text[i]);
	}
}
