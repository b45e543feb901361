/* SPDX-License-Identifier: MIT */
/* A string's text → does it stand for something that the reader is to fill in? */
#include "har/placeholder.h"

#include <string.h>

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_word(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-';
}

/*
 * YOUR_DOMAIN, TOKEN, API-KEY, ABCD: no small letter, four capitals or a joint with one beside it.
 */
static bool is_upper_case(const char *word, size_t len)
{
	size_t capitals = 0;
	bool joined = false;

	for (size_t i = 0; i < len; i++) {
		if (word[i] >= 'a' && word[i] <= 'z')
			return false;
		if (is_upper(word[i]))
			capitals++;
		else if (word[i] == '_' || word[i] == '-')
			joined = true;
	}
	return capitals >= 4 || (joined && capitals > 0);
}

/* xxxx, XXXX-1: four of them in a row. */
static bool is_crossed_out(const char *word, size_t len)
{
	size_t row = 0;

	for (size_t i = 0; i < len && row < 4; i++)
		row = (word[i] | 0x20) == 'x' ? row + 1 : 0;
	return row == 4;
}

static bool stands_for(const char *word, size_t len)
{
	return is_upper_case(word, len) || is_crossed_out(word, len) ||
	       (len > 5 && memcmp(word, "YOUR_", 5) == 0);
}

static bool has_ellipsis(const char *text, size_t len)
{
	for (size_t i = 0; i + 3 <= len; i++)
		if (memcmp(text + i, "...", 3) == 0 || memcmp(text + i, "\xe2\x80\xa6", 3) == 0)
			return true;
	return false;
}

/* ---- configured ones ---- */

void fp_placeholder_walk(struct fp_placeholder_walk *walk, const struct fp_placeholders *configured,
                         const char *text, size_t len)
{
	*walk = (struct fp_placeholder_walk){.configured = configured, .text = text, .len = len};
}

static size_t line_end(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] != '\n' && text[at] != '\r')
		at++;
	return at;
}

/*
 * The end of the placeholder of one pattern that begins at walk->at, or 0. Where a pattern is never
 * closed on its line, it is not looked for again before the line's end.
 */
static size_t end_of(struct fp_placeholder_walk *walk, size_t pattern)
{
	const struct fp_placeholder *placeholder = &walk->configured->of[pattern];
	size_t before = strlen(placeholder->before), at = walk->at + before;
	size_t after;

	if (walk->at < walk->dead[pattern] || at > walk->len ||
	    memcmp(walk->text + walk->at, placeholder->before, before) != 0)
		return 0;
	if (!placeholder->after)
		return at;
	after = strlen(placeholder->after);
	for (; at + after <= walk->len; at++) {
		if (memcmp(walk->text + at, placeholder->after, after) == 0)
			return at + after;
		if (walk->text[at] == '\n' || walk->text[at] == '\r')
			break;
	}
	walk->dead[pattern] = line_end(walk->text, walk->len, at);
	return 0;
}

bool fp_placeholder_next(struct fp_placeholder_walk *walk, size_t *from, size_t *to)
{
	size_t patterns = walk->configured->count;

	if (patterns > FP_PLACEHOLDER_MOST)
		patterns = FP_PLACEHOLDER_MOST;
	for (; walk->at < walk->len; walk->at++)
		for (size_t i = 0; i < patterns; i++) {
			size_t end;

			if (walk->text[walk->at] != walk->configured->of[i].before[0])
				continue;
			end = end_of(walk, i);
			if (end == 0)
				continue;
			*from = walk->at;
			*to = walk->at = end;
			return true;
		}
	return false;
}

bool fp_placeholder_configured(const struct fp_placeholders *configured, const char *text,
                               size_t len)
{
	struct fp_placeholder_walk walk;
	size_t from, to;

	fp_placeholder_walk(&walk, configured, text, len);
	return fp_placeholder_next(&walk, &from, &to);
}

void fp_placeholder_mask(const struct fp_placeholders *configured, char *text, size_t len)
{
	struct fp_placeholder_walk walk;
	size_t from, to;

	fp_placeholder_walk(&walk, configured, text, len);
	while (fp_placeholder_next(&walk, &from, &to))
		memset(text + from, 'x', to - from);
}

/* ---- all kinds ---- */

bool fp_placeholder_in(const struct fp_placeholders *configured, const char *text, size_t len)
{
	if (has_ellipsis(text, len) || fp_placeholder_configured(configured, text, len))
		return true;
	for (size_t i = 0; i < len; i++) {
		size_t from = i;

		while (i < len && is_word(text[i]))
			i++;
		if (stands_for(text + from, i - from))
			return true;
	}
	return false;
}

bool fp_placeholder_is(const struct fp_placeholders *configured, const char *text, size_t len)
{
	struct fp_placeholder_walk walk;
	size_t from, to, word = 0;

	fp_placeholder_walk(&walk, configured, text, len);
	if (fp_placeholder_next(&walk, &from, &to))
		return from == 0 && to == len;
	while (word < len && is_word(text[word]))
		word++;
	return word == len && stands_for(text, len);
}
