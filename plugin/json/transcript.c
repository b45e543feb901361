/* SPDX-License-Identifier: MIT */
/*
 * The JSON in a transcript. Recognised before anything is searched: the lines of HTTP messages, of
 * a console, of a log and of server-sent events say what they are by how they begin.
 */
#include "json/transcript.h"

#include "text/ascii.h"
#include "json/notation_line.h"
#include "json/trivia.h"

#include <string.h>

/* "POST /path", "GET https://…", "HTTP/1.1 200 OK". */
static bool is_http_line(const struct fp_line *line)
{
	static const char *const starts[] = {"GET ",    "POST ",    "PUT ",   "PATCH ",
	                                     "DELETE ", "OPTIONS ", "HEAD ",  "TRACE ",
	                                     "HTTP/",   "HTTP 1",   "HTTP 2", "CONNECT "};

	if (line->len > 5 && line->text[0] >= '1' && line->text[0] <= '5' && line->text[3] == ' ' &&
	    line->text[4] >= 'A' && line->text[4] <= 'Z')
		return true; /* 201 Created */
	return FP_LINE_BEGINS_ANY(line, starts) && fp_line_last(line) != ',';
}

/* "Method: POST", "url：/path": a request as a table of its parts, which are not in quotes. */
static bool is_part_of_request(const struct fp_line *line)
{
	static const char *const parts[] = {"url", "uri", "method", "host"};
	static const char *const values[] = {"/", "http", "GET", "POST", "PUT", "PATCH", "DELETE"};
	struct fp_line value = *line;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t n = strlen(parts[i]);

		if (line->len <= n + 3 || !fp_ascii_same(line->text, parts[i], n))
			continue;
		if (memcmp(line->text + n, "\xef\xbc\x9a", 3) == 0)
			return true;
		if (line->text[n] != ':' || strchr(",{[", fp_line_last(line)))
			return false;
		for (n++; n < line->len && line->text[n] == ' ';)
			n++;
		value.text += n;
		value.len -= (uint32_t)n;
		return FP_LINE_BEGINS_ANY(&value, values);
	}
	return false;
}

/* Whether text[0, n) is as the pattern, in which 0 is any digit. */
static bool is_like(const struct fp_line *line, const char *pattern)
{
	size_t n = strlen(pattern);

	if (line->len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool digit = line->text[i] >= '0' && line->text[i] <= '9';

		if (pattern[i] == '0' ? !digit : line->text[i] != pattern[i])
			return false;
	}
	return true;
}

/* 18:55:09 MQT: …, 2024-03-01 18:55:09 INFO …: the time at which a log was written to. */
static bool is_log_line(const struct fp_line *line)
{
	return is_like(line, "00:00:00 ") || is_like(line, "00:00:00.000 ") ||
	       is_like(line, "0000-00-00 00:00:00") || is_like(line, "0000-00-00T00:00:00");
}

/* Whether a line opens JSON: a bracket, and not "[INFO]" or "[Request]". */
static bool opens_json(const struct fp_line *line)
{
	if (line->len == 0)
		return false;
	if (line->text[0] == '{')
		return !fp_line_begins(line, "{{") || line->len == 2;
	return line->text[0] == '[' &&
	       (line->len == 1 || strchr(" {[\"]-0123456789,.", line->text[1]) != NULL);
}

static void add_part(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                     uint32_t from, uint32_t to)
{
	while (to > from && fp_trivia_blank(text[to - 1]))
		to--;
	if (to == from)
		return;
	out->parts = fp_arena_grow(arena, out->parts, out->count * sizeof(*out->parts),
	                           (out->count + 1) * sizeof(*out->parts));
	out->parts[out->count++] = (struct fp_range){from, to};
}

/*
 * The quote that closes what a shell reads as one word, NULL: none does. '\'' is how a quote is
 * written inside; `plain` says that there was none, and the bytes are what the command gets.
 */
static const char *closing_quote(const char *text, uint32_t len, uint32_t from, bool *plain)
{
	const char *close = NULL;

	*plain = true;
	while (from < len && (close = memchr(text + from, '\'', len - from)) != NULL) {
		from = (uint32_t)(close - text);
		if (len - from < 4 || memcmp(close, "'\\''", 4) != 0)
			return close;
		*plain = false;
		from += 4;
	}
	return NULL;
}

/*
 * JSON in quotes of a command: -d '{ … }'. Answers the offset behind the closing quote, or 0 where
 * the line (from `at` to `end`) opens none.
 */
static uint32_t take_quoted(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                            uint32_t len, uint32_t at, uint32_t end)
{
	for (; at + 1 < end; at++) {
		uint32_t from = at + 1;
		const char *close;
		bool plain;

		if (text[at] != '\'' || out->quote_left_open)
			continue;
		while (from < len && fp_trivia_blank(text[from]))
			from++;
		close = closing_quote(text, len, from, &plain);
		if (!close) {
			out->quote_left_open = true;
			return 0;
		}
		if (plain && (text[from] == '{' || text[from] == '['))
			add_part(out, arena, text, from, (uint32_t)(close - text));
		at = (uint32_t)(close - text);
		if (at >= end)
			return at + 1;
	}
	return 0;
}

static uint32_t line_end_at(const char *text, uint32_t len, uint32_t at)
{
	const char *end = memchr(text + at, '\n', len - at);

	return end ? (uint32_t)(end - text) + 1 : len;
}

/* The JSON with which a line of a log ends: RESULT = {"a": 1}. */
static void take_logged(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        const struct fp_line *line)
{
	uint32_t at = 1;
	char last = fp_line_last(line);

	while (at < line->len && !(line->text[at] == '{' && line->text[at - 1] == ' '))
		at++;
	if (at < line->len && (last == '}' || last == ']'))
		add_part(out, arena, text, line->from + at, line->from + line->len);
}

/* What stands beside the data of server-sent events. */
static bool is_event_line(const struct fp_line *line)
{
	static const char *const starts[] = {"event:", "id:", "retry:", ":", "...", "data: [DONE]"};

	return line->len == 0 || FP_LINE_BEGINS_ANY(line, starts);
}

/* Server-sent events: each line of data is a text of its own. One alone may be a member as well. */
static bool read_events(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        uint32_t len)
{
	struct fp_line line;

	for (uint32_t at = 0; at < len; at = line.next) {
		struct fp_line data;

		line = fp_line_at(text, len, at);
		if (is_event_line(&line))
			continue;
		if (!fp_line_begins(&line, "data:"))
			return false;
		data = fp_line_at(text, line.from + line.len, line.from + 5);
		if (!opens_json(&data))
			return false;
		if (out->count == 0)
			out->head = (struct fp_range){line.from, line.from + line.len};
		add_part(out, arena, text, data.from, data.from + data.len);
	}
	return out->count > 1;
}

/* What the line is of, if it is no JSON. */
static bool is_notation(const struct fp_line *line, enum fp_transcript_kind *kind)
{
	*kind = is_http_line(line) || is_part_of_request(line) ? FP_TRANSCRIPT_HTTP
	        : is_log_line(line)                            ? FP_TRANSCRIPT_LOG
	                                                       : FP_TRANSCRIPT_CONSOLE;
	return *kind != FP_TRANSCRIPT_CONSOLE || fp_line_is_command(line);
}

/* NAME=value: a variable of the shell, for the commands that follow. */
static bool is_variable(const struct fp_line *line)
{
	uint32_t n = 0;

	while (n < line->len && (fp_ascii_is_upper(line->text[n]) || line->text[n] == '_'))
		n++;
	return n > 1 && n + 1 < line->len && line->text[n] == '=' && line->text[n + 1] != ' ';
}

/* The word that ends what the shell takes as a file: <<EOF. */
static bool is_end_of_document(const struct fp_line *line)
{
	return line->len == 3 && (fp_line_begins(line, "EOF") || fp_line_begins(line, "EOT"));
}

enum { OUTPUT_MOST = 32 }; /* lines */

/* What a program says before its JSON: lines that begin with words, an empty one, and then a bracket. */
static bool is_output(const char *text, uint32_t len, uint32_t at)
{
	struct fp_line line;
	bool apart = false; /* an empty line stands before this one */

	for (int most = OUTPUT_MOST; most && at < len; most--, at = line.next) {
		line = fp_line_at(text, len, at);
		if (apart && opens_json(&line))
			return true;
		apart = line.len == 0;
		if (line.len &&
		    (!fp_ascii_is_alnum(line.text[0]) || strchr(",{[(:;", fp_line_last(&line))))
			return false;
	}
	return false;
}

/* An answer, and below it the command that asks for the next: its first line is a bracket. */
static bool is_answer(const char *text, uint32_t len, uint32_t at)
{
	struct fp_line line = fp_line_at(text, len, at);
	bool closed = false; /* the last line of JSON ends with a closer */

	if (!opens_json(&line))
		return false;
	for (; at < len; at = line.next) {
		enum fp_transcript_kind kind;

		line = fp_line_at(text, len, at);
		if (is_notation(&line, &kind))
			return closed && kind == FP_TRANSCRIPT_CONSOLE;
		if (line.len && !fp_line_begins(&line, "#"))
			closed = strchr("}]", fp_line_last(&line)) != NULL;
	}
	return false;
}

bool fp_transcript_find(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        uint32_t len)
{
	bool outside = false, seen = false;
	uint32_t from = 0;
	struct fp_line line;

	*out = (struct fp_transcript){.parts = NULL};
	if (read_events(out, arena, text, len))
		return true;
	*out = (struct fp_transcript){.parts = NULL};
	for (uint32_t at = 0; at < len; at = line.next) {
		enum fp_transcript_kind kind;
		bool notation;

		line = fp_line_at(text, len, at);
		if (line.len == 0 || (!seen && (fp_line_begins(&line, "#") ||
		                                fp_line_begins(&line, "//") || is_variable(&line))))
			continue;
		notation = is_notation(&line, &kind) ||
		           (seen ? is_end_of_document(&line) : is_output(text, len, at));
		if (!seen && !notation && !is_answer(text, len, at))
			return false;
		if (!seen && !notation)
			from = line.from;
		if (notation && out->head.to == 0) {
			out->head = (struct fp_range){line.from, line.from + line.len};
			out->kind = kind;
		}
		if (notation && !outside && seen)
			add_part(out, arena, text, from, at);
		if (notation)
			outside = true;
		if (notation && kind == FP_TRANSCRIPT_LOG)
			take_logged(out, arena, text, &line);
		else if (outside && !opens_json(&line)) {
			uint32_t behind = take_quoted(out, arena, text, len, line.from, line.next);

			if (behind)
				line.next = line_end_at(text, len, behind - 1);
		} else if (outside && opens_json(&line)) {
			outside = false;
			from = line.from;
		}
		seen = true;
	}
	if (seen && !outside)
		add_part(out, arena, text, from, len);
	return seen;
}
