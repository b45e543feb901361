/* SPDX-License-Identifier: MIT */
/*
 * What may lie between two tokens: white space, and what authors put there that JSON does not have:
 * comments and notes, template directives, invisible characters, bytes that are no UTF-8.
 */
#ifndef FP_JSON_TRIVIA_H
#define FP_JSON_TRIVIA_H

#include "text/layer.h"

enum fp_trivia_kind {
	FP_TRIVIA_COMMENT,
	FP_TRIVIA_DIRECTIVE, /* of a template: {% if %} */
	FP_TRIVIA_INVISIBLE,
	FP_TRIVIA_BAD_UTF8,
	FP_TRIVIA_STRAY /* a backslash at the end of a line, as in a shell command */
};

/* One piece that is not plain white space. */
struct fp_trivia {
	enum fp_trivia_kind kind;
	struct fp_range range; /* a comment to the end of the line is without its line end */
	uint32_t point;        /* the code point, for FP_TRIVIA_INVISIBLE */
};

/* White space of RFC 8259 §2. */
static inline bool fp_trivia_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Reads the piece that begins at `at` (< len), if one does. */
bool fp_trivia_read(struct fp_trivia *out, const char *text, uint32_t len, uint32_t at);

/*
 * The offset of the next token at or after `at`; *notes receives how many comments and directives
 * were passed. White space alone is the common case, and quick.
 */
uint32_t fp_trivia_skip(const char *text, uint32_t len, uint32_t at, uint32_t *notes);

/* Whether a code point is invisible or a blank that JSON does not have. */
bool fp_trivia_invisible(uint32_t point);

#endif
