/* SPDX-License-Identifier: MIT */
/* The strict scanner: is this text JSON as RFC 8259 has it, and if not, where does it stop being that? */
#ifndef FP_JSON_SCAN_H
#define FP_JSON_SCAN_H

#include "text/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Patterns of placeholders: each has a literal before and a literal after "...", which stands for anything but a line end. */
struct fp_placeholders {
	const struct fp_placeholder {
		const char *before, *after; /* NUL-terminated; before is not empty; after NULL: the literal alone */
	} *of;
	size_t count;
};

/* What is allowed beyond RFC 8259. All zero (or NULL where one is asked for): nothing. */
struct fp_dialect {
	bool comments;        /* // and / * * / */
	bool trailing_commas; /* one before } or ] */
	bool many;            /* several values, each on lines of its own (newline-delimited) */
	const struct fp_placeholders *placeholders; /* stand bare where a value stands; NULL: none */
};

/* What the grammar wanted at the place where the text stopped being JSON. */
enum fp_want {
	FP_WANT_VALUE,      /* at the start, after ':' or ',' in an array */
	FP_WANT_FIRST_KEY,  /* after '{': a name or '}' */
	FP_WANT_KEY,        /* after ',' in an object */
	FP_WANT_COLON,
	FP_WANT_NEXT_MEMBER,  /* ',' or '}' */
	FP_WANT_FIRST_ELEMENT, /* after '[': a value or ']' */
	FP_WANT_NEXT_ELEMENT, /* ',' or ']' */
	FP_WANT_END,          /* after the root value */
	FP_WANT_STRING        /* inside a string: a bad byte, a bad escape, or no end */
};

struct fp_scan_error {
	uint32_t at;       /* of the first byte that no JSON text may have there; len: the text ends too early */
	uint32_t token;    /* where the token begins in which it stands (a string, a number), else == at */
	uint32_t depth;    /* containers open there */
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
 * of nothing but white space is not. Lone surrogates in \u escapes are grammatical. Any depth; no recursion; one pass.
 * `error` may be NULL. Memory is taken for nesting deeper than 512 only.
 */
bool fp_scan(struct fp_arena *arena, const char *text, uint32_t len,
             const struct fp_dialect *dialect, struct fp_scan_error *error);

/* The length of the placeholder that begins at text[at], or 0. */
uint32_t fp_scan_placeholder(const struct fp_placeholders *placeholders, const char *text,
                             uint32_t len, uint32_t at);

/* The length of the RFC 8259 number that begins at text[at], or 0: the longest prefix that is one. */
uint32_t fp_scan_number(const char *text, uint32_t len, uint32_t at);

#endif
