/* SPDX-License-Identifier: MIT */
/*
 * What is at hand while slips are made of moves: shared by slips.c (which move makes or joins which
 * slip), safe.c (which needs no second look), edits.c and edit_string.c (what undoes a move) and
 * meant.c (what the author left open on purpose). No one else includes this.
 */
#ifndef FP_JSON_MAKER_H
#define FP_JSON_MAKER_H

#include "json/slips.h"

struct fp_maker {
	struct fp_arena *arena;
	const char *text;
	struct fp_range part;
	const struct fp_frame *frames;
	struct fp_slips *slips;
	bool payload;
};

/* The slip of that rule, where there is to be one a text; NULL: there is none. slips.c. */
struct fp_slip *fp_slips_only(const struct fp_maker *m, enum fp_rule rule);

/* Whether the fix of such a move may be safe by its kind; the margin comes on top. safe.c. */
bool fp_safe_kind(const struct fp_maker *m, const struct fp_move *move);

/* Adds an edit to a slip; an insertion right behind the last one joins it. */
void fp_edits_add(struct fp_maker *m, struct fp_slip *slip, uint32_t from, uint32_t to,
                  const char *text, uint32_t len);

/* The edits that undo a move; not those of ellipses and further documents, which are below. */
void fp_edits_move(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move);

/* A string as read: its quotes, and the places inside that need mending. */
void fp_edits_string(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move);

/* Double quotes around `range`, with what a string cannot hold as it must be written there. */
void fp_edits_quote(struct fp_maker *m, struct fp_slip *slip, struct fp_range range);

/* A word or a number as JSON writes it; in quotes where JSON has no such number. */
void fp_edits_literal(struct fp_maker *m, struct fp_slip *slip, struct fp_range range);

/* A run of ellipses goes, with the one comma that is then too many, or one comes in its place. */
void fp_edits_ellipsis(struct fp_maker *m, struct fp_slip *slip, const struct fp_told *told,
                       uint32_t count);

/* A further document: a comma before it, and for the first of them brackets around all. */
void fp_edits_document(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move,
                       bool first);

/* A comment goes with the blanks before it, and with its line where it has one of its own. */
void fp_edits_comment(struct fp_maker *m, struct fp_slip *slip, struct fp_range range);

/* Marks what the author meant to leave open, which is no mistake, and what stands beside it. */
void fp_meant_excuse(struct fp_maker *m);

#endif
