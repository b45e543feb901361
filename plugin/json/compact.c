/* SPDX-License-Identifier: MIT */
/*
 * Tokens are copied, never read: so numbers keep their digits, strings their escapes, and objects their
 * order and duplicates. A valid text needs no grammar for that, only the ends of its strings.
 */
#include "json/compact.h"

#include "json/trivia.h"

/* The end of a string that begins at text[at]. */
static size_t string_end(const char *text, size_t len, size_t at)
{
	for (at++; at < len && text[at] != '"'; at++)
		at += text[at] == '\\';
	return at < len ? at + 1 : len;
}

/* The end of a comment that begins at text[at]; `at` where none does. */
static size_t comment_end(const char *text, size_t len, size_t at)
{
	bool line = at + 1 < len && text[at] == '/' && text[at + 1] == '/';

	if (!line && !(at + 1 < len && text[at] == '/' && text[at + 1] == '*'))
		return at;
	for (at += 2; at < len; at++)
		if (line ? text[at] == '\n' || text[at] == '\r'
		         : at + 1 < len && text[at] == '*' && text[at + 1] == '/')
			return line ? at : at + 2;
	return len;
}

/* Where the next token begins. */
static size_t skip(const char *text, size_t len, size_t at)
{
	size_t end;

	for (;;) {
		while (at < len && fp_trivia_blank(text[at]))
			at++;
		end = comment_end(text, len, at);
		if (end == at)
			return at;
		at = end;
	}
}

void fp_compact_put(struct fp_bytes *out, const char *text, size_t len)
{
	size_t at = skip(text, len, 0), next;

	while (at < len) {
		size_t end = text[at] == '"' ? string_end(text, len, at) : at + 1;

		next = skip(text, len, end);
		if (text[at] != ',' || next == len || (text[next] != '}' && text[next] != ']'))
			fp_bytes_put(out, text + at, end - at);
		at = next;
	}
}
