/* SPDX-License-Identifier: MIT */
/*
 * A long text that is JSON for most of its length is not searched from its start: the containers
 * that are open somewhat before the first error are found in one pass over what is valid anyway.
 */
#include "json/search.h"

#include "json/trivia.h"

enum { RESUME_BEFORE = 32768 };

/* A container that is open, as the pass goes. */
struct open {
	uint32_t at;
	int32_t indent, members;
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
	p->stack[p->depth++] = (struct open){at, p->indent, -1};
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

		frame = fp_search_frame(p->s, &f);
	}
	return frame;
}

bool fp_search_resume(struct fp_search *s, uint32_t error, struct fp_hyp *start)
{
	struct pass p = {.s = s};
	uint32_t at = s->from;

	if (error < s->from + 2 * RESUME_BEFORE || (s->dialect && s->dialect->comments))
		return false;
	new_line(&p, at);
	while (at < error) {
		bool comma = s->text[at] == ',' && p.depth;
		bool late = at + RESUME_BEFORE >= error;

		at = pass_byte(&p, at, error);
		if (comma && late)
			break;
	}
	if (at >= error || p.depth == 0)
		return false;
	s->from = at;
	s->line = p.line;
	start->last = at;
	start->frame = make_frames(&p);
	start->state = s->text[p.stack[p.depth - 1].at] == '{' ? FP_STATE_KEY : FP_STATE_ELEMENT;
	return true;
}
