/* SPDX-License-Identifier: MIT */
/* The moves of the winning story → slips: what is wrong, where, and the edits that undo it. */
#ifndef FP_JSON_SLIPS_H
#define FP_JSON_SLIPS_H

#include "json/residue.h"
#include "json/story.h"

/* One cause, one slip: moves that belong together are joined. */
struct fp_slip {
	enum fp_rule rule;
	struct fp_range range; /* what the finding points at */
	int32_t margin;        /* what the next different story would have cost more */
	bool safe;             /* of the safe kind, and the margin is wide enough */
	bool illustrative;
	bool beside; /* a small slip in a text that leaves something open on purpose */
	const struct fp_move *move; /* the first one; NULL: no story tells of it */
	const char *fault, *fix;    /* sentences of its own; NULL: by its rule */
	uint32_t order;             /* in which it was made: insertions at one offset keep it */
	uint32_t open;              /* where its container was opened, where it has one */
	struct fp_layer_edit *edits;
	uint32_t count, room;
};

struct fp_slips {
	struct fp_slip *of;
	uint32_t count, room;
};

/*
 * The slips of a story told of text[part), in text order; edits in offsets of the text. In a payload
 * an object in quotes is meant as an object: nothing else would have been pasted there.
 */
void fp_slips_find(struct fp_slips *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, const struct fp_story *story, bool payload);

/* Adds a slip for what a copy brought along: `residue` goes. */
void fp_slips_residue(struct fp_slips *slips, struct fp_arena *arena,
                      const struct fp_residue *residue);

/* All edits of all slips, sorted and fit to be spliced; answers how many. */
uint32_t fp_slips_edits(struct fp_layer_edit **out, struct fp_arena *arena,
                        const struct fp_slips *slips);

#endif
