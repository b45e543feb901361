/* SPDX-License-Identifier: MIT */
/*
 * A place in the text → the end of the token there. Strings are what texts consist of, so they are
 * passed eight bytes at a time: in one word the four kinds of bytes at which a string does not
 * simply go on are found by three subtractions.
 */
#include "json/token.h"

#include "text/ascii.h"
#include "text/utf8.h"

#include <stddef.h>
#include <string.h>

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(uint8_t c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Whether the token that ends at `at` goes on there as something that is none. */
static bool is_glued(const uint8_t *text, uint32_t len, uint32_t at)
{
	return at < len && (is_digit(text[at]) || fp_ascii_is_alpha((char)text[at]) ||
	                    (text[at] && strchr("_.+-", text[at])));
}

/* Eight bytes, the first lowest on any machine; compilers make one load of it. */
static uint64_t eight_bytes(const uint8_t *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/*
 * The high bits of eight bytes; the lowest one set is that of the first byte that is a quote, a
 * backslash, a control character or not ASCII. (Above it a borrow may have set others.)
 */
static uint64_t stops(uint64_t bytes)
{
	const uint64_t each = UINT64_C(0x0101010101010101);

	return (((bytes ^ each * '"') - each) | ((bytes ^ each * '\\') - each) |
	        (bytes - each * 0x20) | bytes) &
	       each * 0x80;
}

/* The offset of the first byte from `at` on that may not simply stand in a string, or len. */
static uint32_t skip_plain(const uint8_t *text, uint32_t len, uint32_t at)
{
	uint64_t found;

	for (; len - at >= 8; at += 8) {
		found = stops(eight_bytes(text + at));
		if (found)
			return at + (uint32_t)__builtin_ctzll(found) / 8;
	}
	while (at < len && text[at] >= 0x20 && text[at] < 0x80 && text[at] != '"' &&
	       text[at] != '\\')
		at++;
	return at;
}

static bool goes_on(uint8_t c)
{
	return (c & 0xc0) == 0x80;
}

/* The length of the character at `at` where two bytes or three show that it is well-formed, or 0. */
static uint32_t plainly_formed(const uint8_t *text, uint32_t len, uint32_t at)
{
	uint8_t lead = text[at];

	if (len - at < 3 || !goes_on(text[at + 1]))
		return 0;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	return lead > 0xe0 && lead <= 0xef && lead != 0xed && goes_on(text[at + 2]) ? 3 : 0;
}

/* Characters beyond ASCII, as many as follow each other. */
static bool pass_beyond_ascii(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t used;
	uint8_t lead;

	for (; *at < len && text[*at] >= 0x80; *at += used) {
		used = plainly_formed(text, len, *at);
		if (used)
			continue;
		lead = text[*at];
		if (fp_utf8_decode((const char *)text + *at, len - *at, &used) != FP_UTF8_BAD)
			continue;
		/* a lead byte is not at fault itself, but the first that does not go on with it */
		if (lead >= 0xc2 && lead <= 0xf4)
			*at += used;
		return false;
	}
	return true;
}

static bool pass_escape(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t end;

	++*at;
	if (*at == len || text[*at] == 0 || !strchr("\"\\/bfnrtu", text[*at]))
		return false;
	if (text[(*at)++] != 'u')
		return true;
	for (end = *at + 4; *at < end; ++*at)
		if (*at == len || !is_hex(text[*at]))
			return false;
	return true;
}

bool fp_token_string(const uint8_t *text, uint32_t len, uint32_t *at)
{
	bool good = true;
	uint8_t c;

	++*at;
	while (good) {
		*at = skip_plain(text, len, *at);
		c = *at < len ? text[*at] : 0;
		if (c == '"') {
			++*at;
			return true;
		}
		if (c == '\\')
			good = pass_escape(text, len, at);
		else
			good = c >= 0x80 && pass_beyond_ascii(text, len, at);
	}
	return false;
}

static uint32_t skip_digits(const uint8_t *text, uint32_t len, uint32_t at)
{
	while (at < len && is_digit(text[at]))
		at++;
	return at;
}

/* Passes over digits that follow the byte at *at, with a sign before them or not; at least one. */
static bool pass_part(const uint8_t *text, uint32_t len, uint32_t *at, bool sign)
{
	uint32_t digits = *at + 1;

	if (sign && digits < len && (text[digits] == '+' || text[digits] == '-'))
		digits++;
	*at = skip_digits(text, len, digits);
	return *at > digits;
}

/* Follows a number as far as one may go on; answers the end of the longest one on the way. */
static uint32_t follow_number(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t whole = *at;

	if (*at < len && text[*at] == '-')
		++*at;
	if (*at == len || !is_digit(text[*at]))
		return whole;
	*at = text[*at] == '0' ? *at + 1 : skip_digits(text, len, *at);
	whole = *at;
	if (*at < len && text[*at] == '.') {
		if (!pass_part(text, len, at, false))
			return whole;
		whole = *at;
	}
	if (*at < len && (text[*at] | 0x20) == 'e' && pass_part(text, len, at, true))
		whole = *at;
	return whole;
}

bool fp_token_number(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t whole = follow_number(text, len, at);

	return *at == whole && !is_glued(text, len, *at);
}

uint32_t fp_token_number_end(const uint8_t *text, uint32_t len, uint32_t at)
{
	return follow_number(text, len, &at);
}

bool fp_token_word(const uint8_t *text, uint32_t len, uint32_t *at)
{
	static const char *const words[] = {"true", "false", "null"};
	const char *c;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (text[*at] != (uint8_t)words[i][0])
			continue;
		for (c = words[i]; *c; c++, ++*at)
			if (*at == len || text[*at] != (uint8_t)*c)
				return false;
		return !is_glued(text, len, *at);
	}
	return false;
}

bool fp_token_utf8(const uint8_t *text, uint32_t to, uint32_t *at)
{
	while (*at < to) {
		if (text[*at] < 0x80)
			++*at;
		else if (!pass_beyond_ascii(text, to, at))
			return false;
	}
	return true;
}

static bool pass_line_comment(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t to = *at;

	while (to < len && text[to] != '\n' && text[to] != '\r')
		to++;
	return fp_token_utf8(text, to, at);
}

static bool pass_block_comment(const uint8_t *text, uint32_t len, uint32_t *at)
{
	uint32_t to = *at;

	while (to + 1 < len && (text[to] != '*' || text[to + 1] != '/'))
		to++;
	if (to + 1 < len)
		return fp_token_utf8(text, to + 2, at);
	(void)fp_token_utf8(text, len, at);
	return false;
}

bool fp_token_comment(const uint8_t *text, uint32_t len, uint32_t *at)
{
	++*at;
	if (*at == len || (text[*at] != '/' && text[*at] != '*'))
		return false;
	return text[(*at)++] == '/' ? pass_line_comment(text, len, at)
	                            : pass_block_comment(text, len, at);
}
