/* SPDX-License-Identifier: MIT */
/*
 * The objects of a request → fields that are missing, unknown, in the wrong object or of the wrong
 * type (HAR 1.2, field tables). One table says which object has which fields; a documented request
 * may be partial, so of a request only method and url are asked for.
 */
#include "har/layout.h"
#include "har/names.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "json/string.h"

#include <string.h>

/* The objects that a request is made of, a bit each. */
enum object {
	IN_REQUEST = 1,
	IN_POST_DATA = 2,
	IN_PAIR = 4, /* header, query parameter */
	IN_COOKIE = 8,
	IN_PARAM = 16
};
#define IN_NAMED (IN_PAIR | IN_COOKIE | IN_PARAM)
#define IN_ALL (IN_NAMED | IN_REQUEST | IN_POST_DATA)

enum type { A_STRING, A_NUMBER, A_BOOLEAN, AN_ARRAY, AN_OBJECT };

static const char *const type_names[] = {"a string", "a number", "true or false", "an array",
                                         "an object"};

static const struct field {
	const char *name;
	enum type type;
	unsigned in;           /* bits of enum object */
	const char *otherwise; /* what generators fill in; NULL: required, or optional */
} fields[] = {
    {"method", A_STRING, IN_REQUEST, NULL},
    {"url", A_STRING, IN_REQUEST, NULL},
    {"httpVersion", A_STRING, IN_REQUEST, "\"HTTP/1.1\""},
    {"cookies", AN_ARRAY, IN_REQUEST, "[]"},
    {"headers", AN_ARRAY, IN_REQUEST, "[]"},
    {"queryString", AN_ARRAY, IN_REQUEST, "[]"},
    {"postData", AN_OBJECT, IN_REQUEST, NULL},
    {"headersSize", A_NUMBER, IN_REQUEST, "-1"},
    {"bodySize", A_NUMBER, IN_REQUEST, "-1"},
    {"mimeType", A_STRING, IN_POST_DATA, NULL},
    {"text", A_STRING, IN_POST_DATA, NULL},
    {"params", AN_ARRAY, IN_POST_DATA, NULL},
    {"encoding", A_STRING, IN_POST_DATA | IN_PARAM, NULL},
    {"name", A_STRING, IN_NAMED, NULL},
    {"value", A_STRING, IN_NAMED, NULL},
    {"path", A_STRING, IN_COOKIE, NULL},
    {"domain", A_STRING, IN_COOKIE, NULL},
    {"expires", A_STRING, IN_COOKIE, NULL},
    {"httpOnly", A_BOOLEAN, IN_COOKIE, NULL},
    {"secure", A_BOOLEAN, IN_COOKIE, NULL},
    {"fileName", A_STRING, IN_PARAM, NULL},
    {"contentType", A_STRING, IN_PARAM, NULL},
    {"comment", A_STRING, IN_ALL, NULL},
};

#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))

static const struct field *field_named(const struct fp_value *name)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (strlen(fields[i].name) == name->len &&
		    memcmp(fields[i].name, name->text, name->len) == 0)
			return &fields[i];
	return NULL;
}

/* ---- types ---- */

static bool has_type(const struct fp_node *node, enum type type)
{
	switch (node->kind) {
	case FP_NODE_NULL:
		return false;
	case FP_NODE_FALSE:
	case FP_NODE_TRUE:
		return type == A_BOOLEAN;
	case FP_NODE_NUMBER:
		return type == A_NUMBER;
	case FP_NODE_STRING:
		return type == A_STRING;
	case FP_NODE_ARRAY:
		return type == AN_ARRAY;
	case FP_NODE_OBJECT:
		return type == AN_OBJECT;
	case FP_NODE_PLACEHOLDER:
		return true;
	}
	return true;
}

static bool is_scalar(const struct fp_node *node)
{
	return node->kind == FP_NODE_NUMBER || node->kind == FP_NODE_TRUE ||
	       node->kind == FP_NODE_FALSE;
}

/* A number or boolean where a string is due: its text in quotes. */
static void report_unquoted(struct fp_har *har, uint32_t node, const char *field)
{
	struct fp_range range = har->tree->nodes[node].range;
	struct fp_value raw = {.text = har->text + range.from, .len = range.to - range.from};
	const char *words = fp_har_words(har, &raw);
	struct fp_finding *finding = fp_har_found(
	    har, node, FP_HAR_WRONG_TYPE, "\"%s\" must be a string; write \"%s\"", field, words);

	fp_fix(finding, fp_har_safe(har), "put %s in quotes", words);
	fp_edit(finding, har->tree->layer, (struct fp_range){range.from, range.from}, "\"", 1);
	fp_edit(finding, har->tree->layer, (struct fp_range){range.to, range.to}, "\"", 1);
}

/* A number in quotes where a number is due: answers false where the string holds anything else. */
static bool report_quoted(struct fp_har *har, uint32_t node, const char *field)
{
	struct fp_range range = har->tree->nodes[node].range;
	uint32_t inside = range.to - range.from - 2;
	struct fp_finding *finding;

	if (inside == 0 || fp_scan_number(har->text, range.to - 1, range.from + 1) != inside)
		return false;
	finding = fp_har_found(har, node, FP_HAR_WRONG_TYPE,
	                       "\"%s\" must be a number; write it without quotes", field);
	fp_fix(finding, fp_har_safe(har), "remove the quotes");
	fp_edit(finding, har->tree->layer, (struct fp_range){range.from, range.from + 1}, "", 0);
	fp_edit(finding, har->tree->layer, (struct fp_range){range.to - 1, range.to}, "", 0);
	return true;
}

static void check_type(struct fp_har *har, uint32_t node, const struct field *field)
{
	const struct fp_node *at = &har->tree->nodes[node];
	struct fp_value value;

	if (has_type(at, field->type) || fp_har_is_mended(har, node))
		return;
	if (field->type == A_STRING && is_scalar(at)) {
		report_unquoted(har, node, field->name);
		return;
	}
	if (at->kind == FP_NODE_STRING) {
		value = fp_value_of(har->sink->arena, har->tree, node);
		if (fp_har_stands_for(har, &value))
			return;
		if (field->type == A_NUMBER && report_quoted(har, node, field->name))
			return;
	}
	if (at->kind == FP_NODE_OBJECT && field->type == AN_ARRAY)
		return; /* a map: pairs.c knows more */
	if (at->kind == FP_NODE_ARRAY && field->type == AN_OBJECT && at->count > 0)
		return; /* a payload: body.c knows more */
	fp_har_found(har, node, FP_HAR_WRONG_TYPE, "\"%s\" must be %s", field->name,
	             type_names[field->type]);
}

/* ---- names ---- */

/* FNV-1a, folded to the number of chains. */
static size_t chain_of(const char *name)
{
	uint32_t hash = UINT32_C(2166136261);

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT32_C(16777619);
	return (hash ^ hash >> 16) % FP_SEEN_CHAINS;
}

/* Whether the name was seen before in this document; now it is. */
static bool is_seen(struct fp_har *har, const char *name)
{
	struct fp_seen_name **chain, *seen;

	if (!*har->seen)
		*har->seen = fp_arena_zero(har->sink->arena, 1, sizeof(**har->seen));
	chain = &(*har->seen)->chains[chain_of(name)];
	for (seen = *chain; seen; seen = seen->next)
		if (strcmp(seen->name, name) == 0)
			return true;
	seen = fp_arena_alloc(har->sink->arena, sizeof(*seen));
	*seen = (struct fp_seen_name){name, *chain};
	*chain = seen;
	return false;
}

/* The field of this object that was most likely meant, or NULL. */
static const struct field *nearest_field(const struct fp_value *name, enum object in)
{
	const struct field *nearest = NULL;
	size_t most = name->len <= 4 ? 1 : 2;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		size_t distance;

		if (!(fields[i].in & in))
			continue;
		distance = fp_names_distance(name->text, name->len, fields[i].name,
		                             strlen(fields[i].name), most);
		if (distance <= most) {
			nearest = &fields[i];
			if (distance == 0)
				break;
			most = distance - 1;
		}
	}
	return nearest;
}

static bool is_configured(const struct fp_har *har, const struct fp_value *name)
{
	for (const char *const *field = har->fields; field && *field; field++)
		if (strcmp(*field, name->text) == 0)
			return true;
	return false;
}

static void report_unknown(struct fp_har *har, uint32_t member, const struct fp_value *name,
                           enum object in)
{
	const struct field *near = nearest_field(name, in);
	struct fp_finding *finding;

	if (!near) {
		if (!is_seen(har, name->text))
			fp_har_found_name(har, member, FP_HAR_UNKNOWN_FIELD, "unknown field \"%s\"",
			                  fp_har_words(har, name));
		return;
	}
	finding = fp_har_found_name(har, member, FP_HAR_UNKNOWN_FIELD,
	                            "unknown field \"%s\"; did you mean \"%s\"?",
	                            fp_har_words(har, name), near->name);
	if (fp_har_member(har, har->tree->nodes[member].parent, near->name) != FP_NO_NODE)
		return;
	fp_fix(finding, FENCEPOST_UNSAFE, "rename it to \"%s\"", near->name);
	fp_har_edit_in(finding, name, 0, name->len, near->name);
}

/* A field of the request in postData, or the reverse. */
static void report_misplaced(struct fp_har *har, uint32_t member, const struct field *field)
{
	const struct fp_node *node = &har->tree->nodes[member];
	bool up = field->in & IN_REQUEST;
	uint32_t target = up ? har->request->node : har->request->post_data;
	struct fp_finding *finding =
	    fp_har_found_name(har, member, FP_HAR_MISPLACED_FIELD, "\"%s\" belongs in %s",
	                      field->name, up ? "the request" : "postData");

	if (!fp_har_is(har, target, FP_NODE_OBJECT) ||
	    fp_har_member(har, target, field->name) != FP_NO_NODE)
		return;
	fp_fix(finding, FENCEPOST_UNSAFE, "move it there");
	fp_layout_delete(finding, har->tree, member);
	fp_layout_add(finding, har->tree, target, FP_NO_NODE, field->name,
	              fp_arena_copy(har->sink->arena, har->text + node->range.from,
	                            node->range.to - node->range.from));
}

static void check_member(struct fp_har *har, uint32_t member, enum object in)
{
	struct fp_value name = fp_value_name(har->sink->arena, har->tree, member);
	const struct field *field = field_named(&name);
	bool elsewhere = field && (in & (IN_REQUEST | IN_POST_DATA)) &&
	                 (field->in & (IN_REQUEST | IN_POST_DATA));

	if (fp_layer_is_mended(har->tree->layer, har->tree->nodes[member].name))
		return;
	if (field && (field->in & in))
		check_type(har, member, field);
	else if (elsewhere)
		report_misplaced(har, member, field);
	else if (name.len == 0 || (name.text[0] != '_' && !is_configured(har, &name)))
		report_unknown(har, member, &name, in);
}

static void check_members(struct fp_har *har, uint32_t object, enum object in)
{
	const struct fp_node *nodes = har->tree->nodes;

	if (fp_har_is(har, object, FP_NODE_OBJECT))
		for (uint32_t i = nodes[object].first; i != FP_NO_NODE; i = nodes[i].next)
			check_member(har, i, in);
}

/* ---- what is missing ---- */

static void check_required(struct fp_har *har)
{
	uint32_t request = har->request->node;

	for (size_t i = 0; i < FIELD_COUNT && (fields[i].in & IN_REQUEST); i++) {
		const struct field *field = &fields[i];
		bool required = i < 2 || (har->request->in_log && field->otherwise);
		struct fp_finding *finding;

		if (fp_har_member(har, request, field->name) != FP_NO_NODE)
			continue;
		if (required) {
			fp_har_found(har, request, FP_HAR_MISSING_FIELD, "request has no \"%s\"",
			             field->name);
		} else if (field->otherwise) {
			finding = fp_har_found(har, request, FP_HAR_MISSING_SPEC_FIELD,
			                       "HAR 1.2 requires \"%s\"", field->name);
			fp_fix(finding, fp_har_safe(har), "add \"%s\": %s", field->name,
			       field->otherwise);
			fp_layout_add(finding, har->tree, request, FP_NO_NODE, field->name,
			              field->otherwise);
		}
	}
}

/* ---- entries of the lists ---- */

static void check_entries(struct fp_har *har, uint32_t list, enum object in)
{
	const struct fp_node *nodes = har->tree->nodes;

	if (!fp_har_is(har, list, FP_NODE_ARRAY))
		return;
	for (uint32_t i = nodes[list].first; i != FP_NO_NODE; i = nodes[i].next)
		if (fp_har_member(har, i, "name") != FP_NO_NODE ||
		    fp_har_member(har, i, "value") != FP_NO_NODE)
			check_members(har, i, in);
}

void fp_structure_check(struct fp_har *har)
{
	if (!har->doubtful && !fp_har_is_mended(har, har->request->node))
		check_required(har);
	check_members(har, har->request->node, IN_REQUEST);
	if (!fp_body_is_payload(har)) /* else body.c says so */
		check_members(har, har->request->post_data, IN_POST_DATA);
	check_entries(har, har->request->headers, IN_PAIR);
	check_entries(har, har->request->query, IN_PAIR);
	check_entries(har, har->request->cookies, IN_COOKIE);
	check_entries(har, har->request->params, IN_PARAM);
}
