/* SPDX-License-Identifier: MIT */
/*
 * A copied text → what stands in front of every line, or behind it, and is no part of it. What makes
 * it work: it is the same everywhere, or counts the lines, or tells the time, and JSON begins right
 * behind the first one. Of a merge that was not concluded the first side is kept.
 */
#include "json/residue.h"

#include "json/trivia.h"

#include <string.h>

enum { LINES_LEAST = 3, MARK_MOST = 64 };

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

static bool begins(const char *text, uint32_t to, uint32_t at, const char *what)
{
	size_t n = strlen(what);

	return at + n <= to && memcmp(text + at, what, n) == 0;
}

/* ---- marks ---- */

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

/* What may set lines off: > of a quotation, | of a table, + of a diff, a bullet, // of a comment. */
static const char *const marks[] = {"//",           "#",           ">", "|", "+", ":", "*", "- ",
                                    "\xe2\x80\xa2", "\xe2\x94\x82"};

/* The end of the last mark within the first `common` bytes at `from`; 0: there is none. */
static uint32_t after_mark(const char *text, uint32_t from, uint32_t common)
{
	uint32_t mark = 0;

	for (uint32_t i = 0; i < common && !strchr("{}[]\"',", text[from + i]); i++) {
		for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++) {
			if (begins(text, from + common, from + i, marks[k]))
				mark = i + (uint32_t)strlen(marks[k]);
		}
	}
	return mark;
}

/* The start of a bar that closes a line, as in a frame or a table; the line's end: there is none. */
static uint32_t closing_bar(const char *text, const struct line *line)
{
	static const char *const bars[] = {"|", "\xe2\x94\x82"};

	for (size_t i = 0; i < sizeof(bars) / sizeof(*bars); i++) {
		uint32_t n = (uint32_t)strlen(bars[i]);

		if (line->to - line->from > n && begins(text, line->to, line->to - n, bars[i]))
			return line->to - n;
	}
	return line->to;
}

/* A mark in front of every line, a name and a colon among them; and a bar behind it. */
static bool same_mark(struct fp_residue *out, struct fp_arena *arena, const char *text,
                      struct fp_range part)
{
	struct line line = {0}, first = {0};
	uint32_t common = common_start(text, part, &first);
	uint32_t mark = after_mark(text, first.from, common), at;

	if (mark == 0 || !fp_residue_json_begins(text, first.to, first.from + mark))
		return false;
	for (at = part.from; at < part.to; at = line.next) {
		uint32_t bar;

		line = line_at(text, part.to, at);
		if (line.to == line.from)
			continue;
		fp_residue_add(out, arena, line.from, line.from + mark);
		bar = closing_bar(text, &line);
		if (bar < line.to && bar >= line.from + mark)
			fp_residue_add(out, arena, bar, line.to);
	}
	at = skip_blanks(text, first.to, first.from);
	out->comment = text[at] == '/' || text[at] == '#';
	out->fault = out->comment
	                 ? "every line is commented out"
	                 : "a mark stands in front of every line, and is no part of the JSON";
	out->fix = "delete it from every line";
	return true;
}

/* ---- prompts, numbers, times ---- */

/* The end of a prompt of Python in front of a line: >>> on the first, ... on the others; 0: none. */
static uint32_t after_prompt(const char *text, const struct line *line, bool first)
{
	return begins(text, line->to, line->from, first ? ">>>" : "...") ? line->from + 3 : 0;
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

/* The end of a date or a time in front of a line, as a log writes it; 0: none is there. */
static uint32_t after_time(const char *text, const struct line *line)
{
	uint32_t at = line->from, colons = 0, digits = 0;

	at += at < line->to && text[at] == '[';
	for (; at < line->to && at - line->from < MARK_MOST; at++) {
		char c = text[at];

		if (c >= '0' && c <= '9')
			digits++;
		else if (c == ':')
			colons++;
		else if (!strchr("-./,+TZ", c) &&
		         !(c == ' ' && colons == 0)) /* between a date and its time */
			break;
	}
	if (colons < 2 || digits < 6)
		return 0;
	at += at < line->to && text[at] == ']';
	return at == line->to || text[at] == ' ' || text[at] == '\t' ? at : 0;
}

enum column { PROMPTS, NUMBERS, TIMES, COLUMNS };

static const struct {
	uint32_t least; /* lines */
	const char *fault, *fix;
} columns[COLUMNS] = {
    [PROMPTS] = {1, "the prompt of an interpreter stands in front of the JSON",
                 "delete the prompts"},
    [NUMBERS] = {LINES_LEAST, "a number stands in front of every line", "delete the numbers"},
    [TIMES] = {LINES_LEAST, "a time stands in front of every line", "delete the times"},
};

/* A column of prompts, numbers or times in front of the lines. */
static bool column(struct fp_residue *out, struct fp_arena *arena, const char *text,
                   struct fp_range part, enum column kind)
{
	uint32_t number = 0;
	struct line line;

	for (uint32_t at = part.from; at < part.to; at = line.next) {
		uint32_t end;

		line = line_at(text, part.to, at);
		if (line.to == line.from)
			continue;
		end = kind == PROMPTS   ? after_prompt(text, &line, out->count == 0)
		      : kind == NUMBERS ? after_number(text, &line, &number)
		                        : after_time(text, &line);
		if (end == 0 || (out->count == 0 && !fp_residue_json_begins(text, line.to, end)))
			return false;
		fp_residue_add(out, arena, line.from, end);
	}
	out->fault = columns[kind].fault;
	out->fix = columns[kind].fix;
	return out->count >= columns[kind].least;
}

/* ---- a merge ---- */

/* <<<<<<< ours ======= theirs >>>>>>>: the markers go, and all but the first side. */
static bool merge(struct fp_residue *out, struct fp_arena *arena, const char *text,
                  struct fp_range part)
{
	bool other = false;
	struct line line;

	for (uint32_t at = part.from; at < part.to; at = line.next) {
		bool opens, parts, closes;

		line = line_at(text, part.to, at);
		opens = begins(text, line.to, line.from, "<<<<<<<");
		parts = begins(text, line.to, line.from, "=======") ||
		        begins(text, line.to, line.from, "|||||||");
		closes = begins(text, line.to, line.from, ">>>>>>>");
		other = (other || parts) && !opens && !closes;
		if (opens || closes || other)
			fp_residue_add(out, arena, line.from, line.next);
	}
	out->fault = "a merge was not concluded: both sides stand here";
	out->fix = "keep the first side";
	return out->count > 1 && begins(text, part.to, out->parts[0].from, "<<<<<<<");
}

/* What a line of a diff begins with, and JSON behind it; 0: it is none. */
static char change_of(const char *text, const struct line *line)
{
	char mark = text[line->from];

	return (mark == '+' || mark == '-') && line->to - line->from > 1 &&
	               strchr(" \t{}[]\"", text[line->from + 1])
	           ? mark
	           : 0;
}

/*
 * + and - in front of some lines, as a diff marks them: what was taken out goes whole. A + below a
 * string may join it with another one.
 */
static bool changes(struct fp_residue *out, struct fp_arena *arena, const char *text,
                    struct fp_range part)
{
	bool added = false, plain = false, string = false;
	struct line line;

	for (uint32_t at = part.from; at < part.to; at = line.next) {
		char mark;

		line = line_at(text, part.to, at);
		if (line.to == line.from)
			continue;
		mark = change_of(text, &line);
		if (mark == '+' && string)
			return false;
		if (mark)
			fp_residue_add(out, arena, line.from,
			               mark == '+' ? line.from + 1 : line.to);
		added = added || mark == '+';
		plain = plain || !mark;
		string = !mark && text[line.to - 1] == '"';
	}
	out->meant = true;
	out->fault = "lines are marked as added or taken out, as in a diff";
	out->fix = "keep what was added";
	return added && plain;
}

bool fp_residue_find_lines(struct fp_residue *out, struct fp_arena *arena, const char *text,
                           struct fp_range part)
{
	static bool (*const kinds[])(struct fp_residue *, struct fp_arena *, const char *,
	                             struct fp_range) = {merge, same_mark, changes};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*out = (struct fp_residue){0};
		if (kinds[i](out, arena, text, part))
			return true;
	}
	for (int kind = 0; kind < COLUMNS; kind++) {
		*out = (struct fp_residue){0};
		if (column(out, arena, text, part, (enum column)kind))
			return true;
	}
	return false;
}
