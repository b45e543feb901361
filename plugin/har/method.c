/* SPDX-License-Identifier: MIT */
/*
 * The method and the version of a request (RFC 9110 §9.1, RFC 9112 §2.3). Method names are
 * case-sensitive.
 */
#include "har/names.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "har/token.h"

#include <string.h>

static const char *const common[] = {"GET",     "HEAD",  "POST",  "PUT",     "DELETE",
                                     "CONNECT", "TRACE", "PATCH", "OPTIONS", NULL};

/* Registered ones at a distance of 1 from a common one, and those that people do write. */
static const char *const others[] = {"PROPFIND", "PROPPATCH", "MKCOL",  "COPY",  "MOVE", "LOCK",
                                     "UNLOCK",   "REPORT",    "SEARCH", "QUERY", "LINK", "UNLINK",
                                     "PURGE",    "BIND",      "UPDATE", "MERGE", NULL};

static const char *upper_case(struct fp_har *har, const struct fp_value *value)
{
	char *copy = fp_arena_copy(har->sink->arena, value->text, value->len);

	for (char *c = copy; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return copy;
}

static void check_case(struct fp_har *har, const char *registered)
{
	const struct fp_value *method = &har->method;
	struct fp_finding *finding;

	finding = fp_har_found(har, har->request->method, FP_HAR_BAD_METHOD,
	                       "method names are case-sensitive: \"%s\" is not %s",
	                       fp_har_words(har, method), registered);
	fp_har_soften(finding, FENCEPOST_WARNING);
	fp_fix(finding, fp_har_safe(har), "write %s", registered);
	fp_har_edit_in(finding, method, 0, method->len, upper_case(har, method));
}

static void check_method(struct fp_har *har)
{
	const struct fp_value *method = &har->method;
	const char *near;
	struct fp_finding *finding;

	if (!method->text || fp_har_is_mended(har, har->request->method) ||
	    fp_placeholder_configured(har->placeholders, method->text, method->len))
		return;
	if (!fp_token_is(method->text, method->len)) {
		fp_har_found(har, har->request->method, FP_HAR_BAD_METHOD,
		             "\"%s\" is no HTTP method", fp_har_words(har, method));
		return;
	}
	near = fp_names_find(method->text, method->len, common);
	if (!near)
		near = fp_names_find(method->text, method->len, others);
	if (near && strcmp(near, method->text) != 0)
		check_case(har, near);
	if (near)
		return;
	near = fp_names_nearest(method->text, method->len, common, 1, NULL);
	if (!near)
		return;
	finding = fp_har_found(har, har->request->method, FP_HAR_BAD_METHOD,
	                       "unknown method \"%s\"; did you mean %s?", fp_har_words(har, method),
	                       near);
	fp_har_soften(finding, FENCEPOST_WARNING);
}

/* HTTP/ digit [. digit], and what browsers write. */
static bool is_version(const char *text, size_t len)
{
	static const char *const browsers[] = {"h2", "h3", "unknown", NULL};

	if (fp_names_find(text, len, browsers))
		return true;
	if (len < 6 || !fp_value_same(text, 5, "http/", 5))
		return false;
	if (len == 6)
		return text[5] >= '0' && text[5] <= '9';
	return len == 8 && text[5] >= '0' && text[5] <= '9' && text[6] == '.' && text[7] >= '0' &&
	       text[7] <= '9';
}

static void check_version(struct fp_har *har)
{
	uint32_t node = har->request->http_version;
	struct fp_value version = fp_value_of(har->sink->arena, har->tree, node);
	struct fp_bytes better = FP_BYTES(har->sink->arena);

	if (!version.text || fp_har_is_mended(har, node) || is_version(version.text, version.len) ||
	    (fp_har_stands_for(har, &version) && !strchr(version.text, '/')))
		return;
	fp_bytes_printf(&better, "HTTP/%s", version.text);
	if (!is_version(better.data, better.len))
		better = FP_BYTES(har->sink->arena);
	fp_har_found(har, node, FP_HAR_BAD_HTTP_VERSION, "\"%s\" is no HTTP version; write %s",
	             fp_har_words(har, &version),
	             better.len ? fp_bytes_string(&better) : "HTTP/1.1");
}

void fp_method_check(struct fp_har *har)
{
	check_method(har);
	check_version(har);
}
