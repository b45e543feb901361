/* SPDX-License-Identifier: MIT */
/*
 * A copied text → the parts of it that belong to the place it was copied from. What makes it work:
 * such a part is the same on every line, or counts them, or stands at both ends, and JSON begins
 * right behind the first one.
 */
#include "json/residue.h"

#include "json/trivia.h"

#include <string.h>

enum { LINES_LEAST = 3, AROUND_MOST = 200, MARK_MOST = 64 };

/* One line, without the blanks at its end. */
struct line {
	uint32_t from, to, next;
};

static struct line line_at(const char *text, uint32_t len, uint32_t at)
{
	const char *end = memchr(text + at, '\n', len - at);
	struct line line = {at, end ? (uint32_t)(end - text) : len, 0};

	line.next = end ? line.to + 1 : len;
	while (line.to > at && fp_trivia_blank(text[line.to - 1]))
		line.to--;
	return line;
}

static uint32_t skip_blanks(const char *text, uint32_t to, uint32_t at)
{
	while (at < to && fp_trivia_blank(text[at]))
		at++;
	return at;
}

/* Whether JSON begins at `at`, blanks aside. */
static bool json_begins(const char *text, uint32_t to, uint32_t at)
{
	at = skip_blanks(text, to, at);
	return at < to && (text[at] == '{' || text[at] == '[');
}

static void add(struct fp_residue *out, struct fp_arena *arena, uint32_t from, uint32_t to)
{
	if (out->count == out->room) {
		uint32_t room = out->room ? out->room * 2 : 16;

		out->parts = fp_arena_grow(arena, out->parts, out->room * sizeof(*out->parts),
		                           room * sizeof(*out->parts));
		out->room = room;
	}
	out->parts[out->count++] = (struct fp_range){from, to};
}

/* ---- the same on every line ---- */

/* How far the first line that is not blank begins like all the others. */
static uint32_t common_start(const char *text, struct fp_range part, struct line *first)
{
	uint32_t common = 0, lines = 0;
	struct line line;

	for (uint32_t at = part.from; at < part.to; at = line.next) {
		uint32_t n = 0;

		line = line_at(text, part.to, at);
		if (line.to == line.from)
			continue;
		if (lines++ == 0) {
			*first = line;
			common = line.to - line.from < MARK_MOST ? line.to - line.from : MARK_MOST;
		}
		while (n < common && line.from + n < line.to &&
		       text[line.from + n] == text[first->from + n])
			n++;
		common = n;
	}
	return lines >= LINES_LEAST ? common : 0;
}

/* > of a quotation, | of a table, + of a diff, a name and a colon before each line. */
static bool same_mark(struct fp_residue *out, struct fp_arena *arena, const char *text,
                      struct fp_range part)
{
	struct line line = {0}, first = {0};
	uint32_t common = common_start(text, part, &first), mark = 0;
	uint32_t at = skip_blanks(text, first.to, first.from);

	if (common == 0 || strchr("/#*", text[at]))
		return false; /* a comment says of itself what it is */
	for (uint32_t i = 0; i < common; i++) {
		char c = text[first.from + i];

		if (strchr("{}[]\"',", c))
			break;
		if (strchr(">|+:", c))
			mark = i + 1;
	}
	if (mark == 0 || !json_begins(text, first.to, first.from + mark))
		return false;
	for (at = part.from; at < part.to; at = line.next) {
		line = line_at(text, part.to, at);
		if (line.to > line.from)
			add(out, arena, line.from, line.from + mark);
	}
	out->fault = "a mark stands in front of every line, and is no part of the JSON";
	out->fix = "delete it from every line";
	return true;
}

/* The end of a prompt of Python in front of a line: >>> on the first, ... on the others; 0: none. */
static uint32_t after_prompt(const char *text, const struct line *line, bool first)
{
	const char *prompt = first ? ">>>" : "...";

	return line->to - line->from >= 3 && memcmp(text + line->from, prompt, 3) == 0
	           ? line->from + 3
	           : 0;
}

/* The end of a line's number and of what sets it off, where that is its number; 0: none is there. */
static uint32_t after_number(const char *text, const struct line *line, uint32_t *number)
{
	uint32_t at = skip_blanks(text, line->to, line->from), bar;
	uint64_t n = 0;

	at += at < line->to && text[at] == '[';
	for (bar = at; at < line->to && at - bar < 9 && text[at] >= '0' && text[at] <= '9'; at++)
		n = n * 10 + (uint64_t)(text[at] - '0');
	if (at == bar || (*number && n != *number + 1))
		return 0;
	*number = (uint32_t)n;
	at += at < line->to && strchr("].:)", text[at]);
	if (at < line->to && !strchr(" \t|{[", text[at]))
		return 0;
	bar = skip_blanks(text, line->to, at);
	return bar < line->to && text[bar] == '|' ? bar + 1 : at;
}

static bool numbers_or_prompts(struct fp_residue *out, struct fp_arena *arena, const char *text,
                               struct fp_range part)
{
	uint32_t number = 0;
	bool prompts = false;
	struct line line;

	for (uint32_t at = part.from; at < part.to; at = line.next) {
		uint32_t end;

		line = line_at(text, part.to, at);
		if (line.to == line.from)
			continue;
		if (out->count == 0)
			prompts = after_prompt(text, &line, true) != 0;
		end = prompts ? after_prompt(text, &line, out->count == 0)
		              : after_number(text, &line, &number);
		if (end == 0 || (out->count == 0 && !json_begins(text, line.to, end)))
			return false;
		add(out, arena, line.from, end);
	}
	if (out->count < (prompts ? 1 : LINES_LEAST))
		return false;
	out->fault = prompts ? "the prompt of an interpreter stands in front of the JSON"
	                     : "a number stands in front of every line";
	out->fix = prompts ? "delete the prompts" : "delete the numbers";
	return true;
}

/* ---- at both ends ---- */

static uint32_t run_of(const char *text, uint32_t to, uint32_t at, char c)
{
	uint32_t from = at;

	while (at < to && text[at] == c)
		at++;
	return at - from;
}

/* ```json … ```: a fence within the block; its end may be missing. */
static bool fence(struct fp_residue *out, struct fp_arena *arena, const char *text,
                  struct fp_range part)
{
	uint32_t at = skip_blanks(text, part.to, part.from);
	struct line first = line_at(text, part.to, at);
	char mark = at < part.to ? text[at] : 0;
	uint32_t to = part.to, n = run_of(text, first.to, at, mark), end;

	if ((mark != '`' && mark != '~') || n < 2 || first.to - at > MARK_MOST ||
	    !json_begins(text, part.to, first.next))
		return false;
	add(out, arena, at, first.to);
	while (to > first.next && fp_trivia_blank(text[to - 1]))
		to--;
	for (end = to; end > first.next && text[end - 1] == mark;)
		end--;
	if (to - end >= 2)
		add(out, arena, end, to);
	out->fault = "a code fence stands within the block";
	out->fix = "delete the fence";
	return true;
}

/* -d '{ … }' \: the JSON in the quotes of a command, or in quotes of its own. */
static bool quotes(struct fp_residue *out, struct fp_arena *arena, const char *text,
                   struct fp_range part)
{
	uint32_t from = part.from, to = part.to, behind;

	while (from < part.to && !strchr("'`{[\"", text[from]))
		from++;
	if (from >= part.to || from - part.from > AROUND_MOST ||
	    (text[from] != '\'' && text[from] != '`') || !json_begins(text, part.to, from + 1))
		return false;
	while (to > from && text[to - 1] != text[from])
		to--;
	behind = to;
	if (part.to - behind > AROUND_MOST || to <= from + 2)
		return false;
	for (to--; to > from && fp_trivia_blank(text[to - 1]);)
		to--;
	if ((text[to - 1] != '}' && text[to - 1] != ']') ||
	    memchr(text + behind, '{', part.to - behind) ||
	    memchr(text + behind, '"', part.to - behind))
		return false;
	add(out, arena, part.from, from + 1);
	add(out, arena, to, part.to);
	out->fault = "the JSON stands in quotes, as a command takes it";
	out->fix = "keep what is in the quotes";
	return true;
}

bool fp_residue_find(struct fp_residue *out, struct fp_arena *arena, const char *text,
                     struct fp_range part)
{
	static bool (*const kinds[])(struct fp_residue *, struct fp_arena *, const char *,
	                             struct fp_range) = {same_mark, numbers_or_prompts, fence,
	                                                 quotes};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*out = (struct fp_residue){0};
		if (kinds[i](out, arena, text, part))
			return true;
	}
	return false;
}

char *fp_residue_blank(const struct fp_residue *residue, struct fp_arena *arena, const char *text,
                       uint32_t len)
{
	char *copy = fp_arena_copy(arena, text, len);

	for (uint32_t i = 0; i < residue->count; i++) {
		for (uint32_t at = residue->parts[i].from; at < residue->parts[i].to; at++)
			copy[at] = copy[at] == '\n' ? '\n' : ' ';
	}
	return copy;
}
