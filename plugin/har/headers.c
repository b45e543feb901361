/* SPDX-License-Identifier: MIT */
/*
 * The headers of a request → names and values that HTTP does not allow, or that are most likely
 * slips (RFC 9110 §5).
 */
#include "har/names.h"
#include "har/placeholder.h"
#include "har/rules.h"
#include "har/token.h"
#include "text/ascii.h"

#include <stdlib.h>
#include <string.h>

/* What people write, and so what a misspelt name was meant to be. */
static const char *const common[] = {"Accept",
                                     "Accept-Charset",
                                     "Accept-Encoding",
                                     "Accept-Language",
                                     "Authorization",
                                     "Cache-Control",
                                     "Connection",
                                     "Content-Disposition",
                                     "Content-Encoding",
                                     "Content-Language",
                                     "Content-Length",
                                     "Content-Type",
                                     "Cookie",
                                     "Forwarded",
                                     "Host",
                                     "If-Match",
                                     "If-Modified-Since",
                                     "If-None-Match",
                                     "If-Range",
                                     "If-Unmodified-Since",
                                     "Idempotency-Key",
                                     "Origin",
                                     "Pragma",
                                     "Prefer",
                                     "Proxy-Authorization",
                                     "Range",
                                     "Referer",
                                     "Transfer-Encoding",
                                     "Upgrade",
                                     "User-Agent",
                                     NULL};

/*
 * The other registered ones: near to a common name, and right all the same (IANA, "HTTP Field
 * Names").
 */
static const char *const registered[] = {"Accept-Additions",
                                         "Accept-CH",
                                         "Accept-Datetime",
                                         "Accept-Features",
                                         "Accept-Patch",
                                         "Accept-Post",
                                         "Accept-Ranges",
                                         "Accept-Signature",
                                         "Age",
                                         "Allow",
                                         "Alt-Svc",
                                         "Alt-Used",
                                         "Alternates",
                                         "Apply-To-Redirect-Ref",
                                         "Authentication-Control",
                                         "Authentication-Info",
                                         "Close",
                                         "Content-Base",
                                         "Content-Digest",
                                         "Content-ID",
                                         "Content-Location",
                                         "Content-MD5",
                                         "Content-Range",
                                         "Content-Script-Type",
                                         "Content-Security-Policy",
                                         "Content-Style-Type",
                                         "Content-Version",
                                         "Cookie2",
                                         "Date",
                                         "Depth",
                                         "Destination",
                                         "Digest",
                                         "DPoP",
                                         "DPoP-Nonce",
                                         "Early-Data",
                                         "ETag",
                                         "Expect",
                                         "Expect-CT",
                                         "Expires",
                                         "Ext",
                                         "From",
                                         "Hobareg",
                                         "HTTP2-Settings",
                                         "If",
                                         "If-Schedule-Tag-Match",
                                         "IM",
                                         "Keep-Alive",
                                         "Label",
                                         "Last-Event-ID",
                                         "Last-Modified",
                                         "Link",
                                         "Location",
                                         "Lock-Token",
                                         "Max-Forwards",
                                         "Memento-Datetime",
                                         "Meter",
                                         "MIME-Version",
                                         "Negotiate",
                                         "NEL",
                                         "OData-EntityId",
                                         "OData-Isolation",
                                         "OData-MaxVersion",
                                         "OData-Version",
                                         "Optional-WWW-Authenticate",
                                         "OSLC-Core-Version",
                                         "Overwrite",
                                         "P3P",
                                         "Position",
                                         "Preference-Applied",
                                         "Priority",
                                         "Proxy-Authenticate",
                                         "Proxy-Authentication-Info",
                                         "Proxy-Status",
                                         "Public-Key-Pins",
                                         "Refresh",
                                         "Repeatability-Client-ID",
                                         "Repeatability-Request-ID",
                                         "Replay-Nonce",
                                         "Repr-Digest",
                                         "Retry-After",
                                         "Schedule-Reply",
                                         "Schedule-Tag",
                                         "Sec-Fetch-Dest",
                                         "Sec-Fetch-Mode",
                                         "Sec-Fetch-Site",
                                         "Sec-Fetch-User",
                                         "Server",
                                         "Server-Timing",
                                         "Set-Cookie",
                                         "Set-Cookie2",
                                         "SLUG",
                                         "SOAPAction",
                                         "Signature",
                                         "Signature-Input",
                                         "Strict-Transport-Security",
                                         "Sunset",
                                         "Surrogate-Capability",
                                         "Surrogate-Control",
                                         "TE",
                                         "Timeout",
                                         "Timing-Allow-Origin",
                                         "Topic",
                                         "Traceparent",
                                         "Tracestate",
                                         "Trailer",
                                         "TTL",
                                         "Urgency",
                                         "URI",
                                         "Vary",
                                         "Via",
                                         "Want-Content-Digest",
                                         "Want-Digest",
                                         "Warning",
                                         "WWW-Authenticate",
                                         "Access-Control-Allow-Origin",
                                         "Access-Control-Request-Headers",
                                         "Access-Control-Request-Method",
                                         NULL};

/* Names whose values are lists, so that a second one only goes on with the first. */
static const char *const listed[] = {"Accept",
                                     "Accept-Charset",
                                     "Accept-Encoding",
                                     "Accept-Language",
                                     "Allow",
                                     "Cache-Control",
                                     "Connection",
                                     "Content-Encoding",
                                     "Content-Language",
                                     "Cookie",
                                     "Forwarded",
                                     "If-Match",
                                     "If-None-Match",
                                     "Link",
                                     "Pragma",
                                     "Prefer",
                                     "Set-Cookie",
                                     "TE",
                                     "Trailer",
                                     "Transfer-Encoding",
                                     "Upgrade",
                                     "Vary",
                                     "Via",
                                     "Warning",
                                     NULL};

static const char *const schemes[] = {"Basic", "Bearer", "Digest",           "DPoP", "Negotiate",
                                      "OAuth", "Token",  "AWS4-HMAC-SHA256", NULL};

static bool begins_with_x(const struct fp_value *name)
{
	return name->len > 2 && (name->text[0] | 0x20) == 'x' && name->text[1] == '-';
}

static uint32_t name_node(struct fp_har *har, const struct fp_header *header)
{
	return fp_har_member(har, header->node, "name");
}

/* ---- names ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What is left of a name without blanks at its ends and without one ':' behind it. */
static struct fp_range trimmed(const struct fp_value *name)
{
	struct fp_range kept = {0, name->len};

	while (kept.from < kept.to && is_blank(name->text[kept.from]))
		kept.from++;
	while (kept.from < kept.to && is_blank(name->text[kept.to - 1]))
		kept.to--;
	if (kept.from < kept.to && name->text[kept.to - 1] == ':')
		kept.to--;
	while (kept.from < kept.to && is_blank(name->text[kept.to - 1]))
		kept.to--;
	return kept;
}

static void check_name(struct fp_har *har, const struct fp_header *header)
{
	const struct fp_value *name = &header->name;
	struct fp_range kept = trimmed(name);
	bool whole = fp_token_is(name->text + kept.from, kept.to - kept.from);
	bool colon = memchr(name->text, ':', name->len) != NULL;
	struct fp_finding *finding;

	if (fp_token_is(name->text, name->len) || (name->len > 0 && name->text[0] == ':') ||
	    fp_placeholder_configured(har->placeholders, name->text, name->len))
		return;
	finding =
	    fp_har_found(har, name_node(har, header), FP_HAR_BAD_HEADER,
	                 name->len == 0                       ? "empty header name%s"
	                 : colon                              ? "':' in header name \"%s\""
	                 : memchr(name->text, ' ', name->len) ? "blank in header name \"%s\""
	                                                      : "header name \"%s\" is no token",
	                 fp_har_words(har, name));
	if (!whole)
		return;
	fp_fix(finding, fp_har_safe(har), "write \"%s\"",
	       fp_words(har->sink, name->text + kept.from, kept.to - kept.from));
	fp_har_edit_in(finding, name, kept.to, name->len, "");
	fp_har_edit_in(finding, name, 0, kept.from, "");
}

static bool has_scheme(const struct fp_value *value)
{
	const char *blank = value->text ? memchr(value->text, ' ', value->len) : NULL;

	return blank && fp_names_find(value->text, (size_t)(blank - value->text), schemes);
}

static const char *meant_name(const struct fp_header *header)
{
	const struct fp_value *name = &header->name;
	const char *near;

	if (fp_value_is(name, "Authentication") && has_scheme(&header->value))
		return "Authorization";
	if (begins_with_x(name) || fp_names_find(name->text, name->len, common) ||
	    fp_names_find(name->text, name->len, registered))
		return NULL;
	near = fp_names_nearest(name->text, name->len, common, name->len < 6 ? 1 : 2, NULL);
	return near && (near[0] | 0x20) == (name->text[0] | 0x20) ? near : NULL;
}

static void check_typo(struct fp_har *har, const struct fp_header *header)
{
	const struct fp_value *name = &header->name;
	const char *meant;
	struct fp_finding *finding;

	if (!fp_token_is(name->text, name->len))
		return;
	meant = meant_name(header);
	if (!meant)
		return;
	finding = fp_har_found(har, name_node(har, header), FP_HAR_HEADER_TYPO,
	                       "did you mean \"%s\"?", meant);
	fp_fix(finding, FENCEPOST_UNSAFE, "write \"%s\"", meant);
	fp_har_edit_in(finding, name, 0, name->len, meant);
}

static int by_name(const void *left, const void *right)
{
	const struct fp_header *a = *(const struct fp_header *const *)left;
	const struct fp_header *b = *(const struct fp_header *const *)right;
	int order = fp_ascii_order(a->name.text, b->name.text, SIZE_MAX);

	return order ? order : (a->node > b->node) - (a->node < b->node);
}

static void check_duplicates(struct fp_har *har)
{
	const struct fp_header **sorted =
	    fp_arena_zero(har->sink->arena, har->header_count, sizeof(*sorted));

	for (size_t i = 0; i < har->header_count; i++)
		sorted[i] = &har->headers[i];
	qsort(sorted, har->header_count, sizeof(*sorted), by_name);
	for (size_t i = 1; i < har->header_count; i++) {
		const struct fp_value *name = &sorted[i]->name;

		if (fp_value_same(sorted[i - 1]->name.text, sorted[i - 1]->name.len, name->text,
		                  name->len) &&
		    !begins_with_x(name) && !fp_names_find(name->text, name->len, listed))
			fp_har_found(har, name_node(har, sorted[i]), FP_HAR_DUPLICATE_HEADER,
			             "\"%s\" is given twice", fp_har_words(har, name));
	}
}

/* ---- values ---- */

static void check_value(struct fp_har *har, const struct fp_header *header)
{
	const struct fp_value *value = &header->value;

	for (uint32_t i = 0; i < value->len; i++) {
		char c = value->text[i];

		if (c != '\r' && c != '\n' && c != '\0')
			continue;
		fp_har_found_in(har, header->value_node, value, i, i + 1, FP_HAR_BAD_HEADER,
		                "%s in the value of header \"%s\"", c == '\0' ? "NUL" : "line end",
		                fp_har_words(har, &header->name));
		return;
	}
}

/* `"Bearer " + token`: a quote at the front, or one beside a `+`. */
static bool is_program(const struct fp_value *value)
{
	static const char *const signs[] = {"\" +", "' +", "+ \"", "+ '", "\"+", "'+", "+\"", "+'"};

	if (value->len > 0 && strchr("\"'`", value->text[0]))
		return true;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(value->text, signs[i]))
			return true;
	return false;
}

static const char *authorization_fault(struct fp_har *har, const struct fp_header *header)
{
	const struct fp_value *value = &header->value;
	const char *blank = memchr(value->text, ' ', value->len);
	size_t first = blank ? (size_t)(blank - value->text) : value->len;
	size_t name = header->name.len;

	if (is_program(value))
		return "program text in a header value";
	if (value->len > name && value->text[name] == ':' &&
	    fp_ascii_same(value->text, header->name.text, name))
		return "the header's name stands in its value too";
	if (!blank || first == 0 || fp_placeholder_in(har->placeholders, value->text, first))
		return NULL;
	if (value->text[first - 1] == ':' && fp_token_is(value->text, first - 1))
		return "':' after the authentication scheme";
	return NULL;
}

static void check_authorization(struct fp_har *har, const struct fp_header *header)
{
	const char *fault;

	if (!header->value.text || header->value.len == 0 ||
	    (!fp_value_is(&header->name, "Authorization") &&
	     !fp_value_is(&header->name, "Proxy-Authorization")) ||
	    fp_placeholder_is(har->placeholders, header->value.text, header->value.len))
		return;
	fault = authorization_fault(har, header);
	if (fault)
		fp_har_found(har, header->value_node, FP_HAR_BAD_AUTHORIZATION, "%s", fault);
}

void fp_headers_check(struct fp_har *har)
{
	for (size_t i = 0; i < har->header_count; i++) {
		const struct fp_header *header = &har->headers[i];

		if (fp_har_is_mended(har, header->node))
			continue;
		check_name(har, header);
		check_typo(har, header);
		check_value(har, header);
		check_authorization(har, header);
	}
	check_duplicates(har);
}
