/* SPDX-License-Identifier: MIT */
/*
 * postData → is it one, and does it say what it is? A reader takes the body from `text` (or from
 * `params`) and its kind from `mimeType`; what else stands there is dropped without a word.
 */
#include "har/form.h"
#include "har/layout.h"
#include "har/names.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "text/ascii.h"
#include "json/string.h"
#include "json/trivia.h"

#include <stdlib.h>
#include <string.h>

static const char *const tops[] = {"application", "audio",    "example", "font",      "haptics",
                                   "image",       "message",  "model",   "multipart", "text",
                                   "video",       "chemical", NULL};

/* What a request body is, nearly always: what a misspelt type was meant to be. */
static const char *const types[] = {"application/json",
                                    "application/xml",
                                    "application/x-www-form-urlencoded",
                                    "application/pdf",
                                    "application/octet-stream",
                                    "application/graphql",
                                    "application/zip",
                                    "application/ld+json",
                                    "application/json-patch+json",
                                    "application/merge-patch+json",
                                    "application/vnd.api+json",
                                    "application/javascript",
                                    "multipart/form-data",
                                    "text/plain",
                                    "text/html",
                                    "text/xml",
                                    "text/csv",
                                    "text/css",
                                    "image/png",
                                    "image/jpeg",
                                    "image/gif",
                                    "image/svg+xml",
                                    NULL};

static bool is_form_type(const struct fp_value *type)
{
	return type->text && (fp_ascii_same(type->text, "application/x-www-form-urlencoded", 33) ||
	                      fp_ascii_same(type->text, "multipart/", 10));
}

static bool has_text(const struct fp_har *har)
{
	for (uint32_t i = 0; har->body && i < har->body->len; i++)
		if (!fp_trivia_blank(har->body->text[i]))
			return true;
	return false;
}

static bool has_params(const struct fp_har *har)
{
	return fp_har_is(har, har->request->params, FP_NODE_ARRAY) &&
	       har->tree->nodes[har->request->params].count > 0;
}

/* ---- the payload in the place of postData ---- */

bool fp_body_is_payload(const struct fp_har *har)
{
	static const char *const own[] = {"mimeType", "text",        "params",   "comment",
	                                  "encoding", "headersSize", "bodySize", NULL};
	const struct fp_tree *tree = har->tree;
	uint32_t post_data = har->request->post_data;

	if (har->request->mime_type != FP_NO_NODE || har->request->text != FP_NO_NODE ||
	    har->request->params != FP_NO_NODE)
		return false;
	if (fp_har_is(har, post_data, FP_NODE_ARRAY))
		return tree->nodes[post_data].count > 0;
	if (!fp_har_is(har, post_data, FP_NODE_OBJECT))
		return false;
	for (uint32_t i = tree->nodes[post_data].first; i != FP_NO_NODE; i = tree->nodes[i].next) {
		struct fp_range name = tree->nodes[i].name;

		if (!fp_names_nearest(har->text + name.from + 1, name.to - name.from - 2, own, 1,
		                      NULL))
			return true;
	}
	return false;
}

static void report_payload(struct fp_har *har)
{
	const struct fp_tree *tree = har->tree;
	uint32_t post_data = har->request->post_data;
	struct fp_range range = tree->nodes[post_data].range;
	struct fp_layout layout = fp_layout_of(tree, post_data);
	struct fp_layout inside = {.joint = layout.lead, .guessed = true};
	uint32_t node = fp_request_content_type(tree, har->request);
	struct fp_value type = fp_value_of(har->sink->arena, tree, node);
	bool json = type.text && fp_request_json_type(type.text, type.len);
	struct fp_bytes flat = FP_BYTES(har->sink->arena), text = flat;
	struct fp_finding *finding =
	    fp_har_found(har, post_data, FP_HAR_PAYLOAD_AS_POSTDATA,
	                 "postData is the payload itself; it belongs in postData.text");

	fp_layout_flatten(&flat, har->text + range.from, range.to - range.from);
	fp_bytes_char(&text, '{');
	fp_layout_put(&text, tree, layout.lead);
	fp_layout_put_name(&text, tree, &layout, "mimeType");
	fp_bytes_text(&text, "\"application/json\",");
	fp_layout_put_joint(&text, tree, &inside);
	fp_layout_put_name(&text, tree, &layout, "text");
	fp_bytes_char(&text, '"');
	fp_string_escape(&text, flat.data, flat.len);
	fp_bytes_char(&text, '"');
	fp_layout_put(&text, tree, layout.tail);
	fp_bytes_char(&text, '}');
	fp_fix(finding, json ? fp_har_safe(har) : FENCEPOST_UNSAFE,
	       "put it into \"text\", as application/json");
	fp_edit(finding, tree->layer, range, text.data, text.len);
}

static void report_empty(struct fp_har *har)
{
	struct fp_finding *finding =
	    fp_har_found(har, har->request->post_data, FP_HAR_EMPTY_POSTDATA, "empty postData");

	fp_fix(finding, fp_har_safe(har), "delete it");
	fp_layout_delete(finding, har->tree, har->request->post_data);
}

/* ---- mimeType ---- */

static bool is_media_type(const struct fp_value *type)
{
	const char *slash = memchr(type->text, '/', type->len);
	size_t top = slash ? (size_t)(slash - type->text) : 0;

	if (!slash || top == 0 || top + 1 == type->len)
		return false;
	return fp_names_find(type->text, top, tops) || fp_ascii_same(type->text, "x-", 2);
}

bool fp_body_bad_type(const struct fp_har *har)
{
	return har->mime_type.text && !fp_har_stands_for(har, &har->mime_type) &&
	       !is_media_type(&har->mime_type);
}

/* The common type that differs in a letter or two, or in all before the slash. */
static const char *meant_type(const struct fp_value *type)
{
	const char *near = fp_names_nearest(type->text, type->len, types, 2, NULL);
	const char *slash = memchr(type->text, '/', type->len);

	for (size_t i = 0; !near && slash && slash[1] && types[i]; i++)
		if (fp_ascii_same(strchr(types[i], '/'), slash, SIZE_MAX))
			near = types[i];
	return near;
}

static void report_bad_type(struct fp_har *har)
{
	const struct fp_value *type = &har->mime_type;
	const struct fp_header *header = har->content_type;
	const char *meant = meant_type(type);
	struct fp_finding *finding = fp_har_found(
	    har, har->request->mime_type, FP_HAR_BAD_MIMETYPE,
	    type->len ? "unknown media type \"%s\"" : "empty mimeType%s", fp_har_words(har, type));

	if (!meant)
		return;
	fp_fix(finding, FENCEPOST_UNSAFE, "write %s", meant);
	fp_har_edit_in(finding, type, 0, type->len, meant);
	if (header && header->value.text &&
	    fp_value_same(header->value.text, header->value.len, type->text, type->len))
		fp_har_edit_in(finding, &header->value, 0, type->len, meant);
}

static bool is_json_text(const struct fp_har *har)
{
	uint32_t at = 0;

	while (at < har->body->len && fp_trivia_blank(har->body->text[at]))
		at++;
	return at < har->body->len && (har->body->text[at] == '{' || har->body->text[at] == '[') &&
	       fp_scan(har->sink->arena, har->body->text, har->body->len, NULL, NULL);
}

static void report_missing_type(struct fp_har *har)
{
	const struct fp_tree *tree = har->tree;
	uint32_t node = fp_request_content_type(tree, har->request);
	struct fp_bytes type = FP_BYTES(har->sink->arena);
	enum fencepost_applicability most = FENCEPOST_UNSAFE;
	struct fp_finding *finding = fp_har_found(
	    har, har->request->post_data, FP_HAR_MISSING_MIMETYPE, "postData has no mimeType");

	if (fp_har_is(har, node, FP_NODE_STRING)) {
		fp_layout_put(&type, tree, tree->nodes[node].range);
		most = fp_har_safe(har);
	} else if (har->body && is_json_text(har)) {
		fp_bytes_text(&type, "\"application/json\"");
	} else {
		return;
	}
	fp_fix(finding, most, "add \"mimeType\": %s", fp_bytes_string(&type));
	fp_layout_add(finding, tree, har->request->post_data,
	              tree->nodes[har->request->post_data].first, "mimeType",
	              fp_bytes_string(&type));
}

/* ---- text and params ---- */

static void report_form_text(struct fp_har *har)
{
	const struct fp_tree *tree = har->tree;
	const struct fp_node *text = &tree->nodes[har->request->text];
	struct fp_finding *finding = fp_har_found_name(
	    har, har->request->text, FP_HAR_FORM_TEXT,
	    "form body in \"text\" is lost by snippet generators; use \"params\"");
	struct fp_bytes params = FP_BYTES(har->sink->arena);

	if (fp_ascii_same(har->mime_type.text, "multipart/", 10) ||
	    har->request->params != FP_NO_NODE)
		return;
	fp_form_put_params(&params, har, tree);
	fp_fix(finding, FENCEPOST_UNSAFE, "write the pairs as \"params\"");
	fp_edit(finding, tree->layer, text->name, "\"params\"", 8);
	fp_edit(finding, tree->layer, text->range, params.data, params.len);
}

static void check_text(struct fp_har *har)
{
	bool text = has_text(har), params = has_params(har);
	bool form = is_form_type(&har->mime_type);

	if (text && params)
		fp_har_found_name(har, har->request->params, FP_HAR_TEXT_AND_PARAMS,
		                  "\"text\" and \"params\" exclude each other");
	else if (params && har->mime_type.text && !form && !fp_har_stands_for(har, &har->mime_type))
		fp_har_found_name(har, har->request->params, FP_HAR_PARAMS_NOT_FORM,
		                  "\"params\" is ignored under %s",
		                  fp_har_words(har, &har->mime_type));
	if (!text || !form || is_json_text(har))
		return;
	if (!params)
		report_form_text(har);
	if (fp_ascii_same(har->mime_type.text, "application/", 12))
		fp_form_check(har);
}

/* ---- bodies and methods, sizes ---- */

static bool is_method(const struct fp_har *har, const char *const *methods)
{
	return har->method.text && fp_names_find(har->method.text, har->method.len, methods);
}

static void check_presence(struct fp_har *har)
{
	static const char *const without[] = {"GET", "HEAD", "TRACE", NULL};
	static const char *const with[] = {"POST", "PUT", "PATCH", NULL};
	bool body = has_text(har) || has_params(har) || fp_body_is_payload(har);

	if (body && is_method(har, without))
		fp_har_found_name(har, har->request->post_data, FP_HAR_BODY_ON_GET,
		                  "%s with a body", fp_har_words(har, &har->method));
	if (!body && is_method(har, with))
		fp_har_found(har, har->request->method, FP_HAR_MISSING_BODY, "%s without a body",
		             fp_har_words(har, &har->method));
	if (!body && har->content_type)
		fp_har_found(har, har->content_type->node, FP_HAR_CONTENT_TYPE_WITHOUT_BODY,
		             "a Content-Type header, and no body");
}

static void check_size(struct fp_har *har, const char *name, bool of_body)
{
	uint32_t node = fp_har_member(har, har->request->node, name);
	uint32_t bytes = har->body ? har->body->len : 0;
	bool counted = of_body && (har->body || har->request->post_data == FP_NO_NODE);
	struct fp_finding *finding;
	long long size;

	if (!fp_har_is(har, node, FP_NODE_NUMBER) || fp_har_is_mended(har, node))
		return;
	size = strtoll(har->text + har->tree->nodes[node].range.from, NULL, 10);
	if (size < -1)
		finding = fp_har_found(har, node, FP_HAR_SIZE_MISMATCH,
		                       "\"%s\" is %lld; -1 says that it is not known", name, size);
	else if (counted && size >= 0 && size != bytes)
		finding = fp_har_found(har, node, FP_HAR_SIZE_MISMATCH,
		                       "%s is %lld, the body has %u bytes", name, size, bytes);
	else
		return;
	fp_fix(finding, fp_har_safe(har), "write -1");
	fp_edit(finding, har->tree->layer, har->tree->nodes[node].range, "-1", 2);
}

void fp_body_check(struct fp_har *har)
{
	uint32_t post_data = har->request->post_data;
	bool object = fp_har_is(har, post_data, FP_NODE_OBJECT);
	bool payload = post_data != FP_NO_NODE && fp_body_is_payload(har);

	if (post_data != FP_NO_NODE && fp_har_is_mended(har, post_data))
		return;
	check_presence(har);
	check_size(har, "bodySize", true);
	check_size(har, "headersSize", false);
	if (payload)
		report_payload(har);
	else if (object && har->tree->nodes[post_data].count == 0)
		report_empty(har);
	else if (object && har->request->mime_type == FP_NO_NODE &&
	         (has_text(har) || has_params(har)))
		report_missing_type(har);
	if (fp_body_bad_type(har) && (har->mime_type.len > 0 || has_text(har)))
		report_bad_type(har);
	check_text(har);
}
