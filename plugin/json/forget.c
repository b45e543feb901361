/* SPDX-License-Identifier: MIT */
/*
 * Frees what no story can come to need: mark what is reached from the places still to come, number
 * it anew in the same order, move it together.
 *
 * What was reached once before is old, and taken to be needed still: nearly all that is freed is
 * young, and only that is looked through, while it is in the caches.
 */
#include "json/search.h"

#include <string.h>

enum {
	YOUNG_MOST = 8192,  /* hypotheses, 48 bytes each: what caches hold */
	PLACES_A_HYP = 16,  /* of the places ahead, whose lists are gone through each time */
	AGAIN_LEAST = 65536 /* the old ones are looked through again at that number, or at twice */
};

/* The young that are marked, and whose own are not yet. */
struct work {
	struct fp_old *old;
	uint32_t count;
};

static void mark_one(struct work *w, uint32_t h)
{
	const struct fp_old *old = w->old;

	if (h < old->hyps || old->hyps_to[h - old->hyps])
		return;
	old->hyps_to[h - old->hyps] = 1;
	old->reached[w->count++] = h;
}

/* As much room as the arrays have, which doubles: it is seldom asked for. */
static void make_room(struct fp_search *s)
{
	struct fp_old *old = &s->old;
	size_t size = old->hyps_room * sizeof(uint32_t), more = s->hyp_room * sizeof(uint32_t);

	old->hyps_to = fp_arena_grow(s->arena, old->hyps_to, size, more);
	old->reached = fp_arena_grow(s->arena, old->reached, size, more);
	old->moves_to = fp_arena_grow(s->arena, old->moves_to, old->moves_room * sizeof(uint32_t),
	                              s->move_room * sizeof(uint32_t));
	old->hyps_room = s->hyp_room;
	old->moves_room = s->move_room;
}

/* An old one was given a young loser while it was in a list, and the list may lie behind by now. */
static void mark_lists(struct work *w, const struct fp_search *s, uint32_t at)
{
	for (uint32_t p = w->old->at; p <= s->furthest; p++) {
		for (uint32_t h = s->lists[p - s->from]; h; h = s->hyps[h].next) {
			if (h < w->old->hyps)
				mark_one(w, s->hyps[h].loser);
			else if (p >= at)
				mark_one(w, h);
		}
	}
}

/* Where each of the young goes; 0: nowhere. */
static void mark(struct fp_search *s, uint32_t at)
{
	struct fp_old *old = &s->old;
	struct work w = {old, 0};
	uint32_t to = old->hyps;

	memset(old->hyps_to, 0, (s->hyp_count - old->hyps) * sizeof(*old->hyps_to));
	mark_lists(&w, s, at);
	while (w.count) {
		uint32_t h = old->reached[--w.count];

		mark_one(&w, s->hyps[h].prev);
		mark_one(&w, s->hyps[h].loser);
	}
	for (uint32_t i = 0; i < s->hyp_count - old->hyps; i++) {
		if (old->hyps_to[i])
			old->hyps_to[i] = to++;
	}
}

static uint32_t moved(const struct fp_old *old, uint32_t h)
{
	return h < old->hyps ? h : old->hyps_to[h - old->hyps];
}

/* The lists hold what is reached from here on: all of it has its new place. */
static void move_lists(struct fp_search *s, uint32_t at)
{
	for (uint32_t p = s->old.at; p <= s->furthest; p++) {
		uint32_t *link = &s->lists[p - s->from], next;

		for (uint32_t h = *link; h; h = next) {
			struct fp_hyp *hyp = &s->hyps[h];

			next = hyp->next;
			if (h < s->old.hyps)
				hyp->loser = moved(&s->old, hyp->loser);
			if (p >= at)
				*link = moved(&s->old, h);
			link = &hyp->next;
		}
	}
}

/* A move is told by one hypothesis, so that both are young, or neither. */
static void move_moves(struct fp_search *s)
{
	struct fp_old *old = &s->old;
	uint32_t count = old->moves;

	memset(old->moves_to, 0, (s->move_count - old->moves) * sizeof(*old->moves_to));
	for (uint32_t h = old->hyps; h < s->hyp_count; h++) {
		if (old->hyps_to[h - old->hyps] && s->hyps[h].move)
			old->moves_to[s->hyps[h].move - old->moves] = 1;
	}
	for (uint32_t m = old->moves; m < s->move_count; m++) {
		if (!old->moves_to[m - old->moves])
			continue;
		s->moves[count] = s->moves[m];
		old->moves_to[m - old->moves] = count++;
	}
	s->move_count = count;
}

/* Gives the kept ones their new places. */
static void move_hyps(struct fp_search *s)
{
	struct fp_old *old = &s->old;
	uint32_t count = old->hyps;

	for (uint32_t h = old->hyps; h < s->hyp_count; h++) {
		struct fp_hyp *to;

		if (!old->hyps_to[h - old->hyps])
			continue;
		to = &s->hyps[count++];
		*to = s->hyps[h];
		to->prev = moved(old, to->prev);
		to->loser = moved(old, to->loser);
		if (to->move)
			to->move = old->moves_to[to->move - old->moves];
	}
	s->hyp_count = count;
}

void fp_search_forget(struct fp_search *s, uint32_t at)
{
	struct fp_old *old = &s->old;
	uint32_t young = s->hyp_count - old->hyps;
	bool again = s->hyp_count > old->again;

	if (young < YOUNG_MOST || young < (s->furthest - at) / PLACES_A_HYP)
		return;
	if (again)
		old->hyps = old->moves = 1;
	make_room(s);
	mark(s, at);
	move_lists(s, at);
	move_moves(s);
	move_hyps(s);
	old->at = at;
	old->hyps = s->hyp_count;
	old->moves = s->move_count;
	if (again)
		old->again = s->hyp_count < AGAIN_LEAST / 2 ? AGAIN_LEAST : s->hyp_count * 2;
}
