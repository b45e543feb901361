/* SPDX-License-Identifier: MIT */
/* One line of a text that may be no JSON, and what it begins with. */
#include "json/notation_line.h"

#include "json/trivia.h"

#include <string.h>

struct fp_line fp_line_at(const char *text, uint32_t len, uint32_t at)
{
	const char *end = memchr(text + at, '\n', len - at);
	uint32_t to = end ? (uint32_t)(end - text) : len;
	struct fp_line line = {.next = end ? to + 1 : len};

	line.from = at;
	while (line.from < to && (fp_trivia_blank(text[line.from])))
		line.from++;
	while (to > line.from && fp_trivia_blank(text[to - 1]))
		to--;
	line.text = text + line.from;
	line.len = to - line.from;
	return line;
}

bool fp_line_begins(const struct fp_line *line, const char *what)
{
	size_t n = strlen(what);

	return line->len >= n && memcmp(line->text, what, n) == 0;
}

bool fp_line_begins_any(const struct fp_line *line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (fp_line_begins(line, words[i]))
			return true;
	}
	return false;
}

bool fp_line_is_word(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-' || c == '.' || c == '$' || c == '/';
}

uint32_t fp_line_word(const struct fp_line *line)
{
	uint32_t n = 0;

	while (n < line->len && fp_line_is_word(line->text[n]))
		n++;
	return n;
}

char fp_line_last(const struct fp_line *line)
{
	return line->len ? line->text[line->len - 1] : 0;
}

bool fp_line_holds(const struct fp_line *line, const char *what)
{
	size_t n = strlen(what);

	for (uint32_t i = 0; i + n <= line->len; i++) {
		if (memcmp(line->text + i, what, n) == 0)
			return true;
	}
	return false;
}

/* arangosh> db._collections(), and the lines that go on with it: ...> ) */
static bool is_prompt(const struct fp_line *line)
{
	uint32_t n = fp_line_word(line);

	return (fp_line_begins(line, "...") || (n > 1 && (line->text[0] | 32) >= 'a')) &&
	       n + 2 < line->len && line->text[n] == '>' && line->text[n + 1] == ' ' &&
	       !strchr("{[", line->text[n + 2]);
}

bool fp_line_is_command(const struct fp_line *line)
{
	static const char *const starts[] = {
	    "$ ",     "% ",      "curl ",    "~$ ",     "> curl",   "http ",    "kubectl ",
	    "aws ",   "npm ",    "docker ",  "git ",    "cat ",     "< HTTP/",  "> GET",
	    "> POST", "> PUT",   "> DELETE", "> PATCH", "$curl",    "PS> ",     "# curl",
	    "wget ",  "gcloud ", "az ",      "npx ",    "yarn ",    "sudo ",    "echo ",
	    ">>> ",   "mysql> ", "> db.",    "cast ",   "starkli ", "executed "};
	const char *rest = line->len ? memchr(line->text, ' ', line->len) : NULL;

	if (rest && rest - line->text <= 3 && rest + 1 < line->text + line->len &&
	    strchr("{[", rest[1]))
		return false; /* a prompt, and JSON behind it */
	return FP_LINE_BEGINS_ANY(line, starts) || is_prompt(line);
}
