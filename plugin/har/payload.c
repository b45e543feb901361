/* SPDX-License-Identifier: MIT */
/* What postData.text holds, beside what mimeType says of it. Its grammar is json/'s. */
#include "har/form.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "har/script.h"
#include "text/ascii.h"
#include "json/pointer.h"
#include "json/trivia.h"

#include <string.h>

static bool is_blank(const struct fp_layer *body)
{
	for (uint32_t i = 0; i < body->len; i++)
		if (!fp_trivia_blank(body->text[i]))
			return false;
	return true;
}

static bool says_json(struct fp_har *har)
{
	return fp_request_is_json(har->sink->arena, har->tree, har->request, har->body->text,
	                          har->body->len);
}

/* A whole JSON object or array, configured placeholders allowed. */
static bool is_container(struct fp_har *har, const char *text, uint32_t len)
{
	struct fp_dialect dialect = {.placeholders = har->placeholders};
	uint32_t at = 0;

	while (at < len && fp_trivia_blank(text[at]))
		at++;
	return at < len && (text[at] == '{' || text[at] == '[') &&
	       fp_scan(har->sink->arena, text, len, &dialect, NULL);
}

bool fp_payload_is_form(const struct fp_layer *body)
{
	return fp_form_is(body->text, body->len);
}

/* ---- beside mimeType ---- */

static struct fp_finding *mismatch(struct fp_har *har, const char *what)
{
	return fp_har_found(har, har->request->text, FP_PAYLOAD_MIME_MISMATCH,
	                    "this text is %s, mimeType says %s", what,
	                    fp_words(har->sink, har->mime_type.text, har->mime_type.len));
}

/* application/json-seq and the like hold JSON in a way of their own. */
static bool mentions_json(const struct fp_value *type)
{
	for (uint32_t i = 0; i + 4 <= type->len; i++)
		if (fp_ascii_same(type->text + i, "json", 4))
			return true;
	return false;
}

static void check_type(struct fp_har *har)
{
	const struct fp_value *type = &har->mime_type;

	if (!type->text || type->len == 0 || fp_har_stands_for(har, type) || fp_body_bad_type(har))
		return;
	if (!fp_request_json_type(type->text, type->len)) {
		if (!mentions_json(type) && is_container(har, har->body->text, har->body->len))
			mismatch(har, "JSON");
	} else if (fp_payload_is_form(har->body)) {
		mismatch(har, "a form");
	}
}

/* ---- a payload that was read as JSON ---- */

/* A finding at a string of the payload, in its own layer. */
static void found_in(struct fp_har *har, uint32_t node, enum fp_rule rule, const char *message)
{
	const struct fp_tree *tree = &har->json->tree;

	fp_point(fp_found(har->sink, tree->layer, tree->nodes[node].range, rule, "%s", message),
	         fp_pointer_of(har->sink->arena, tree, node));
}

static void check_root(struct fp_har *har)
{
	const struct fp_tree *tree = &har->json->tree;
	const struct fp_node *root = &tree->nodes[0];
	struct fp_value value = fp_value_of(har->sink->arena, tree, 0);

	if (har->json->verdict != FP_VERDICT_VALID || root->kind == FP_NODE_OBJECT ||
	    root->kind == FP_NODE_ARRAY || root->kind == FP_NODE_PLACEHOLDER)
		return;
	if (!value.text)
		found_in(har, 0, FP_PAYLOAD_NOT_CONTAINER, "the payload is no object or array");
	else if (is_container(har, value.text, value.len))
		found_in(har, 0, FP_PAYLOAD_NOT_CONTAINER, "the payload is encoded twice");
	else if (!fp_har_stands_for(har, &value))
		found_in(har, 0, FP_PAYLOAD_NOT_CONTAINER,
		         "the payload is a string, not an object or array");
}

static bool begins_like_json(const struct fp_value *value)
{
	return value->len > 2 &&
	       (memcmp(value->text, "{\"", 2) == 0 || memcmp(value->text, "[{", 2) == 0);
}

static void check_string(struct fp_har *har, uint32_t node)
{
	const struct fp_tree *tree = &har->json->tree;
	char first = tree->layer->text[tree->nodes[node].range.from + 1];
	struct fp_value value;

	if (!strchr("f({[", first))
		return;
	value = fp_value_of(har->sink->arena, tree, node);
	if (begins_like_json(&value) && !is_container(har, value.text, value.len))
		found_in(har, node, FP_PAYLOAD_JSON_IN_STRING,
		         "this string begins like JSON and is none");
	if (fp_script_is(value.text, value.len) && !fp_script_balances(value.text, value.len))
		found_in(har, node, FP_PAYLOAD_BAD_SCRIPT,
		         "brackets, quotes or comments of this script do not balance");
}

static void check_strings(struct fp_har *har)
{
	const struct fp_tree *tree = &har->json->tree;

	for (uint32_t i = 0; i < tree->count; i++)
		if (tree->nodes[i].kind == FP_NODE_STRING &&
		    !fp_layer_is_mended(tree->layer, tree->nodes[i].range))
			check_string(har, i);
}

void fp_payload_check(struct fp_har *har)
{
	if (!har->body || fp_har_is_mended(har, har->request->text))
		return;
	if (is_blank(har->body)) {
		if (har->mime_type.len > 0 && says_json(har))
			fp_har_found(har, har->request->text, FP_PAYLOAD_EMPTY,
			             "mimeType says JSON, the text is empty");
		return;
	}
	check_type(har);
	if (har->json && har->json->tree.count > 0) {
		check_root(har);
		check_strings(har);
	}
}
