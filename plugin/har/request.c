/* SPDX-License-Identifier: MIT */
/*
 * A tree → the requests in it, each part with its node. Nothing is copied and nothing judged: a
 * part of the wrong type is named like any other, and the rules say what is wrong with it.
 */
#include "har/request.h"
#include "text/ascii.h"
#include "json/pointer.h"
#include "json/string.h"
#include "json/trivia.h"

#include <string.h>

static bool is_kind(const struct fp_tree *tree, uint32_t node, enum fp_node_kind kind)
{
	return node != FP_NO_NODE && tree->nodes[node].kind == kind;
}

static uint32_t member(const struct fp_tree *tree, uint32_t object, const char *name)
{
	return is_kind(tree, object, FP_NODE_OBJECT) ? fp_pointer_member(tree, object, name)
	                                             : FP_NO_NODE;
}

static void read_request(struct fp_request *out, const struct fp_tree *tree, uint32_t node,
                         bool in_log)
{
	uint32_t post_data = member(tree, node, "postData");

	*out = (struct fp_request){
	    .node = node,
	    .method = member(tree, node, "method"),
	    .url = member(tree, node, "url"),
	    .http_version = member(tree, node, "httpVersion"),
	    .headers = member(tree, node, "headers"),
	    .cookies = member(tree, node, "cookies"),
	    .query = member(tree, node, "queryString"),
	    .post_data = post_data,
	    .mime_type = member(tree, post_data, "mimeType"),
	    .text = member(tree, post_data, "text"),
	    .params = member(tree, post_data, "params"),
	    .in_log = in_log,
	};
}

/* Whether the root is a whole log, with entries or without. */
static bool is_log(const struct fp_tree *tree)
{
	return is_kind(tree, member(tree, 0, "log"), FP_NODE_OBJECT);
}

/* The entries of {"log": {"entries": [...]}}, or FP_NO_NODE for anything else. */
static uint32_t log_entries(const struct fp_tree *tree)
{
	uint32_t entries = member(tree, member(tree, 0, "log"), "entries");

	return is_kind(tree, entries, FP_NODE_ARRAY) ? entries : FP_NO_NODE;
}

static size_t read_log(struct fp_request *out, const struct fp_tree *tree, uint32_t entries)
{
	size_t count = 0;

	for (uint32_t i = tree->nodes[entries].first; i != FP_NO_NODE; i = tree->nodes[i].next) {
		uint32_t request = member(tree, i, "request");

		if (is_kind(tree, request, FP_NODE_OBJECT))
			read_request(&out[count++], tree, request, true);
	}
	return count;
}

size_t fp_request_find(struct fp_request **out, struct fp_arena *arena, const struct fp_tree *tree)
{
	uint32_t entries;

	*out = NULL;
	if (tree->count == 0 || tree->nodes[0].kind != FP_NODE_OBJECT)
		return 0;
	if (is_log(tree)) {
		entries = log_entries(tree);
		if (entries == FP_NO_NODE)
			return 0;
		*out = fp_arena_zero(arena, tree->nodes[entries].count, sizeof(**out));
		return read_log(*out, tree, entries);
	}
	*out = fp_arena_zero(arena, 1, sizeof(**out));
	read_request(*out, tree, 0, false);
	return 1;
}

const char *fp_request_string(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node,
                              size_t *len)
{
	struct fp_bytes text = FP_BYTES(arena);

	if (!is_kind(tree, node, FP_NODE_STRING))
		return NULL;
	fp_string_decode(&text, tree->layer->text, tree->nodes[node].range);
	if (len)
		*len = text.len;
	return fp_bytes_string(&text);
}

bool fp_request_json_type(const char *type, size_t len)
{
	static const char *const types[] = {"application/json", "text/json", "text/x-json",
	                                    "application/x-json"};
	size_t end = 0;

	while (end < len && type[end] != ';' && type[end] != ' ' && type[end] != '\t')
		end++;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strlen(types[i]) == end && fp_ascii_same(type, types[i], end))
			return true;
	return end > 5 && fp_ascii_same(type + end - 5, "+json", 5);
}

/* Whether a member's name, or the string at a node, is `Content-Type` in any letter case. */
static bool is_content_type(const struct fp_tree *tree, struct fp_range string)
{
	static const char name[] = "content-type";

	return string.to - string.from == sizeof(name) + 1 &&
	       fp_ascii_same(tree->layer->text + string.from + 1, name, sizeof(name) - 1);
}

/*
 * The value in one entry of `headers`: {"name": "Content-Type", "value": …}, or the map form of it.
 */
static uint32_t content_type_in(const struct fp_tree *tree, uint32_t header)
{
	uint32_t name = member(tree, header, "name");

	if (is_kind(tree, name, FP_NODE_STRING))
		return is_content_type(tree, tree->nodes[name].range)
		           ? member(tree, header, "value")
		           : FP_NO_NODE;
	if (!is_kind(tree, header, FP_NODE_OBJECT))
		return FP_NO_NODE;
	for (uint32_t i = tree->nodes[header].first; i != FP_NO_NODE; i = tree->nodes[i].next)
		if (is_content_type(tree, tree->nodes[i].name))
			return i;
	return FP_NO_NODE;
}

uint32_t fp_request_content_type(const struct fp_tree *tree, const struct fp_request *request)
{
	uint32_t headers = request->headers;

	if (is_kind(tree, headers, FP_NODE_OBJECT))
		return content_type_in(tree, headers);
	if (!is_kind(tree, headers, FP_NODE_ARRAY))
		return FP_NO_NODE;
	for (uint32_t i = tree->nodes[headers].first; i != FP_NO_NODE; i = tree->nodes[i].next) {
		uint32_t value = content_type_in(tree, i);

		if (value != FP_NO_NODE)
			return value;
	}
	return FP_NO_NODE;
}

/* The first byte that is no white space of JSON, or NUL. */
static char first_byte(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!fp_trivia_blank(text[i]))
			return text[i];
	return '\0';
}

bool fp_request_is_json(struct fp_arena *arena, const struct fp_tree *tree,
                        const struct fp_request *request, const char *text, size_t len)
{
	const uint32_t said_in[] = {request->mime_type, fp_request_content_type(tree, request)};
	char first;

	for (size_t i = 0; i < sizeof(said_in) / sizeof(said_in[0]); i++) {
		size_t type_len = 0;
		const char *type = fp_request_string(arena, tree, said_in[i], &type_len);

		if (type && type_len > 0)
			return fp_request_json_type(type, type_len);
	}
	first = first_byte(text, len);
	return first == '{' || first == '[';
}
