/* SPDX-License-Identifier: MIT */
/*
 * Findings → the edits to make now; edits → corrected bytes.
 *
 * A fix goes in whole or not at all. Candidates are asked in order, those of outer layers first,
 * and one is taken if none of its edits meets an edit that was taken before. Edits that were taken
 * never overlap, so in a list of all edits by place only the nearest taken one on either side
 * matters.
 */
#include "finding/edit.h"

#include <stdlib.h>
#include <string.h>

/* A finding whose fix may be taken. */
struct candidate {
	const struct fp_finding *finding;
	uint32_t depth; /* layers around its layer */
	size_t first;   /* its edits are slots[place[first]] and so on */
};

/* An edit of a candidate, in the list of all. */
struct slot {
	const struct fp_made_edit *made;
	const struct fp_finding *finding;
	struct fencepost_span span;
	uint32_t reach; /* how far the edits up to this one go */
	size_t index;   /* over all candidates: the order of insertions at one offset */
	bool taken;
};

struct choice {
	struct candidate *candidates;
	size_t candidate_count;
	struct slot *slots;
	size_t *place; /* where the edit with that index has come to lie in slots */
	size_t slot_count;
};

static uint32_t depth_of(const struct fp_layer *layer)
{
	uint32_t depth = 0;

	for (; layer; layer = layer->outer)
		depth++;
	return depth;
}

static int by_making(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	return (a->finding->order > b->finding->order) - (a->finding->order < b->finding->order);
}

static int by_depth(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	return by_making(left, right);
}

static int by_place(const void *left, const void *right)
{
	const struct slot *a = left, *b = right;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* Whether of two edits (the first begins no later than the second) only one can go in now. */
static bool collide(const struct slot *left, const struct slot *right)
{
	if (left->finding == right->finding || right->span.start > left->span.end)
		return false;
	if (right->span.start < left->span.end)
		return true;
	return left->finding->layer != right->finding->layer;
}

static bool fits(const struct choice *c, size_t at)
{
	const struct slot *slot = &c->slots[at];

	for (size_t i = at; i > 0 && c->slots[i - 1].reach >= slot->span.start; i--)
		if (c->slots[i - 1].taken) {
			if (collide(&c->slots[i - 1], slot))
				return false;
			break;
		}
	for (size_t i = at + 1; i < c->slot_count && c->slots[i].span.start <= slot->span.end; i++)
		if (c->slots[i].taken)
			return !collide(slot, &c->slots[i]);
	return true;
}

static bool take_if_fits(struct choice *c, const struct candidate *candidate)
{
	size_t count = candidate->finding->pub.fix->count;
	const size_t *place = c->place + candidate->first;

	for (size_t i = 0; i < count; i++)
		if (!fits(c, place[i]))
			return false;
	for (size_t i = 0; i < count; i++)
		c->slots[place[i]].taken = true;
	return true;
}

static void list_candidates(struct choice *c, struct fp_arena *arena, const struct fp_sink *sink,
                            enum fencepost_applicability least, fp_wanted_fn *wanted, void *user)
{
	c->candidates = fp_arena_zero(arena, sink->count, sizeof(*c->candidates));
	for (size_t i = 0; i < sink->count; i++) {
		const struct fp_finding *f = sink->found[i];

		if (!f->pub.fix || f->pub.fix->applicability < least ||
		    (wanted && !wanted(user, f)))
			continue;
		c->candidates[c->candidate_count++] = (struct candidate){f, depth_of(f->layer), 0};
		c->slot_count += f->pub.fix->count;
	}
	qsort(c->candidates, c->candidate_count, sizeof(*c->candidates), by_making);
}

/* Lists the edits of all candidates by place, and notes where each has come to lie. */
static void list_slots(struct choice *c, struct fp_arena *arena)
{
	uint32_t reach = 0;
	size_t index = 0;

	c->slots = fp_arena_zero(arena, c->slot_count, sizeof(*c->slots));
	c->place = fp_arena_zero(arena, c->slot_count, sizeof(*c->place));
	for (size_t i = 0; i < c->candidate_count; i++) {
		const struct fp_finding *f = c->candidates[i].finding;

		c->candidates[i].first = index;
		for (size_t j = 0; j < f->pub.fix->count; j++, index++)
			c->slots[index] = (struct slot){.made = &f->made[j],
			                                .finding = f,
			                                .span = f->made[j].edit.span,
			                                .index = index};
	}
	qsort(c->slots, c->slot_count, sizeof(*c->slots), by_place);
	for (size_t i = 0; i < c->slot_count; i++) {
		if (c->slots[i].span.end > reach)
			reach = c->slots[i].span.end;
		c->slots[i].reach = reach;
		c->place[c->slots[i].index] = i;
	}
}

void fp_edit_choose(struct fp_edits *out, struct fp_arena *arena, const struct fp_sink *sink,
                    enum fencepost_applicability least, fp_wanted_fn *wanted, void *user)
{
	struct choice c = {0};
	struct fencepost_edit *edits, *before = NULL;

	*out = (struct fp_edits){0};
	list_candidates(&c, arena, sink, least, wanted, user);
	list_slots(&c, arena);
	qsort(c.candidates, c.candidate_count, sizeof(*c.candidates), by_depth);
	out->findings = fp_arena_zero(arena, c.candidate_count, sizeof(struct fp_finding *));
	for (size_t i = 0; i < c.candidate_count; i++)
		if (take_if_fits(&c, &c.candidates[i]))
			out->findings[out->chosen++] = c.candidates[i].finding;
	edits = fp_arena_zero(arena, c.slot_count, sizeof(*edits));
	for (size_t i = 0; i < c.slot_count; i++)
		if (c.slots[i].taken) {
			edits[out->count] = fp_edit_after(before, c.slots[i].made);
			before = &edits[out->count++];
		}
	out->edits = edits;
}

void fp_edit_splice(struct fp_bytes *out, const char *text, size_t len,
                    const struct fp_edits *edits)
{
	size_t at = 0;

	for (size_t i = 0; i < edits->count; i++) {
		const struct fencepost_edit *edit = &edits->edits[i];

		fp_bytes_put(out, text + at, edit->span.start - at);
		fp_bytes_put(out, edit->text, edit->len);
		at = edit->span.end;
	}
	fp_bytes_put(out, text + at, len - at);
}
