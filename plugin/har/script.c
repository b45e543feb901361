/* SPDX-License-Identifier: MIT */
/*
 * A script → does it balance? Strings and comments are passed over; a `/` after what cannot end an
 * operand begins a regular expression. Brackets are counted by kind: enough to see that one is
 * missing.
 */
#include "har/script.h"
#include "json/trivia.h"

#include <stdint.h>
#include <string.h>

struct script {
	const char *text;
	size_t len, at;
	char before;      /* the last byte that was no blank */
	int64_t depth[3]; /* of ( [ { */
};

bool fp_script_is(const char *text, size_t len)
{
	const char *close;

	if (len >= 8 && memcmp(text, "function", 8) == 0)
		return true;
	if (len == 0 || text[0] != '(')
		return false;
	close = memchr(text, ')', len);
	for (close = close ? close + 1 : text + len; close < text + len && *close == ' ';)
		close++;
	return text + len - close >= 2 && memcmp(close, "=>", 2) == 0;
}

/* Passes over what a delimiter encloses; false where it is never closed (or not on its line). */
static bool pass_quoted(struct script *s, char quote, bool one_line)
{
	bool in_class = false;

	for (s->at++; s->at < s->len; s->at++) {
		char c = s->text[s->at];

		if (c == '\\')
			s->at++;
		else if (quote == '/' && (c == '[' || c == ']'))
			in_class = c == '[';
		else if (c == quote && !in_class)
			return true;
		else if (c == '\n' && one_line)
			return false;
	}
	return false;
}

static bool pass_comment(struct script *s)
{
	bool block = s->text[s->at + 1] == '*';
	size_t content = s->at + 2;

	for (s->at += 2; s->at < s->len; s->at++) {
		if (!block && s->text[s->at] == '\n')
			return true;
		if (block && s->at > content && s->text[s->at] == '/' && s->text[s->at - 1] == '*')
			return true;
	}
	return !block;
}

/* Whether an operand is due at s->at: after an operator, or after `return`. */
static bool wants_operand(const struct script *s)
{
	size_t end = s->at;

	if (s->before == '\0' || strchr("(,=:[!&|?{};+-*%<>~^", s->before))
		return true;
	while (end > 0 && s->text[end - 1] == ' ')
		end--;
	return end >= 6 && memcmp(s->text + end - 6, "return", 6) == 0;
}

static bool pass_slash(struct script *s)
{
	if (s->at + 1 < s->len && (s->text[s->at + 1] == '/' || s->text[s->at + 1] == '*'))
		return pass_comment(s);
	return wants_operand(s) ? pass_quoted(s, '/', true) : true;
}

static bool pass_bracket(struct script *s, char c)
{
	static const char openers[] = "([{", closers[] = ")]}";
	const char *opener = strchr(openers, c), *closer = strchr(closers, c);

	if (opener)
		s->depth[opener - openers]++;
	else if (closer && --s->depth[closer - closers] < 0)
		return false;
	return true;
}

static bool pass(struct script *s)
{
	char c = s->text[s->at];

	switch (c) {
	case '\0':
		return true;
	case '"':
	case '\'':
		return pass_quoted(s, c, true);
	case '`':
		return pass_quoted(s, c, false);
	case '/':
		return pass_slash(s);
	default:
		return pass_bracket(s, c);
	}
}

bool fp_script_balances(const char *text, size_t len)
{
	struct script s = {.text = text, .len = len};

	for (; s.at < len; s.at++) {
		if (!pass(&s))
			return false;
		if (s.at < len && !fp_trivia_blank(text[s.at]))
			s.before = text[s.at];
	}
	return s.depth[0] == 0 && s.depth[1] == 0 && s.depth[2] == 0;
}
