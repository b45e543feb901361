/* SPDX-License-Identifier: MIT */
/*
 * What the author meant to leave open, by its surroundings: a trailing comma before a comment, the
 * missing closers of an excerpt, a line of prose. It is part of the quotation, and no mistake.
 */
#include "json/maker.h"

#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* Whether nothing but white space and notes follows. */
static bool is_last(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes;

	return fp_trivia_skip(m->text, m->part.to, s->range.to, &notes) >= m->part.to;
}

/*
 * Whether a note comes next: between a trailing comma and its closer it stands for what was left out,
 * where a comma is missing for alternatives, one below the other.
 */
static bool note_follows(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes;

	fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
	return notes != 0;
}

static bool is_one_word(const struct fp_maker *m, uint32_t from, uint32_t to)
{
	for (; from < to; from++) {
		if ((m->text[from] | 32) < 'a' || (m->text[from] | 32) > 'z')
			return false;
	}
	return true;
}

/* A line of text before the JSON, or a label: `Response: {`. */
static bool is_remark(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t to = s->range.to;

	if (!s->move)
		return false;
	if (s->move->price == FP_PRICE_LABEL)
		return true;
	if (s->move->price == FP_PRICE_DROP_WORD && s->range.from == m->part.from)
		return is_one_word(m, s->range.from, s->range.to); /* Type { … } */
	while (to > s->range.from && (m->text[to - 1] == ' ' || m->text[to - 1] == '\t'))
		to--;
	return s->move->price == FP_PRICE_TEXT_BEFORE &&
	       (m->text[to - 1] == '\n' || m->text[to - 1] == ':' ||
	        is_one_word(m, s->range.from, to));
}

/* key: placeholder — a bare name whose value is a notation is part of it. */
static bool names_notation(const struct fp_maker *m, const struct fp_slip *s)
{
	const struct fp_slip *all = m->slips->of, *end = all + m->slips->count;

	for (const struct fp_slip *next = s + 1; next < end && next < s + 3; next++) {
		if (next->illustrative && next->range.from >= s->range.to &&
		    next->range.from <= s->range.to + 4)
			return true;
	}
	return false;
}

/* A line of dots inside a string that spans lines: a long value that was cut. */
static bool is_cut(const struct fp_maker *m, const struct fp_slip *s)
{
	const struct fp_range *r = &s->move->reading.content;

	for (uint32_t i = r->from; i + 4 < r->to; i++) {
		if (m->text[i] == '\n' || m->text[i] == ' ') {
			if (memcmp(m->text + i + 1, "...", 3) == 0)
				return true;
		}
	}
	return false;
}

/* What the author meant to leave open, by its surroundings: part of the quotation, no slip. */
/* Whether the text begins or ends with an ellipsis: brackets were left out there with the rest. */
static bool begins_with_dots(const struct fp_maker *m)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);

	return at < m->part.to && fp_word_ellipsis(m->text, m->part.to, at) != 0;
}

static bool ends_with_dots(const struct fp_maker *m)
{
	uint32_t to = m->part.to;

	while (to > m->part.from && (fp_trivia_blank(m->text[to - 1]) || m->text[to - 1] == ','))
		to--;
	return to >= m->part.from + 3 && (memcmp(m->text + to - 3, "...", 3) == 0 ||
	                                  memcmp(m->text + to - 3, "\xe2\x80\xa6", 3) == 0);
}

static uint32_t indent_at(const struct fp_maker *m, uint32_t at)
{
	uint32_t start = at;

	while (start > m->part.from && m->text[start - 1] != '\n')
		start--;
	for (at = start; at < m->part.to && (m->text[at] == ' ' || m->text[at] == '\t');)
		at++;
	return at - start;
}

/* "..." on a line of its own, and deeper on the next: the lines that are left out opened something. */
static bool dots_hide_openers(const struct fp_maker *m)
{
	for (uint32_t i = 0; i < m->slips->count; i++) {
		const struct fp_slip *s = &m->slips->of[i];
		uint32_t notes, next;

		if (s->rule != FP_JSON_ELLIPSIS)
			continue;
		next = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
		if (next < m->part.to && memchr(m->text + s->range.to, '\n', next - s->range.to) &&
		    indent_at(m, next) > indent_at(m, s->range.from))
			return true;
	}
	return false;
}

static bool is_meant(const struct fp_maker *m, const struct fp_slip *s, bool fragment,
                     bool cut_short)
{
	switch (s->rule) {
	case FP_JSON_TRAILING_COMMA:
		return (fragment && is_last(m, s)) || note_follows(m, s);
	case FP_JSON_MISSING_COMMA:
		return fragment && note_follows(m, s);
	case FP_JSON_CONTROL_CHAR:
		return is_cut(m, s);
	case FP_JSON_UNCLOSED_CONTAINER:
		return cut_short || (s->move->kind == FP_MOVE_CLOSE_END && ends_with_dots(m));
	case FP_JSON_EXTRA_CLOSER:
		return begins_with_dots(m) || dots_hide_openers(m);
	case FP_JSON_MISSING_OPENER:
		return begins_with_dots(m);
	case FP_JSON_UNEXPECTED_TEXT:
		return is_remark(m, s) ||
		       (fragment && s->move && s->move->price == FP_PRICE_ROOT_COMMA);
	case FP_JSON_EXTRA_COMMA:
		return s->move->price == FP_PRICE_ROOT_COMMA;
	case FP_JSON_SINGLE_QUOTE: /* """ as the consoles of search engines take it */
		return fp_reading_style(&s->move->reading) == FP_QUOTE_TRIPLE;
	case FP_JSON_UNQUOTED_KEY:
		return (m->frames[s->move->frame].flags & FP_FRAME_FRAGMENT) ||
		       names_notation(m, s);
	default:
		return false;
	}
}

/* A bare name among the elements of an array: a parameter, more often than not. */
static bool is_parameter(const struct fp_maker *m, const struct fp_slip *s)
{
	const struct fp_frame *f;

	if (s->rule != FP_JSON_UNQUOTED_VALUE || s->move->price != FP_PRICE_BARE_VALUE)
		return false;
	f = &m->frames[s->move->frame];
	if (f->kind != '[')
		return false;
	for (uint32_t i = s->range.from; i < s->range.to; i++) {
		char c = m->text[i];

		if (((c | 32) < 'a' || (c | 32) > 'z') && c != '_' && (c < '0' || c > '9'))
			return false;
	}
	return true;
}

/* const x = {…}: a line of a program, shown with its value. */
static bool is_assignment(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t to = s->range.to;

	while (to > s->range.from && fp_trivia_blank(m->text[to - 1]))
		to--;
	return s->rule == FP_JSON_PROGRAM_TEXT && to > s->range.from && m->text[to - 1] == '=';
}

/* Lines that are marked as added and removed in the one text. */
static bool shows_changes(const struct fp_maker *m)
{
	static const char mark[] = "[!code ";

	for (uint32_t i = m->part.from; i + sizeof(mark) < m->part.to; i++) {
		if (memcmp(m->text + i, mark, sizeof(mark) - 1) == 0)
			return true;
	}
	return false;
}

/* Whether an author who leaves members out, or names types for values, may well have left this too. */
static bool is_beside(const struct fp_slip *s)
{
	return s->rule == FP_JSON_TRAILING_COMMA || s->rule == FP_JSON_UNQUOTED_KEY ||
	       (s->rule == FP_JSON_UNQUOTED_VALUE && s->move->price == FP_PRICE_BARE_VALUE);
}

void fp_meant_excuse(struct fp_maker *m)
{
	bool open =
	    fp_slips_only(m, FP_JSON_ELLIPSIS) || fp_slips_only(m, FP_JSON_BARE_PLACEHOLDER);
	bool changes = fp_slips_only(m, FP_JSON_COMMENT) && shows_changes(m);
	bool fragment = fp_slips_only(m, FP_JSON_FRAGMENT) != NULL, cut_short = false;

	for (uint32_t i = 0; i < m->slips->count; i++) {
		const struct fp_slip *s = &m->slips->of[i];

		if (fragment && s->rule == FP_JSON_TRAILING_COMMA && is_last(m, s))
			cut_short = true;
	}
	for (uint32_t i = 0; i < m->slips->count; i++) {
		struct fp_slip *s = &m->slips->of[i];

		if (is_meant(m, s, fragment, cut_short) ||
		    (changes &&
		     (s->rule == FP_JSON_MISSING_COMMA || s->rule == FP_JSON_TRAILING_COMMA)))
			s->illustrative = true;
		if (s->illustrative)
			s->safe = false;
		s->beside = (open && is_beside(s)) || is_parameter(m, s) || is_assignment(m, s);
	}
}
