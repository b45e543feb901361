/* SPDX-License-Identifier: MIT */
/*
 * A request → `curl --request POST --url … --header … --data-raw …`. What makes it exact: each value is
 * one word in single quotes, no option is used that reads a value as more than its text, and what
 * curl adds of its own (a Content-Type, Expect) is switched off. Accept and User-Agent are left to
 * curl where the headers do not name them: an example that lists none does not mean that there are none.
 */
#include "har/curl.h"

#include "har/command_line.h"
#include "har/name_set.h"
#include "har/shell.h"
#include "har/token.h"
#include "text/ascii.h"
#include "json/pointer.h"

#include <string.h>

/* curl asks before it sends more than this (Expect: 100-continue). */
#define MOST_UNASKED ((size_t)1024 * 1024)

/* ---- what the parts share ---- */

void fp_command_line_refuse(struct fp_command_line *line, const char *format, ...)
{
	struct fp_bytes why = FP_BYTES(line->arena);
	va_list arguments;

	if (line->why)
		return;
	va_start(arguments, format);
	fp_bytes_vprintf(&why, format, arguments);
	va_end(arguments);
	line->why = fp_bytes_string(&why);
}

void fp_command_line_add(struct fp_command_line *line, const char *option, const char *text,
                         size_t len)
{
	if (len > FP_LONGEST_ARGUMENT)
		fp_command_line_refuse(line, "a value is too long for a command line");
	fp_bytes_printf(&line->lines, " \\\n  --%s '", option);
	fp_shell_quoted(&line->lines, text, len);
	fp_bytes_char(&line->lines, '\'');
}

struct fp_value fp_command_line_text(struct fp_command_line *line, uint32_t node, const char *what)
{
	struct fp_value value = fp_value_of(line->arena, line->tree, node);
	struct fp_range range;

	if (value.text && memchr(value.text, '\0', value.len))
		fp_command_line_refuse(line, "no shell can pass on the NUL in \"%s\"", what);
	if (value.text || node == FP_NO_NODE || line->tree->nodes[node].kind == FP_NODE_NULL)
		return value;
	range = line->tree->nodes[node].range;
	value.len = range.to - range.from;
	value.text = fp_arena_copy(line->arena, line->tree->layer->text + range.from, value.len);
	if (line->tree->nodes[node].kind == FP_NODE_ARRAY ||
	    line->tree->nodes[node].kind == FP_NODE_OBJECT)
		fp_command_line_refuse(line, "\"%s\" is no string", what);
	return value;
}

struct fp_value fp_command_line_member(struct fp_command_line *line, uint32_t object,
                                       const char *name)
{
	return fp_command_line_text(line, fp_pointer_member(line->tree, object, name), name);
}

uint32_t fp_command_line_list(struct fp_command_line *line, uint32_t node, const char *what)
{
	const struct fp_node *nodes = line->tree->nodes;

	if (node == FP_NO_NODE || nodes[node].kind == FP_NODE_NULL)
		return FP_NO_NODE;
	if (nodes[node].kind != FP_NODE_ARRAY) {
		fp_command_line_refuse(line, "\"%s\" is no list", what);
		return FP_NO_NODE;
	}
	for (uint32_t i = nodes[node].first; i != FP_NO_NODE; i = nodes[i].next)
		if (nodes[i].kind != FP_NODE_OBJECT) {
			fp_command_line_refuse(line, "an entry of \"%s\" is no object", what);
			return FP_NO_NODE;
		}
	return nodes[node].first;
}

/* ---- the body ---- */

/* How the body is said. */
enum body { NO_BODY, EMPTY_TEXT, TEXT, PAIRS, FORM };

static bool begins_with(const struct fp_value *value, const char *beginning)
{
	return value->text && fp_ascii_same(value->text, beginning, strlen(beginning));
}

static enum body kind_of_params(struct fp_command_line *line, const struct fp_value *type)
{
	uint32_t i = fp_command_line_list(line, line->request->params, "params");
	bool files = false;

	if (i == FP_NO_NODE)
		return NO_BODY;
	for (; i != FP_NO_NODE; i = line->tree->nodes[i].next)
		files = files || fp_command_line_member(line, i, "fileName").text;
	if (begins_with(type, "multipart/"))
		return FORM;
	if (type->len > 0 && !begins_with(type, "application/x-www-form-urlencoded"))
		fp_command_line_refuse(line, "params are no body of the type %s", type->text);
	if (type->len == 0 && files)
		fp_command_line_refuse(line, "params with a file have no mimeType");
	return PAIRS;
}

static enum body kind_of_body(struct fp_command_line *line, const struct fp_value *type,
                              const struct fp_value *text)
{
	uint32_t post_data = line->request->post_data;
	const struct fp_node *node = post_data == FP_NO_NODE ? NULL : &line->tree->nodes[post_data];
	enum body kind;

	if (node && node->kind != FP_NODE_OBJECT && node->kind != FP_NODE_NULL)
		fp_command_line_refuse(line, "postData is no object");
	if (text->len > 0)
		return TEXT;
	kind = kind_of_params(line, type);
	return kind == NO_BODY && text->text ? EMPTY_TEXT : kind;
}

/* A body that may be no argument comes by a pipe. */
static void add_text(struct fp_command_line *line, const char *text, size_t len)
{
	struct fp_value encoding =
	    fp_command_line_member(line, line->request->post_data, "encoding");
	bool base64 = fp_value_is(&encoding, "base64");

	if (!base64 && len <= FP_LONGEST_ARGUMENT && !fp_shell_has_control(text, len)) {
		fp_command_line_add(line, "data-raw", text, len);
		return;
	}
	if (len > MOST_UNASKED && !line->asks)
		fp_command_line_add(line, "header", "Expect:", 7);
	fp_bytes_text(&line->input, "printf ");
	fp_shell_format(&line->input, text, len);
	fp_bytes_text(&line->input, base64 ? " |\n  base64 -d |\n  " : " |\n  ");
	fp_bytes_text(&line->lines, " \\\n  --data-binary @-");
}

static void add_body(struct fp_command_line *line, enum body body, const struct fp_value *text)
{
	struct fp_bytes pairs = FP_BYTES(line->arena);

	switch (body) {
	case NO_BODY:
		break;
	case EMPTY_TEXT:
		fp_command_line_add(line, "data-raw", "", 0);
		break;
	case TEXT:
		add_text(line, text->text, text->len);
		break;
	case PAIRS:
		if (fp_fields_add_pairs(line))
			break;
		fp_fields_put_pairs(&pairs, line);
		add_text(line, pairs.data, pairs.len);
		break;
	case FORM:
		fp_fields_add_form(line);
		break;
	}
}

/* ---- headers ---- */

static void add_header(struct fp_command_line *line, const struct fp_value *name, const char *value,
                       size_t len)
{
	struct fp_bytes header = FP_BYTES(line->arena);
	bool blank = true;

	for (size_t i = 0; i < len; i++) {
		blank = blank && (value[i] == ' ' || value[i] == '\t');
		if (fp_ascii_is_cntrl(value[i]) && value[i] != '\t')
			fp_command_line_refuse(line, "control character in the header \"%s\"",
			                       name->text);
	}
	fp_bytes_put(&header, name->text, name->len);
	fp_bytes_text(&header, blank ? ";" : ": "); /* `Name:` would take the header away */
	if (!blank)
		fp_bytes_put(&header, value, len);
	fp_command_line_add(line, "header", header.data, header.len);
}

/* A name that HTTP knows, or one with a placeholder that the reader replaces. */
static void check_name(struct fp_command_line *line, const struct fp_value *name)
{
	char *masked;

	if (!name->text) {
		fp_command_line_refuse(line, "a header has no name");
		return;
	}
	masked = fp_arena_copy(line->arena, name->text, name->len);
	fp_placeholder_mask(line->placeholders, masked, name->len);
	if (!fp_token_is(masked, name->len) || memchr(name->text, ':', name->len) ||
	    name->text[0] == '@') /* curl's sign for a file of headers */
		fp_command_line_refuse(line, "\"%s\" is no name of a header", name->text);
}

/* The names of a Cookie header. */
static struct fp_name_set cookie_names(struct fp_arena *arena, const struct fp_value *header)
{
	struct fp_name_set names = FP_NAME_SET(arena);

	for (uint32_t at = 0; at < header->len;) {
		const char *pair = header->text + at + strspn(header->text + at, " \t");
		size_t len = strcspn(pair, ";");

		fp_name_set_add(&names, pair, strcspn(pair, "=;"));
		at = (uint32_t)(pair + len - header->text) + 1;
	}
	fp_name_set_sort(&names);
	return names;
}

/* The Cookie header (NULL text: none is listed) and the cookies that it lacks. */
static void add_cookies(struct fp_command_line *line, const struct fp_value *header)
{
	static const struct fp_value cookie = {.text = "Cookie", .len = 6};
	uint32_t entry = fp_command_line_list(line, line->request->cookies, "cookies");
	struct fp_name_set names = cookie_names(line->arena, header);
	struct fp_bytes all = FP_BYTES(line->arena);

	fp_bytes_put(&all, header->text, header->len);
	for (; entry != FP_NO_NODE; entry = line->tree->nodes[entry].next) {
		struct fp_value name = fp_command_line_member(line, entry, "name");
		struct fp_value value = fp_command_line_member(line, entry, "value");

		if (!name.text || fp_name_set_has(&names, name.text, name.len))
			continue;
		if (memchr(name.text, ';', name.len) ||
		    (value.text && memchr(value.text, ';', value.len)))
			fp_command_line_refuse(line, "';' in the cookie \"%s\"", name.text);
		fp_bytes_printf(&all, "%s%s=", all.len > 0 ? "; " : "", name.text);
		fp_bytes_put(&all, value.text, value.len);
	}
	if (all.len > 0 || header->text)
		add_header(line, &cookie, all.data, all.len);
}

/* The type of a form, without the boundary that curl chooses itself. */
static void add_form_type(struct fp_command_line *line, const struct fp_value *type)
{
	static const struct fp_value name = {.text = "Content-Type", .len = 12};
	struct fp_bytes kept = FP_BYTES(line->arena);

	for (size_t at = 0; at < type->len;) {
		size_t end = at + strcspn(type->text + at, ";"), from = at;

		while (from < end && type->text[from] == ' ')
			from++;
		if (!fp_ascii_same(type->text + from, "boundary=", 9)) {
			fp_bytes_text(&kept, kept.len > 0 ? ";" : "");
			fp_bytes_put(&kept, type->text + at, end - at);
		}
		at = end + 1;
	}
	if (!fp_value_same(kept.data, kept.len, "multipart/form-data", 19))
		add_header(line, &name, kept.data, kept.len);
}

/* A length that curl counts itself, or that would make the server wait. */
static bool is_counted(const struct fp_value *name, const struct fp_value *value, enum body body)
{
	return fp_value_is(name, "Content-Length") &&
	       (body != NO_BODY || !value->text || strcmp(value->text, "0") != 0);
}

static void add_headers(struct fp_command_line *line, enum body body, const struct fp_value *mime)
{
	static const struct fp_value type_name = {.text = "Content-Type", .len = 12};
	uint32_t entry = fp_command_line_list(line, line->request->headers, "headers");
	struct fp_value cookies = {.text = NULL};
	bool typed = false;

	for (; entry != FP_NO_NODE; entry = line->tree->nodes[entry].next) {
		struct fp_value name = fp_command_line_member(line, entry, "name");
		struct fp_value value = fp_command_line_member(line, entry, "value");
		bool type = fp_value_is(&name, "Content-Type");

		if (name.len > 0 && name.text[0] == ':') /* HTTP/2 has method and URL here */
			continue;
		check_name(line, &name);
		typed = typed || type;
		line->asks = line->asks || fp_value_is(&name, "Expect");
		if (fp_value_is(&name, "Cookie") && !cookies.text)
			cookies = value;
		else if (type && body == FORM)
			add_form_type(line, &value);
		else if (!is_counted(&name, &value, body))
			add_header(line, &name, value.text, value.len);
	}
	add_cookies(line, &cookies);
	if (body == FORM && !typed)
		add_form_type(line, mime);
	else if (body != NO_BODY && !typed && mime->len > 0)
		add_header(line, &type_name, mime->text, mime->len);
	else if (body != NO_BODY && !typed)
		fp_command_line_add(line, "header", "Content-Type:", 13);
}

/* ---- the whole ---- */

static void add_method(struct fp_command_line *line, const struct fp_value *method, enum body body)
{
	struct fp_value version =
	    fp_command_line_text(line, line->request->http_version, "httpVersion");

	if (method->len == 0)
		fp_command_line_refuse(line, "the request has no method");
	for (size_t i = 0; i < method->len; i++)
		if (!fp_ascii_is_graph(method->text[i]))
			fp_command_line_refuse(line, "the method is no word");
	if (body == NO_BODY && method->len == 4 && memcmp(method->text, "HEAD", 4) == 0) {
		fp_bytes_text(&line->flags, " --head"); /* with --request curl waits for a body */
	} else {
		fp_bytes_text(&line->flags, " --request ");
		fp_shell_word(&line->flags, method->text, method->len);
	}
	if (fp_value_is(&version, "HTTP/1.0"))
		fp_bytes_text(&line->flags, " --http1.0");
}

static void build(struct fp_command_line *line)
{
	const struct fp_request *request = line->request;
	struct fp_value method = fp_command_line_text(line, request->method, "method");
	struct fp_value text = fp_command_line_text(line, request->text, "text");
	struct fp_value mime = fp_command_line_text(line, request->mime_type, "mimeType");
	struct fp_value type = mime;
	enum body body;

	if (type.len == 0)
		type = fp_command_line_text(line, fp_request_content_type(line->tree, request),
		                            "Content-Type");
	body = kind_of_body(line, &type, &text);
	/* browsers write an empty text where there is no body */
	if (body == EMPTY_TEXT && (fp_value_is(&method, "GET") || fp_value_is(&method, "HEAD")))
		body = NO_BODY;
	add_method(line, &method, body);
	fp_target_add(line);
	add_headers(line, body, &mime);
	add_body(line, body, &text);
}

const char *fp_curl_put(struct fp_bytes *out, struct fp_arena *arena, const struct fp_tree *tree,
                        const struct fp_request *request,
                        const struct fp_placeholders *placeholders)
{
	struct fp_command_line line = {.arena = arena,
	                               .tree = tree,
	                               .request = request,
	                               .placeholders = placeholders,
	                               .input = FP_BYTES(arena),
	                               .flags = FP_BYTES(arena),
	                               .lines = FP_BYTES(arena)};

	build(&line);
	if (line.why)
		return line.why;
	fp_bytes_put(out, line.input.data, line.input.len);
	fp_bytes_text(out, "curl");
	fp_bytes_put(out, line.flags.data, line.flags.len);
	fp_bytes_put(out, line.lines.data, line.lines.len);
	fp_bytes_char(out, '\n');
	return NULL;
}
