/* SPDX-License-Identifier: MIT */
/*
 * A line of the file → the run of a fence and its info string; an info string → a language. Whether
 * such a line is a fence depends on all that stands before it, and is for cmark to say.
 */
#include "markdown/fence.h"

#include <string.h>

enum { SHORTEST = 3, TAB = 4, MOST_COUNTED = 255 /* by cmark, of an opening run */ };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What cmark takes off both ends of an info string. */
static bool is_space(char c)
{
	return is_blank(c) || (c >= '\n' && c <= '\r');
}

static bool ends_word(char c)
{
	return is_space(c) || strchr("{},:", c) != NULL; /* also '\0' */
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Whether the text begins with this word and there the word ends; reads no further than that. */
static bool begins_with(const char *text, size_t len, const char *word)
{
	size_t i = 0;
	for (; word[i]; i++)
		if (i == len || lower(text[i]) != word[i])
			return false;
	return i == len || ends_word(text[i]);
}

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

const struct fp_language *fp_fence_language(const struct fp_languages *languages, const char *info,
                                            size_t len)
{
	const char *end = info + len;
	const char *word = skip_spaces(info, end);
	if (word < end && *word == '{') {
		const char *dot = skip_spaces(word + 1, end);
		if (dot < end && *dot == '.')
			word = dot + 1;
	}
	for (size_t i = 0; i < languages->count; i++)
		if (begins_with(word, (size_t)(end - word), languages->of[i].word))
			return &languages->of[i];
	return NULL;
}

/* The run that begins at `start`, `indentation` columns from the last `>`. */
static struct fp_run run_at(const struct fp_lines *file, struct fencepost_span line, uint32_t start,
                            uint32_t indentation)
{
	struct fp_run run = {.start = start, .end = start, .line_end = line.end};
	char mark = (char)(start < line.end ? file->text[start] : '\0');
	run.indentation = indentation;
	if (mark != '`' && mark != '~')
		return run;
	run.mark = mark;
	while (run.end < line.end && file->text[run.end] == mark)
		run.end++;
	return run;
}

struct fp_run fp_fence_run(const struct fp_lines *file, uint32_t line)
{
	struct fencepost_span span = fp_lines_span(file, line);
	uint32_t at = span.start;
	uint32_t column = 0;
	uint32_t mark = 0;
	for (; at < span.end && (is_blank(file->text[at]) || file->text[at] == '>'); at++) {
		column += file->text[at] == '\t' ? TAB - column % TAB : 1;
		if (file->text[at] == '>')
			mark = column;
	}
	return run_at(file, span, at, column - mark);
}

struct fp_run fp_fence_opening(const struct fp_lines *file, uint32_t line)
{
	struct fencepost_span span = fp_lines_span(file, line);
	uint32_t at = span.start;
	while (at < span.end && file->text[at] != '`' && file->text[at] != '~')
		at++;
	return run_at(file, span, at, at - span.start);
}

bool fp_fence_is_bare(const struct fp_lines *file, const struct fp_run *run)
{
	uint32_t at = run->end;
	while (at < run->line_end && is_blank(file->text[at]))
		at++;
	return at == run->line_end;
}

bool fp_fence_opens(const struct fp_lines *file, const struct fp_run *run)
{
	size_t info_len = run->line_end - run->end;
	return run->mark != '\0' && run->end - run->start >= SHORTEST &&
	       (run->mark == '~' || !memchr(file->text + run->end, '`', info_len));
}

bool fp_fence_closes(const struct fp_lines *file, const struct fp_run *run,
                     const struct fp_run *opening)
{
	uint32_t due = opening->end - opening->start;
	if (due > MOST_COUNTED)
		due = MOST_COUNTED;
	return run->mark == opening->mark && run->end - run->start >= due &&
	       fp_fence_is_bare(file, run);
}
