/* SPDX-License-Identifier: MIT */
/*
 * What the Content-Type header says of a body, beside what mimeType says (RFC 9110 §8.3): a server
 * goes by the header, a snippet generator by either.
 */
#include "har/layout.h"
#include "har/rules.h"
#include "text/ascii.h"

#include <string.h>

static bool is_type(const struct fp_value *type, const char *before)
{
	size_t len = strlen(before);

	return type->len >= len && fp_ascii_same(type->text, before, len);
}

/* Adds `{ "name": "Content-Type", "value": … }`, with the white space of an entry that is there. */
static void put_entry(struct fp_bytes *out, struct fp_har *har, uint32_t model)
{
	const struct fp_tree *tree = har->tree;
	struct fp_layout layout = {.guessed = true};
	bool modelled = model != FP_NO_NODE && tree->nodes[model].kind == FP_NODE_OBJECT &&
	                tree->nodes[model].count > 1;

	if (modelled)
		layout = fp_layout_of(tree, model);
	fp_bytes_char(out, '{');
	fp_layout_put(out, tree, layout.lead);
	fp_layout_put_name(out, tree, &layout, "name");
	fp_bytes_text(out, "\"Content-Type\",");
	fp_layout_put_joint(out, tree, &layout);
	fp_layout_put_name(out, tree, &layout, "value");
	fp_layout_put(out, tree, tree->nodes[har->request->mime_type].range);
	fp_layout_put(out, tree, layout.tail);
	fp_bytes_char(out, '}');
}

static void add_to_headers(struct fp_har *har, struct fp_finding *finding)
{
	const struct fp_tree *tree = har->tree;
	const struct fp_node *headers = &tree->nodes[har->request->headers];
	struct fp_layout layout = fp_layout_of(tree, har->request->headers);
	struct fp_bytes text = FP_BYTES(har->sink->arena);
	struct fp_range at = {headers->range.from + 1, headers->range.to - 1};
	uint32_t last = headers->first;

	while (last != FP_NO_NODE && tree->nodes[last].next != FP_NO_NODE)
		last = tree->nodes[last].next;
	if (last != FP_NO_NODE) {
		at.from = at.to = tree->nodes[last].range.to;
		fp_bytes_char(&text, ',');
		fp_layout_put_joint(&text, tree, &layout);
	}
	put_entry(&text, har, last);
	fp_edit(finding, tree->layer, at, text.data, text.len);
}

static void add_content_type(struct fp_har *har, struct fp_finding *finding)
{
	struct fp_bytes list = FP_BYTES(har->sink->arena);

	fp_fix(finding, FENCEPOST_UNSAFE, "add the header");
	if (fp_har_is(har, har->request->headers, FP_NODE_ARRAY)) {
		add_to_headers(har, finding);
	} else if (har->request->headers == FP_NO_NODE) {
		fp_bytes_char(&list, '[');
		put_entry(&list, har, FP_NO_NODE);
		fp_bytes_char(&list, ']');
		fp_layout_add(finding, har->tree, har->request->node, har->request->post_data,
		              "headers", fp_bytes_string(&list));
	}
}

static void check_missing_type(struct fp_har *har)
{
	const char *what = har->json ? "JSON" : "body";
	struct fp_finding *finding;

	if (!har->mime_type.text || !har->body || har->body->len == 0 || fp_body_bad_type(har) ||
	    fp_request_content_type(har->tree, har->request) != FP_NO_NODE ||
	    is_type(&har->mime_type, "application/x-www-form-urlencoded") ||
	    is_type(&har->mime_type, "multipart/"))
		return;
	if (har->request->headers != FP_NO_NODE &&
	    !fp_har_is(har, har->request->headers, FP_NODE_ARRAY) &&
	    !fp_har_is(har, har->request->headers, FP_NODE_OBJECT))
		return;
	finding = fp_har_found(har, har->request->mime_type, FP_HAR_CONTENT_TYPE_MISSING,
	                       "no Content-Type header; curl would send this %s as a form", what);
	add_content_type(har, finding);
}

static size_t essence(const struct fp_value *type)
{
	size_t len = 0;

	while (len < type->len && !strchr("; \t", type->text[len]))
		len++;
	return len;
}

static void check_mismatch(struct fp_har *har)
{
	uint32_t node = fp_request_content_type(har->tree, har->request);
	struct fp_value header = fp_value_of(har->sink->arena, har->tree, node);
	const struct fp_value *type = &har->mime_type;

	if (!header.text || !type->text || fp_har_stands_for(har, &header) ||
	    fp_har_stands_for(har, type) || fp_body_bad_type(har) ||
	    fp_value_same(header.text, essence(&header), type->text, essence(type)) ||
	    (fp_request_json_type(header.text, header.len) &&
	     fp_request_json_type(type->text, type->len) && !strchr(header.text, '+') &&
	     !strchr(type->text, '+')))
		return;
	fp_har_found(har, node, FP_HAR_CONTENT_TYPE_MISMATCH,
	             "Content-Type says %s, mimeType says %s",
	             fp_words(har->sink, header.text, essence(&header)),
	             fp_words(har->sink, type->text, essence(type)));
}

void fp_content_type_check(struct fp_har *har)
{
	check_missing_type(har);
	check_mismatch(har);
}
