/* SPDX-License-Identifier: MIT */
/*
 * The edits of one string or literal: its quotes, what inside it needs an escape, and what its
 * content says about how that was meant.
 */
#include "json/maker.h"

#include "text/ascii.h"
#include "json/flaw.h"
#include "json/trivia.h"

#include <string.h>

static bool holds(const struct fp_maker *m, struct fp_range range, const char *what)
{
	size_t n = strlen(what);

	for (uint32_t i = range.from; i + n <= range.to; i++) {
		if (memcmp(m->text + i, what, n) == 0)
			return true;
	}
	return false;
}

/* x" and "y: the first quote inside reads as the end of one string, the last as the start of another. */
static bool joins_two(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t at = r->content.from;

	while (at < r->content.to && m->text[at] != '"')
		at += m->text[at] == '\\' ? 2 : 1;
	if (at <= r->content.from || at + 1 >= r->content.to)
		return false;
	return !fp_trivia_blank(m->text[at - 1]) && !strchr("=(<>[{:", m->text[at - 1]) &&
	       strchr(" /;.", m->text[at + 1]);
}

/* A string that may well have swallowed what is not its own. */
static bool is_doubtful(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t notes, next = fp_trivia_skip(m->text, m->part.to, r->end, &notes);
	bool name = next < m->part.to && m->text[next] == ':';
	bool lines = holds(m, r->content, "\n");

	if (r->close == FP_CLOSE_OTHER && holds(m, r->content, "\""))
		return true;
	if (r->close == FP_CLOSE_DOUBLED && r->inner)
		return true;
	if (r->close == FP_CLOSE_BACKSLASH && strchr("{[", m->text[r->content.from]))
		return true;
	if (r->inner && joins_two(m, r))
		return true;
	if (name &&
	    (r->inner || lines || holds(m, r->content, ": ") || holds(m, r->content, "\", \"")))
		return true;
	return r->open != 0 && (r->inner || lines || holds(m, r->content, "\", \""));
}

/* JSON pasted into a string as it stood: every quote, backslash and line end needs its escape. */
static void edit_pasted(struct fp_maker *m, struct fp_slip *slip, struct fp_range content)
{
	for (uint32_t i = content.from; i < content.to; i++) {
		char c = m->text[i];

		if (c == '"' || c == '\\')
			fp_edits_add(m, slip, i, i, "\\", 1);
		else if ((unsigned char)c < 0x20)
			fp_edits_add(m, slip, i, i + 1,
			             c == '\n'   ? "\\n"
			             : c == '\t' ? "\\t"
			                         : "\\r",
			             2);
	}
}

static bool is_pasted(struct fp_maker *m, const struct fp_reading *r)
{
	return r->inner && (m->text[r->content.from] == '{' || m->text[r->content.from] == '[') &&
	       fp_scan(m->arena, m->text + r->content.from, r->content.to - r->content.from, NULL,
	               NULL);
}

/* Whether the content is a regular expression: its backslashes are meant. */
static bool is_pattern(const struct fp_maker *m, struct fp_range content)
{
	bool slashes = content.to - content.from > 2 && m->text[content.from] == '/' &&
	               m->text[content.to - 1] == '/';

	return slashes || m->text[content.from] == '^' ||
	       (content.to > content.from && m->text[content.to - 1] == '$') ||
	       holds(m, content, "(?:") || holds(m, content, "\\d") || holds(m, content, "0-9]");
}

/* Whether the content is one long token that was wrapped for the page: no blank but at line ends. */
static bool is_wrapped(const struct fp_maker *m, struct fp_range content)
{
	bool indent = false;

	for (uint32_t i = content.from; i < content.to; i++) {
		char c = m->text[i];

		if (c == '\n' || c == '\r')
			indent = true;
		else if (c != ' ' && c != '\t')
			indent = false;
		else if (!indent)
			return false;
	}
	return content.to - content.from > 40;
}

/* Whether the content is a path of Windows: C:\dir, where \n and \t are no escapes either. */
static bool is_path(const struct fp_maker *m, struct fp_range content)
{
	const char *c = m->text + content.from;

	return content.to - content.from > 3 && (c[0] | 32) >= 'a' && (c[0] | 32) <= 'z' &&
	       c[1] == ':' && c[2] == '\\' && c[3] != '\\';
}

/* Where one backslash of a path or a pattern was not doubled, none was that stands alone. */
static void double_backslashes(struct fp_maker *m, struct fp_slip *slip, struct fp_range content)
{
	for (uint32_t i = content.from; i < content.to; i++) {
		if (m->text[i] != '\\')
			continue;
		if (i + 1 == content.to || !strchr("\\\"/", m->text[i + 1]))
			fp_edits_add(m, slip, i, i + 1, "\\\\", 2);
		else
			i++;
	}
	slip->safe = false;
}

/* The content of a name whose opening quote was typed at the end of the line before: its first byte. */
static uint32_t late_name(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t notes, at = r->content.from,
	                next = fp_trivia_skip(m->text, m->part.to, r->end, &notes);

	if (r->open != 0 || r->inner || next >= m->part.to || m->text[next] != ':')
		return r->content.from;
	while (at < r->content.to && fp_trivia_blank(m->text[at]))
		at++;
	return memchr(m->text + r->content.from, '\n', at - r->content.from) ? at : r->content.from;
}

/* What the whole content says on how one flaw is to be mended; a person should look then. */
static void mend_by_content(const struct fp_maker *m, const struct fp_reading *r,
                            struct fp_flaw *flaw)
{
	if (flaw->kind == FP_FLAW_ESCAPE && flaw->text_len == 0 && is_pattern(m, r->content)) {
		memcpy(flaw->text, "\\\\", 2);
		flaw->text_len = 2;
		flaw->safe = false;
	}
	if (flaw->kind == FP_FLAW_LINE && is_wrapped(m, r->content)) {
		while (flaw->range.to < r->content.to && fp_trivia_blank(m->text[flaw->range.to]))
			flaw->range.to++;
		flaw->text_len = 0;
		flaw->safe = false;
	}
}

/* "on:, — the key beside that of the quote was hit. */
static bool is_mistyped(const struct fp_maker *m, const struct fp_reading *r)
{
	uint32_t to = r->content.to;

	return r->close == FP_CLOSE_MISSING && to - r->content.from > 1 && to < m->part.to &&
	       m->text[to] == ',' && strchr(":;'", m->text[to - 1]) &&
	       fp_ascii_is_alnum(m->text[to - 2]);
}

void fp_edits_string(struct fp_maker *m, struct fp_slip *slip, const struct fp_move *move)
{
	const struct fp_reading *r = &move->reading;
	uint32_t at = r->content.from;
	struct fp_flaw flaw;

	if (m->payload && is_pasted(m, r)) {
		fp_edits_add(m, slip, move->range.from, r->content.from, "", 0);
		fp_edits_add(m, slip, r->content.to, r->end, "", 0);
		slip->safe = false;
		return;
	}
	at = late_name(m, r);
	if (r->open != 0)
		fp_edits_add(m, slip, move->range.from, r->content.from, "\"", 1);
	if (at > r->content.from) {
		fp_edits_add(m, slip, move->range.from, r->content.from, "", 0);
		fp_edits_add(m, slip, at, at, "\"", 1);
	}
	if (is_doubtful(m, r))
		slip->safe = false;
	if (is_pasted(m, r)) {
		edit_pasted(m, slip, r->content);
		at = r->content.to;
	} else if (r->inner && strchr("{[", m->text[r->content.from])) {
		slip->safe = false;
	} else if ((slip->rule == FP_JSON_BAD_ESCAPE || r->close == FP_CLOSE_BACKSLASH) &&
	           r->open == 0 && is_path(m, r->content)) {
		double_backslashes(m, slip, r->content);
		at = r->content.to;
	}
	while (fp_flaw_next(&flaw, m->text, r, &at)) {
		mend_by_content(m, r, &flaw);
		if (at < flaw.range.to)
			at = flaw.range.to;
		slip->safe = slip->safe && flaw.safe;
		fp_edits_add(m, slip, flaw.range.from, flaw.range.to,
		             fp_arena_copy(m->arena, flaw.text, flaw.text_len), flaw.text_len);
	}
	if (r->close == FP_CLOSE_BACKSLASH && r->open == 0 && is_path(m, r->content))
		fp_edits_add(m, slip, r->content.to, r->end, "\\\\\"", 3);
	else if (is_mistyped(m, r))
		fp_edits_add(m, slip, r->content.to - 1, r->content.to, "\"", 1);
	else if (r->end - r->content.to != 1 || m->text[r->content.to] != '"')
		fp_edits_add(m, slip, r->content.to, r->end, "\"", 1);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * A number as JSON writes it: no sign '+', digits on both sides of the point, no leading zeros, no
 * grouping. Answers its length, 0 where the text is no such number: 0x1f is quoted, to keep its digits.
 */
static uint32_t plain_number(char *out, const char *text, uint32_t len)
{
	uint32_t n = 0, i = 0, zeros;

	if (len > 40)
		return 0;
	if (text[i] == '-')
		out[n++] = '-';
	if (text[i] == '-' || text[i] == '+')
		i++;
	for (zeros = i; zeros + 1 < len && text[zeros] == '0' && is_digit(text[zeros + 1]);)
		zeros++;
	i = zeros;
	if (i >= len || (!is_digit(text[i]) && text[i] != '.'))
		return 0;
	if (text[i] == '.')
		out[n++] = '0';
	for (; i < len; i++) {
		if (text[i] == ',' || text[i] == '_' || text[i] == ' ')
			continue;
		if (text[i] == '.' && (i + 1 == len || !is_digit(text[i + 1])))
			continue;
		if (strchr("nNlLfFdDuU", text[i]) && i + 1 == len)
			continue; /* a suffix of a programming language */
		out[n++] = text[i];
	}
	return fp_scan_number(out, n, 0) == n ? n : 0;
}

void fp_edits_quote(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
{
	struct fp_bytes inner = FP_BYTES(m->arena);

	for (uint32_t i = range.from; i < range.to; i++) {
		char c = m->text[i];

		if (c == '"' || c == '\\')
			fp_bytes_char(&inner, '\\');
		if ((unsigned char)c < 0x20)
			c = ' ';
		fp_bytes_char(&inner, c);
	}
	fp_edits_add(m, slip, range.from, range.from, "\"", 1);
	if (memcmp(fp_bytes_string(&inner), m->text + range.from, range.to - range.from) != 0 ||
	    inner.len != range.to - range.from)
		fp_edits_add(m, slip, range.from, range.to, fp_bytes_string(&inner),
		             (uint32_t)inner.len);
	fp_edits_add(m, slip, range.to, range.to, "\"", 1);
}

void fp_edits_literal(struct fp_maker *m, struct fp_slip *slip, struct fp_range range)
{
	char number[64];
	const char *word = m->text + range.from;
	uint32_t len = range.to - range.from, n;

	if (memchr(word, 'N', len) || memchr(word, 'I', len)) {
		fp_edits_add(m, slip, range.from, range.to, "null", 4);
		return;
	}
	n = plain_number(number, word, len);
	if (n)
		fp_edits_add(m, slip, range.from, range.to, fp_arena_copy(m->arena, number, n), n);
	else
		fp_edits_quote(m, slip, range);
}
