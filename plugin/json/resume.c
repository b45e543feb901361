/* SPDX-License-Identifier: MIT */
/*
 * A long text that is JSON for most of its length is not searched from its start: the containers
 * that are open somewhat before the first error are found in one pass over what is valid anyway.
 * So is what lies between two errors that are far apart, and behind the last one.
 */
#include "json/search.h"

#include "json/trivia.h"

enum {
	RESUME_BEFORE = 32768, /* of an error; and so far behind it all stories must agree */
	LEAP_AGAIN = 8192      /* bytes until it is asked again whether they do */
};

/* A container that is open, as the pass goes. */
struct open {
	uint32_t at;
	int32_t indent, members;
	uint32_t frame; /* 0: not made yet */
};

struct pass {
	struct fp_search *s;
	struct open *stack;
	uint32_t depth, room;
	uint32_t line;
	int32_t indent;
	bool first; /* nothing but blanks so far on this line */
};

static void push(struct pass *p, uint32_t at)
{
	if (p->depth == p->room) {
		uint32_t room = p->room ? p->room * 2 : 64;

		p->stack = fp_arena_grow(p->s->arena, p->stack, p->room * sizeof(*p->stack),
		                         room * sizeof(*p->stack));
		p->room = room;
	}
	p->stack[p->depth++] = (struct open){at, p->indent, -1, 0};
}

static uint32_t after_string(const char *text, uint32_t to, uint32_t at)
{
	for (at++; at < to && text[at] != '"'; at++)
		at += text[at] == '\\';
	return at + 1;
}

static void new_line(struct pass *p, uint32_t start)
{
	p->line = start;
	p->indent = 0;
	p->first = true;
}

/* Passes one byte outside strings; answers the offset behind it (or behind the string). */
static uint32_t pass_byte(struct pass *p, uint32_t at, uint32_t to)
{
	char c = p->s->text[at];

	if (c == '\n') {
		new_line(p, at + 1);
		return at + 1;
	}
	if (fp_trivia_blank(c)) {
		if (p->first && p->indent < 30000)
			p->indent += c == '\t' ? 4 : 1;
		return at + 1;
	}
	if (p->first && p->depth && p->stack[p->depth - 1].members < 0 && c != '}' && c != ']')
		p->stack[p->depth - 1].members = p->indent;
	p->first = false;
	if (c == '{' || c == '[')
		push(p, at);
	else if ((c == '}' || c == ']') && p->depth)
		p->depth--;
	return c == '"' ? after_string(p->s->text, to, at) : at + 1;
}

static uint32_t make_frames(struct pass *p)
{
	uint32_t frame = 0;

	for (uint32_t i = 0; i < p->depth; i++) {
		struct fp_frame f = {.parent = frame,
		                     .open = p->stack[i].at,
		                     .indent = (int16_t)p->stack[i].indent,
		                     .members = (int16_t)p->stack[i].members,
		                     .kind = (uint8_t)p->s->text[p->stack[i].at],
		                     .depth = i + 1};

		frame = p->stack[i].frame ? p->stack[i].frame : fp_search_frame(p->s, &f);
	}
	return frame;
}

/* Passes what is JSON up to a comma somewhat before the error: there the story stands then. */
static bool pass(struct pass *p, uint32_t at, uint32_t error, struct fp_hyp *story)
{
	struct fp_search *s = p->s;

	while (at < error) {
		bool comma = s->text[at] == ',' && p->depth;
		bool late = at + RESUME_BEFORE >= error;

		at = pass_byte(p, at, error);
		if (comma && late)
			break;
	}
	if (at >= error || p->depth == 0)
		return false;
	s->line = p->line;
	story->last = at;
	story->frame = make_frames(p);
	story->state = s->text[p->stack[p->depth - 1].at] == '{' ? FP_STATE_KEY : FP_STATE_ELEMENT;
	return true;
}

bool fp_search_resume(struct fp_search *s, uint32_t error, struct fp_hyp *start)
{
	struct pass p = {.s = s};
	uint32_t at = s->from;

	if (error < s->from + 2 * RESUME_BEFORE || (s->dialect && s->dialect->comments))
		return false;
	new_line(&p, at);
	if (!pass(&p, at, error, start))
		return false;
	s->from = start->last;
	return true;
}

/* Whether all stories here have `h` in common with the cheapest. */
static bool all_share(const struct fp_search *s, uint32_t at, uint32_t h)
{
	for (uint32_t i = s->lists[at - s->from]; i; i = s->hyps[i].next) {
		uint32_t before = i;

		while (before > h)
			before = s->hyps[before].prev;
		if (before != h)
			return false;
	}
	return true;
}

/* Whether nothing has been wrong for a while, and nobody says otherwise. */
static bool is_settled(struct fp_search *s, uint32_t at)
{
	const struct fp_hyp *best = &s->hyps[s->lists[at - s->from]];
	uint32_t h = s->lists[at - s->from];

	if (best->state != FP_STATE_MEMBER_END && best->state != FP_STATE_ELEMENT_END)
		return false;
	while (h && s->hyps[h].cost == best->cost && s->hyps[h].pos + RESUME_BEFORE > at) {
		h = s->hyps[h].prev;
		s->steps++;
	}
	return h && s->hyps[h].cost == best->cost && all_share(s, at, h) &&
	       fp_search_covered(s, at) >= best->cost + FP_SAFE_MARGIN;
}

/* The containers that a story has open, where all are such as the text has them. */
static bool open_frames(struct pass *p, uint32_t frame)
{
	struct fp_search *s = p->s;

	p->depth = p->room = s->frames[frame].depth;
	p->stack = fp_arena_alloc(s->arena, p->depth * sizeof(*p->stack));
	s->steps += p->depth;
	for (uint32_t i = p->depth; i-- > 0; frame = s->frames[frame].parent) {
		const struct fp_frame *f = &s->frames[frame];

		if (f->flags & ~(FP_FRAME_ROW | FP_FRAME_DEEP) || f->depth != i + 1 ||
		    (f->kind != '{' && f->kind != '['))
			return false;
		p->stack[i] = (struct open){f->open, f->indent, f->members, frame};
	}
	return frame == 0;
}

/* The offset of the next error, as that story reads the text from here on. */
static uint32_t next_error(struct pass *p, const struct fp_hyp *h)
{
	struct fp_search *s = p->s;
	struct fp_arena *arena = fp_arena_child(s->arena);
	struct fp_checkpoint from = {.at = h->pos, .depth = p->depth};
	struct fp_scan_error error = {.token = s->to};

	from.want = h->state == FP_STATE_MEMBER_END ? FP_WANT_NEXT_MEMBER : FP_WANT_NEXT_ELEMENT;
	from.kinds = fp_arena_alloc(arena, p->depth);
	for (uint32_t i = 0; i < p->depth; i++)
		from.kinds[i] = (uint8_t)s->text[p->stack[i].at];
	fp_scan_from(arena, s->text, s->to, s->dialect, &from, &error);
	fp_arena_free(arena);
	return error.token;
}

/* The outermost containers that the pass has not closed. */
static uint32_t still_open(const struct pass *p)
{
	uint32_t depth = 0;

	while (depth < p->depth && p->stack[depth].frame)
		depth++;
	return depth;
}

uint32_t fp_search_leap(struct fp_search *s, uint32_t at)
{
	struct pass p = {.s = s, .line = s->line, .indent = s->indent};
	uint32_t best = s->lists[at - s->from], error, notes;
	struct fp_hyp to;

	s->leap = at + LEAP_AGAIN;
	if ((s->dialect && s->dialect->comments) || !is_settled(s, at) ||
	    !open_frames(&p, s->hyps[best].frame))
		return at;
	error = next_error(&p, &s->hyps[best]);
	if (error > s->leap)
		s->leap = error;
	to = s->hyps[best];
	if (error < at + 2 * RESUME_BEFORE || !pass(&p, at, error, &to))
		return at;
	to.keys = fp_search_outer(s, to.keys, still_open(&p) + 1);
	to.pos = fp_search_skip(s, to.last, &notes);
	to.prev = best;
	to.loser = to.move = to.next = 0;
	to.done = 0;
	fp_search_offer(s, &to);
	return to.pos;
}
