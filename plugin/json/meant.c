/* SPDX-License-Identifier: MIT */
/*
 * What the author meant to leave open, by its surroundings: a trailing comma before a comment, the
 * missing closers of an excerpt, a line of prose. It is part of the quotation, and no mistake.
 */
#include "json/maker.h"

#include "text/ascii.h"
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

/*
 * Whether one comes before the closer, on its line or on one of its own: behind the comma on the comma's
 * line it says something of what stands before it.
 */
static bool note_stands_below(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
	const char *end = memchr(m->text + s->range.to, '\n', at - s->range.to);

	if (end)
		fp_trivia_skip(m->text, m->part.to, (uint32_t)(end - m->text), &notes);
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

/* Words, with numbers and marks among them, but no quotes: RESULT =, Pretty foo: Object. */
static bool is_words(const struct fp_maker *m, uint32_t from, uint32_t to)
{
	if (from == to || !fp_ascii_is_alpha(m->text[from]))
		return false;
	for (; from < to; from++) {
		if (strchr("\"'`", m->text[from]))
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
	        (to < m->part.to && is_words(m, s->range.from, to)));
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

/* Whether the text begins or ends with an ellipsis: brackets were left out there with the rest. */
static bool begins_with_dots(const struct fp_maker *m)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);

	return at < m->part.to && fp_word_ellipsis(m->text, m->part.to, at) != 0;
}

static bool ends_with_dots(const char *text, struct fp_range part)
{
	uint32_t to = part.to;

	while (to > part.from && (fp_trivia_blank(text[to - 1]) || text[to - 1] == ','))
		to--;
	return to >= part.from + 3 && (memcmp(text + to - 3, "...", 3) == 0 ||
	                               memcmp(text + to - 3, "\xe2\x80\xa6", 3) == 0);
}

/* The indentation of the line of `at`; a tab counts four. */
static uint32_t indent_at(const struct fp_maker *m, uint32_t at)
{
	uint32_t indent = 0;

	while (at > m->part.from && m->text[at - 1] != '\n')
		at--;
	for (; at < m->part.to && (m->text[at] == ' ' || m->text[at] == '\t'); at++)
		indent += m->text[at] == ' ' ? 1 : 4;
	return indent;
}

/*
 * "..." on a line of its own, and deeper on the next, or a closer no less deep: the lines that are left
 * out opened something.
 */
static bool dots_hide_openers(const struct fp_maker *m)
{
	for (uint32_t i = 0; i < m->slips->count; i++) {
		const struct fp_slip *s = &m->slips->of[i];
		uint32_t notes, next, least;

		if (s->rule != FP_JSON_ELLIPSIS)
			continue;
		next = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);
		if (next >= m->part.to || !memchr(m->text + s->range.to, '\n', next - s->range.to))
			continue;
		least = indent_at(m, s->range.from) + !strchr("}]", m->text[next]);
		if (indent_at(m, next) >= least)
			return true;
	}
	return false;
}

/*
 * Whether dots come next, commas aside: the closer was left out with the rest. Dots that stand under
 * the opener's line go on behind the container, which should have been closed before them.
 */
static bool before_dots(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, s->range.from, &notes), dots;

	if (at < m->part.to && m->text[at] == ',')
		at = fp_trivia_skip(m->text, m->part.to, at + 1, &notes);
	for (dots = s->range.from; dots < at && !fp_word_ellipsis(m->text, at, dots);)
		dots++; /* in a comment */
	return dots < m->part.to && memchr(m->text + s->range.from, '\n', dots - s->range.from) &&
	       fp_word_ellipsis(m->text, m->part.to, dots) != 0 &&
	       indent_at(m, dots) != indent_at(m, s->open);
}

/* Whether dots stand right before it, commas aside. */
static bool behind_dots(const struct fp_maker *m, const struct fp_slip *s)
{
	struct fp_range part = {m->part.from, s->range.from};

	return ends_with_dots(m->text, part);
}

/*
 * Whether dots stand right before the closer with which the text ends, and it closes the whole: those
 * of the containers in between were left out.
 */
static bool closes_behind_dots(const struct fp_maker *m)
{
	struct fp_range part = m->part;
	uint32_t notes, first = fp_trivia_skip(m->text, part.to, part.from, &notes);

	while (part.to > part.from && fp_trivia_blank(m->text[part.to - 1]))
		part.to--;
	if (part.to > first && strchr("}]", m->text[part.to - 1])) {
		if (indent_at(m, part.to - 1) != indent_at(m, first))
			return false;
		part.to--;
	}
	return ends_with_dots(m->text, part);
}

/* [..., "a": 1]: the dots stand for the opener as well; {..., {}]: it is as wrong as what follows. */
static bool begins_inside_with_dots(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes);

	return at < m->part.to && fp_word_ellipsis(m->text, m->part.to, at) != 0;
}

/* A fragment whose first name comes once more, with no comma before it: one or the other is to be taken. */
static bool is_alternative(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes, first = fp_trivia_skip(m->text, m->part.to, m->part.from, &notes);
	uint32_t next = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes), n = 1;

	if (next >= m->part.to || m->text[first] != '"')
		return false;
	while (first + n < next && m->text[first + n] != '"' && m->text[first + n] != '\n')
		n++;
	n++;
	return first + n < next && next + n <= m->part.to && m->text[first + n - 1] == '"' &&
	       memcmp(m->text + first, m->text + next, n) == 0;
}

/* Response: on a line of its own, and what it is of below: a caption, that needs no comma before it. */
static bool is_caption(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t notes, at = fp_trivia_skip(m->text, m->part.to, s->range.to, &notes), to;

	if (at >= m->part.to || !fp_ascii_is_alpha(m->text[at]))
		return false;
	for (to = at; to < m->part.to && m->text[to] != '\n';)
		to++;
	return m->text[to - 1] == ':' && is_words(m, at, to);
}

/* "equals" | "starts_with": one of these names. The quotes between them end one and begin the next. */
static bool is_choice_of_names(const struct fp_maker *m, const struct fp_slip *s)
{
	const struct fp_range *r = &s->move->reading.content;
	uint32_t quotes = 0;

	for (uint32_t i = r->from; i < r->to; i++) {
		if (m->text[i] != '"')
			continue;
		if (i + 5 > r->to || memcmp(m->text + i, "\" | \"", 5) != 0)
			return false;
		i += 4;
		quotes += 2;
	}
	return quotes != 0;
}

static bool is_meant(const struct fp_maker *m, const struct fp_slip *s, bool fragment,
                     bool cut_short)
{
	switch (s->rule) {
	case FP_JSON_TRAILING_COMMA:
		return (fragment && is_last(m, s)) || note_stands_below(m, s);
	case FP_JSON_MISSING_COMMA:
		return (fragment &&
		        (note_follows(m, s) || is_alternative(m, s) || is_caption(m, s))) ||
		       behind_dots(m, s);
	case FP_JSON_CONTROL_CHAR:
		return is_cut(m, s);
	case FP_JSON_UNCLOSED_CONTAINER:
		return cut_short || before_dots(m, s) ||
		       (s->move->kind == FP_MOVE_CLOSE_END && closes_behind_dots(m));
	case FP_JSON_EXTRA_CLOSER:
		return begins_with_dots(m) || dots_hide_openers(m);
	case FP_JSON_MISSING_OPENER:
		return begins_with_dots(m);
	case FP_JSON_MEMBER_IN_ARRAY:
		return behind_dots(m, s);
	case FP_JSON_EXTRA_OPENER:
		return begins_inside_with_dots(m, s) || behind_dots(m, s);
	case FP_JSON_UNESCAPED_QUOTE:
		return is_choice_of_names(m, s);
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

static bool is_letter(char c)
{
	return fp_ascii_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* "file": absolute path to the file; "at": epoch | null — three words or more, or alternatives. */
static bool is_description(const struct fp_maker *m, const struct fp_slip *s)
{
	uint32_t words = 1;
	bool choice = false;

	if (s->rule != FP_JSON_UNQUOTED_VALUE || s->move->price != FP_PRICE_BARE_VALUE_BLANKS ||
	    !fp_ascii_is_lower(m->text[s->range.from]))
		return false;
	for (uint32_t i = s->range.from; i < s->range.to; i++) {
		if (!is_letter(m->text[i]) && !strchr(" -'()/.,;|", m->text[i]))
			return false;
		words += m->text[i] == ' ' && is_letter(m->text[i - 1]);
		choice = choice || m->text[i] == '|';
	}
	return words >= 3 || choice;
}

static bool joins_words(char c)
{
	return c == '_' || c == '-';
}

/*
 * "amount": amount, "billingAddress": Address, "userIds": user-ids — a variable or a type of that name:
 * read from its end, the one ends as the other does.
 */
static bool is_its_name(const struct fp_maker *m, const struct fp_slip *s)
{
	const char *text = m->text;
	uint32_t name = s->range.from, word = s->range.to, same = 0;

	if (s->rule != FP_JSON_UNQUOTED_VALUE || s->move->price != FP_PRICE_BARE_VALUE)
		return false;
	while (name > m->part.from && (fp_trivia_blank(text[name - 1]) || text[name - 1] == ':'))
		name--;
	if (name > m->part.from && text[name - 1] == '"')
		name--;
	for (; word > s->range.from && name > m->part.from; name--, word--, same++) {
		name -= name > m->part.from + 1 && joins_words(text[name - 1]);
		word -= word > s->range.from + 1 && joins_words(text[word - 1]);
		if (!is_letter(text[name - 1]))
			return same >= 2; /* the name is the shorter one */
		if (!fp_ascii_same(text + name - 1, text + word - 1, 1))
			return false;
	}
	return same >= 2;
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

/* Behind text that was copied with the JSON more of it may follow. */
static bool is_text_after(const struct fp_slip *s)
{
	return s->rule == FP_JSON_UNEXPECTED_TEXT && s->move &&
	       (s->move->price == FP_PRICE_TEXT_AFTER ||
	        s->move->price == FP_PRICE_TEXT_AFTER_PROSE ||
	        s->move->price == FP_PRICE_TEXT_AFTER_LINE);
}

void fp_meant_excuse(struct fp_maker *m)
{
	bool open =
	    fp_slips_only(m, FP_JSON_ELLIPSIS) || fp_slips_only(m, FP_JSON_BARE_PLACEHOLDER);
	bool changes = fp_slips_only(m, FP_JSON_COMMENT) && shows_changes(m);
	bool fragment = fp_slips_only(m, FP_JSON_FRAGMENT) != NULL, cut_short = false, told = false;

	for (uint32_t i = 0; i < m->slips->count; i++) {
		const struct fp_slip *s = &m->slips->of[i];

		if (fragment && s->rule == FP_JSON_TRAILING_COMMA && is_last(m, s))
			cut_short = true;
		told = told || is_assignment(m, s) ||
		       (s->rule == FP_JSON_UNEXPECTED_TEXT && s->move &&
		        s->move->price == FP_PRICE_TEXT_BEFORE && is_remark(m, s));
	}
	for (uint32_t i = 0; i < m->slips->count; i++) {
		struct fp_slip *s = &m->slips->of[i];

		if (is_meant(m, s, fragment, cut_short) || (told && is_text_after(s)) ||
		    (changes &&
		     (s->rule == FP_JSON_MISSING_COMMA || s->rule == FP_JSON_TRAILING_COMMA)))
			s->illustrative = true;
		if (s->illustrative)
			s->safe = false;
		s->beside = (open && is_beside(s)) || is_parameter(m, s) || is_assignment(m, s) ||
		            is_description(m, s) || is_its_name(m, s);
	}
}
