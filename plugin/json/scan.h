/* SPDX-License-Identifier: MIT */
/* The strict scanner: is this text JSON as RFC 8259 has it, and if not, where does it stop being that? */
#ifndef FP_JSON_SCAN_H
#define FP_JSON_SCAN_H

#include "text/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A pattern of placeholders: text that begins with `before` (not empty) and goes on, with anything
 * but a line end, to the next `after` (not empty); after NULL: `before` alone. Both end at a NUL.
 */
struct fp_placeholder {
	const char *before, *after;
};

struct fp_placeholders {
	const struct fp_placeholder *of;
	size_t count;
};

/* What is allowed beyond RFC 8259. All zero (or NULL where one is asked for): nothing. */
struct fp_dialect {
	bool comments;        /* // and / * * / */
	bool trailing_commas; /* one before } or ] */
	bool many;            /* several values, each on lines of its own (newline-delimited) */
	const struct fp_placeholders *placeholders; /* stand bare where a value may; NULL: none */
};

/* What the grammar wanted at the place where the text stopped being JSON. */
enum fp_want {
	FP_WANT_VALUE,     /* at the start, after ':' or ',' in an array */
	FP_WANT_FIRST_KEY, /* after '{': a name or '}' */
	FP_WANT_KEY,       /* after ',' in an object */
	FP_WANT_COLON,
	FP_WANT_NEXT_MEMBER,   /* ',' or '}' */
	FP_WANT_FIRST_ELEMENT, /* after '[': a value or ']' */
	FP_WANT_NEXT_ELEMENT,  /* ',' or ']' */
	FP_WANT_END,           /* after the root value */
	FP_WANT_STRING         /* inside a string: a bad byte, a bad escape, or no end */
};

/* The first byte that no JSON text may have where it stands. */
struct fp_scan_error {
	uint32_t at; /* its offset; len: the text ends too early */
	uint32_t
	    token; /* where the string, number, word or comment begins that it is in, else == at */
	uint32_t depth; /* containers open there */
	enum fp_want want;
};

/* A place between two tokens from which a scan may go on: for texts too long to search from the start. */
struct fp_checkpoint {
	uint32_t at;
	uint32_t depth;
	uint8_t *kinds; /* depth bytes, '{' or '[' */
	enum fp_want want;
};

/*
 * Whether the text is JSON (with what the dialect adds; NULL: nothing). A byte-order mark or a text
 * of nothing but white space is not. Lone surrogates in \u escapes are grammatical. Any depth; no
 * recursion; one pass. `error` may be NULL. Memory is taken for nesting deeper than 512 only.
 */
bool fp_scan(struct fp_arena *arena, const char *text, uint32_t len,
             const struct fp_dialect *dialect, struct fp_scan_error *error);

/* What fp_scan_each tells of. A word is true, false or null. */
enum fp_token {
	FP_TOKEN_OPEN,  /* '{' or '[' */
	FP_TOKEN_CLOSE, /* '}' or ']' */
	FP_TOKEN_NAME,  /* the string that names a member */
	FP_TOKEN_STRING,
	FP_TOKEN_NUMBER,
	FP_TOKEN_WORD,
	FP_TOKEN_PLACEHOLDER
};

/* Told of each token but ',' and ':', as soon as it is read: text[from, to). */
typedef void fp_token_fn(void *user, enum fp_token token, uint32_t from, uint32_t to);

/* fp_scan that tells `each` of the tokens up to the error, in text order. */
bool fp_scan_each(struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect, struct fp_scan_error *error, fp_token_fn *each,
                  void *user);

/*
 * The last place between two tokens at or before `stop`: behind a token, ahead of the white space
 * that follows it (or the start of the text). `kinds` is in the arena. False, and *out untouched,
 * where the text fails before that is settled.
 */
bool fp_scan_to(struct fp_arena *arena, const char *text, uint32_t len,
                const struct fp_dialect *dialect, uint32_t stop, struct fp_checkpoint *out);

/* fp_scan that goes on from such a place, as if what lies before it were JSON so far. */
bool fp_scan_from(struct fp_arena *arena, const char *text, uint32_t len,
                  const struct fp_dialect *dialect, const struct fp_checkpoint *from,
                  struct fp_scan_error *error);

/* The length of the placeholder that begins at text[at], or 0; looks no further than 1 KiB. */
uint32_t fp_scan_placeholder(const struct fp_placeholders *placeholders, const char *text,
                             uint32_t len, uint32_t at);

/* The length of the RFC 8259 number that begins at text[at], or 0: the longest prefix that is one. */
uint32_t fp_scan_number(const char *text, uint32_t len, uint32_t at);

#endif
