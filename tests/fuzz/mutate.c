/* SPDX-License-Identifier: MIT */
/*
 * See mutate.h. Each change is built from one splice; what would not fit the buffer is not made.
 * In a fuzzer (FP_FUZZER) half of the changes are libFuzzer's own.
 */
#include "mutate.h"

#include <stdbool.h>
#include <string.h>

struct text {
	uint8_t *data;
	size_t size, most;
	struct random *r;
};

struct stretch {
	size_t from, to;
};

static const char *const snippets[] = {
    "```json\n{\"a\": 1}\n```\n",
    "```json\n{\"a\", 1, 'b': [1 2,], \"c\": \"d}\n```\n",
    "~~~ JSON\n[1, 2\n~~~\n",
    "```har\n{\"method\": \"POST\", \"url\": \"https://a.b/\", \"headers\": [{\"name\": "
    "\"Content-Type\", \"value\": \"application/json\"}], \"postData\": {\"mimeType\": "
    "\"application/json\", \"text\": \"{\\\"a\\\", \\\"b\\\"}\"}}\n```\n",
    "```har\n{\"postData\": {\"text\": \"{\\\"a\\\": \\\"{\\\\\\\"b\\\\\\\" 1}\\\"}\"}}\n```\n",
    "````jsonc\n{// a\n}\n````\n",
    "``` {.json .x}\n{{a}: <b>, ...}\n```\n",
    "```ndjson\n{}\n[]\n```\n",
    "<!-- fencepost-ignore -->\n",
    "<!-- fencepost-ignore json-missing-colon -->\n",
    "<!-- fencepost-off -->\n",
    "<!-- fencepost-on -->\n",
    "---\na: b\n---\n",
    "+++\n+++\n",
    "<div>\n",
    "</div>\n\n",
    "<!--\n",
    "-->\n",
    "[a]: b 'c\n",
    "- - > ",
    "    ```json\n",
    "\\\"",
    "\\\\\\\"",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\xc3\xa9",
    "\xf0\x9f\x98\x80",
    "\xe2\x80\x9c",
    "\xef\xbb\xbf",
    "\xff",
    "\r\n",
    "\t",
    "...",
    "// x\n",
    "/* x */",
    "${a}",
    "{{a}}",
    "<a>",
    "\"a\": ",
    "'''",
    "\"\"\"",
    "True",
    "NaN",
    "0x1F",
    "\"a\" + \"b\"",
    "f({})",
    "{% if a %}",
    "&quot;",
    "https://a.b/?c=d",
};
#define SNIPPETS (sizeof(snippets) / sizeof(*snippets))

static size_t below(struct text *t, size_t bound)
{
	return bound > 0 ? random_below(t->r, (uint32_t)bound) : 0;
}

/* Puts bytes, which lie outside of the text, in the place of a stretch of it. */
static bool replace(struct text *t, struct stretch old, const void *with, size_t len)
{
	if (t->size - (old.to - old.from) + len > t->most)
		return false;
	memmove(t->data + old.from + len, t->data + old.to, t->size - old.to);
	if (len > 0)
		memcpy(t->data + old.from, with, len);
	t->size += len - (old.to - old.from);
	return true;
}

/* The line that a place lies in, with its line end. */
static struct stretch line_at(const struct text *t, size_t at)
{
	struct stretch line = {at, at};

	while (line.from > 0 && t->data[line.from - 1] != '\n')
		line.from--;
	while (line.to < t->size && t->data[line.to] != '\n')
		line.to++;
	line.to += line.to < t->size;
	return line;
}

/* From a place drawn by lot, the next byte that JSON gives a meaning; the size where there is none. */
static size_t draw_token(struct text *t)
{
	size_t at = below(t, t->size);

	while (at < t->size && !memchr("{}[],:\"\\'", t->data[at], 9))
		at++;
	return at;
}

/* From a bracket to its partner, or to the end of the line. */
static struct stretch draw_value(struct text *t)
{
	size_t at = draw_token(t), depth = 0;
	struct stretch value = {at, at};

	for (; at < t->size; at++) {
		depth += t->data[at] == '{' || t->data[at] == '[';
		if (t->data[at] == '}' || t->data[at] == ']')
			depth -= depth > 0;
		if (depth == 0) {
			value.to = at + 1;
			return value;
		}
	}
	value.to = line_at(t, value.from).to;
	return value;
}

/* ---- the changes ---- */

static void put_snippet(struct text *t)
{
	const char *snippet = snippets[below(t, SNIPPETS)];
	size_t at = below(t, t->size + 1);

	if (strchr(snippet, '\n') && below(t, 8))
		at = line_at(t, at).from;
	replace(t, (struct stretch){at, at}, snippet, strlen(snippet));
}

static void break_token(struct text *t)
{
	static const char others[] = "{}[],:\"'\\;=.\n \t`~>-#";
	size_t at = draw_token(t);
	uint8_t kept[2];

	if (at >= t->size)
		return;
	kept[1] = t->data[at];
	kept[0] = at + 1 < t->size ? t->data[at + 1] : '\n';
	switch (below(t, 4)) {
	case 0:
		replace(t, (struct stretch){at, at + 1}, NULL, 0);
		break;
	case 1:
		replace(t, (struct stretch){at, at}, kept + 1, 1);
		break;
	case 2:
		t->data[at] = (uint8_t)others[below(t, sizeof(others) - 1)];
		break;
	default:
		if (at + 2 <= t->size)
			memcpy(t->data + at, kept, 2);
	}
}

/* Writes a stretch as a JSON string, in which it becomes one layer deeper. */
static void quote(struct text *t)
{
	struct stretch value = draw_value(t);
	uint8_t out[4096];
	size_t len = 0;

	out[len++] = '"';
	for (size_t at = value.from; at < value.to && len < sizeof(out) - 3; at++) {
		uint8_t c = t->data[at];

		if (c == '"' || c == '\\')
			out[len++] = '\\';
		if (c == '\n' || c == '\t')
			out[len++] = '\\';
		out[len++] = c == '\n' ? 'n' : c == '\t' ? 't' : c;
	}
	out[len++] = '"';
	if (value.to - value.from < 1000)
		replace(t, value, out, len);
}

/* Puts a container around some lines: what its first line begins with, and the others. */
static void contain(struct text *t)
{
	static const char *const prefixes[][2] = {
	    {"> ", "> "},     {">", ">"},       {"- ", "  "},   {"1. ", "   "}, {"10) ", "    "},
	    {"\t", "\t"},     {">\t", ">\t"},   {"-\t", "\t"},  {" ", " "},     {"    ", "    "},
	    {"* > ", "  > "}, {"> - ", ">   "}, {"   ", "   "}, {"> ", ""},     {"- ", ""},
	};
	const char *const *prefix = prefixes[below(t, sizeof(prefixes) / sizeof(*prefixes))];
	size_t at = line_at(t, below(t, t->size)).from, lines = 1 + below(t, 12);

	for (size_t i = 0; i < lines && at < t->size; i++) {
		if (!replace(t, (struct stretch){at, at}, prefix[i > 0], strlen(prefix[i > 0])))
			return;
		at = line_at(t, at).to;
	}
}

/* Doubles a line, drops it, or moves it to another place. */
static void move_line(struct text *t)
{
	struct stretch line = line_at(t, below(t, t->size));
	size_t len = line.to - line.from, at;
	uint8_t kept[512];

	if (len > sizeof(kept))
		return;
	if (len > 0)
		memcpy(kept, t->data + line.from, len);
	if (below(t, 3))
		replace(t, line, NULL, 0);
	at = line_at(t, below(t, t->size)).from;
	if (below(t, 3))
		replace(t, (struct stretch){at, at}, kept, len);
}

/* Writes one line end, or each from there on, as another. */
static void change_line_ends(struct text *t)
{
	static const char *const ends[] = {"\n", "\r\n", "\r", "\r\r\n", "\n\n", "", "\f\n", " \n"};
	const char *end = ends[below(t, sizeof(ends) / sizeof(*ends))];
	bool all = below(t, 2);

	for (size_t at = below(t, t->size); at < t->size; at++) {
		if (t->data[at] != '\n')
			continue;
		if (!replace(t, (struct stretch){at, at + 1}, end, strlen(end)) || !all)
			return;
		at += strlen(end);
	}
}

static void cut_off(struct text *t)
{
	size_t at = below(t, t->size + 1);

	if (below(t, 2))
		t->size = at;
	else
		replace(t, (struct stretch){0, line_at(t, at).from}, NULL, 0);
}

size_t mutate(uint8_t *data, size_t size, size_t most, struct random *r)
{
	static void (*const changes[])(struct text *) = {
	    put_snippet, put_snippet, break_token, break_token,      break_token, quote,
	    contain,     contain,     move_line,   change_line_ends, cut_off,
	};
	struct text t = {data, size, most, r};

	changes[below(&t, sizeof(changes) / sizeof(*changes))](&t);
	return t.size;
}

#ifdef FP_FUZZER
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
	struct random r = {seed};

	if (random_once(&r, 2))
		return LLVMFuzzerMutate(data, size, most);
	for (uint32_t i = 1 + random_below(&r, 3); i > 0; i--)
		size = mutate(data, size, most, &r);
	return size;
}
#endif
