/* SPDX-License-Identifier: MIT */
/* Words without quotes: how far they reach, and what they are. */
#ifndef FP_JSON_WORDS_H
#define FP_JSON_WORDS_H

#include "text/layer.h"

enum fp_word_kind {
	FP_WORD_NONE,
	FP_WORD_LITERAL,     /* true, false, null */
	FP_WORD_FOREIGN,     /* True, None, undefined: one JSON literal is meant */
	FP_WORD_NOT_FINITE,  /* NaN, Infinity */
	FP_WORD_PLACEHOLDER, /* UPPER_CASE, <x>, ${x}, {{x}}, %x%, a type name */
	FP_WORD_PLAIN
};

/* A word where a value is due. */
struct fp_word {
	enum fp_word_kind kind;
	uint32_t to;
	bool blanks, colon;  /* it has blanks in it; it has ": " in it (a name: a colon follows) */
	bool odd;            /* it has quotes of some kind in it */
	const char *literal; /* what FOREIGN means */
};

/* One word at `at`, without blanks: letters, digits, and brackets that balance. */
bool fp_word_value(struct fp_word *out, const char *text, uint32_t len, uint32_t at);

/* The words from `at` to the next comma, closer, comment or line end, where there is more than one. */
bool fp_word_phrase(struct fp_word *out, const char *text, uint32_t len, uint32_t at);

/* Whether an operator of arithmetic stands at `at`, blanks around it, and what it works on behind it. */
bool fp_word_operator(const char *text, uint32_t len, uint32_t at);

/* Whether words are a call, f(x) + 1, 2 * x, or trail off in dots: no value, but what is to be one. */
bool fp_word_left_open(const char *text, uint32_t from, uint32_t to);

/* A placeholder in brackets of its own: <x>, ${x}, {{x}}, {x}, %x%, [x]; the offset behind it, or 0. */
uint32_t fp_word_bracketed(const char *text, uint32_t len, uint32_t at);

/* A name without quotes, before ':' or '='; false where none is there. out->to: how far was looked. */
bool fp_word_key(struct fp_word *out, const char *text, uint32_t len, uint32_t at);

/* "...", "…", "....", ". . . ."; the offset behind it, or 0. */
uint32_t fp_word_ellipsis(const char *text, uint32_t len, uint32_t at);

/* A run that looks like a number: digits, signs, dots, letters, grouping commas or underscores. */
uint32_t fp_word_number(const char *text, uint32_t len, uint32_t at);

#endif
