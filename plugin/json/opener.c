/* SPDX-License-Identifier: MIT */
/*
 * Ways to open a string, and the quotes that close it. A reading keeps its opener as an index into
 * the table.
 */
#include "json/opener.h"

#include "text/ascii.h"

#include <string.h>

const struct fp_opener fp_openers[] = {
    {"\"", "\"", FP_QUOTE_PLAIN},
    {"\"\"\"", "\"\"\"", FP_QUOTE_TRIPLE},
    {"'''", "'''", FP_QUOTE_TRIPLE},
    {"\"\"", "\"\" \"", FP_QUOTE_DOUBLED},
    {"''", "''", FP_QUOTE_SINGLE},
    {"`\"", "\"`", FP_QUOTE_BACKTICK}, /* a string that Markdown's marks of code stand around */
    {"'", "'", FP_QUOTE_SINGLE},
    {"`", "` \xc2\xb4", FP_QUOTE_BACKTICK},
    {"\xc2\xb4", "\xc2\xb4", FP_QUOTE_SMART},                                      /* ´ */
    {"\xe2\x80\x9c", "\xe2\x80\x9d \xe2\x80\x9c \"", FP_QUOTE_SMART},              /* “ */
    {"\xe2\x80\x9d", "\xe2\x80\x9d \xe2\x80\x9c \"", FP_QUOTE_SMART},              /* ” */
    {"\xe2\x80\x9e", "\xe2\x80\x9d \xe2\x80\x9c \xe2\x80\x9f \"", FP_QUOTE_SMART}, /* „ */
    {"\xe2\x80\x9f", "\xe2\x80\x9d \"", FP_QUOTE_SMART},                           /* ‟ */
    {"\xe2\x80\xb3", "\xe2\x80\xb3 \"", FP_QUOTE_SMART},                           /* ″ */
    {"\xe2\x80\x98", "\xe2\x80\x99 '", FP_QUOTE_SMART},                            /* ‘ */
    {"\xe2\x80\x99", "\xe2\x80\x99 '", FP_QUOTE_SMART},                            /* ’ */
    {"\xe2\x80\x9a", "\xe2\x80\x98 \xe2\x80\x99", FP_QUOTE_SMART},                 /* ‚ */
    {"\xe2\x80\xb2", "\xe2\x80\xb2", FP_QUOTE_SMART},                              /* ′ */
    {"\xe2\x80\xb9", "\xe2\x80\xba", FP_QUOTE_SMART},                              /* ‹ */
    {"\xc2\xab", "\xc2\xbb", FP_QUOTE_SMART},                                      /* « */
    {"\xc2\xbb", "\xc2\xab \xc2\xbb", FP_QUOTE_SMART},                             /* » */
    {"\xca\xba", "\xca\xba", FP_QUOTE_SMART},                                      /* ʺ */
    {"\xef\xbc\x82", "\xef\xbc\x82", FP_QUOTE_SMART}, /* ＂, full-width */
    {"\xe3\x80\x8c", "\xe3\x80\x8d", FP_QUOTE_SMART}, /* 「 */
    {"\\\"", "\\\" \"", FP_QUOTE_ESCAPED},
    {"&quot;", "&quot;", FP_QUOTE_ENTITY},
    {"&#34;", "&#34;", FP_QUOTE_ENTITY},
    {"&#x22;", "&#x22;", FP_QUOTE_ENTITY},
    {"&#39;", "&#39;", FP_QUOTE_ENTITY},
    {"&apos;", "&apos;", FP_QUOTE_ENTITY},
    {"&ldquo;", "&rdquo; &ldquo;", FP_QUOTE_ENTITY},
    {"&amp;quot;", "&amp;quot;", FP_QUOTE_ENTITY},
    {"\\u0022", "\\u0022", FP_QUOTE_ENTITY},
    {"%22", "%22", FP_QUOTE_ENTITY},
    {"u\"", "\"", FP_QUOTE_PREFIX},
    {"u'", "'", FP_QUOTE_PREFIX},
    {"b\"", "\"", FP_QUOTE_PREFIX},
    {"b'", "'", FP_QUOTE_PREFIX},
    {"r\"", "\"", FP_QUOTE_PREFIX},
    {"r'", "'", FP_QUOTE_PREFIX},
    {"f\"", "\"", FP_QUOTE_PREFIX},
    {"f'", "'", FP_QUOTE_PREFIX},
    {"@\"", "\"", FP_QUOTE_PREFIX},
};
enum { OPENERS = sizeof(fp_openers) / sizeof(*fp_openers) };

uint32_t fp_opener_length(const struct fp_opener *opener, const char *text, uint32_t len,
                          uint32_t at)
{
	size_t n = strlen(opener->open);

	return at + n <= len && memcmp(text + at, opener->open, n) == 0 ? (uint32_t)n : 0;
}

/* Whether no opener begins with that byte: most tokens end here. */
static bool opens_none(unsigned char c)
{
	return c < 0x80 && !memchr("\"'`\\&%@ubrf", c, 11);
}

uint32_t fp_reading_open(const char *text, uint32_t len, uint32_t at, uint8_t *open)
{
	if (text[at] == '"') {
		bool triple = fp_opener_length(&fp_openers[FP_OPEN_TRIPLE], text, len, at) != 0;

		*open = triple ? FP_OPEN_TRIPLE : FP_OPEN_PLAIN;
		return triple ? 3 : 1;
	}
	if (opens_none((unsigned char)text[at]))
		return 0;
	if (text[at] == '\'' && at > 0 && fp_ascii_is_alpha(text[at - 1]))
		return 0; /* an apostrophe */
	for (uint32_t i = 1; i < OPENERS; i++) {
		uint32_t n;

		if (i == FP_OPEN_DOUBLED_SINGLE || i == FP_OPEN_CODE ||
		    text[at] != fp_openers[i].open[0])
			continue;
		n = fp_opener_length(&fp_openers[i], text, len, at);
		if (n) {
			*open = (uint8_t)i;
			return n;
		}
	}
	return 0;
}

enum fp_quote_style fp_reading_style(const struct fp_reading *reading)
{
	return fp_openers[reading->open].style;
}

uint32_t fp_reading_open_length(const struct fp_reading *reading)
{
	return (uint32_t)strlen(fp_openers[reading->open].open);
}
