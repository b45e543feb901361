/* SPDX-License-Identifier: MIT */
/*
 * Between two tokens. A piece is recognised by how it opens; a table says where each kind ends. What
 * opens like a comment inside a string never gets here, for a string is one token.
 */
#include "json/trivia.h"

#include "text/ascii.h"
#include "text/utf8.h"

#include <stddef.h>
#include <string.h>

/* Openers, longest first where one begins another. close NULL: to the end of the line. */
static const struct opener {
	const char *open, *close;
	enum fp_trivia_kind kind;
} openers[] = {
    {"//", NULL, FP_TRIVIA_COMMENT},
    {"/*", "*/", FP_TRIVIA_COMMENT},
    {"#", NULL, FP_TRIVIA_COMMENT},
    {"<!--", "-->", FP_TRIVIA_COMMENT},
    {"<-", NULL, FP_TRIVIA_COMMENT},
    {"<=", NULL, FP_TRIVIA_COMMENT},
    {"\xe2\x86\x90", NULL, FP_TRIVIA_COMMENT}, /* ← */
    {"\xe2\x9f\xb5", NULL, FP_TRIVIA_COMMENT}, /* ⟵ */
    {"\xe2\xac\x85", NULL, FP_TRIVIA_COMMENT}, /* ⬅ */
    {"--", NULL, FP_TRIVIA_COMMENT},
    {"^", NULL, FP_TRIVIA_COMMENT}, /* below what it points at */
    {"{/*", "*/}", FP_TRIVIA_COMMENT},
    {"{#", "#}", FP_TRIVIA_COMMENT},
    {"{{!", "}}", FP_TRIVIA_COMMENT},
    {"{%", "%}", FP_TRIVIA_DIRECTIVE},
    {"<%", "%>", FP_TRIVIA_DIRECTIVE},
    {"{{#", "}}", FP_TRIVIA_DIRECTIVE},
    {"{{/", "}}", FP_TRIVIA_DIRECTIVE},
    {"{{^", "}}", FP_TRIVIA_DIRECTIVE},
    {"{{>", "}}", FP_TRIVIA_DIRECTIVE},
    {"{{<", "}}", FP_TRIVIA_DIRECTIVE},
    {"{{%", "}}", FP_TRIVIA_DIRECTIVE},
};

/* Words that make {{ … }} a directive and no value. */
static const char *const directive_words[] = {"if",     "else",     "end",     "range", "with",
                                              "define", "template", "include", "block", "each"};

/* Whether the first two bytes are worth a look at all. */
static bool may_open(unsigned char c, char next)
{
	switch (c) {
	case '{':
		return next == '/' || next == '#' || next == '{' || next == '%';
	case '?':
		return next == ':';
	case '>':
		return next == ' ';
	case '|':
		return next != '|';
	case '/':
		return next == '/' || next == '*';
	case '-':
		return next == '-';
	case '#':
	case '<':
	case '^':
	case '(':
		return true;
	default:
		return c >= 0x80;
	}
}

static uint32_t line_end(const char *text, uint32_t len, uint32_t at)
{
	const char *feed = memchr(text + at, '\n', len - at), *end = feed ? feed : text + len;
	const char *carriage = memchr(text + at, '\r', (size_t)(end - text) - at);

	return (uint32_t)((carriage ? carriage : end) - text);
}

/*
 * Where a comment to the end of its line ends. One that follows an opener leaves it the closer with
 * which the line ends: { // as above }
 */
static uint32_t comment_end(const char *text, uint32_t len, uint32_t at)
{
	uint32_t start = at, end = line_end(text, len, at), to = end;

	while (start && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	while (to > at && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == ','))
		to--;
	if (start == 0 || to == at || (text[start - 1] != '{' && text[start - 1] != '[') ||
	    text[to - 1] != text[start - 1] + 2 || memchr(text + at, text[start - 1], to - at))
		return end;
	return to - 1;
}

/* The offset just after `close`, or 0 where it does not come within 4 KiB. */
static uint32_t after_close(const char *text, uint32_t len, uint32_t at, const char *close)
{
	size_t n = strlen(close);
	const char *stop = text + (len - at > 4096 ? at + 4096 : len);

	for (const char *p = text + at; stop - p >= (ptrdiff_t)n; p++) {
		p = memchr(p, *close, (size_t)(stop - p) - n + 1);
		if (!p)
			return 0;
		if (memcmp(p, close, n) == 0)
			return (uint32_t)(p - text) + (uint32_t)n;
	}
	return 0;
}

/* Whether a directive that begins at `at` says `word`: {% word, {%- word, {{#word, {{word. */
static bool says(const char *text, uint32_t len, uint32_t at, const char *word)
{
	size_t n = strlen(word);

	at += 2;
	while (at < len && strchr("-~#/ ", text[at]) && text[at])
		at++;
	return at + n < len && memcmp(text + at, word, n) == 0 && strchr(" }-~%", text[at + n]);
}

static bool ends_if(const char *text, uint32_t len, uint32_t at)
{
	return says(text, len, at, "endif") || says(text, len, at, "end") ||
	       (text[at + 2] == '/' && says(text, len, at, "if"));
}

enum { NESTED_MOST = 8 };

/*
 * {% if … %} A {% else %}: of alternatives the last one is read, so the first goes with the directive.
 * The offset behind {% else %}, or 0 where none comes before the {% endif %}.
 */
static uint32_t after_else(const char *text, uint32_t len, uint32_t at)
{
	uint32_t stop = len - at > 4096 ? at + 4096 : len, depth = 0;
	char mark = text[at + 1];

	if (!says(text, len, at, "if"))
		return 0;
	for (uint32_t i = at + 2; i + 2 < stop; i++) {
		if (text[i] != '{' || text[i + 1] != mark)
			continue;
		if (ends_if(text, len, i)) {
			if (depth-- == 0)
				return 0;
		} else if (says(text, len, i, "if")) {
			if (++depth == NESTED_MOST)
				return 0;
		} else if (depth == 0 && says(text, len, i, "else")) {
			return after_close(text, len, i, mark == '%' ? "%}" : "}}");
		}
	}
	return 0;
}

/* {{ if … }}, {{- end }}: a word of the table, and a boundary after it. */
static bool is_directive_word(const char *text, uint32_t len, uint32_t at)
{
	at += 2;
	while (at < len && (text[at] == '-' || text[at] == '~' || text[at] == ' '))
		at++;
	for (size_t i = 0; i < sizeof(directive_words) / sizeof(*directive_words); i++) {
		size_t n = strlen(directive_words[i]);

		if (at + n < len && memcmp(text + at, directive_words[i], n) == 0 &&
		    strchr(" }-~", text[at + n]) != NULL)
			return true;
	}
	return false;
}

/* An object with a note in it, behind a colon; elsewhere {/ * … * /} is how MDX writes a note. */
static bool holds_note(const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = text[at + 1] == '/' ? after_close(text, len, at + 3, "*/}") : 0;

	while (at && fp_trivia_blank(text[at - 1]))
		at--;
	while (end && end < len && fp_trivia_blank(text[end]))
		end++;
	return end && at && text[at - 1] == ':' && (end == len || strchr(",}]", text[end]));
}

/* Whether nothing but blanks stands before it on its line, which is not the first. */
static bool is_first(const char *text, uint32_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at && text[at - 1] == '\n';
}

/* The rest of #name#. */
static bool is_marked_name(const char *text, uint32_t len, uint32_t at)
{
	uint32_t from = at;

	while (at < len && (fp_ascii_is_alnum(text[at]) || text[at] == '_'))
		at++;
	return at > from && at < len && text[at] == '#';
}

/* The rest of #name with a comma right behind it. */
static bool is_named(const char *text, uint32_t len, uint32_t at)
{
	uint32_t from = at;

	while (at < len && (fp_ascii_is_alnum(text[at]) || text[at] == '_'))
		at++;
	return at > from && at < len && text[at] == ',';
}

/* "color": #fff, "n": #{n}, "n": #name#, <%= n %>: what opens like a note, and stands for a value. */
static bool is_value(const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = at + 1;

	if (text[at] == '<')
		return at + 2 < len && text[at + 1] == '%' && text[at + 2] == '=';
	if (text[at] == '{')
		return holds_note(text, len, at);
	if (text[at] == '^')
		return !is_first(text, at);
	if (text[at] != '#')
		return false;
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	if (at == 0 || text[at - 1] != ':' || end >= len)
		return false;
	if (text[end] == '{' || is_marked_name(text, len, end) || is_named(text, len, end))
		return true;
	for (at = end; end < len && text[end] && strchr("0123456789abcdefABCDEF", text[end]);)
		end++;
	return end - at >= 3 && end - at <= 8 && end < len &&
	       (fp_trivia_blank(text[end]) || strchr(",}]", text[end]));
}

/* <1>, (1): a mark at the end of a line that a note below explains; the offset behind it, or 0. */
static uint32_t after_callout(const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = at + 1, before = at;
	char close = text[at] == '<' ? '>' : ')';

	while (end < len && end - at < 4 && text[end] >= '0' && text[end] <= '9')
		end++;
	if (end == at + 1 || end >= len || text[end] != close)
		return 0;
	while (before && (text[before - 1] == ' ' || text[before - 1] == '\t'))
		before--;
	if (before == 0 || before == at || !strchr(",{}[]\"", text[before - 1]))
		return 0;
	at = end + 1;
	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at >= len || text[at] == '\n' || text[at] == '\r' ? end + 1 : 0;
}

/* Nested block comments do not exist; an unclosed one reaches to the end of its line. */
static bool read_note(struct fp_trivia *out, const char *text, uint32_t len, uint32_t at)
{
	if (text[at] == '<' || text[at] == '(') {
		uint32_t end = after_callout(text, len, at);

		*out = (struct fp_trivia){FP_TRIVIA_COMMENT, {at, end}, 0};
		if (end)
			return true;
	}
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		const struct opener *o = &openers[i];
		size_t n = strlen(o->open);
		uint32_t end = 0;

		if (text[at] != *o->open || at + n > len || memcmp(text + at, o->open, n) != 0)
			continue;
		if (is_value(text, len, at))
			return false;
		if (o->close)
			end = after_close(text, len, at + (uint32_t)n, o->close);
		if (o->kind == FP_TRIVIA_DIRECTIVE && text[at] == '{') {
			uint32_t other = after_else(text, len, at);

			end = other ? other : end;
		}
		if (end == 0 && o->close && text[at] == '{')
			continue; /* an unclosed {{# is a brace, not a note */
		if (end == 0)
			end = comment_end(text, len, at);
		*out = (struct fp_trivia){o->kind, {at, end}, 0};
		return true;
	}
	if (at + 2 < len && text[at] == '{' && text[at + 1] == '{' &&
	    is_directive_word(text, len, at)) {
		uint32_t other = after_else(text, len, at);
		uint32_t end = other ? other : after_close(text, len, at, "}}");

		*out = (struct fp_trivia){FP_TRIVIA_DIRECTIVE, {at, end}, 0};
		return end != 0;
	}
	return false;
}

/* A tag that sets its text off, as <b> and </b> do, around a token; the offset behind it, or 0. */
static uint32_t after_tag(const char *text, uint32_t len, uint32_t at)
{
	static const char *const names[] = {"b", "strong", "em", "i", "u", "mark", "span", "code"};
	bool closes = text[at + 1] == '/';
	uint32_t name = at + 1 + closes, end = name, most = len - at > 80 ? at + 80 : len;

	while (end < most && (text[end] | 32) >= 'a' && (text[end] | 32) <= 'z')
		end++;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (end - name != strlen(names[i]) ||
		    memcmp(text + name, names[i], end - name) != 0)
			continue;
		while (end < most && text[end] != '>' && text[end] != '\n')
			end++;
		if (end >= most || text[end] != '>')
			return 0;
		return closes || (end + 1 < len && strchr("\"{[-0123456789", text[end + 1]))
		           ? end + 1
		           : 0;
	}
	return 0;
}

/* ** around a token, as Markdown sets it off; *** stands for what is hidden. */
static bool is_emphasis(const char *text, uint32_t len, uint32_t at)
{
	char before = at ? text[at - 1] : ' ', after = at + 2 < len ? text[at + 2] : ' ';

	return at + 1 < len && text[at + 1] == '*' && before != '*' && after != '*' &&
	       (strchr("\"}]0123456789", before) || strchr("\"{[-0123456789", after));
}

/* A blank, a line end or a colour as they are written elsewhere; the offset behind it, or 0. */
static uint32_t after_residue(const char *text, uint32_t len, uint32_t at)
{
	static const char *const whole[] = {"&nbsp;", "&#160;", "&emsp;",
	                                    "<br>",   "<br/>",  "<br />"};
	uint32_t end = at + 2;

	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		size_t n = strlen(whole[i]);

		if (text[at] == *whole[i] && at + n <= len && memcmp(text + at, whole[i], n) == 0)
			return at + (uint32_t)n;
	}
	if (end >= len)
		return 0;
	if (text[at] == '<')
		return after_tag(text, len, at);
	if (text[at] == '*')
		return is_emphasis(text, len, at) ? end : 0;
	if (text[at] == '\\')
		return strchr("nrt", text[at + 1]) && strchr(" \n\r\\\"{}[],", text[end]) ? end : 0;
	if (text[at] != '\x1b' || text[at + 1] != '[')
		return 0;
	while (end < len && strchr("0123456789;", text[end]) && text[end])
		end++;
	return end < len && text[end] == 'm' ? end + 1 : 0;
}

/* Whether a client marks a message with it, as sent or as received: < {"a": 1} on a line of its own. */
static bool is_arrow(const char *text, uint32_t len, uint32_t at)
{
	return at + 2 < len && (text[at] == '<' || text[at] == '>') && text[at + 1] == ' ' &&
	       (text[at + 2] == '{' || text[at + 2] == '[') && (at == 0 || is_first(text, at));
}

/* "a", | what it is: a column of notes behind the commas. */
static bool is_column(const char *text, uint32_t at)
{
	uint32_t from = at;

	while (from && (text[from - 1] == ' ' || text[from - 1] == '\t'))
		from--;
	return text[at] == '|' && from && from < at && text[from - 1] == ',';
}

/* A mark of right or wrong in front of an example; the offset behind it, or 0. */
static uint32_t after_verdict(const char *text, uint32_t len, uint32_t at)
{
	static const char *const marks[] = {"\xe2\x9d\x8c", "\xe2\x9c\x85", "\xe2\x9c\x93",
	                                    "\xe2\x9c\x94", "\xe2\x9c\x96", "\xe2\x9c\x97"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (at + 3 <= len && memcmp(text + at, marks[i], 3) == 0)
			return at + 3;
	}
	return 0;
}

/* A backslash with nothing but blanks behind it on its line; \n, &nbsp;, <br>, the colours of a terminal. */
static bool read_stray(struct fp_trivia *out, const char *text, uint32_t len, uint32_t at)
{
	uint32_t end = after_residue(text, len, at);
	bool shown = text[at] == '\\' && at && strchr("}]", text[at - 1]); /* {"a": 1}\n */

	if (end) {
		*out =
		    (struct fp_trivia){shown ? FP_TRIVIA_COMMENT : FP_TRIVIA_STRAY, {at, end}, 0};
		return true;
	}
	end = at + 1;
	if (text[at] != '\\')
		return false;
	while (end < len && (text[end] == ' ' || text[end] == '\t'))
		end++;
	if (end < len && text[end] != '\n' && text[end] != '\r')
		return false;
	*out = (struct fp_trivia){FP_TRIVIA_STRAY, {at, at + 1}, 0};
	return true;
}

bool fp_trivia_invisible(uint32_t point)
{
	return point == 0xA0 || point == 0xAD || point == 0xFEFF || point == 0x3000 ||
	       point == 0x180E || point == 0x202F || point == 0x205F || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200F) || point == 0x2028 || point == 0x2029 ||
	       (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069);
}

bool fp_trivia_read(struct fp_trivia *out, const char *text, uint32_t len, uint32_t at)
{
	unsigned char c = (unsigned char)text[at];
	uint32_t used, point;

	if (c == '\\' || c == '&' || c == '\x1b')
		return read_stray(out, text, len, at);
	if ((c == '<' || c == '*') && read_stray(out, text, len, at))
		return true;
	if (!may_open(c, at + 1 < len ? text[at + 1] : 0) && c != '\f' && c != '\v')
		return false;
	if (is_arrow(text, len, at)) {
		*out = (struct fp_trivia){FP_TRIVIA_COMMENT, {at, at + 1}, 0};
		return true;
	}
	if (c == '|' || c == '>') {
		if (!is_column(text, at))
			return false; /* and no look for the end of its line, which may be far */
		*out = (struct fp_trivia){FP_TRIVIA_COMMENT, {at, line_end(text, len, at)}, 0};
		return true;
	}
	if (c == '?') { /* "name"?: of a member that may be left out */
		*out = (struct fp_trivia){FP_TRIVIA_DIRECTIVE, {at, at + 1}, 0};
		return at && text[at - 1] == '"';
	}
	if (c == '\f' || c == '\v') {
		*out = (struct fp_trivia){FP_TRIVIA_INVISIBLE, {at, at + 1}, c};
		return true;
	}
	if (c >= 0x80) {
		point = fp_utf8_decode(text + at, len - at, &used);
		if (point == FP_UTF8_BAD) {
			*out = (struct fp_trivia){FP_TRIVIA_BAD_UTF8, {at, at + used}, 0};
			return true;
		}
		if (fp_trivia_invisible(point)) {
			*out = (struct fp_trivia){FP_TRIVIA_INVISIBLE, {at, at + used}, point};
			return true;
		}
		if (after_verdict(text, len, at)) {
			*out = (struct fp_trivia){FP_TRIVIA_COMMENT, {at, at + used}, 0};
			return true;
		}
	}
	return read_note(out, text, len, at);
}

uint32_t fp_trivia_skip(const char *text, uint32_t len, uint32_t at, uint32_t *notes)
{
	struct fp_trivia piece;

	*notes = 0;
	for (;;) {
		while (at < len && fp_trivia_blank(text[at]))
			at++;
		if (at >= len || !fp_trivia_read(&piece, text, len, at))
			return at;
		if (piece.kind == FP_TRIVIA_COMMENT || piece.kind == FP_TRIVIA_DIRECTIVE ||
		    piece.kind == FP_TRIVIA_STRAY)
			*notes += 1;
		at = piece.range.to;
	}
}
