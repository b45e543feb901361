/* SPDX-License-Identifier: MIT */
/* The tokens of HTTP (RFC 9110 §5.6.2), of which methods and header names are made. */
#ifndef FP_HAR_TOKEN_H
#define FP_HAR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool fp_token_char(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c != '\0' && strchr("!#$%&'*+-.^_`|~", c));
}

/* Whether a text is one token: not empty, and nothing else in it. */
static inline bool fp_token_is(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!fp_token_char(text[i]))
			return false;
	return len > 0;
}

#endif
