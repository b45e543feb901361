/* SPDX-License-Identifier: MIT */
/* What a copy brings along from the place where it was made, around the text or on every line. */
#ifndef FP_JSON_RESIDUE_H
#define FP_JSON_RESIDUE_H

#include "text/arena.h"
#include "text/layer.h"

struct fp_residue {
	struct fp_range *parts; /* what is no part of the JSON, in text order */
	uint32_t count, room;
	bool comment;            /* the author has commented the JSON out */
	bool meant;              /* it is shown on purpose */
	const char *fault, *fix; /* sentences for the reader */
};

/*
 * Looks for residue in a text that is not JSON: marks of a quotation or a diff, line numbers, prompts,
 * the two sides of a merge, a fence, markup, the quotes of a shell command. false: there is none, or
 * no JSON begins behind it.
 */
bool fp_residue_find(struct fp_residue *out, struct fp_arena *arena, const char *text,
                     struct fp_range part);

/* Puts blanks in the place of residue: all offsets stay. */
void fp_residue_blank(const struct fp_residue *residue, char *text);

/* ---- between residue.c and residue_lines.c ---- */

/* Adds a part. */
void fp_residue_add(struct fp_residue *out, struct fp_arena *arena, uint32_t from, uint32_t to);

/* Whether JSON begins at `at`, blanks aside. */
bool fp_residue_json_begins(const char *text, uint32_t to, uint32_t at);

/* The same looks for what stands on every line alone, or for the lines of a merge. residue_lines.c. */
bool fp_residue_find_lines(struct fp_residue *out, struct fp_arena *arena, const char *text,
                           struct fp_range part);

#endif
