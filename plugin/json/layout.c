/* SPDX-License-Identifier: MIT */
/*
 * Layout as a witness: what it adds to the price of a step where indents contradict it. It is
 * evidence, never proof, so it only adds, and a text on one line says nothing.
 */
#include "json/moves.h"

int32_t fp_layout_member(const struct fp_here *x)
{
	const int32_t *p = x->s->prices->of;
	int32_t indent = x->s->indent;

	if (!x->s->first || x->s->single_line || x->f.members < 0 || indent == x->f.members)
		return 0;
	return indent <= x->f.indent && !(x->f.flags & FP_FRAME_FRAGMENT)
	           ? p[FP_PRICE_LAYOUT_MEMBER_OUT]
	           : p[FP_PRICE_LAYOUT_MEMBER];
}

/* Whether the members' indent stays what it is: an element may move it, but not out of its array. */
static bool is_measured(const struct fp_frame *f, int32_t indent)
{
	return f->members >= 0 && (f->kind != '[' || indent == f->members || indent < f->indent);
}

uint32_t fp_layout_frame(const struct fp_here *x, uint32_t frame)
{
	struct fp_frame f = x->s->frames[frame];

	if (!x->s->first || frame == 0 || is_measured(&f, x->s->indent))
		return frame;
	if ((f.flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT)) && x->s->indent == 0 &&
	    x->at == f.open && f.parent == 0)
		return frame; /* where a copy begins, its first line has lost its indent */
	f.members = (int16_t)x->s->indent;
	return fp_search_frame(x->s, &f);
}

int32_t fp_layout_closer(const struct fp_here *x, const struct fp_frame *f)
{
	if (!x->s->first || x->s->single_line ||
	    (f->flags & (FP_FRAME_VIRTUAL | FP_FRAME_FRAGMENT)))
		return 0;
	return x->s->indent == f->indent ? 0 : x->s->prices->of[FP_PRICE_LAYOUT_CLOSER];
}

int32_t fp_layout_last_closer(const struct fp_here *x)
{
	uint32_t at = x->h.last;
	int32_t indent = 0;

	if (!x->s->first || x->s->single_line || at == x->s->from)
		return 0;
	for (at--; at > x->s->from && (x->s->text[at - 1] == ' ' || x->s->text[at - 1] == '\t');
	     at--)
		indent += x->s->text[at - 1] == '\t' ? 4 : 1;
	x->s->steps += (uint64_t)indent / 8;
	return at > x->s->from && x->s->text[at - 1] == '\n' && indent > x->s->indent
	           ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_DROPPED]
	           : 0;
}

int32_t fp_layout_inserted_closer(const struct fp_here *x)
{
	if (x->s->single_line || (x->f.flags & FP_FRAME_VIRTUAL))
		return 0;
	if (x->s->first)
		return x->s->indent > x->f.indent ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_EARLY]
		                                  : 0;
	if (x->c == ',' && !fp_here_line_ends(x, x->at + 1))
		return x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_INSIDE];
	return x->f.open < x->s->line && x->f.members >= 0
	           ? x->s->prices->of[FP_PRICE_LAYOUT_CLOSER_INSIDE]
	           : 0;
}
