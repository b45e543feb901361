/* SPDX-License-Identifier: MIT */
/*
 * The winning story → slips. Each move that has a rule is a slip; what has one cause is joined to
 * one: closers that go in at one place, an unterminated string and the closers behind it, an opener
 * too many and its closer, all comments of a text.
 */
#include "json/maker.h"

#include "json/flaw.h"
#include "json/trivia.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 8 };

static struct fp_slip *add_slip(struct fp_maker *m, enum fp_rule rule, struct fp_range range)
{
	struct fp_slips *all = m->slips;

	if (all->count == all->room) {
		uint32_t room = all->room * 2;

		all->of = fp_arena_grow(m->arena, all->of, all->room * sizeof(*all->of),
		                        room * sizeof(*all->of));
		all->room = room;
	}
	all->of[all->count] = (struct fp_slip){.rule = rule, .range = range, .order = all->count};
	return &all->of[all->count++];
}

static void point_at_string(const struct fp_maker *m, struct fp_slip *slip,
                            const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	if (slip->rule == FP_JSON_UNTERMINATED_STRING) {
		slip->range = (struct fp_range){move->range.from, r->content.to};
		return;
	}
	slip->range = (struct fp_range){move->range.from, r->content.from};
	while (r->open == 0 && fp_flaw_next(&flaw, m->text, r, &at)) {
		slip->range = flaw.range;
		if (slip->rule != FP_JSON_UNESCAPED_QUOTE || flaw.kind == FP_FLAW_QUOTE)
			return;
	}
}

/* Whether this move continues the slip made last. */
static bool continues(const struct fp_slip *last, const struct fp_move *move)
{
	bool closing = move->kind == FP_MOVE_CLOSE || move->kind == FP_MOVE_CLOSE_END;

	if (closing && last->rule == FP_JSON_UNTERMINATED_STRING &&
	    last->move->reading.end == move->range.from && move->range.from >= last->range.to)
		return move->kind == FP_MOVE_CLOSE_END;
	return closing && last->rule == FP_JSON_UNCLOSED_CONTAINER &&
	       move->rule == FP_JSON_UNCLOSED_CONTAINER && last->range.from == move->range.from;
}

/* The slip that a move belongs to by its container: an opener too many and its closer. */
static struct fp_slip *partner(const struct fp_maker *m, const struct fp_move *move)
{
	enum fp_rule rule = (enum fp_rule)move->rule;

	if (rule != FP_JSON_EXTRA_OPENER && rule != FP_JSON_PROGRAM_TEXT &&
	    rule != FP_JSON_MEMBER_IN_ARRAY)
		return NULL;
	for (uint32_t i = m->slips->count; move->frame && i; i--) {
		struct fp_slip *s = &m->slips->of[i - 1];

		if (s->rule == rule && s->move->frame && s->open == m->frames[move->frame].open)
			return s;
	}
	return NULL;
}

struct fp_slip *fp_slips_only(const struct fp_maker *m, enum fp_rule rule)
{
	for (uint32_t i = 0; i < m->slips->count; i++) {
		if (m->slips->of[i].rule == rule)
			return &m->slips->of[i];
	}
	return NULL;
}

static void merge(struct fp_slip *into, const struct fp_told *told)
{
	if (told->margin < into->margin)
		into->margin = told->margin;
}

/* Braces of a fragment: its end joins its start; missing closers there are a slip of their own. */
static struct fp_slip *fragment_slip(const struct fp_maker *m, const struct fp_move *move)
{
	if (move->kind != FP_MOVE_CLOSE_END || move->rule != FP_JSON_FRAGMENT)
		return NULL;
	return fp_slips_only(m, FP_JSON_FRAGMENT) ? fp_slips_only(m, FP_JSON_FRAGMENT)
	                                          : fp_slips_only(m, FP_JSON_MEMBER_IN_ARRAY);
}

/* ,,, on one line: the slip made last takes another comma of the run in. false: it is no run. */
static bool goes_on(const struct fp_maker *m, struct fp_slip *last, const struct fp_move *move)
{
	if (!last || last->rule != FP_JSON_EXTRA_COMMA || move->rule != FP_JSON_EXTRA_COMMA ||
	    last->move->price != move->price || last->range.to > move->range.from)
		return false;
	for (uint32_t i = last->range.to; i < move->range.from; i++) {
		if (m->text[i] != ' ' && m->text[i] != '\t')
			return false;
	}
	last->range.to = last->edits[last->count - 1].range.to = move->range.to;
	return true;
}

static void make_slip(struct fp_maker *m, const struct fp_told *told)
{
	const struct fp_move *move = told->move;
	struct fp_slip *slip = m->slips->count ? &m->slips->of[m->slips->count - 1] : NULL;
	struct fp_slip *found;
	bool first_document = false;

	if (goes_on(m, slip, move)) {
		merge(slip, told);
		return;
	}
	if (slip && continues(slip, move)) {
		merge(slip, told);
		fp_edits_move(m, slip, move);
		return;
	}
	found = partner(m, move);
	if (!found)
		found = fragment_slip(m, move);
	if (!found && move->price == FP_PRICE_ROOT_COMMA)
		found = fp_slips_only(m, FP_JSON_PROGRAM_TEXT); /* const x = {…}; */
	if (!found && move->kind == FP_MOVE_DOCUMENT)
		found = fp_slips_only(m, FP_JSON_MULTIPLE_VALUES);
	if (!found) {
		found = add_slip(m, (enum fp_rule)move->rule, move->range);
		found->move = move;
		found->open = m->frames[move->frame].open;
		found->margin = told->margin;
		found->illustrative = move->illustrative;
		found->safe = fp_safe_kind(m, move);
		first_document = true;
	}
	merge(found, told);
	if (move->kind == FP_MOVE_DOCUMENT)
		fp_edits_document(m, found, move, first_document);
	else
		fp_edits_move(m, found, move);
	if (move->kind == FP_MOVE_STRING)
		point_at_string(m, found, move);
}

/* How many moves from here are ellipses of one run. */
static uint32_t run_of_dots(const struct fp_told *told, uint32_t count)
{
	uint32_t n = 1;

	while (n < count && told[n].move->kind == FP_MOVE_ELLIPSIS &&
	       told[n].move->previous == told[0].move->previous)
		n++;
	return n;
}

static void make_dots(struct fp_maker *m, const struct fp_told *told, uint32_t count)
{
	struct fp_slip *slip = add_slip(m, (enum fp_rule)told->move->rule, told->move->range);

	slip->move = told->move;
	slip->margin = told->margin;
	slip->illustrative = true;
	fp_edits_ellipsis(m, slip, told, count);
}

/* The slip that has such residue already, a backslash at a line end, say: they go together. */
static struct fp_slip *stray_lines(const struct fp_maker *m, const struct fp_trivia *piece)
{
	uint32_t len = piece->range.to - piece->range.from;

	for (uint32_t i = 0; i < m->slips->count; i++) {
		struct fp_slip *s = &m->slips->of[i];

		if (s->rule == FP_JSON_UNEXPECTED_TEXT && !s->move &&
		    m->text[s->range.from] == m->text[piece->range.from] &&
		    (len == 1) == (s->range.to - s->range.from == 1))
			return s;
	}
	return NULL;
}

/* The slip of the same invisible character, further up: whoever types one types them all. */
static struct fp_slip *same_character(const struct fp_maker *m, const struct fp_trivia *piece)
{
	struct fp_slip *slip = fp_slips_only(m, FP_JSON_INVISIBLE_CHAR);
	uint32_t len = piece->range.to - piece->range.from;

	if (!slip || slip->range.to - slip->range.from != len ||
	    memcmp(m->text + slip->range.from, m->text + piece->range.from, len) != 0)
		return NULL;
	return slip;
}

static void note_trivia(struct fp_maker *m, const struct fp_trivia *piece)
{
	static const enum fp_rule rules[] = {[FP_TRIVIA_COMMENT] = FP_JSON_COMMENT,
	                                     [FP_TRIVIA_DIRECTIVE] = FP_JSON_BARE_PLACEHOLDER,
	                                     [FP_TRIVIA_INVISIBLE] = FP_JSON_INVISIBLE_CHAR,
	                                     [FP_TRIVIA_BAD_UTF8] = FP_JSON_INVALID_UTF8,
	                                     [FP_TRIVIA_STRAY] = FP_JSON_UNEXPECTED_TEXT};
	enum fp_rule rule = rules[piece->kind];
	struct fp_slip *slip = rule == FP_JSON_COMMENT          ? fp_slips_only(m, rule)
	                       : rule == FP_JSON_INVISIBLE_CHAR ? same_character(m, piece)
	                       : piece->kind == FP_TRIVIA_STRAY ? stray_lines(m, piece)
	                                                        : NULL;
	bool blank = piece->point == 0xA0 || piece->point == 0x3000 ||
	             (piece->point >= 0x2000 && piece->point < 0x200B) || piece->point == 0x202F ||
	             piece->point == '\f' || piece->point == '\v';

	if (!slip) {
		slip = add_slip(m, rule, piece->range);
		slip->margin = FP_SAFE_MARGIN;
		slip->illustrative = rule == FP_JSON_COMMENT || rule == FP_JSON_BARE_PLACEHOLDER;
		slip->safe = rule == FP_JSON_INVISIBLE_CHAR;
	}
	if (piece->kind == FP_TRIVIA_INVISIBLE)
		fp_edits_add(m, slip, piece->range.from, piece->range.to, " ", blank);
	else
		fp_edits_comment(m, slip, piece->range);
}

static void note_gap(struct fp_maker *m, struct fp_range gap)
{
	struct fp_trivia piece;
	uint32_t at = gap.from;

	while (at < gap.to) {
		if (fp_trivia_blank(m->text[at]) ||
		    !fp_trivia_read(&piece, m->text, m->part.to, at)) {
			at++;
			continue;
		}
		note_trivia(m, &piece);
		at = piece.range.to;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct fp_slip *x = a, *y = b;

	if (x->range.from != y->range.from)
		return x->range.from < y->range.from ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* A comma and a quote put in side by side: a guess rather than a mend. */
static bool is_stopgap(const struct fp_slip *before, const struct fp_slip *s)
{
	return s->rule == FP_JSON_MISSING_QUOTE && before->rule == FP_JSON_MISSING_COMMA &&
	       s->range.from <= before->range.to + 2;
}

void fp_slips_find(struct fp_slips *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, const struct fp_story *story, bool payload)
{
	struct fp_maker m = {arena, text, part, story->frames, out, payload};
	bool unsafe = false;

	*out =
	    (struct fp_slips){fp_arena_alloc(arena, FIRST_ROOM * sizeof(*out->of)), 0, FIRST_ROOM};
	for (uint32_t i = 0, n; i < story->count; i += n) {
		n = 1;
		if (story->told[i].move->kind == FP_MOVE_ELLIPSIS) {
			n = run_of_dots(story->told + i, story->count - i);
			make_dots(&m, story->told + i, n);
		} else {
			make_slip(&m, &story->told[i]);
		}
	}
	for (uint32_t i = 0; i < story->gap_count; i++)
		note_gap(&m, story->gaps[i]);
	if (out->count > 1)
		qsort(out->of, out->count, sizeof(*out->of), by_place);
	fp_meant_excuse(&m);
	for (uint32_t i = 0; i < out->count; i++) {
		struct fp_slip *s = &out->of[i];

		s->safe = s->safe && s->margin >= FP_SAFE_MARGIN &&
		          !(i && is_stopgap(&out->of[i - 1], s));
		unsafe = unsafe || (!s->safe && !s->illustrative);
	}
	for (uint32_t i = 0; i < out->count; i++)
		out->of[i].safe = out->of[i].safe && !unsafe;
}

void fp_slips_residue(struct fp_slips *slips, struct fp_arena *arena,
                      const struct fp_residue *residue)
{
	struct fp_maker m = {.arena = arena, .slips = slips};
	struct fp_slip *slip = add_slip(
	    &m, residue->comment ? FP_JSON_COMMENT : FP_JSON_UNEXPECTED_TEXT, residue->parts[0]);

	slip->illustrative = residue->comment || residue->meant;
	slip->fault = residue->fault;
	slip->fix = residue->fix;
	for (uint32_t i = 0; i < residue->count; i++)
		fp_edits_add(&m, slip, residue->parts[i].from, residue->parts[i].to, "", 0);
	qsort(slips->of, slips->count, sizeof(*slips->of), by_place);
	for (uint32_t i = 0; i < slips->count; i++)
		slips->of[i].safe = false;
}

static int by_range(const void *a, const void *b)
{
	const struct fp_layer_edit *const *x = a, *const *y = b;

	if ((*x)->range.from != (*y)->range.from)
		return (*x)->range.from < (*y)->range.from ? -1 : 1;
	if (((*x)->range.to == (*x)->range.from) != ((*y)->range.to == (*y)->range.from))
		return (*x)->range.to == (*x)->range.from ? -1 : 1;
	return *x < *y ? -1 : 1;
}

uint32_t fp_slips_edits(struct fp_layer_edit **out, struct fp_arena *arena,
                        const struct fp_slips *slips)
{
	struct fp_arena *scratch = fp_arena_child(arena);
	uint32_t count = 0, n = 0;
	const struct fp_layer_edit **sorted;
	struct fp_layer_edit *copy;

	for (uint32_t i = 0; i < slips->count; i++)
		count += slips->of[i].count;
	copy = fp_arena_alloc(scratch, (count + 1) * sizeof(*copy));
	sorted = fp_arena_alloc(scratch, (count + 1) * sizeof(*sorted));
	for (uint32_t i = 0; i < slips->count; i++) {
		for (uint32_t k = 0; k < slips->of[i].count; k++) {
			copy[n] = slips->of[i].edits[k];
			sorted[n] = &copy[n];
			n++;
		}
	}
	qsort(sorted, count, sizeof(*sorted), by_range);
	*out = fp_arena_alloc(arena, (count + 1) * sizeof(**out));
	for (n = 0; n < count; n++)
		(*out)[n] = *sorted[n];
	fp_arena_free(scratch);
	return count;
}
