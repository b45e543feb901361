/* SPDX-License-Identifier: MIT */
/*
 * A story that was found → what every other one will have to pay later on. A comma that is missing
 * two pages further down is missing whatever becomes of the brackets here, so that a story that
 * would be the cheaper one only if it did not pay for that comma need not be pursued.
 *
 * Slips of punctuation and spelling are certain in this way. Brackets are not, nor is what stands
 * near them, for another story may have read it otherwise. Nor are the next few slips: where they
 * are none in another story, it is the cheaper one as soon as it has passed them.
 */
#include "json/search.h"

enum { NEAR = 256, NEXT_FEW = 2 };

/* A step of the story that costs something. */
struct paid {
	uint32_t at;
	int32_t price; /* at least, for every story; 0: another may have it for nothing */
	bool doubtful; /* brackets, and layout that contradicts them */
	bool near;     /* a doubtful one */
};

/* Whether a slip is one whatever containers are open. */
static bool is_certain(enum fp_rule rule)
{
	switch (rule) {
	case FP_JSON_MISSING_COMMA:
	case FP_JSON_TRAILING_COMMA:
	case FP_JSON_EXTRA_COMMA:
	case FP_JSON_MISSING_COLON:
	case FP_JSON_EXTRA_COLON:
	case FP_JSON_SINGLE_QUOTE:
	case FP_JSON_SMART_QUOTE:
	case FP_JSON_MISSING_QUOTE:
	case FP_JSON_UNESCAPED_QUOTE:
	case FP_JSON_BAD_ESCAPE:
	case FP_JSON_CONTROL_CHAR:
	case FP_JSON_INVALID_UTF8:
	case FP_JSON_BAD_LITERAL:
	case FP_JSON_UNQUOTED_KEY:
	case FP_JSON_UNQUOTED_VALUE:
	case FP_JSON_BARE_PLACEHOLDER:
	case FP_JSON_ELLIPSIS:
		return true;
	default:
		return false;
	}
}

/* What a move costs a story that has the habit. */
static int32_t habitual(const struct fp_search *s, const struct fp_move *m)
{
	if (m->kind == FP_MOVE_STRING)
		return m->reading.style * fp_habit_percent(FP_HABIT_QUOTE) / 100 + m->reading.rest;
	return s->prices->of[m->price] * fp_habit_percent(fp_price_habit((enum fp_price)m->price)) /
	       100;
}

static struct paid paid_for(struct fp_search *s, const struct fp_hyp *h)
{
	const struct fp_hyp *before = &s->hyps[h->prev];
	struct paid p = {.at = before->pos};
	uint32_t notes;

	if (!h->move) {
		fp_search_skip(s, h->last, &notes);
		p.doubtful = notes == 0;
	} else if (is_certain((enum fp_rule)s->moves[h->move].rule)) {
		p.price = habitual(s, &s->moves[h->move]);
		if (p.price > h->cost - before->cost)
			p.price = h->cost - before->cost;
	} else {
		p.doubtful = true;
	}
	return p;
}

/* What a story pays, from left to right. */
static struct paid *list_paid(struct fp_search *s, uint32_t end, uint32_t *count)
{
	struct paid *list;
	uint32_t n = 0;

	for (uint32_t h = end; h; h = s->hyps[h].prev)
		n += s->hyps[h].cost > s->hyps[s->hyps[h].prev].cost;
	*count = n;
	list = fp_arena_alloc(s->arena, n * sizeof(*list));
	for (uint32_t h = end; h; h = s->hyps[h].prev) {
		if (s->hyps[h].cost > s->hyps[s->hyps[h].prev].cost)
			list[--n] = paid_for(s, &s->hyps[h]);
	}
	return list;
}

static void mark_near(struct paid *list, uint32_t count)
{
	uint32_t to = 0, from = UINT32_MAX;

	for (uint32_t i = 0; i < count; i++) {
		list[i].near = list[i].at < to;
		if (list[i].doubtful)
			to = list[i].at + NEAR;
	}
	for (uint32_t i = count; i-- > 0;) {
		list[i].near = list[i].near || list[i].at > from;
		if (list[i].doubtful)
			from = list[i].at > NEAR ? list[i].at - NEAR : 0;
	}
}

void fp_search_look_ahead(struct fp_search *s, uint32_t end)
{
	uint32_t count;
	struct paid *list = list_paid(s, end, &count);

	mark_near(list, count);
	s->ahead = fp_arena_alloc(s->arena, count * sizeof(*s->ahead));
	s->ahead_count = 0;
	for (uint32_t i = NEXT_FEW; i < count; i++) {
		uint32_t few = list[i - NEXT_FEW].at;
		uint32_t at = list[i].at > NEAR ? list[i].at - NEAR : 0;

		if (list[i].price && !list[i].near)
			s->ahead[s->ahead_count++] =
			    (struct fp_ahead){few < at ? few : at, list[i].price};
	}
}
