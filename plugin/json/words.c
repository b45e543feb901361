/* SPDX-License-Identifier: MIT */
/*
 * Text without quotes → how far it reaches as a word, a phrase, a name or a placeholder. Nothing here
 * decides: it is offered to the search with its kind, and the price does the rest.
 */
#include "json/words.h"

#include "text/ascii.h"
#include "json/trivia.h"
#include "json/word_kind.h"

#include <string.h>

enum { WORD_MOST = 256, UNCLOSED_MOST = 4 };

/* f('x'), f(5): a call around one value, which is meant alone. */
static bool encloses_a_value(const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = at + 1;

	if (text[at] != '(' || end >= len)
		return false;
	while (end < len && (fp_ascii_is_digit(text[end]) || text[end] == '.'))
		end++;
	return text[end < len ? end : at] == ')' ? end > at + 1 : text[at + 1] == '\'';
}

/* Whether a full-width mark or bracket stands here: where it does, no word goes on. */
static bool is_wide_mark(const char *text, uint32_t len, uint32_t at)
{
	static const char *const marks[] = {
	    "\xef\xbc\x8c", "\xe3\x80\x81", "\xef\xbc\x9b", "\xe3\x80\x82", "\xef\xbc\x9a",
	    "\xef\xbd\x9b", "\xef\xbd\x9d", "\xef\xbc\xbb", "\xef\xbc\xbd", "\xe3\x80\x90",
	    "\xe3\x80\x91", "\xd8\x8c",     "\xe2\x88\xb6"};

	if ((unsigned char)text[at] < 0x80)
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t n = strlen(marks[i]);

		if (text[at] == *marks[i] && at + n <= len && memcmp(text + at, marks[i], n) == 0)
			return true;
	}
	return false;
}

/* Passes a bracket and what it encloses on this line; the offset behind it, or 0. */
static uint32_t pass_brackets(const char *text, uint32_t len, uint32_t at)
{
	uint32_t depth = 0, start = at;

	if (encloses_a_value(text, len, at))
		return 0;
	for (; at < len && at - start < WORD_MOST && text[at] != '\n' && text[at] != '\r'; at++) {
		char c = text[at];

		if (c == '"')
			return 0; /* a string of its own */
		if (c == '(' || c == '[' || c == '{' || c == '<')
			depth++;
		if ((c == ')' || c == ']' || c == '}' || c == '>') && --depth == 0)
			return at + 1;
	}
	return 0;
}

/* Whether the word goes on with this byte. */
static bool in_word(char c)
{
	return fp_word_letter(c) || fp_ascii_is_digit(c) ||
	       (c && strchr("-+./@%^*!?&|~\\;=#", c) != NULL);
}

/* Whether a colon at `at` is part of the word: what follows it is no value of its own. */
static bool colon_in_word(const char *text, uint32_t len, uint32_t at)
{
	return at + 1 < len && text[at] == ':' && !fp_trivia_blank(text[at + 1]) &&
	       text[at + 1] != '"' && text[at + 1] != '{' && text[at + 1] != '[';
}

/* Whether a comment begins at `at`. */
static bool note_in_word(const char *text, uint32_t len, uint32_t at, uint32_t start)
{
	return text[at] == '/' && at + 1 < len &&
	       (text[at + 1] == '*' || (text[at + 1] == '/' && at > start));
}

/* The end of one word, its own brackets included. */
static uint32_t word_end(const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at, next;

	while (at < len && at - start < WORD_MOST && !note_in_word(text, len, at, start)) {
		char c = text[at];

		if (is_wide_mark(text, len, at) ||
		    (c == '<' && at + 1 < len && (text[at + 1] == '/' || text[at + 1] == 'b')))
			break;
		if (at + 2 < len && c == ':' && text[at + 1] == '/' && text[at + 2] == '/')
			at += 3;
		else if (in_word(c) || (at > start && colon_in_word(text, len, at)))
			at++;
		else if ((c == '(' || c == '[' || c == '<' || c == '{') && at > start &&
		         (next = pass_brackets(text, len, at)) != 0)
			at = next;
		else
			break;
	}
	while (at > start && strchr(";\\.", text[at - 1]))
		at--;
	return at;
}

bool fp_word_value(struct fp_word *out, const char *text, uint32_t len, uint32_t at)
{
	if (!fp_word_letter(text[at]) && text[at] != '@' && text[at] != '/' && text[at] != '*' &&
	    text[at] != '?' && text[at] != '%' && text[at] != '#')
		return false;
	*out = (struct fp_word){.to = word_end(text, len, at)};
	if (out->to == at)
		return false;
	fp_word_classify(out, text, at);
	return true;
}

/* Where a phrase ends: a comma, a closer, a quote, a comment, the end of the line. */
static bool ends_phrase(const char *text, uint32_t len, uint32_t at, uint32_t start)
{
	char c = text[at];

	if (c == ',' || c == '}' || c == ']' || c == '\n' || c == '\r' || c == '"' ||
	    is_wide_mark(text, len, at))
		return true;
	if (c == '#' && at > start && text[at - 1] == ' ')
		return true;
	return c == '/' && at + 1 < len && text[at + 1] == '/' && at > start && text[at - 1] == ' ';
}

bool fp_word_phrase(struct fp_word *out, const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at, next, unclosed = 0;

	*out = (struct fp_word){.kind = FP_WORD_PLAIN};
	while (at < len && at - start < WORD_MOST && !ends_phrase(text, len, at, start)) {
		if (text[at] == ' ')
			out->blanks = true;
		if (text[at] == ':' && at + 1 < len && fp_trivia_blank(text[at + 1]))
			out->colon = true;
		next = 0;
		if (unclosed < UNCLOSED_MOST && strchr("([<{", text[at]))
			unclosed += (next = pass_brackets(text, len, at)) == 0;
		at = next ? next : at + 1;
	}
	while (at > start && (fp_trivia_blank(text[at - 1]) || text[at - 1] == ';'))
		at--;
	out->to = at;
	return at > start && out->blanks && memchr(text + start, ' ', at - start) != NULL;
}

/* Whether a byte says that a list begins with [[, and no placeholder: its elements, their quotes. */
static bool in_lists(const char *open, char c)
{
	return memcmp(open, "[[", 2) == 0 && strchr("[\",'", c) != NULL;
}

/* True, NaN: in brackets they are no names of what is to be put there. */
static bool is_literal(const char *text, uint32_t from, uint32_t to)
{
	struct fp_word word = {.to = to};

	fp_word_classify(&word, text, from);
	return word.kind == FP_WORD_FOREIGN || word.kind == FP_WORD_NOT_FINITE;
}

/* The quotation marks of word processors, U+2018 to U+201F: none is part of a name. */
static bool is_smart_quote(const char *text, uint32_t len, uint32_t at)
{
	return at + 2 < len && memcmp(text + at, "\xe2\x80", 2) == 0 &&
	       (unsigned char)text[at + 2] >= 0x98 && (unsigned char)text[at + 2] <= 0x9f;
}

/* The quote that closes the one at `at`, on its line; `at`: there is none. */
static uint32_t quoted_to(const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = at + 1;

	while (end < len && end - at < WORD_MOST && text[end] != '"' && text[end] != '\n')
		end++;
	return end < len && text[end] == '"' ? end : at;
}

uint32_t fp_word_bracketed(const char *text, uint32_t len, uint32_t at)
{
	static const struct pair {
		const char *open, *close;
	} pairs[] = {{"${", "}"},  {"{?", "}"},  {"{{{", "}}}"}, {"{{", "}}"}, {"<%", "%>"},
	             {"<<", ">>"}, {"<", ">"},   {"%(", ")s"},   {"%{", "}"},  {"#{", "}"},
	             {"$(", ")"},  {"[[", "]]"}, {"%", "%"},     {"{", "}"},   {"[", "]"},
	             {"((", "))"}, {"@", "@"},   {"(", ")"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		size_t n = strlen(pairs[i].open), m = strlen(pairs[i].close);
		bool single = n == 1 && strchr("{[(", text[at]) != NULL;
		bool any = false;
		uint32_t depth = 0;

		if (text[at] != pairs[i].open[0] || at + n + m > len ||
		    memcmp(text + at, pairs[i].open, n) != 0)
			continue;
		for (uint32_t end = at + (uint32_t)n; end + m <= len && end - at < WORD_MOST;
		     end++) {
			char c = text[end];

			if (any && !depth && c == pairs[i].close[0] &&
			    memcmp(text + end, pairs[i].close, m) == 0)
				return single && is_literal(text, at + 1, end) ? 0
				                                               : end + (uint32_t)m;
			if (in_lists(pairs[i].open, c) ||
			    (single && is_smart_quote(text, len, end)))
				break;
			if (c == '<' && n == 1 && text[at] == '<' && any) {
				depth++; /* <f(<x>)> */
				continue;
			}
			if (c == '>' && depth) {
				depth--;
				continue;
			}
			if (c == '"' && text[at] == '<' && any && text[end - 1] == ' ') {
				end = quoted_to(text, len, end); /* <a name, e.g. "x"> */
				continue;
			}
			if (c == '\n' || c == '\r' || (c == '"' && n == 1) ||
			    (c == '{' && n == 1) || (c == ':' && text[end - 1] == '"') ||
			    (single && !fp_word_letter(c) && !fp_ascii_is_digit(c) &&
			     !strchr("-. +|/", c)) ||
			    (single && (c == '[' || c == '(')))
				break;
			if (!any && single && !fp_word_letter(c))
				break;
			any = true;
		}
	}
	return 0;
}

bool fp_word_operator(const char *text, uint32_t len, uint32_t at)
{
	return at + 3 < len && text[at] == ' ' && strchr("*+/", text[at + 1]) &&
	       text[at + 2] == ' ' &&
	       (fp_word_letter(text[at + 3]) || fp_ascii_is_digit(text[at + 3]));
}

bool fp_word_left_open(const char *text, uint32_t from, uint32_t to)
{
	uint32_t name = from;

	while (name < to && fp_ascii_is_digit(text[name]))
		name++;
	if (name > from && fp_word_operator(text, to, name))
		return true; /* 2 * size */
	name = from;
	while (name < to &&
	       (fp_word_letter(text[name]) || fp_ascii_is_digit(text[name]) || text[name] == '.'))
		name++;
	if (name > from && name < to && text[name] == '(')
		return true;
	if (name + 2 < to && text[name] == ' ' && text[name + 1] == '(' && text[to - 1] == ')' &&
	    fp_word_type(text + from, name - from))
		return true; /* string (its title) */
	return to - from > 3 && (memcmp(text + to - 3, "...", 3) == 0 ||
	                         memcmp(text + to - 3, "\xe2\x80\xa6", 3) == 0);
}

bool fp_word_key(struct fp_word *out, const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at, end;
	bool names = false; /* a letter or a digit is in it: marks alone name nothing */

	*out = (struct fp_word){.kind = FP_WORD_PLAIN, .to = at};
	if (!fp_word_letter(text[at]) && !fp_ascii_is_digit(text[at]) &&
	    !strchr("@.-*/<[%\\", text[at]))
		return false;
	for (end = at; at < len && at - start < WORD_MOST; at++) {
		char c = text[at];

		if (c == ':' || c == '=' || c == ',' || c == '{' || c == '}' || c == '"' ||
		    c == '\n' || c == '\r' || ((c == '[' || c == '(') && at > end) ||
		    is_wide_mark(text, len, at))
			break;
		if (c == ' ' || c == '\t')
			continue;
		names = names || fp_word_letter(c) || fp_ascii_is_digit(c);
		if (strchr("'`\\", c) ||
		    ((unsigned char)c == 0xe2 && at + 1 < len && text[at + 1] == '\x80'))
			out->odd = true;
		if (at > end)
			out->blanks = true;
		end = at + 1;
	}
	out->to = end;
	out->colon =
	    at < len && (text[at] == ':' || text[at] == '=' || is_wide_mark(text, len, at));
	return names;
}

/* "... (1536 floats total)", "... and 20 more": a remark that belongs to the ellipsis. */
static uint32_t pass_remark(const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at, end = at;

	while (at < len && text[at] == ' ')
		at++;
	if (at + 1 < len &&
	    (text[at] == '(' || (text[at] == '[' && fp_word_letter(text[at + 1])))) {
		end = pass_brackets(text, len, at);
		return end ? end : start;
	}
	if (at >= len || !fp_word_letter(text[at]) || is_wide_mark(text, len, at) ||
	    (unsigned char)text[at] == 0xe2) /* punctuation, more dots among it */
		return start;
	for (; at < len && at - start < WORD_MOST; at++) {
		char c = text[at];

		if (c == '\n' || c == '\r' || c == ',' || c == ']' || c == '}')
			return end;
		if (c == '"' || c == ':' || c == '{' || c == '[')
			return start;
		if (c == '.' && at + 2 < len && text[at + 1] == '.')
			return end;
		if (c != ' ')
			end = at + 1;
	}
	return end;
}

/* ". . .", also one below the other; the offset behind the last dot, or 0. */
static uint32_t spaced_dots(const char *text, uint32_t len, uint32_t at)
{
	uint32_t dots = 0, end = at;

	while (at < len && text[at] == '.') {
		end = ++at;
		dots++;
		while (at < len && fp_trivia_blank(text[at]))
			at++;
		if (at == end)
			break;
	}
	return dots >= 3 ? end : 0;
}

uint32_t fp_word_ellipsis(const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at;

	for (;;) {
		if (at + 3 > len ||
		    (memcmp(text + at, "\xe2\x80\xa6", 3) != 0 && memcmp(text + at, "...", 3) != 0))
			break;
		at += 3;
	}
	if (at == start && at + 2 <= len && memcmp(text + at, "..", 2) == 0 &&
	    (at + 2 == len || fp_trivia_blank(text[at + 2]) || strchr(",]}", text[at + 2])))
		at += 2;
	if (at == start && at < len && text[at] == '.') {
		uint32_t end = spaced_dots(text, len, at);

		if (end)
			return end;
	}
	while (at > start && at < len && text[at] == '.')
		at++;
	return at > start ? pass_remark(text, len, at) : 0;
}

uint32_t fp_word_number(const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at;

	if (at < len && (text[at] == '+' || text[at] == '-'))
		at++;
	if (at >= len ||
	    (!fp_ascii_is_digit(text[at]) && text[at] != '.' && text[at] != 'I' && text[at] != 'N'))
		return 0;
	while (at < len && at - start < WORD_MOST && !is_wide_mark(text, len, at) &&
	       (fp_ascii_is_digit(text[at]) || fp_word_letter(text[at]) || text[at] == '_' ||
	        (text[at] == '.' && !(at + 1 < len && text[at + 1] == '.')) ||
	        ((text[at] == '+' || text[at] == '-') && (text[at - 1] | 32) == 'e')))
		at++;
	return at;
}
