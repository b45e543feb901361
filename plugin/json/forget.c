/* SPDX-License-Identifier: MIT */
/*
 * Frees what no story can come to need: mark what is reached from the places still to come, number
 * it anew in the same order, move it together.
 */
#include "json/search.h"

#include <string.h>

/* Hypotheses that are marked, and whose own are not yet. */
struct work {
	uint32_t *stack, *kept;
	uint32_t count;
};

static void mark_one(struct work *w, uint32_t h)
{
	if (w->kept[h])
		return;
	w->kept[h] = 1;
	w->stack[w->count++] = h;
}

/* Where each hypothesis goes; 0: nowhere. */
static uint32_t *mark(struct fp_search *s, uint32_t at)
{
	struct work w = {fp_arena_alloc(s->arena, s->hyp_count * sizeof(*w.stack)),
	                 fp_arena_zero(s->arena, s->hyp_count, sizeof(*w.kept)), 0};

	for (uint32_t p = at; p <= s->furthest; p++) {
		for (uint32_t h = s->lists[p - s->from]; h; h = s->hyps[h].next)
			mark_one(&w, h);
	}
	while (w.count) {
		uint32_t h = w.stack[--w.count];

		mark_one(&w, s->hyps[h].prev);
		mark_one(&w, s->hyps[h].loser);
	}
	w.kept[0] = 0;
	for (uint32_t h = 1, count = 1; h < s->hyp_count; h++) {
		if (w.kept[h])
			w.kept[h] = count++;
	}
	return w.kept;
}

/* Gives the kept ones their new places, and moves theirs. */
static void move_hyps(struct fp_search *s, const uint32_t *kept, const uint32_t *moves)
{
	uint32_t count = 1;

	for (uint32_t h = 1; h < s->hyp_count; h++) {
		struct fp_hyp *to;

		if (!kept[h])
			continue;
		to = &s->hyps[count];
		*to = s->hyps[h];
		to->prev = kept[to->prev];
		to->loser = kept[to->loser];
		to->move = moves[to->move];
		count++;
	}
	s->hyp_count = count;
}

static uint32_t *move_moves(struct fp_search *s, const uint32_t *kept)
{
	uint32_t *to = fp_arena_zero(s->arena, s->move_count, sizeof(*to));
	uint32_t count = 1;

	for (uint32_t h = 1; h < s->hyp_count; h++) {
		if (kept[h])
			to[s->hyps[h].move] = 1;
	}
	to[0] = 0;
	for (uint32_t m = 1; m < s->move_count; m++) {
		if (!to[m])
			continue;
		s->moves[count] = s->moves[m];
		to[m] = count++;
	}
	s->move_count = count;
	return to;
}

void fp_search_forget(struct fp_search *s, uint32_t at)
{
	struct fp_arena *outer = s->arena, *scratch = fp_arena_child(outer);
	uint32_t *kept, *moves, held;

	s->arena = scratch;
	kept = mark(s, at);
	moves = move_moves(s, kept);
	move_hyps(s, kept, moves);
	for (uint32_t p = at; p <= s->furthest; p++)
		s->lists[p - s->from] = kept[s->lists[p - s->from]];
	for (uint32_t h = 1; h < s->hyp_count; h++)
		s->hyps[h].next = s->hyps[h].next ? kept[s->hyps[h].next] : 0;
	s->arena = outer;
	fp_arena_free(scratch);
	held = s->hyp_count > s->move_count ? s->hyp_count : s->move_count;
	s->sweep_at = held * 2 > s->sweep_at ? held * 2 : s->sweep_at;
}
