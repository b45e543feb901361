/* SPDX-License-Identifier: MIT */
/*
 * A move → the edits that undo it. Edits are made once the winning story is known, never during the
 * search; what goes in is laid out as the text around it is.
 */
#include "json/maker.h"

#include "text/ascii.h"
#include "json/trivia.h"

#include <assert.h>
#include <string.h>

void fp_edits_add(struct fp_maker *m, struct fp_slip *slip, uint32_t from, uint32_t to,
                  const char *text, uint32_t len)
{
	struct fp_layer_edit *last = slip->count ? &slip->edits[slip->count - 1] : NULL;

	if (last && from == to && last->range.to == from && last->range.from <= from && last->len) {
		struct fp_bytes both = FP_BYTES(m->arena); /* two at one place are one */

		fp_bytes_put(&both, last->text, last->len);
		fp_bytes_put(&both, text, len);
		last->text = fp_bytes_string(&both);
		last->len = (uint32_t)both.len;
		return;
	}
	if (slip->count == slip->room) {
		uint32_t room = slip->room ? slip->room * 2 : 2;

		slip->edits =
		    fp_arena_grow(m->arena, slip->edits, slip->room * sizeof(*slip->edits),
		                  room * sizeof(*slip->edits));
		slip->room = room;
	}
	assert(slip->edits);
	slip->edits[slip->count++] = (struct fp_layer_edit){{from, to}, text, len};
}

/* The end of what stands before `at`, blanks aside. */
static uint32_t behind_blanks(const struct fp_maker *m, uint32_t at)
{
	while (at > m->part.from && fp_trivia_blank(m->text[at - 1]))
		at--;
	return at;
}

static bool begins_line(const struct fp_maker *m, uint32_t at)
{
	return at == m->part.from || fp_ascii_is_line_end(m->text[at - 1]);
}

/* The place behind the line end that stands at `at`, or `at`. */
static uint32_t behind_line_end(const struct fp_maker *m, uint32_t at)
{
	if (m->part.to - at >= 2 && m->text[at] == '\r' && m->text[at + 1] == '\n')
		return at + 2;
	return at < m->part.to && fp_ascii_is_line_end(m->text[at]) ? at + 1 : at;
}

static uint32_t line_start(const struct fp_maker *m, uint32_t at)
{
	while (!begins_line(m, at))
		at--;
	return at;
}

static uint32_t behind_tabs_and_spaces(const struct fp_maker *m, uint32_t at)
{
	while (at < m->part.to && fp_ascii_is_blank(m->text[at]))
		at++;
	return at;
}

/* Whether nothing but blanks stands between an opener and the end of its line. */
static bool opener_ends_line(const struct fp_maker *m, uint32_t open)
{
	uint32_t at = behind_tabs_and_spaces(m, open + 1);

	return at < m->part.to && fp_ascii_is_line_end(m->text[at]);
}

static const char *closer_of(const struct fp_frame *f)
{
	return f->kind == '[' ? "]" : "}";
}

/* Adds a closer as it is laid out: on a line of its own where its opener ended its line. */
static void put_closer(struct fp_maker *m, struct fp_bytes *out, const struct fp_frame *f)
{
	uint32_t start, end, line_end;

	if (!(f->flags & FP_FRAME_VIRTUAL) && opener_ends_line(m, f->open)) {
		line_end = behind_tabs_and_spaces(m, f->open + 1);
		start = end = line_start(m, f->open);
		while (end < f->open && (m->text[end] == ' ' || m->text[end] == '\t'))
			end++;
		fp_bytes_put(out, m->text + line_end, behind_line_end(m, line_end) - line_end);
		fp_bytes_put(out, m->text + start, end - start);
	}
	fp_bytes_text(out, closer_of(f));
}

/* Commas and further ellipses behind one: they go together. */
static uint32_t pass_dots(const struct fp_maker *m, uint32_t at, uint32_t *comma)
{
	uint32_t notes;

	*comma = UINT32_MAX;
	for (;;) {
		at = fp_trivia_skip(m->text, m->part.to, at, &notes);
		if (at >= m->part.to || m->text[at] != ',')
			return at;
		if (*comma == UINT32_MAX)
			*comma = at;
		at++;
	}
}

/*
 * An ellipsis goes with the one comma that is then too many; between two members that it alone
 * kept apart, a comma comes instead. `previous` is the end of what stands before the run of ellipses.
 */
void fp_edits_ellipsis(struct fp_maker *m, struct fp_slip *slip, const struct fp_told *told,
                       uint32_t count)
{
	const struct fp_move *first = told[0].move, *last = told[count - 1].move;
	uint32_t before = first->previous, comma, next;
	char c = before > m->part.from ? m->text[before - 1] : '{';
	bool opener = before <= m->part.from || c == '{' || c == '[' || first->frame == 0;
	bool closes, keep = false;

	next = pass_dots(m, last->range.to, &comma);
	closes = next >= m->part.to || m->text[next] == '}' || m->text[next] == ']';
	if (c == ',' && closes)
		fp_edits_add(m, slip, before - 1, before, "", 0);
	keep = !closes && c != ',' && !opener;
	for (uint32_t i = 0; i < count; i++) {
		const struct fp_move *move = told[i].move;
		uint32_t from = move->range.from, to = move->range.to, at = to;

		if (keep && i + 1 == count && comma == UINT32_MAX) {
			fp_edits_add(m, slip, from, to, ",", 1);
			continue;
		}
		while (from > m->part.from &&
		       (m->text[from - 1] == ' ' || m->text[from - 1] == '\t'))
			from--;
		fp_edits_add(m, slip, from, to, "", 0);
		next = pass_dots(m, at, &comma);
		for (bool kept = keep && i + 1 == count; at < next && comma != UINT32_MAX; at++) {
			if (m->text[at] != ',')
				continue;
			if (kept)
				kept = false;
			else
				fp_edits_add(m, slip, at, at + 1, "", 0);
		}
	}
}

static void edit_fragment_start(struct fp_maker *m, struct fp_slip *slip, uint32_t at)
{
	uint32_t start = line_start(m, at);
	bool lines = memchr(m->text + at, '\n', m->part.to - at) != NULL;

	for (uint32_t i = start; i < at; i++)
		lines = lines && fp_trivia_blank(m->text[i]);
	if (lines)
		fp_edits_add(m, slip, start, start, "{\n", 2);
	else
		fp_edits_add(m, slip, at, at, "{", 1);
}

/* All that is open at the end gets its closer, in one edit of the slip that it belongs to. */
static void edit_close_end(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_bytes out = FP_BYTES(m->arena);
	uint32_t at = move->range.from;

	for (uint32_t i = move->frame; i; i = m->frames[i].parent) {
		const struct fp_frame *f = &m->frames[i];

		if (f->flags & FP_FRAME_GHOST)
			continue;
		if (f->flags & FP_FRAME_FRAGMENT) {
			bool lines =
			    m->text[f->open] && memchr(m->text + f->open, '\n', at - f->open);

			fp_bytes_text(&out, lines ? "\n}" : "}");
			slip->safe = false; /* its other end is another slip's */
		} else if (f->kind != '(') {
			put_closer(m, &out, f);
		}
	}
	if (out.len)
		fp_edits_add(m, slip, at, at, fp_bytes_string(&out), (uint32_t)out.len);
}

void fp_edits_document(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move,
                       bool first)
{
	if (first) {
		uint32_t notes, start = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);
		uint32_t end = m->part.to;

		while (end > m->part.from && fp_trivia_blank(m->text[end - 1]))
			end--;
		fp_edits_add(m, slip, start, start, "[", 1);
		fp_edits_add(m, slip, end, end, "]", 1);
	}
	if (move->range.from == move->range.to)
		fp_edits_add(m, slip, move->previous, move->previous, ",", 1);
	else if (m->text[move->range.from] != ',')
		fp_edits_add(m, slip, move->range.from, move->range.to, ",", 1);
}

/* "name:" value, "a," "b" — the mark stands on the wrong side of the quote. */
static bool is_mark_inside(const struct fp_maker *m, const struct fp_move *move)
{
	uint32_t at = move->range.from;
	char mark = move->rule == FP_JSON_MISSING_COLON ? ':' : ',';

	return move->kind == FP_MOVE_INSERT &&
	       (move->rule == FP_JSON_MISSING_COLON || move->rule == FP_JSON_MISSING_COMMA) &&
	       at >= m->part.from + 3 && m->text[at - 1] == '"' && m->text[at - 2] == mark;
}

void fp_edits_move(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	struct fp_range r = move->range;
	struct fp_bytes out;

	if (is_mark_inside(m, move)) {
		fp_edits_add(m, slip, r.from - 2, r.from,
		             move->rule == FP_JSON_MISSING_COLON ? "\":" : "\",", 2);
		slip->range = (struct fp_range){r.from - 2, r.from};
		slip->safe = false;
		return;
	}
	switch ((enum fp_move_kind)move->kind) {
	case FP_MOVE_INSERT:
	case FP_MOVE_OPEN:
		fp_edits_add(m, slip, r.from, r.from, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_REPLACE:
		fp_edits_add(m, slip, r.from, r.to, move->text, (uint32_t)strlen(move->text));
		break;
	case FP_MOVE_DELETE:
		if (move->price == FP_PRICE_REPEATED || move->price == FP_PRICE_ALTERNATIVE)
			r.from = behind_blanks(m, r.from);
		fp_edits_add(m, slip, r.from, r.to, "", 0);
		break;
	case FP_MOVE_STRING:
		fp_edits_string(m, slip, move);
		break;
	case FP_MOVE_QUOTE:
		fp_edits_quote(m, slip, r);
		break;
	case FP_MOVE_LITERAL:
		fp_edits_literal(m, slip, r);
		break;
	case FP_MOVE_CLOSE:
		out = FP_BYTES(m->arena);
		put_closer(m, &out, &m->frames[move->frame]);
		fp_edits_add(m, slip, r.from, r.from, fp_bytes_string(&out), (uint32_t)out.len);
		break;
	case FP_MOVE_CLOSE_END:
		edit_close_end(m, slip, move);
		break;
	case FP_MOVE_FRAGMENT:
		edit_fragment_start(m, slip, r.from);
		break;
	case FP_MOVE_SWAP:
		fp_edits_add(m, slip, r.from, r.from + 1, m->text[r.from] == '}' ? "]" : "}", 1);
		fp_edits_add(m, slip, r.to - 1, r.to, m->text[r.from] == '}' ? "}" : "]", 1);
		break;
	case FP_MOVE_ELLIPSIS:
	case FP_MOVE_DOCUMENT:
	case FP_MOVE_NONE:
		break;
	}
}

/* Comments in a row go as one: at the end of a block each would take the line end before it. */
void fp_edits_comment(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
{
	struct fp_layer_edit *last = slip->count ? &slip->edits[slip->count - 1] : NULL;
	uint32_t from = range.from, to = range.to;

	while (from > m->part.from && fp_ascii_is_blank(m->text[from - 1]))
		from--;
	if (begins_line(m, from)) {
		to = behind_tabs_and_spaces(m, to);
		if (to < m->part.to && !fp_ascii_is_line_end(m->text[to]))
			from = range.from; /* what follows on the line keeps its indent */
		else
			to = to < m->part.to ? behind_line_end(m, to) : range.to;
	}
	if (last && last->range.to == from && last->len == 0)
		last->range.to = to;
	else
		fp_edits_add(m, slip, from, to, "", 0);
}
