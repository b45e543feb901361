/* SPDX-License-Identifier: MIT */
/*
 * A copied text → the parts of it that belong to the place it was copied from. Here is what stands
 * at both ends: a fence, markup, a comment, quotes; residue_lines.c knows what stands on every line.
 */
#include "json/residue.h"

#include "json/trivia.h"

#include <string.h>

enum { AROUND_MOST = 200, MARK_MOST = 64, TAGS_MOST = 4 };

static uint32_t skip_blanks(const char *text, uint32_t to, uint32_t at)
{
	while (at < to && fp_trivia_blank(text[at]))
		at++;
	return at;
}

/* The end of text[from, to), blanks aside. */
static uint32_t trim(const char *text, uint32_t from, uint32_t to)
{
	while (to > from && fp_trivia_blank(text[to - 1]))
		to--;
	return to;
}

static uint32_t line_end(const char *text, uint32_t to, uint32_t at)
{
	const char *end = memchr(text + at, '\n', to - at);

	return end ? (uint32_t)(end - text) : to;
}

static bool begins(const char *text, uint32_t to, uint32_t at, const char *what)
{
	size_t n = strlen(what);

	return at + n <= to && memcmp(text + at, what, n) == 0;
}

bool fp_residue_json_begins(const char *text, uint32_t to, uint32_t at)
{
	at = skip_blanks(text, to, at);
	return at < to && (text[at] == '{' || text[at] == '[');
}

void fp_residue_add(struct fp_residue *out, struct fp_arena *arena, uint32_t from, uint32_t to)
{
	if (out->count == out->room) {
		uint32_t room = out->room ? out->room * 2 : 16;

		out->parts = fp_arena_grow(arena, out->parts, out->room * sizeof(*out->parts),
		                           room * sizeof(*out->parts));
		out->room = room;
	}
	out->parts[out->count++] = (struct fp_range){from, to};
}

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
	uint32_t at = skip_blanks(text, part.to, part.from), first = line_end(text, part.to, at);
	char mark = at < part.to ? text[at] : 0;
	uint32_t to = part.to, n = run_of(text, first, at, mark), end;

	if ((mark != '`' && mark != '~') || n < 2 || first - at > MARK_MOST ||
	    !fp_residue_json_begins(text, part.to, first))
		return false;
	fp_residue_add(out, arena, at, trim(text, at, first));
	to = trim(text, first, to);
	for (end = to; end > first && text[end - 1] == mark;)
		end--;
	if (to - end >= 2)
		fp_residue_add(out, arena, end, to);
	out->fault = "a code fence stands within the block";
	out->fix = "delete the fence";
	return true;
}

/* What begins with one thing, on a line of its own or not, and may end with another. */
static const struct wrapper {
	const char *open, *close;
	bool line; /* all of its line belongs to it */
	bool comment;
	const char *fault, *fix;
} wrappers[] = {
    {"/*", "*/", false, true, "all of it is commented out", "delete the marks of the comment"},
    {"<!--", "-->", false, true, "all of it is commented out", "delete the marks of the comment"},
    {".. ", NULL, true, false, "a directive of reStructuredText stands before the JSON",
     "delete the directive"},
    {"::", NULL, true, false, "a mark of reStructuredText stands before the JSON",
     "delete the mark"},
    {"[source", NULL, true, false, "a directive of AsciiDoc stands before the JSON",
     "delete the directive"},
    {"|", "|", false, false, "the JSON stands in a cell of a table", "keep what is in the cell"},
    {"----", "----", true, false, "marks of AsciiDoc stand around the JSON", "delete the marks"},
};

/* The markup that some languages set around code, one on top of the other. */
static bool wrapped(struct fp_residue *out, struct fp_arena *arena, const char *text,
                    struct fp_range part)
{
	uint32_t at = skip_blanks(text, part.to, part.from), to = trim(text, at, part.to);

	for (size_t i = 0; i < sizeof(wrappers) / sizeof(*wrappers); i++) {
		const struct wrapper *w = &wrappers[i];
		uint32_t n = w->close ? (uint32_t)strlen(w->close) : 0, end;

		if (!begins(text, to, at, w->open))
			continue;
		end = w->line ? line_end(text, to, at) : at + (uint32_t)strlen(w->open);
		fp_residue_add(out, arena, at, end);
		at = skip_blanks(text, to, end);
		if (n && to > at + n && memcmp(text + to - n, w->close, n) == 0)
			fp_residue_add(out, arena, to - n, to);
		else if (w->comment)
			return false; /* it ends before the JSON does */
		out->comment = w->comment;
		out->fault = w->fault;
		out->fix = w->fix;
	}
	return out->count && fp_residue_json_begins(text, part.to, at);
}

/* The end of a tag at `at`; 0: none is there. */
static uint32_t after_tag(const char *text, uint32_t to, uint32_t at)
{
	const char *end;

	if (at + 2 >= to || text[at] != '<' || (text[at + 1] | 32) < 'a' ||
	    (text[at + 1] | 32) > 'z')
		return 0;
	end = memchr(text + at, '>', to - at < AROUND_MOST ? to - at : AROUND_MOST);
	return end ? (uint32_t)(end - text) + 1 : 0;
}

/* <pre><code>{ … }</code></pre> */
static bool tags(struct fp_residue *out, struct fp_arena *arena, const char *text,
                 struct fp_range part)
{
	uint32_t at = skip_blanks(text, part.to, part.from), from = at, end;
	uint32_t to = trim(text, at, part.to), last = to;

	for (int most = TAGS_MOST; most && (end = after_tag(text, part.to, at)) != 0; most--)
		at = skip_blanks(text, part.to, end);
	if (at == from || !fp_residue_json_begins(text, part.to, at))
		return false;
	while (last > at && text[last - 1] == '>') {
		for (end = last - 1; end > at && text[end] != '<';)
			end--;
		if (text[end + 1] != '/')
			break;
		last = trim(text, at, end);
	}
	if (last == to)
		return false; /* a placeholder, rather */
	fp_residue_add(out, arena, from, at);
	fp_residue_add(out, arena, last, to);
	out->fault = "markup stands around the JSON";
	out->fix = "delete the tags";
	return true;
}

/* -d '{ … }' \: the JSON in the quotes of a command, of a program, or in quotes of its own. */
static bool quotes(struct fp_residue *out, struct fp_arena *arena, const char *text,
                   struct fp_range part)
{
	uint32_t from = part.from, to = part.to, n, behind;

	while (from < part.to && !strchr("'`{[\"", text[from]))
		from++;
	if (from >= part.to || from - part.from > AROUND_MOST)
		return false;
	n = run_of(text, part.to, from, text[from]);
	if ((text[from] == '"' ? n != 3 : !strchr("'`", text[from]) || (n != 1 && n != 3)) ||
	    !fp_residue_json_begins(text, part.to, from + n))
		return false;
	while (to > from && text[to - 1] != text[from])
		to--;
	behind = to;
	if (part.to - behind > AROUND_MOST || to < from + 2 * n + 1)
		return false;
	to = trim(text, from, to - n);
	if ((text[to - 1] != '}' && text[to - 1] != ']') ||
	    memchr(text + behind, '{', part.to - behind) ||
	    memchr(text + behind, '"', part.to - behind))
		return false;
	fp_residue_add(out, arena, part.from, from + n);
	fp_residue_add(out, arena, to, trim(text, to, part.to));
	out->fault = "the JSON stands in quotes, as a command takes it";
	out->fix = "keep what is in the quotes";
	return true;
}

bool fp_residue_find(struct fp_residue *out, struct fp_arena *arena, const char *text,
                     struct fp_range part)
{
	static bool (*const kinds[])(struct fp_residue *, struct fp_arena *, const char *,
	                             struct fp_range) = {fp_residue_find_lines, fence, wrapped,
	                                                 tags, quotes};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*out = (struct fp_residue){0};
		if (kinds[i](out, arena, text, part))
			return true;
	}
	return false;
}

void fp_residue_blank(const struct fp_residue *residue, char *text)
{
	for (uint32_t i = 0; i < residue->count; i++) {
		for (uint32_t at = residue->parts[i].from; at < residue->parts[i].to; at++)
			text[at] = text[at] == '\n' ? '\n' : ' ';
	}
}
