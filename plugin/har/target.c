/* SPDX-License-Identifier: MIT */
/*
 * url and queryString → the URL that curl is asked for. HAR 1.2 has the query in both; a generator takes
 * what the URL says and adds the parameters that only the list has. So does this.
 *
 * curl sends a URL nearly as it is given. What it would change or refuse is encoded (blanks, control
 * characters, all that is not ASCII), or has an option: ranges and sets ({a,b}), dot segments.
 */
#include "har/command_line.h"
#include "har/name_set.h"
#include "text/ascii.h"

#include <string.h>

/* The parts of a URL, by where they end. */
struct target {
	const char *text;
	size_t len;
	const char *masked; /* the same, placeholders crossed out */
	bool scheme;
	size_t host, path, query, fragment; /* where they begin; query at '?', fragment at '#' */
};

static size_t find_any(const char *text, size_t from, size_t to, const char *set)
{
	while (from < to && !(text[from] && strchr(set, text[from])))
		from++;
	return from;
}

static void split(struct target *out, struct fp_command_line *line, const char *text, size_t len)
{
	char *masked = fp_arena_copy(line->arena, text, len);
	size_t colon;

	fp_placeholder_mask(line->placeholders, masked, len);
	*out = (struct target){.text = text, .len = len, .masked = masked};
	colon = find_any(masked, 0, len, ":/?#");
	out->scheme = colon + 2 < len && memcmp(masked + colon, "://", 3) == 0;
	out->host = out->scheme ? colon + 3 : 0;
	out->path = find_any(masked, out->host, len, "/?#");
	out->query = find_any(masked, out->path, len, "?#");
	out->fragment = find_any(masked, out->query, len, "#");
}

/* ---- what curl would not ask for ---- */

static void check(struct fp_command_line *line, const struct target *target)
{
	size_t scheme = target->scheme ? target->host - 3 : 0;

	if (target->len == 0)
		fp_command_line_refuse(line, "the request has no url");
	else if (target->scheme && fp_ascii_is_alpha(target->text[0]) &&
	         !(scheme == 4 && fp_ascii_same(target->text, "http", 4)) &&
	         !(scheme == 5 && fp_ascii_same(target->text, "https", 5)) &&
	         memcmp(target->text, target->masked, scheme) == 0)
		fp_command_line_refuse(line, "the url is not one of http or https");
	else if (target->path == target->host || target->text[0] == '@')
		fp_command_line_refuse(line, "the url has no host");
	for (size_t i = 0; i < target->path; i++)
		if (fp_ascii_is_cntrl(target->text[i]))
			fp_command_line_refuse(line, "control character in the host of the url");
}

/* The length of a '.' at text[at], encoded or not; 0: there is none. */
static size_t dot(const char *text, size_t len, size_t at)
{
	if (at < len && text[at] == '.')
		return 1;
	return at + 3 <= len && fp_ascii_same(text + at, "%2e", 3) ? 3 : 0;
}

/* Whether the path has a segment `.` or `..`, which curl would resolve. */
static bool has_dot_segment(const struct target *target)
{
	for (size_t at = target->path; at < target->query; at++) {
		size_t end = at + 1;

		if (target->text[at] != '/')
			continue;
		end += dot(target->text, target->query, end);
		end += dot(target->text, target->query, end);
		if (end > at + 1 && (end == target->query || target->text[end] == '/'))
			return true;
	}
	return false;
}

/* ---- the query ---- */

static int hex(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* Adds a name of the query decoded, and as it is spelled: some lists are not decoded. */
static void add_name(struct fp_name_set *out, const char *spelled, size_t len)
{
	struct fp_bytes name = FP_BYTES(out->arena);

	fp_name_set_add(out, spelled, len);
	for (size_t i = 0; i < len; i++) {
		if (spelled[i] == '%' && i + 2 < len && fp_ascii_is_xdigit(spelled[i + 1]) &&
		    fp_ascii_is_xdigit(spelled[i + 2])) {
			fp_bytes_char(&name, (char)(unsigned char)(hex(spelled[i + 1]) << 4 |
			                                           hex(spelled[i + 2])));
			i += 2;
		} else {
			fp_bytes_char(&name, spelled[i] == '+' ? ' ' : spelled[i]);
		}
	}
	fp_name_set_add(out, fp_bytes_string(&name), name.len);
}

static struct fp_name_set names_of(struct fp_arena *arena, const struct target *target)
{
	struct fp_name_set names = FP_NAME_SET(arena);

	for (size_t at = target->query + 1; at < target->fragment;) {
		size_t end = find_any(target->masked, at, target->fragment, "&");

		add_name(&names, target->text + at, find_any(target->masked, at, end, "=") - at);
		at = end + 1;
	}
	fp_name_set_sort(&names);
	return names;
}

static bool is_unreserved(char c)
{
	return fp_ascii_is_alnum(c) || (c && strchr("-._~", c));
}

void fp_target_encode(struct fp_bytes *out, const struct fp_placeholders *placeholders,
                      const char *text, size_t len)
{
	struct fp_placeholder_walk walk;
	size_t from = 0, to = 0;

	fp_placeholder_walk(&walk, placeholders, text, len);
	for (size_t i = 0; i < len; i++) {
		if (i == to && !fp_placeholder_next(&walk, &from, &to))
			from = to = len;
		if (is_unreserved(text[i]) ||
		    (i >= from && fp_ascii_is_graph(text[i]) && !strchr("%&+#=", text[i])))
			fp_bytes_char(out, text[i]);
		else
			fp_bytes_printf(out, "%%%02X", (unsigned)(unsigned char)text[i]);
	}
}

static void put_parameters(struct fp_bytes *out, struct fp_command_line *line,
                           const struct target *target)
{
	const struct fp_tree *tree = line->tree;
	uint32_t entry = fp_command_line_list(line, line->request->query, "queryString");
	struct fp_name_set names = names_of(line->arena, target);
	char joint = target->query == target->fragment       ? '?'
	             : target->query + 1 == target->fragment ? '\0'
	                                                     : '&';

	for (; entry != FP_NO_NODE; entry = tree->nodes[entry].next) {
		struct fp_value name = fp_command_line_member(line, entry, "name");
		struct fp_value value = fp_command_line_member(line, entry, "value");

		if (!name.text || fp_name_set_has(&names, name.text, name.len))
			continue;
		if (joint)
			fp_bytes_char(out, joint);
		joint = '&';
		fp_target_encode(out, line->placeholders, name.text, name.len);
		if (!value.text)
			continue;
		fp_bytes_char(out, '=');
		fp_target_encode(out, line->placeholders, value.text, value.len);
	}
}

/* ---- the whole ---- */

/* Behind the host: what HTTP cannot have in a request line is encoded. */
static void put_part(struct fp_bytes *out, const struct target *target, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (i >= target->path && !fp_ascii_is_graph(target->text[i]))
			fp_bytes_printf(out, "%%%02X", (unsigned)(unsigned char)target->text[i]);
		else
			fp_bytes_char(out, target->text[i]);
	}
}

void fp_target_add(struct fp_command_line *line)
{
	struct fp_value url = fp_command_line_text(line, line->request->url, "url");
	struct fp_bytes whole = FP_BYTES(line->arena);
	struct target target;
	size_t from = 0;

	while (from < url.len && fp_ascii_is_space(url.text[from]))
		from++;
	while (url.len > from && fp_ascii_is_space(url.text[url.len - 1]))
		url.len--;
	split(&target, line, url.text ? url.text + from : "", url.len - from);
	check(line, &target);
	put_part(&whole, &target, 0, target.fragment);
	put_parameters(&whole, line, &target);
	put_part(&whole, &target, target.fragment, target.len);
	if (find_any(whole.data, 0, whole.len, "[]{}") < whole.len)
		fp_bytes_text(&line->flags, " --globoff");
	if (has_dot_segment(&target))
		fp_bytes_text(&line->flags, " --path-as-is");
	/* else curl goes by the name of the host: ftp.example.com */
	if (!target.scheme && target.len > 0 && target.text[0] == target.masked[0] &&
	    fp_ascii_is_alnum(target.text[0]))
		fp_bytes_text(&line->flags, " --proto-default http");
	fp_command_line_add(line, "url", whole.data, whole.len);
}
