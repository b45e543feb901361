/* SPDX-License-Identifier: MIT */
/*
 * The url of a request → what a URI may not hold (RFC 3986), and what is most likely not meant.
 *
 * It is read from a copy in which each configured placeholder is a row of `x`: so the parts are
 * found where they are, whatever a placeholder holds. Offsets are the same in both.
 */
#include "har/names.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "text/ascii.h"

#include <string.h>

struct range {
	uint32_t from, to;
};

struct url {
	struct fp_har *har;
	const char *masked; /* as long as the value */
	uint32_t len;
	struct range scheme, host, port, path, query; /* without their delimiters */
	bool has_port;
	bool whole; /* nothing was wrong so far */
};

static uint32_t span_until(const struct url *url, uint32_t from, uint32_t to, const char *stops)
{
	while (from < to && (url->masked[from] == '\0' || !strchr(stops, url->masked[from])))
		from++;
	return from;
}

/* Cuts scheme://user@host:port/path?query#fragment; false where there is no scheme. */
static bool cut(struct url *url)
{
	const char *colon = strstr(url->masked, "://");
	uint32_t end, at;

	if (!colon || memchr(url->masked, '/', (size_t)(colon - url->masked)) ||
	    memchr(url->masked, '?', (size_t)(colon - url->masked)) || colon == url->masked)
		return false;
	url->scheme.to = (uint32_t)(colon - url->masked);
	url->host.from = url->scheme.to + 3;
	end = span_until(url, url->host.from, url->len, "/?#");
	for (at = url->host.from; at < end; at++)
		if (url->masked[at] == '@')
			url->host.from = at + 1;
	url->host.to = end;
	for (at = url->host.from; at < end; at++) {
		if (url->masked[at] == '{')
			at = span_until(url, at, end, "}");
		else if (url->masked[at] == '[')
			at = span_until(url, at, end, "]");
		else if (url->masked[at] == ':' && !url->has_port) {
			url->has_port = true;
			url->host.to = at;
			url->port = (struct range){at + 1, end};
		}
	}
	url->path = (struct range){end, span_until(url, end, url->len, "?#")};
	url->query.from = url->query.to = url->path.to;
	if (url->path.to < url->len && url->masked[url->path.to] == '?')
		url->query = (struct range){url->path.to + 1,
		                            span_until(url, url->path.to + 1, url->len, "#")};
	return true;
}

static struct fp_finding *bad_url(struct url *url, uint32_t from, uint32_t to, const char *message)
{
	url->whole = false;
	return fp_har_found_in(url->har, url->har->request->url, &url->har->url, from, to,
	                       FP_HAR_BAD_URL, "%s", message);
}

static const char *words(struct url *url, uint32_t from, uint32_t to)
{
	return fp_words(url->har->sink, url->har->url.text + from, to - from);
}

/* A sentence with a part of the url in it. */
static const char *quote(struct url *url, const char *before, uint32_t from, uint32_t to,
                         const char *after)
{
	struct fp_bytes text = FP_BYTES(url->har->sink->arena);

	fp_bytes_printf(&text, "%s%s%s", before, words(url, from, to), after);
	return fp_bytes_string(&text);
}

/* `{{baseUrl}}/users`: a variable that by its name holds the scheme as well. */
static bool begins_with_base(const struct url *url)
{
	const char *text = url->har->url.text;
	const char *end = strstr(text, "}}");

	if (url->len < 4 || memcmp(text, "{{", 2) != 0 || !end)
		return false;
	for (const char *c = text; c + 3 <= end; c++)
		if (fp_value_same(c, 3, "url", 3) || fp_value_same(c, 3, "uri", 3))
			return true;
	return false;
}

static void report_no_scheme(struct url *url)
{
	uint32_t end = span_until(url, 0, url->len, "/?#");
	struct fp_finding *finding;

	if (url->len == 0) {
		bad_url(url, 0, 0, "empty url");
	} else if (url->len > 1 && memcmp(url->masked, "//", 2) == 0) {
		finding = bad_url(url, 0, 2, "url must be absolute: no scheme before \"//\"");
		fp_fix(finding, FENCEPOST_UNSAFE, "put https: in front");
		fp_har_edit_in(finding, &url->har->url, 0, 0, "https:");
	} else if (end == 0) {
		bad_url(url, 0, url->len,
		        quote(url, "url must be absolute: no scheme and host before \"", 0,
		              url->len, "\""));
	} else {
		finding =
		    bad_url(url, 0, end,
		            quote(url, "url must be absolute: no scheme before \"", 0, end, "\""));
		fp_fix(finding, FENCEPOST_UNSAFE, "put https:// in front");
		fp_har_edit_in(finding, &url->har->url, 0, 0, "https://");
	}
}

static bool is_placeholder(const struct url *url, struct range range)
{
	return fp_placeholder_in(url->har->placeholders, url->har->url.text + range.from,
	                         range.to - range.from);
}

static void check_scheme(struct url *url)
{
	static const char *const schemes[] = {"http", "https", "ws", "wss", NULL};

	if (!fp_names_find(url->masked, url->scheme.to, schemes) &&
	    !is_placeholder(url, url->scheme))
		bad_url(url, 0, url->scheme.to,
		        quote(url, "a request goes to http or https, not to \"", 0, url->scheme.to,
		              "\""));
	if (url->host.from == url->host.to)
		bad_url(url, url->host.from, url->host.to, "no host in url");
}

static void check_port(struct url *url)
{
	struct range port = url->port;
	uint32_t number = 0;

	if (!url->has_port || is_placeholder(url, port) || url->masked[port.from] == '{' ||
	    memchr(url->masked + port.from, 'x', port.to - port.from))
		return;
	for (uint32_t i = port.from; i < port.to; i++) {
		bool digit = url->masked[i] >= '0' && url->masked[i] <= '9';

		number = digit && number < 100000 ? number * 10 + (uint32_t)(url->masked[i] - '0')
		                                  : 100000;
	}
	if (number > 65535)
		bad_url(url, port.from, port.to,
		        quote(url, "\"", port.from, port.to, "\" is no port"));
}

/* Whether RFC 3986 has this byte in a URI; braces are let pass, for URI templates. */
static bool is_uri_byte(char c)
{
	return c != '\0' &&
	       (fp_ascii_is_alnum(c) || strchr("-._~:/?#[]@!$&'()*+,;=%{}", c) != NULL);
}

static bool is_escape(const struct url *url, uint32_t at)
{
	return at + 2 < url->len && fp_ascii_is_xdigit(url->masked[at + 1]) &&
	       fp_ascii_is_xdigit(url->masked[at + 2]);
}

static void report_byte(struct url *url, uint32_t at)
{
	uint32_t end = at + 1;

	while (end < url->len && ((unsigned char)url->masked[end] & 0xc0) == 0x80)
		end++;
	if (url->masked[at] != ' ' && url->masked[at] != '\t')
		bad_url(url, at, end, quote(url, "a url may not hold \"", at, end, "\""));
	else if (at == 0 || end == url->len)
		bad_url(url, at, end, "blank around the url");
	else
		bad_url(url, at, end, "blank in url; write %20");
}

/* The first byte that may not stand there; the rest is likely of the same kind. */
static void check_bytes(struct url *url)
{
	for (uint32_t i = 0; i < url->len; i++) {
		char c = url->masked[i];

		if (c == '%' && !is_escape(url, i)) {
			bad_url(url, i, i + 1, "'%' without two hex digits in url");
			return;
		}
		if (is_uri_byte(c))
			continue;
		report_byte(url, i);
		return;
	}
}

/* userId → USER_ID; what is too short to be known for a placeholder gets YOUR_ in front. */
static const char *upper_case(struct url *url, uint32_t from, uint32_t to)
{
	struct fp_bytes name = FP_BYTES(url->har->sink->arena);
	struct fp_bytes yours = FP_BYTES(url->har->sink->arena);

	for (uint32_t i = from; i < to; i++) {
		char c = url->masked[i];

		if (i > from && fp_ascii_is_upper(c) && fp_ascii_is_lower(url->masked[i - 1]))
			fp_bytes_char(&name, '_');
		fp_bytes_char(&name, fp_ascii_is_alnum(c) ? fp_ascii_to_upper(c) : '_');
	}
	if (fp_placeholder_is(url->har->placeholders, name.data, name.len))
		return fp_bytes_string(&name);
	fp_bytes_printf(&yours, "YOUR_%s", fp_bytes_string(&name));
	return fp_bytes_string(&yours);
}

static void check_braces(struct url *url)
{
	uint32_t open = span_until(url, url->host.from, url->host.to, "{");
	uint32_t close = span_until(url, open, url->host.to, "}");
	struct fp_finding *finding;
	const char *name;

	if (close == url->host.to)
		return;
	name = upper_case(url, open + 1, close);
	finding =
	    fp_har_found_in(url->har, url->har->request->url, &url->har->url, open, close + 1,
	                    FP_HAR_URL_BRACE_HOST,
	                    "\"%s\" is no placeholder here: url parsers escape braces in a host",
	                    words(url, open, close + 1));
	fp_fix(finding, FENCEPOST_UNSAFE, "write %s", name);
	fp_har_edit_in(finding, &url->har->url, open, close + 1, name);
}

static void check_slashes(struct url *url)
{
	for (uint32_t i = url->path.from; i + 1 < url->path.to; i++) {
		struct fp_finding *finding;
		uint32_t end = i + 1;

		if (url->masked[i] != '/' || url->masked[i + 1] != '/' || url->masked[i - 1] == ':')
			continue;
		while (end < url->path.to && url->masked[end] == '/')
			end++;
		finding = fp_har_found_in(url->har, url->har->request->url, &url->har->url, i, end,
		                          FP_HAR_URL_DOUBLE_SLASH, "empty segment in the path");
		fp_fix(finding, FENCEPOST_UNSAFE, "write one '/'");
		fp_har_edit_in(finding, &url->har->url, i + 1, end, "");
		return;
	}
}

static void check_fragment(struct url *url)
{
	uint32_t hash = span_until(url, 0, url->len, "#");
	struct fp_finding *finding;

	if (hash == url->len)
		return;
	finding = fp_har_found_in(url->har, url->har->request->url, &url->har->url, hash, url->len,
	                          FP_HAR_URL_FRAGMENT, "a fragment is never sent");
	fp_fix(finding, FENCEPOST_UNSAFE, "drop it");
	fp_har_edit_in(finding, &url->har->url, hash, url->len, "");
}

/* ---- the query, and queryString ---- */

/* Whether the url's own query has a parameter of that name. */
static bool query_has(const struct url *url, const struct fp_value *name)
{
	uint32_t at = url->query.from;

	while (at < url->query.to) {
		uint32_t end = span_until(url, at, url->query.to, "&");
		uint32_t equals = span_until(url, at, end, "=");

		if (equals - at == name->len &&
		    memcmp(url->har->url.text + at, name->text, name->len) == 0)
			return true;
		at = end + 1;
	}
	return false;
}

/* Each entry is looked for in the url; so many bytes in all, and no more. */
#define MOST_COMPARED UINT64_C(50000000)

static void check_query(struct url *url)
{
	struct fp_har *har = url->har;
	uint32_t list = har->request->query;

	if (url->query.from == url->query.to || !fp_har_is(har, list, FP_NODE_ARRAY) ||
	    (uint64_t)har->tree->nodes[list].count * url->len > MOST_COMPARED)
		return;
	for (uint32_t i = har->tree->nodes[list].first; i != FP_NO_NODE;
	     i = har->tree->nodes[i].next) {
		uint32_t node = fp_har_member(har, i, "name");
		struct fp_value name = fp_value_of(har->sink->arena, har->tree, node);

		if (name.text && name.len > 0 && query_has(url, &name))
			fp_har_found(har, node, FP_HAR_DUPLICATE_QUERY,
			             "\"%s\" is in the url and in queryString",
			             fp_har_words(har, &name));
	}
}

void fp_url_check(struct fp_har *har)
{
	struct url url = {.har = har, .len = har->url.len, .whole = true};
	char *masked;

	if (!har->url.text || fp_har_is_mended(har, har->request->url) ||
	    fp_placeholder_is(har->placeholders, har->url.text, har->url.len))
		return;
	masked = fp_arena_copy(har->sink->arena, har->url.text, har->url.len);
	fp_placeholder_mask(har->placeholders, masked, har->url.len);
	url.masked = masked;
	if (!cut(&url)) {
		if (!begins_with_base(&url))
			report_no_scheme(&url);
		return;
	}
	check_scheme(&url);
	check_port(&url);
	if (url.whole)
		check_bytes(&url);
	check_braces(&url);
	check_slashes(&url);
	check_fragment(&url);
	check_query(&url);
}
