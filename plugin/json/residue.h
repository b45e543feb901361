/* SPDX-License-Identifier: MIT */
/* What a copy brings along from the place where it was made, around the text or on every line. */
#ifndef FP_JSON_RESIDUE_H
#define FP_JSON_RESIDUE_H

#include "text/arena.h"
#include "text/layer.h"

struct fp_residue {
	struct fp_range *parts; /* what is no part of the JSON, in text order */
	uint32_t count, room;
	const char *fault, *fix; /* sentences for the reader */
};

/*
 * Looks for residue in a text that is not JSON: marks of a quotation or a diff, line numbers, prompts,
 * a fence, the quotes of a shell command. false: there is none, or no JSON begins behind it.
 */
bool fp_residue_find(struct fp_residue *out, struct fp_arena *arena, const char *text,
                     struct fp_range part);

/* The text with blanks for its residue: all offsets stay. Memory: `arena`. */
char *fp_residue_blank(const struct fp_residue *residue, struct fp_arena *arena, const char *text,
                       uint32_t len);

#endif
