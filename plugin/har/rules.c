/* SPDX-License-Identifier: MIT */
/*
 * One request → its findings: the table of checks, and what they share. A check reads the tree and
 * adds findings; it never fails, never changes the tree, and stays silent on what was mended or
 * stands for something else.
 */
#include "har/rules.h"
#include "har/placeholder.h"
#include "json/pointer.h"
#include "json/string.h"

#include <stdarg.h>
#include <string.h>

/* ---- what the checks share ---- */

static struct fp_finding *found(struct fp_har *har, uint32_t node, struct fp_range range,
                                enum fp_rule rule, const char *format, va_list arguments)
{
	struct fp_bytes message = FP_BYTES(har->sink->arena);
	struct fp_finding *finding;

	fp_bytes_vprintf(&message, format, arguments);
	finding =
	    fp_found(har->sink, har->tree->layer, range, rule, "%s", fp_bytes_string(&message));
	fp_point(finding, fp_pointer_of(har->sink->arena, har->tree, node));
	return finding;
}

struct fp_finding *fp_har_found(struct fp_har *har, uint32_t node, enum fp_rule rule,
                                const char *format, ...)
{
	const struct fp_node *at = &har->tree->nodes[node];
	struct fp_range range = at->range;
	struct fp_finding *finding;
	va_list arguments;

	if (at->kind == FP_NODE_OBJECT || at->kind == FP_NODE_ARRAY)
		range.to = range.from + 1;
	va_start(arguments, format);
	finding = found(har, node, range, rule, format, arguments);
	va_end(arguments);
	return finding;
}

struct fp_finding *fp_har_found_in(struct fp_har *har, uint32_t node, const struct fp_value *value,
                                   uint32_t from, uint32_t to, enum fp_rule rule,
                                   const char *format, ...)
{
	struct fp_finding *finding;
	va_list arguments;

	va_start(arguments, format);
	finding = found(har, node, fp_value_range(value, from, to), rule, format, arguments);
	va_end(arguments);
	return finding;
}

struct fp_finding *fp_har_found_name(struct fp_har *har, uint32_t member, enum fp_rule rule,
                                     const char *format, ...)
{
	struct fp_finding *finding;
	va_list arguments;

	va_start(arguments, format);
	finding = found(har, member, har->tree->nodes[member].name, rule, format, arguments);
	va_end(arguments);
	return finding;
}

void fp_har_edit_in(struct fp_finding *finding, const struct fp_value *value, uint32_t from,
                    uint32_t to, const char *text)
{
	struct fp_bytes spelled = FP_BYTES(finding->sink->arena);

	fp_string_escape(&spelled, text, strlen(text));
	fp_edit(finding, value->layer, fp_value_range(value, from, to), spelled.data, spelled.len);
}

void fp_har_soften(struct fp_finding *finding, enum fencepost_severity most)
{
	if (finding->pub.severity > most)
		finding->pub.severity = most;
}

enum fencepost_applicability fp_har_safe(const struct fp_har *har)
{
	return har->doubtful ? FENCEPOST_UNSAFE : FENCEPOST_SAFE;
}

const char *fp_har_words(struct fp_har *har, const struct fp_value *value)
{
	return fp_words(har->sink, value->text, value->len);
}

bool fp_har_is(const struct fp_har *har, uint32_t node, enum fp_node_kind kind)
{
	return node != FP_NO_NODE && har->tree->nodes[node].kind == kind;
}

uint32_t fp_har_member(const struct fp_har *har, uint32_t object, const char *name)
{
	if (!fp_har_is(har, object, FP_NODE_OBJECT))
		return FP_NO_NODE;
	return fp_pointer_member(har->tree, object, name);
}

bool fp_har_stands_for(const struct fp_har *har, const struct fp_value *value)
{
	return value->text && fp_placeholder_in(har->placeholders, value->text, value->len);
}

bool fp_har_is_mended(const struct fp_har *har, uint32_t node)
{
	const struct fp_node *at = &har->tree->nodes[node];
	struct fp_range range = at->range;

	if (at->kind == FP_NODE_OBJECT || at->kind == FP_NODE_ARRAY)
		range.to = range.from + 1;
	return fp_layer_is_mended(har->tree->layer, range);
}

/* ---- one request ---- */

static void read_headers(struct fp_har *har)
{
	const struct fp_tree *tree = har->tree;
	uint32_t headers = har->request->headers;
	struct fp_header *of;

	if (!fp_har_is(har, headers, FP_NODE_ARRAY))
		return;
	of = fp_arena_zero(har->sink->arena, tree->nodes[headers].count, sizeof(*of));
	har->headers = of;
	for (uint32_t i = tree->nodes[headers].first; i != FP_NO_NODE; i = tree->nodes[i].next) {
		struct fp_header *header = &of[har->header_count];

		header->node = i;
		header->value_node = fp_har_member(har, i, "value");
		header->name = fp_value_of(har->sink->arena, tree, fp_har_member(har, i, "name"));
		header->value = fp_value_of(har->sink->arena, tree, header->value_node);
		if (!header->name.text)
			continue;
		har->header_count++;
		if (!har->content_type && fp_value_is(&header->name, "Content-Type"))
			har->content_type = header;
	}
}

static void (*const checks[])(struct fp_har *har) = {
    fp_structure_check, fp_pairs_check,        fp_method_check, fp_url_check,
    fp_headers_check,   fp_content_type_check, fp_body_check,   fp_payload_check,
};

void fp_rules_check(struct fp_har *har)
{
	struct fp_arena *arena = har->sink->arena;

	har->text = har->tree->layer->text;
	har->method = fp_value_of(arena, har->tree, har->request->method);
	har->url = fp_value_of(arena, har->tree, har->request->url);
	har->mime_type = fp_value_of(arena, har->tree, har->request->mime_type);
	read_headers(har);
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		checks[i](har);
}

void fp_rules_check_root(struct fp_sink *sink, const struct fp_tree *tree)
{
	static const char *const found[] = {
	    [FP_NODE_NULL] = "null",        [FP_NODE_FALSE] = "false",
	    [FP_NODE_TRUE] = "true",        [FP_NODE_NUMBER] = "a number",
	    [FP_NODE_STRING] = "a string",  [FP_NODE_ARRAY] = "an array",
	    [FP_NODE_OBJECT] = "an object", [FP_NODE_PLACEHOLDER] = "a placeholder",
	};
	const struct fp_node *root = &tree->nodes[0];
	struct fp_range at = root->range;

	if (fp_layer_is_mended(tree->layer, (struct fp_range){at.from, at.from + 1}))
		return;
	if (root->kind == FP_NODE_OBJECT)
		fp_found(sink, tree->layer, (struct fp_range){at.from, at.from + 1},
		         FP_HAR_MISSING_FIELD, "the log has no \"entries\"");
	else if (root->kind != FP_NODE_PLACEHOLDER)
		fp_found(sink, tree->layer, (struct fp_range){at.from, at.from + 1},
		         FP_HAR_NOT_OBJECT, "a har block holds one request object, found %s",
		         found[root->kind]);
}
