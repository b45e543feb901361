/* SPDX-License-Identifier: MIT */
/*
 * Myers' O(ND) difference, in the form that takes linear space. A point (x, y) says that x lines of
 * the old row and y of the new one are behind; x - y is its diagonal, along which equal lines lead.
 * From the start and from the end the furthest points that D changes reach are followed, diagonal by
 * diagonal. Where the two meet is half of the way, and each half is a smaller question of the same
 * kind.
 *
 * Lines that the other row has not are changed whatever the rest is, and are taken out first.
 */
#include "git/diff.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/* So many steps, about half a second, and what is left counts as changed: never wrong, only more. */
#define STEPS (1L << 28)

/* A row without the lines that the other one has not. */
struct side {
	uint32_t *of;
	uint32_t *at; /* where each of them stands in the whole row */
	uint32_t count;
	bool *changed; /* of the whole row */
};

/* `a` is the old row, and `b` the new one, here and below. */
struct diff {
	struct side a, b;
	int64_t *forward, *backward; /* the furthest x on each diagonal */
	long steps;
};

/* A part of the rows; ends are excluded. */
struct part {
	int64_t a, a_end, b, b_end;
};

/* The furthest x on each of the diagonals that are followed from one side. */
struct front {
	int64_t *x;
	int64_t from, to;
};

/* The way through a part, followed from both sides until they meet at (x, y). */
struct search {
	struct diff *diff;
	struct part part;
	struct front ahead, back;
	int64_t x, y;
};

static void mark(struct side *side, int64_t from, int64_t to)
{
	for (; from < to; from++)
		side->changed[side->at[from]] = true;
}

/* Room for one more change, without leaving the part; what is beyond an end is out of reach. */
static void widen(struct front *front, const struct part *part, int64_t unreached)
{
	if (front->from > part->a - part->b_end)
		front->x[--front->from - 1] = unreached;
	else
		front->from++;
	if (front->to < part->a_end - part->b)
		front->x[++front->to + 1] = unreached;
	else
		front->to--;
}

static bool follows(const struct front *front, int64_t diagonal)
{
	return front->from <= diagonal && diagonal <= front->to;
}

static bool meet(struct search *s, int64_t x, int64_t diagonal)
{
	s->x = x;
	s->y = x - diagonal;
	return true;
}

/* One change more from the start. Answers whether that meets what comes from the end, as it may. */
static bool advance(struct search *s, bool may_meet)
{
	const uint32_t *a = s->diff->a.of, *b = s->diff->b.of;

	widen(&s->ahead, &s->part, -1);
	for (int64_t k = s->ahead.to; k >= s->ahead.from; k -= 2) {
		int64_t left = s->ahead.x[k - 1], right = s->ahead.x[k + 1];
		int64_t begin = left < right ? right : left + 1, x = begin;

		while (x < s->part.a_end && x - k < s->part.b_end && a[x] == b[x - k])
			x++;
		s->diff->steps -= x - begin + 1;
		s->ahead.x[k] = x;
		if (may_meet && follows(&s->back, k) && s->back.x[k] <= x)
			return meet(s, x, k);
	}
	return false;
}

/* The same from the end. */
static bool retreat(struct search *s, bool may_meet)
{
	const uint32_t *a = s->diff->a.of, *b = s->diff->b.of;

	widen(&s->back, &s->part, INT64_MAX);
	for (int64_t k = s->back.to; k >= s->back.from; k -= 2) {
		int64_t left = s->back.x[k - 1], right = s->back.x[k + 1];
		int64_t begin = left < right ? left : right - 1, x = begin;

		while (x > s->part.a && x - k > s->part.b && a[x - 1] == b[x - k - 1])
			x--;
		s->diff->steps -= begin - x + 1;
		s->back.x[k] = x;
		if (may_meet && follows(&s->ahead, k) && x <= s->ahead.x[k])
			return meet(s, x, k);
	}
	return false;
}

/* Finds the middle of a shortest way through the part; false where that takes too long. */
static bool find_middle(struct search *s)
{
	int64_t first = s->part.a - s->part.b, last = s->part.a_end - s->part.b_end;
	bool odd = ((first - last) & 1) != 0;

	s->ahead = (struct front){s->diff->forward, first, first};
	s->back = (struct front){s->diff->backward, last, last};
	s->ahead.x[first] = s->part.a;
	s->back.x[last] = s->part.a_end;
	while (s->diff->steps > 0)
		if (advance(s, odd) || retreat(s, !odd))
			return true;
	return false;
}

/* Takes off what is equal at both ends; false where that leaves nothing of one of the rows. */
static bool trim(struct part *part, const uint32_t *a, const uint32_t *b)
{
	while (part->a < part->a_end && part->b < part->b_end && a[part->a] == b[part->b]) {
		part->a++;
		part->b++;
	}
	while (part->a < part->a_end && part->b < part->b_end &&
	       a[part->a_end - 1] == b[part->b_end - 1]) {
		part->a_end--;
		part->b_end--;
	}
	return part->a < part->a_end && part->b < part->b_end;
}

/* Each half has half of the changes, so no more parts wait than a number has bits. */
static void compare(struct diff *d)
{
	struct part waiting[64] = {{0, d->a.count, 0, d->b.count}};
	struct search s = {.diff = d};

	for (size_t count = 1; count > 0;) {
		s.part = waiting[--count];
		if (trim(&s.part, d->a.of, d->b.of) && find_middle(&s)) {
			assert(count + 2 <= sizeof(waiting) / sizeof(*waiting));
			waiting[count++] = (struct part){s.x, s.part.a_end, s.y, s.part.b_end};
			waiting[count++] = (struct part){s.part.a, s.x, s.part.b, s.y};
			continue;
		}
		mark(&d->a, s.part.a, s.part.a_end);
		mark(&d->b, s.part.b, s.part.b_end);
	}
}

/* Which numbers a row has. */
static bool *kinds_of(struct fp_arena *arena, struct fp_row row, uint32_t kinds)
{
	bool *has = fp_arena_zero(arena, kinds, sizeof(*has));

	for (uint32_t i = 0; i < row.count; i++)
		has[row.of[i]] = true;
	return has;
}

static void take(struct side *out, struct fp_arena *arena, struct fp_row row, const bool *other_has)
{
	out->of = fp_arena_zero(arena, row.count, sizeof(*out->of));
	out->at = fp_arena_zero(arena, row.count, sizeof(*out->at));
	out->changed = fp_arena_zero(arena, row.count, sizeof(*out->changed));
	for (uint32_t i = 0; i < row.count; i++) {
		out->changed[i] = !other_has[row.of[i]];
		if (out->changed[i])
			continue;
		out->of[out->count] = row.of[i];
		out->at[out->count++] = i;
	}
}

static uint32_t count_changed(const bool *changed, uint32_t at, uint32_t count)
{
	uint32_t end = at;

	while (end < count && changed[end])
		end++;
	return end - at;
}

/* Runs of changed lines, in both rows at the same place. */
static struct fp_hunks gather(struct fp_arena *arena, const struct diff *d, uint32_t old_count,
                              uint32_t new_count)
{
	struct fp_hunk hunk = {0, 0, 0, 0};
	struct fp_hunks out = {NULL, 0};
	size_t room = 0;

	while (hunk.old_at < old_count || hunk.new_at < new_count) {
		hunk.old_count = count_changed(d->a.changed, hunk.old_at, old_count);
		hunk.new_count = count_changed(d->b.changed, hunk.new_at, new_count);
		if (hunk.old_count + hunk.new_count == 0) {
			hunk.old_at++;
			hunk.new_at++;
			continue;
		}
		if (out.count == room) {
			size_t more = room ? 2 * room : 16;

			out.of = fp_arena_grow(arena, out.of, room * sizeof(*out.of),
			                       more * sizeof(*out.of));
			room = more;
		}
		out.of[out.count++] = hunk;
		hunk.old_at += hunk.old_count;
		hunk.new_at += hunk.new_count;
	}
	return out;
}

struct fp_hunks fp_diff(struct fp_arena *arena, struct fp_row a, struct fp_row b, uint32_t kinds)
{
	struct diff d = {.steps = STEPS};
	size_t diagonals;

	take(&d.a, arena, a, kinds_of(arena, b, kinds));
	take(&d.b, arena, b, kinds_of(arena, a, kinds));
	/* one beyond each end is looked at; diagonals to the left of 0 have negative numbers */
	diagonals = (size_t)d.a.count + d.b.count + 3;
	d.forward = fp_arena_zero(arena, diagonals, sizeof(*d.forward));
	d.backward = fp_arena_zero(arena, diagonals, sizeof(*d.backward));
	d.forward += d.b.count + 1;
	d.backward += d.b.count + 1;
	compare(&d);
	return gather(arena, &d, a.count, b.count);
}
