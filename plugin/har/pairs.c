/* SPDX-License-Identifier: MIT */
/*
 * The lists of a request → entries that are no name/value pairs. What people write most often
 * instead is a map, {"accept": "text/html"}: its fix puts one pair in the place of each member,
 * with the white space that stands between the members already.
 */
#include "har/layout.h"
#include "har/rules.h"

#include <string.h>

/* A list of a request, and what its entries are called. */
struct list {
	uint32_t node;
	const char *plural; /* headers */
	const char *entry;  /* header */
	bool valued;        /* an entry needs a "value" too */
};

/* A map that is to become pairs. */
struct map {
	struct fp_har *har;
	struct fp_finding *finding;
	struct fp_layout layout;
	struct fp_layout between; /* between `},` and `{`: its joint */
};

static const struct fp_node *node_at(const struct fp_har *har, uint32_t node)
{
	return &har->tree->nodes[node];
}

static bool all_scalar(const struct fp_har *har, uint32_t object)
{
	for (uint32_t i = node_at(har, object)->first; i != FP_NO_NODE; i = node_at(har, i)->next)
		if (node_at(har, i)->kind == FP_NODE_OBJECT ||
		    node_at(har, i)->kind == FP_NODE_ARRAY)
			return false;
	return true;
}

/* What stands between two members becomes `}, {` between two objects. */
static void part(struct map *map, struct fp_range comma)
{
	const struct fp_tree *tree = map->har->tree;
	struct fp_bytes text = FP_BYTES(map->har->sink->arena);

	fp_layout_put(&text, tree, map->layout.tail);
	fp_bytes_text(&text, "},");
	fp_layout_put_joint(&text, tree, &map->between);
	fp_bytes_char(&text, '{');
	fp_layout_put(&text, tree, map->layout.lead);
	fp_edit(map->finding, tree->layer, comma, text.data, text.len);
}

/* `"accept": "text/html"` becomes `"name": "accept", "value": "text/html"`. */
static void pair(struct map *map, uint32_t member)
{
	const struct fp_tree *tree = map->har->tree;
	const struct fp_node *node = &tree->nodes[member];
	bool bare = node->kind != FP_NODE_STRING && node->kind != FP_NODE_PLACEHOLDER;
	struct fp_layout inside = {.joint = map->layout.lead, .guessed = true};
	struct fp_bytes text = FP_BYTES(map->har->sink->arena);

	fp_layout_put_name(&text, tree, &map->layout, "name");
	fp_edit(map->finding, tree->layer, (struct fp_range){node->name.from, node->name.from},
	        text.data, text.len);
	text = FP_BYTES(map->har->sink->arena);
	fp_bytes_char(&text, ',');
	fp_layout_put_joint(&text, tree, &inside);
	fp_layout_put_name(&text, tree, &map->layout, "value");
	if (bare)
		fp_bytes_char(&text, '"');
	fp_edit(map->finding, tree->layer, (struct fp_range){node->name.to, node->range.from},
	        text.data, text.len);
	if (bare)
		fp_edit(map->finding, tree->layer,
		        (struct fp_range){node->range.to, node->range.to}, "\"", 1);
}

static void report_map(struct fp_har *har, const struct list *list, uint32_t object)
{
	const struct fp_tree *tree = har->tree;
	bool alone = object == list->node; /* the list itself is a map */
	struct map map = {.har = har, .between = {.guessed = true}};
	struct fp_range brace = tree->nodes[object].range;

	map.finding =
	    fp_har_found(har, object, FP_HAR_HEADER_MAP, "%s are name/value pairs", list->plural);
	if (!all_scalar(har, object))
		return;
	map.layout = fp_layout_of(tree, object);
	if (!alone)
		fp_layout_line(&map.between.joint, tree, brace.from);
	fp_fix(map.finding, fp_har_safe(har), "write one {\"name\": …, \"value\": …} for each");
	if (alone)
		fp_edit(map.finding, tree->layer, (struct fp_range){brace.from, brace.from}, "[",
		        1);
	for (uint32_t i = tree->nodes[object].first; i != FP_NO_NODE; i = tree->nodes[i].next) {
		uint32_t next = tree->nodes[i].next;

		pair(&map, i);
		if (next != FP_NO_NODE)
			part(&map, (struct fp_range){tree->nodes[i].range.to,
			                             fp_layout_child(tree, next).from});
	}
	if (alone)
		fp_edit(map.finding, tree->layer, (struct fp_range){brace.to, brace.to}, "]", 1);
}

static void check_entry(struct fp_har *har, const struct list *list, uint32_t entry)
{
	bool has_name = fp_har_member(har, entry, "name") != FP_NO_NODE;
	bool has_value = fp_har_member(har, entry, "value") != FP_NO_NODE;

	if (node_at(har, entry)->kind == FP_NODE_PLACEHOLDER || fp_har_is_mended(har, entry))
		return;
	if (!fp_har_is(har, entry, FP_NODE_OBJECT))
		fp_har_found(har, entry, FP_HAR_WRONG_TYPE, "a %s must be an object", list->entry);
	else if (!has_name && !has_value && node_at(har, entry)->count > 0)
		report_map(har, list, entry);
	else if (!has_name)
		fp_har_found(har, entry, FP_HAR_MISSING_FIELD, "%s has no \"name\"", list->entry);
	else if (!has_value && list->valued)
		fp_har_found(har, entry, FP_HAR_MISSING_FIELD, "%s has no \"value\"", list->entry);
}

static void check_list(struct fp_har *har, const struct list *list)
{
	if (fp_har_is(har, list->node, FP_NODE_OBJECT) && !fp_har_is_mended(har, list->node)) {
		report_map(har, list, list->node);
		return;
	}
	if (!fp_har_is(har, list->node, FP_NODE_ARRAY))
		return;
	for (uint32_t i = node_at(har, list->node)->first; i != FP_NO_NODE;
	     i = node_at(har, i)->next)
		check_entry(har, list, i);
}

void fp_pairs_check(struct fp_har *har)
{
	const struct list lists[] = {
	    {har->request->headers, "headers", "header", true},
	    {har->request->cookies, "cookies", "cookie", true},
	    {har->request->query, "query parameters", "query parameter", true},
	    {har->request->params, "params", "param", false},
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		check_list(har, &lists[i]);
}
