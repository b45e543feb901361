/* SPDX-License-Identifier: MIT */
/*
 * Classes and letter case of ASCII, whatever the locale. Those of <ctype.h> and <strings.h> are the
 * host's: in its locale a byte of `é` may be a letter, one of `😀` a control character, and `I` another
 * letter than `i`. A byte above 127 is in no class here.
 */
#ifndef FP_TEXT_ASCII_H
#define FP_TEXT_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool fp_ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool fp_ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool fp_ascii_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool fp_ascii_is_alpha(char c)
{
	return fp_ascii_is_upper(c) || fp_ascii_is_lower(c);
}

static inline bool fp_ascii_is_alnum(char c)
{
	return fp_ascii_is_alpha(c) || fp_ascii_is_digit(c);
}

static inline bool fp_ascii_is_xdigit(char c)
{
	return fp_ascii_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline bool fp_ascii_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A character that ends a line, by itself or as one of a pair. */
static inline bool fp_ascii_is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static inline bool fp_ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool fp_ascii_is_cntrl(char c)
{
	return (unsigned char)c < ' ' || c == '\x7f';
}

/* A character that leaves ink. */
static inline bool fp_ascii_is_graph(char c)
{
	return c > ' ' && c <= '~';
}

static inline bool fp_ascii_is_print(char c)
{
	return c == ' ' || fp_ascii_is_graph(c);
}

static inline bool fp_ascii_is_punct(char c)
{
	return fp_ascii_is_graph(c) && !fp_ascii_is_alnum(c);
}

static inline char fp_ascii_to_lower(char c)
{
	return fp_ascii_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char fp_ascii_to_upper(char c)
{
	return fp_ascii_is_lower(c) ? (char)(c - ('a' - 'A')) : c;
}

/* The order of two texts, letter case aside, up to `len` bytes or a NUL: negative, 0 or positive. */
int fp_ascii_order(const char *a, const char *b, size_t len);

/* Whether that is 0. */
bool fp_ascii_same(const char *a, const char *b, size_t len);

#endif
