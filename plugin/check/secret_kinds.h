/* SPDX-License-Identifier: MIT */
/*
 * What a secret looks like: a text and an offset → is there one, and how much of it is to be
 * hidden?
 */
#ifndef FP_CHECK_SECRET_KINDS_H
#define FP_CHECK_SECRET_KINDS_H

#include "finding/rule.h"
#include "text/bytes.h"

#include <stdbool.h>

struct fp_text {
	const char *of;
	uint32_t len;
};

/* Where `word` (len bytes) first stands in a text, or NULL. */
const char *fp_text_find(struct fp_text text, const char *word, size_t len);

/*
 * A secret in a text. `hidden` is what nobody may print more of than four bytes; all in offsets of
 * the text.
 */
struct fp_secret {
	enum fp_rule rule;
	uint32_t from, to; /* what the finding points at */
	uint32_t hidden_from, hidden_to;
	const char *message;
	uint32_t edit_from, edit_to; /* what its fix replaces */
	const char *placeholder;     /* by what */
};

/* Whether a secret begins at text.of[at]. Messages are in the arena. */
bool fp_secret_kind_at(struct fp_secret *out, struct fp_arena *arena, struct fp_text text,
                       uint32_t at);

/* Whether a secret may begin with that byte: a filter that costs nothing. */
bool fp_secret_kind_starts(char c);

#endif
