/* SPDX-License-Identifier: MIT */
/*
 * Where stories meet. A step leads to a hypothesis, which goes into the list of its place; where
 * one is there that stands the same, the cheaper of the two stays and keeps the other's cost: that
 * is how far ahead it is.
 */
#include "json/search.h"

#include <string.h>

enum { CLOSERS_WALK = 32 };

/* Remembers that a story jumps over what lies between here and `to`. */
static void cover(struct fp_search *s, uint32_t to, int32_t cost)
{
	uint32_t worst = 0;

	if (s->jump_count < FP_JUMPS) {
		s->jumps[s->jump_count++] = (struct fp_jump){to, cost};
		return;
	}
	for (uint32_t i = 1; i < FP_JUMPS; i++) {
		if (s->jumps[i].cost > s->jumps[worst].cost)
			worst = i;
	}
	if (cost < s->jumps[worst].cost)
		s->jumps[worst] = (struct fp_jump){to, cost};
}

int32_t fp_search_covered(struct fp_search *s, uint32_t at)
{
	int32_t least = INT32_MAX;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < s->jump_count; i++) {
		if (s->jumps[i].to <= at)
			continue;
		s->jumps[kept++] = s->jumps[i];
		if (s->jumps[i].cost < least)
			least = s->jumps[i].cost;
	}
	s->jump_count = kept;
	return least;
}

static bool same_place(const struct fp_hyp *a, const struct fp_hyp *b)
{
	return a->state == b->state && a->frame == b->frame;
}

/* Whether all that a hypothesis adds to the one before it is that something is closed. */
static bool only_closes(const struct fp_search *s, const struct fp_hyp *h)
{
	enum fp_rule rule = (enum fp_rule)s->moves[h->move].rule;

	if (h->move == 0)
		return h->last == s->hyps[h->prev].pos + 1 && strchr("}]", s->text[h->last - 1]);
	return rule == FP_JSON_UNCLOSED_CONTAINER || rule == FP_JSON_MISMATCHED_CLOSER ||
	       rule == FP_JSON_EXTRA_CLOSER;
}

/* Whether two stories that meet have parted over closers alone: then they mean the same. */
static bool means_the_same(struct fp_search *s, uint32_t winner, const struct fp_hyp *loser)
{
	uint32_t a = winner, b = loser->prev;
	bool same = only_closes(s, loser);

	for (int most = CLOSERS_WALK; same && a != b; most--) {
		uint32_t *later = a > b ? &a : &b;

		s->steps++;
		same = most > 0 && only_closes(s, &s->hyps[*later]);
		*later = s->hyps[*later].prev;
	}
	return same;
}

/*
 * Where a worse story merges into a better one: the better keeps the cheapest it has beaten, unless
 * it is so far ahead that nobody will ask.
 */
static void keep_loser(struct fp_search *s, uint32_t winner, const struct fp_hyp *loser)
{
	uint32_t old = s->hyps[winner].loser, index;

	if (loser->cost - s->hyps[winner].cost >= FP_SAFE_MARGIN ||
	    (old && s->hyps[old].cost <= loser->cost))
		return;
	if (s->hyps[winner].prev == loser->prev && s->hyps[winner].move == 0 && loser->move == 0)
		return;
	if (means_the_same(s, winner, loser))
		return;
	index = fp_search_hyp(s, loser);
	s->hyps[winner].loser = index;
}

void fp_search_offer(struct fp_search *s, const struct fp_hyp *h)
{
	uint32_t *list = &s->lists[h->pos - s->from];
	uint32_t before = 0, at, count = 0, index, old = 0;

	if (h->pos > s->furthest)
		s->furthest = h->pos;

	for (at = *list; at && s->hyps[at].cost <= h->cost; at = s->hyps[at].next) {
		s->steps++;
		count++;
		if (same_place(&s->hyps[at], h)) {
			keep_loser(s, at, h);
			return;
		}
		before = at;
	}
	if (count >= (uint32_t)s->beam && h->pos < s->to) { /* its turn would never come */
		fp_search_prune(s, h->cost);
		return;
	}
	index = fp_search_hyp(s, h);
	s->hyps[index].next = at;
	if (before)
		s->hyps[before].next = index;
	else
		*list = index;
	for (before = index; at; before = at, at = s->hyps[at].next) {
		s->steps++;
		if (same_place(&s->hyps[at], h) && !s->hyps[at].done) {
			old = at;
			s->hyps[before].next = s->hyps[at].next;
			break;
		}
	}
	if (old && means_the_same(s, index, &s->hyps[old]))
		old = s->hyps[old].loser;
	if (old && s->hyps[old].cost - h->cost < FP_SAFE_MARGIN)
		s->hyps[index].loser = old;
}

void fp_search_go(struct fp_search *s, uint32_t from, const struct fp_step *step)
{
	const struct fp_hyp *h = &s->hyps[from];
	struct fp_hyp to = {.cost = h->cost + step->more,
	                    .frame = step->frame,
	                    .keys = step->keys,
	                    .pos = h->pos,
	                    .last = h->last,
	                    .used = h->used | step->habits,
	                    .prev = from,
	                    .move = step->move,
	                    .state = (uint8_t)step->state};
	uint32_t notes = 0, born = s->born;

	s->steps++;
	if (!step->forced && !fp_search_affords(s, h, step->price, step->more))
		return;
	if (step->price != FP_PRICE_COUNT) {
		to.cost += fp_search_price(s, h, step->price);
		to.used |= 1u << fp_price_habit(step->price);
	}
	if (!step->stay) {
		to.pos = fp_search_skip(s, step->at, &notes);
		if (!step->dropped)
			to.last = step->at;
		for (; notes; notes--) {
			to.cost += fp_search_price(s, &to, FP_PRICE_COMMENT);
			to.used |= 1u << FP_HABIT_COMMENT;
		}
		if (step->at > h->pos + 1)
			cover(s, step->at, to.cost);
	}
	fp_search_offer(s, &to);
	if (step->move && s->born == born)
		s->move_count--; /* it was made for this step, and nobody will tell it */
}
