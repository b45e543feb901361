/* SPDX-License-Identifier: MIT */
/*
 * Which fixes may be applied unseen. A fix is safe where people who make this mistake mean this
 * text and no other; each question here is one case in which they have been seen to mean another.
 */
#include "json/maker.h"

#include "text/ascii.h"
#include "json/flaw.h"
#include "json/scan.h"
#include "json/trivia.h"
#include "json/words.h"

#include <string.h>

/* Whether a string that is not closed ends where the text does. */
static bool ends_text(const struct fp_maker *m, uint32_t at)
{
	while (at < m->part.to &&
	       (fp_trivia_blank(m->text[at]) || m->text[at] == '}' || m->text[at] == ']'))
		at++;
	return at >= m->part.to;
}

/* The first byte from there on that is no blank; 0 at the end of the text. */
static char next_mark(const struct fp_maker *m, uint32_t at)
{
	while (at < m->part.to && fp_trivia_blank(m->text[at]))
		at++;
	return at < m->part.to ? m->text[at] : 0;
}

/* Whether a quote in what was read as content stands as one of the document's own would: ": ", ",". */
static bool is_of_document(const struct fp_maker *m, const struct fp_reading *r, uint32_t at)
{
	char before = 0, after = next_mark(m, at + 1);

	for (uint32_t i = at; i > r->content.from && !before; i--) {
		if (!fp_trivia_blank(m->text[i - 1]))
			before = m->text[i - 1];
	}
	return (before && strchr(",:{[;", before)) || (after && strchr(":;", after));
}

/* , name: — the string may have ended at the comma, ahead of a name that was left without quotes. */
static bool may_be_member(const struct fp_maker *m, struct fp_range rest)
{
	uint32_t at = rest.from + 1, name;

	while (at < rest.to && fp_trivia_blank(m->text[at]))
		at++;
	for (name = at; at < rest.to && (fp_ascii_is_alnum(m->text[at]) || m->text[at] == '_');)
		at++;
	return at > name && at + 1 < rest.to && m->text[at] == ':' && m->text[at + 1] != '/';
}

/*
 * Where a string has no end of its own, more than the quote may be lost: it may be empty, it may have
 * swallowed names and values, or the next element of its array.
 */
static bool may_hold_more(const struct fp_maker *m, const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	bool element = m->frames[move->frame].kind == '[';
	int depth = 0;
	bool named = false, comma = false;

	for (uint32_t i = r->content.from; i < r->content.to; i++) {
		char c = m->text[i];

		named = named || (unsigned char)c >= 0x80 || fp_ascii_is_alnum(c);
		depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		comma = comma || (c == ',' && depth <= 0);
		if (c == ',' && depth <= 0 && may_be_member(m, (struct fp_range){i, r->content.to}))
			return true;
		if (c == '\\')
			i++;
		else if (depth < 0 || (c == '"' && is_of_document(m, r, i)))
			return true;
	}
	return !named || (element && comma) || strchr("+,;:", m->text[r->content.to - 1]);
}

/* Whether a string that lost its opening quote holds what might be the document's own. */
static bool holds_structure(const struct fp_maker *m, uint32_t at)
{
	while (at < m->part.to && m->text[at] != '"' && m->text[at] != '\n') {
		if (strchr(",:{}[]=\\'", m->text[at]))
			return true;
		at++;
	}
	return false;
}

/* true", 12": the string that lost a quote, or a value that another one came to. */
static bool may_be_value(const struct fp_maker *m, uint32_t at)
{
	struct fp_word word;
	uint32_t n = fp_scan_number(m->text, m->part.to, at);

	if (n == 0 && fp_word_value(&word, m->text, m->part.to, at) && word.kind == FP_WORD_LITERAL)
		n = word.to - at;
	return n && at + n < m->part.to && m->text[at + n] == '"';
}

/* '"$X"': what a shell puts together; its quotes may not be the string's. */
static bool is_spliced(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	while (fp_flaw_next(&flaw, m->text, r, &at)) {
		if (flaw.kind == FP_FLAW_QUOTE && flaw.range.from > r->content.from &&
		    m->text[flaw.range.from - 1] == '\'')
			return true;
	}
	return false;
}

/* "text": { \"a\": 1 }: an object with its quotes escaped, or a string that has lost its own. */
static bool may_be_text(const struct fp_maker *m, const struct fp_move *move)
{
	uint32_t last = move->previous;

	return move->kind == FP_MOVE_STRING &&
	       fp_reading_style(&move->reading) == FP_QUOTE_ESCAPED && last > m->part.from + 1 &&
	       m->text[last - 1] == '{' && memchr(m->text + m->part.from, ':', last - m->part.from);
}

/* The offset behind the string at `at`, in quotes of one kind; `at` where there is none. */
static uint32_t behind_string(const struct fp_maker *m, uint32_t at)
{
	uint32_t to = at + 1;

	if (at >= m->part.to || (m->text[at] != '"' && m->text[at] != '\''))
		return at;
	while (to < m->part.to && m->text[to] != m->text[at])
		to += m->text[to] == '\\' ? 2 : 1;
	return to < m->part.to ? to + 1 : m->part.to;
}

/* Whether two closers like this one stand before a comma further up: one of them may be what is too many. */
static bool may_be_earlier(const struct fp_maker *m, struct fp_range closer)
{
	uint32_t run = 0, at = m->part.from;

	while (at < closer.from) {
		uint32_t to = behind_string(m, at);
		char c = m->text[at];

		if (c == ',' && run > 1)
			return true;
		if (c == m->text[closer.from])
			run++;
		else if (c != ' ' && c != '\t')
			run = 0;
		at = to > at ? to : at + 1;
	}
	return false;
}

/*
 * {}}: one of the closers that end the text, all of a kind, so that it does not matter which of them
 * goes. In {}] it is rather the opener that is missing.
 */
static bool is_repeated(const struct fp_maker *m, const struct fp_move *move)
{
	char closer = m->text[move->range.from];
	uint32_t at = move->range.to;

	while (at < m->part.to && (fp_trivia_blank(m->text[at]) || m->text[at] == closer))
		at++;
	return move->previous > m->part.from && m->text[move->previous - 1] == closer &&
	       (at >= m->part.to || move->price == FP_PRICE_CLOSER_EXTRA_END);
}

/*
 * {'a', 'b'}, "x": {"a", 1}, {"a", "b", "c", "d"}: with commas for colons and no colon at all a set, or
 * a list, as other languages write them. Two alone in JSON's own quotes that are the whole text are a
 * name and its value. It is the first comma of an object that is asked about.
 */
static bool is_set(const struct fp_maker *m, const struct fp_move *move)
{
	const struct fp_frame *f = &m->frames[move->frame];
	uint32_t notes, to, at = fp_trivia_skip(m->text, m->part.to, move->range.to, &notes);
	bool strings = at < m->part.to && m->text[at] == '"';
	uint32_t first = fp_trivia_skip(m->text, m->part.to, f->open + 1, &notes);
	uint32_t depth = 0, commas = 0;

	if (move->price != FP_PRICE_COLON_COMMA || m->text[f->open] != '{')
		return false;
	if (memchr(m->text + move->range.to, '\n', at - move->range.to))
		return true; /* one below the other, as nobody writes a name and its value */
	at = first;
	while (at < m->part.to) {
		char c = m->text[at];

		to = behind_string(m, at);
		if (depth == 0 &&
		    (c == ':' || (c == ',' && commas++ == 0 && at != move->range.from)))
			return false;
		if (c == '}' && depth == 0)
			return m->text[first] != '"' || (commas > 1 && strings) || f->parent;
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
		at = to > at ? to : at + 1;
	}
	return false;
}

/* "a: ""b": the colon stands inside the name, whose quotes are what went wrong. */
static bool holds_colon(const struct fp_maker *m, const struct fp_move *move)
{
	uint32_t at = move->range.from;

	if (move->price != FP_PRICE_COLON_MISSING || at < m->part.from + 2 ||
	    m->text[at - 1] != '"')
		return false;
	for (at--; at > m->part.from && fp_trivia_blank(m->text[at - 1]);)
		at--;
	return at > m->part.from && m->text[at - 1] == ':';
}

/*
 * One quote alone, right before a word: typed for an apostrophe, or by mistake, or it has lost its
 * partner. Behind a digit it says inches.
 */
static bool lacks_partner(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t at = r->content.from;

	if (r->inner != 1)
		return false;
	while (at < r->content.to && m->text[at] != '"')
		at += m->text[at] == '\\' ? 2 : 1;
	return at > r->content.from && at + 1 < r->content.to &&
	       !fp_ascii_is_digit(m->text[at - 1]) && fp_ascii_is_alpha(m->text[at + 1]);
}

/* # note }: the closer that is missed stands in a comment behind the last token. */
static bool is_in_note(const struct fp_maker *m, uint32_t at)
{
	return memchr(m->text + at, '}', m->part.to - at) != NULL ||
	       memchr(m->text + at, ']', m->part.to - at) != NULL;
}

/*
 * {"a": {"b": 1, "c": 2}: on one line, with closers at its end that are too few, the one that is missed
 * may have stood before each later member that the object outside could hold as well.
 */
static bool may_close_earlier(const struct fp_maker *m)
{
	enum { DEEPEST = 64 };
	uint32_t end = m->part.to, depth = 0, closers = 0;
	char kinds[DEEPEST] = {0};
	bool commas[DEEPEST] = {0};

	for (; end > m->part.from && strchr("}] \r\n\t", m->text[end - 1]); end--)
		closers += m->text[end - 1] == '}' || m->text[end - 1] == ']';
	if (memchr(m->text + m->part.from, '\n', end - m->part.from))
		return false;
	for (uint32_t to, at = m->part.from; closers && at<end; at = to> at ? to : at + 1) {
		char c = m->text[at];

		to = behind_string(m, at);
		if ((c == '{' || c == '[') && ++depth < DEEPEST) {
			kinds[depth] = c;
			commas[depth] = false;
		}
		depth -= depth && (c == '}' || c == ']');
		if (c == ',' && depth < DEEPEST)
			commas[depth] = true;
	}
	for (uint32_t i = 2; closers && i <= depth && i < DEEPEST; i++) {
		if (commas[i] && kinds[i] == kinds[i - 1])
			return true;
	}
	return false;
}

/* `5`: a string in backticks, or a number in Markdown's marks of code. */
static bool is_marked_number(const struct fp_maker *m, const struct fp_move *move)
{
	struct fp_range inner = move->reading.content;

	return move->kind == FP_MOVE_STRING && m->text[move->range.from] == '`' &&
	       inner.to > inner.from &&
	       fp_scan_number(m->text, inner.to, inner.from) == inner.to - inner.from;
}

/* [{]: a container that is closed where nothing is in it yet; its opener may be what is too many. */
static bool closes_empty(const struct fp_maker *m, const struct fp_move *move)
{
	return move->kind == FP_MOVE_CLOSE && move->range.from == m->frames[move->frame].open + 1;
}

/* "a " "b": the blank says that the two may be one string, written in two parts. */
static bool may_be_joined(const struct fp_maker *m, const struct fp_move *move)
{
	uint32_t at = move->range.from;

	return at > m->part.from + 1 && m->text[at - 1] == '"' && m->text[at - 2] == ' ';
}

/* ``` or less of it, alone behind the document: the fence of the block, written twice. */
static bool is_fence_rest(const struct fp_maker *m, struct fp_range range)
{
	for (uint32_t i = range.from; i < range.to; i++) {
		if (m->text[i] != '`')
			return false;
	}
	return range.from < range.to && ends_text(m, range.to);
}

/*
 * "x ||\n    y": the next line is indented as the document is, so that the line end may be no part of
 * the string. JSON and code are written over several lines, and mean the same on one.
 */
static bool may_be_wrapped(const struct fp_maker *m, const struct fp_move *move)
{
	struct fp_range content = move->reading.content;
	bool indented = false;

	if (move->kind != FP_MOVE_STRING || strchr("{[", m->text[content.from]))
		return false;
	for (uint32_t i = content.from + 1; i < content.to; i++) {
		if (m->text[i] != '\n')
			continue;
		if (strchr("{;", m->text[i - 1 - (m->text[i - 1] == '\r')]))
			return false;
		indented =
		    indented || (i + 1 < content.to && strchr(" \t", m->text[i + 1]) != NULL);
	}
	return indented;
}

bool fp_safe_kind(const struct fp_maker *m, const struct fp_move *move)
{
	switch ((enum fp_rule)move->rule) {
	case FP_JSON_MISSING_COLON:
		return !is_set(m, move) && !holds_colon(m, move);
	case FP_JSON_EXTRA_COMMA: /* after a colon the value itself may be what is missing */
		return !move->previous || m->text[move->previous - 1] != ':';
	case FP_JSON_MISSING_COMMA:
		return !may_be_joined(m, move);
	case FP_JSON_EXTRA_COLON:
	case FP_JSON_TRAILING_COMMA:
	case FP_JSON_BAD_ESCAPE:
		return !may_be_text(m, move);
	case FP_JSON_CONTROL_CHAR:
		return !may_be_text(m, move) && !may_be_wrapped(m, move);
	case FP_JSON_SINGLE_QUOTE:
		return !is_marked_number(m, move);
	case FP_JSON_SMART_QUOTE:
	case FP_JSON_INVISIBLE_CHAR:
		return true;
	case FP_JSON_UNESCAPED_QUOTE:
		return !move->reading.structural && !is_spliced(m, &move->reading) &&
		       !lacks_partner(m, &move->reading);
	case FP_JSON_MISSING_QUOTE:
		return move->price != FP_PRICE_QUOTE_LATE &&
		       !holds_structure(m, move->range.from) && !may_be_value(m, move->range.from);
	case FP_JSON_UNQUOTED_KEY:
		return move->price == FP_PRICE_BARE_KEY;
	case FP_JSON_BAD_LITERAL:
		return move->kind == FP_MOVE_REPLACE &&
		       strchr("TFNun", m->text[move->range.from]) &&
		       m->text[move->range.to - 1] != 'r';
	case FP_JSON_UNTERMINATED_STRING:
		return ends_text(m, move->reading.end) && !may_hold_more(m, move);
	case FP_JSON_UNCLOSED_CONTAINER:
		return (move->kind == FP_MOVE_CLOSE_END && !is_in_note(m, move->range.from) &&
		        !may_close_earlier(m)) ||
		       (move->kind == FP_MOVE_CLOSE && ends_text(m, move->range.from) &&
		        !closes_empty(m, move));
	case FP_JSON_EXTRA_CLOSER:
		return is_repeated(m, move) && !may_be_earlier(m, move->range);
	case FP_JSON_UNEXPECTED_TEXT:
		return move->price == FP_PRICE_COMMA_SEMICOLON ||
		       move->price == FP_PRICE_ROOT_COMMA || is_fence_rest(m, move->range);
	default:
		return false;
	}
}
