/* SPDX-License-Identifier: MIT */
/*
 * Recognised before anything is searched: a transcript's lines say what they are by how they begin,
 * and another language shows in its first line or in the shape of most lines. Guesses are made only
 * of texts that are not JSON, and in doubt it is JSON that was meant.
 */
#include "json/notation.h"

#include "json/trivia.h"

#include <string.h>

/* One line, without the blanks around it. */
struct line {
	const char *text;
	uint32_t len;
	uint32_t from, next; /* offsets of its first non-blank byte, and of the next line */
};

static struct line line_at(const char *text, uint32_t len, uint32_t at)
{
	const char *end = memchr(text + at, '\n', len - at);
	uint32_t to = end ? (uint32_t)(end - text) : len;
	struct line line = {.next = end ? to + 1 : len};

	line.from = at;
	while (line.from < to && (fp_trivia_blank(text[line.from])))
		line.from++;
	while (to > line.from && fp_trivia_blank(text[to - 1]))
		to--;
	line.text = text + line.from;
	line.len = to - line.from;
	return line;
}

static bool begins(const struct line *line, const char *what)
{
	size_t n = strlen(what);

	return line->len >= n && memcmp(line->text, what, n) == 0;
}

static bool begins_any(const struct line *line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (begins(line, words[i]))
			return true;
	}
	return false;
}
#define BEGINS_ANY(line, words) begins_any((line), (words), sizeof(words) / sizeof(*(words)))

static bool is_word(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-' || c == '.' || c == '$' || c == '/';
}

static uint32_t word_length(const struct line *line)
{
	uint32_t n = 0;

	while (n < line->len && is_word(line->text[n]))
		n++;
	return n;
}

static char last_byte(const struct line *line)
{
	return line->len ? line->text[line->len - 1] : 0;
}

static bool holds(const struct line *line, const char *what)
{
	size_t n = strlen(what);

	for (uint32_t i = 0; i + n <= line->len; i++) {
		if (memcmp(line->text + i, what, n) == 0)
			return true;
	}
	return false;
}

/* ---- transcripts ---- */

/* "POST /path", "GET https://…", "HTTP/1.1 200 OK". */
static bool is_http_line(const struct line *line)
{
	static const char *const starts[] = {"GET ",    "POST ",    "PUT ",   "PATCH ",
	                                     "DELETE ", "OPTIONS ", "HEAD ",  "TRACE ",
	                                     "HTTP/",   "HTTP 1",   "HTTP 2", "CONNECT "};

	if (line->len > 5 && line->text[0] >= '1' && line->text[0] <= '5' && line->text[3] == ' ' &&
	    line->text[4] >= 'A' && line->text[4] <= 'Z')
		return true; /* 201 Created */
	return BEGINS_ANY(line, starts) && last_byte(line) != ',';
}

/* A prompt, a command, or what curl -v prints around a message. */
static bool is_console_line(const struct line *line)
{
	static const char *const starts[] = {
	    "$ ",     "% ",      "curl ",    "~$ ",     "> curl",  "http ",   "kubectl ",
	    "aws ",   "npm ",    "docker ",  "git ",    "cat ",    "< HTTP/", "> GET",
	    "> POST", "> PUT",   "> DELETE", "> PATCH", "$curl",   "PS> ",    "# curl",
	    "wget ",  "gcloud ", "az ",      "npx ",    "yarn ",   "sudo ",   "echo ",
	    ">>> ",   "mysql> ", "> db.",    "cast ",   "starkli "};
	const char *rest = line->len ? memchr(line->text, ' ', line->len) : NULL;

	if (rest && rest - line->text <= 3 && rest + 1 < line->text + line->len &&
	    strchr("{[", rest[1]))
		return false; /* a prompt, and JSON behind it */
	return BEGINS_ANY(line, starts);
}

/* Whether a line opens JSON: a bracket, and not "[INFO]" or "[Request]". */
static bool opens_json(const struct line *line)
{
	if (line->len == 0)
		return false;
	if (line->text[0] == '{')
		return !begins(line, "{{") || line->len == 2;
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

		if (text[at] != '\'')
			continue;
		while (from < len && fp_trivia_blank(text[from]))
			from++;
		close = closing_quote(text, len, from, &plain);
		if (!close)
			return 0;
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

/* What stands beside the data of server-sent events. */
static bool is_event_line(const struct line *line)
{
	static const char *const starts[] = {"event:", "id:", "retry:", ":", "...", "data: [DONE]"};

	return line->len == 0 || BEGINS_ANY(line, starts);
}

/* Server-sent events: each line of data is a text of its own. One alone may be a member as well. */
static bool read_events(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        uint32_t len)
{
	struct line line;

	for (uint32_t at = 0; at < len; at = line.next) {
		struct line data;

		line = line_at(text, len, at);
		if (is_event_line(&line))
			continue;
		if (!begins(&line, "data:"))
			return false;
		data = line_at(text, line.from + line.len, line.from + 5);
		if (!opens_json(&data))
			return false;
		if (out->count == 0)
			out->head = (struct fp_range){line.from, line.from + line.len};
		add_part(out, arena, text, data.from, data.from + data.len);
	}
	return out->count > 1;
}

bool fp_notation_transcript(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                            uint32_t len)
{
	bool outside = false, seen = false;
	uint32_t from = 0;
	struct line line;

	*out = (struct fp_transcript){NULL, 0, {0, 0}, false};
	if (read_events(out, arena, text, len))
		return true;
	*out = (struct fp_transcript){NULL, 0, {0, 0}, false};
	for (uint32_t at = 0; at < len; at = line.next) {
		bool notation;

		line = line_at(text, len, at);
		if (line.len == 0 || (!seen && (begins(&line, "#") || begins(&line, "//"))))
			continue;
		notation = is_http_line(&line) || is_console_line(&line);
		if (!seen && !notation)
			return false;
		if (!seen) {
			out->head = (struct fp_range){line.from, line.from + line.len};
			out->shell = !is_http_line(&line);
		}
		if (notation && !outside && seen)
			add_part(out, arena, text, from, at);
		if (notation)
			outside = true;
		if (outside && !opens_json(&line)) {
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

/* ---- other languages ---- */

static bool is_code_start(const struct line *line)
{
	static const char *const starts[] = {
	    "import ",  "from ",      "function ", "function(", "class ",    "public ",
	    "private ", "package ",   "using ",    "def ",      "async ",    "await ",
	    "if (",     "for (",      "while (",   "#include",  "func ",     "fn ",
	    "struct ",  "interface ", "enum ",     "type ",     "console.",  "require(",
	    "new ",     "throw ",     "try {",     "local ",    "public:",   "namespace ",
	    "use ",     "@",          "(function", "=>",        "describe(", "it(",
	    "test(",    "app.",       "router.",   "res.",      "window."};

	if (!BEGINS_ANY(line, starts))
		return false;
	return line->len < 2 || line->text[0] != '@' || is_word(line->text[1]);
}

/* A call on something: db.collection.find(, Contract.Call( — program text through and through. */
static bool is_method_call(const struct line *line)
{
	uint32_t n = word_length(line);

	return n > 2 && n < line->len && line->text[n] == '(' &&
	       memchr(line->text, '.', n) != NULL && !begins(line, "JSON.") &&
	       !((line->text[0] | 32) < 'a');
}

/* var x = f(…): an assignment of anything but a literal. */
static bool is_assigned_call(const struct line *line)
{
	static const char *const starts[] = {"var ", "let ", "const ", "final ", "val "};
	const char *equals;

	if (!BEGINS_ANY(line, starts))
		return false;
	equals = memchr(line->text, '=', line->len);
	if (!equals)
		return last_byte(line) == ';';
	for (equals++; equals < line->text + line->len && *equals == ' ';)
		equals++;
	return equals < line->text + line->len && *equals != '{' && *equals != '[';
}

static bool is_sql(const struct line *line)
{
	static const char *const starts[] = {"SELECT ", "INSERT INTO", "CREATE TABLE",
	                                     "UPDATE ", "ALTER TABLE", "DROP ",
	                                     "WITH ",   "select "};

	return BEGINS_ANY(line, starts);
}

static bool is_graphql(const struct line *line)
{
	static const char *const starts[] = {"query ",        "query{",    "mutation ",
	                                     "subscription ", "fragment ", "schema {"};

	return BEGINS_ANY(line, starts) && holds(line, "{");
}

static bool is_markup(const struct line *line, const char *text, uint32_t len)
{
	if (line->len < 3 || line->text[0] != '<')
		return false;
	if (begins(line, "<?xml") || begins(line, "<!DOCTYPE") || begins(line, "<!--"))
		return memchr(text, '{', len) == NULL || begins(line, "<?xml");
	if ((line->text[1] | 32) < 'a' || (line->text[1] | 32) > 'z')
		return false;
	for (uint32_t i = 0; i + 1 < len; i++) {
		if ((text[i] == '<' && text[i + 1] == '/') ||
		    (text[i] == '/' && text[i + 1] == '>'))
			return true;
	}
	return false;
}

/* resource "a" "b" {, name = {: HCL. */
static bool is_hcl(const struct line *line)
{
	static const char *const starts[] = {"resource \"", "variable \"", "provider \"",
	                                     "module \"",   "data \"",     "output \"",
	                                     "terraform {", "locals {"};
	uint32_t at = word_length(line);

	if (BEGINS_ANY(line, starts))
		return true;
	if (line->len > 2 && line->text[0] == '"') {
		const char *end = memchr(line->text + 1, '"', line->len - 1);

		at = end ? (uint32_t)(end - line->text) + 1 : 0;
	}
	while (at && at < line->len && line->text[at] == ' ')
		at++;
	return at && at + 1 < line->len && line->text[at] == '=' && line->text[at + 1] == ' ' &&
	       last_byte(line) != ',' && last_byte(line) != ';';
}

/* The shapes of all lines, counted. */
struct shapes {
	uint32_t lines, yaml, commas, brackets, assigned, sections;
};

/* key: value, - item, without the quotes and commas of JSON. */
static bool is_yaml_line(const struct line *line)
{
	struct line rest = *line;
	uint32_t n;

	if (line->len == 3 && begins(line, "..."))
		return true; /* the end of a document */
	while (begins(&rest, "- ")) {
		rest.text += 2;
		rest.len -= 2;
	}
	if (rest.len < line->len && last_byte(line) != ',' && rest.len &&
	    !strchr("{[\"", rest.text[0]))
		return true;
	if (begins(&rest, "@")) {
		rest.text++;
		rest.len--;
	}
	n = word_length(&rest);
	return n && n < rest.len && rest.text[n] == ':' &&
	       (n + 1 == rest.len || rest.text[n + 1] == ' ') && last_byte(line) != ',' &&
	       last_byte(line) != '{' && last_byte(line) != '[';
}

/* [name] as TOML writes it. A list of words is none: it has commas in it. */
static bool is_section(const struct line *line)
{
	return line->len > 2 && line->text[0] == '[' && last_byte(line) == ']' &&
	       is_word(line->text[1]) && !strchr("0123456789-", line->text[1]) &&
	       !memchr(line->text, ',', line->len);
}

static void count_line(struct shapes *s, const struct line *line)
{
	uint32_t n = word_length(line);

	s->lines++;
	s->yaml += is_yaml_line(line);
	s->commas += last_byte(line) == ',';
	s->brackets += strchr("{[", last_byte(line)) != NULL || strchr("}]", line->text[0]) != NULL;
	if (line->text[0] == '"' && n == 0) {
		const char *end = memchr(line->text + 1, '"', line->len - 1);

		n = end ? (uint32_t)(end - line->text) + 1 : 0;
	}
	while (n < line->len && line->text[n] == ' ')
		n++;
	s->assigned += n && n < line->len && line->text[n] == '=';
	s->sections += is_section(line);
}

static struct shapes count_shapes(const char *text, uint32_t len)
{
	struct shapes s = {0};
	struct line line;

	for (uint32_t at = 0; at < len && s.lines < 200; at = line.next) {
		line = line_at(text, len, at);
		if (line.len && !begins(&line, "#") && !begins(&line, "//"))
			count_line(&s, &line);
	}
	return s;
}

/* Another language by the shape of most lines. */
static const char *by_shape(const char *text, uint32_t len)
{
	struct shapes s = count_shapes(text, len);
	bool bracket = memchr(text, '{', len) || memchr(text, '[', len);

	if (s.lines == 0)
		return "a comment";
	if (s.yaml * 10 >= s.lines * 8 && s.commas == 0 && s.brackets * 4 <= s.lines)
		return "YAML";
	if (s.sections && (s.assigned + s.sections) * 10 >= s.lines * 8)
		return "TOML";
	if (s.assigned * 10 >= s.lines * 8 && !bracket)
		return "a properties file";
	if (!bracket && !memchr(text, '"', len) && !memchr(text, '\'', len))
		return "plain text";
	return NULL;
}

/* Whether a name with its colon stands anywhere: "name": or "name" :. */
static bool holds_member(const char *text, uint32_t len)
{
	bool quoted = false; /* nothing but blanks since the last quote */

	for (uint32_t i = 0; i < len; i++) {
		if (quoted && text[i] == ':')
			return true;
		quoted = text[i] == '"' || (quoted && text[i] == ' ');
	}
	return false;
}

/* name { …: what stands behind the brace tells whose block it is. */
static const char *by_named_block(const struct line *first, const char *text, uint32_t len)
{
	const struct line whole = {.text = text, .len = len};
	struct line inner = *first;
	uint32_t n = word_length(first);

	while (n && n < first->len && first->text[n] == ' ')
		n++;
	if (n == 0 || n >= first->len || first->text[n] != '{' || holds_member(text, len))
		return by_shape(text, len);
	inner.text += n + 1;
	inner.len -= n + 1;
	n = word_length(&inner);
	if (n && n + 1 < inner.len && inner.text[n] == '=' && inner.text[n + 1] == '"')
		return "PromQL";
	return holds(&whole, " => ") ? "a Logstash pipeline" : by_shape(text, len);
}

static struct line first_line(const char *text, uint32_t len)
{
	struct line line = {0};

	for (uint32_t at = 0; at < len; at = line.next) {
		line = line_at(text, len, at);
		if (line.len && !begins(&line, "//") && !begins(&line, "# ") &&
		    !begins(&line, "/*") && !begins(&line, "...") && !begins(&line, "*"))
			return line;
	}
	return line;
}

const char *fp_notation_language(const char *text, uint32_t len)
{
	struct line line = first_line(text, len);

	if (line.len == 0)
		return by_shape(text, len);
	if (begins(&line, "{%"))
		return holds_member(text, len) ? NULL : "a template";
	if (line.text[0] == '{' || line.text[0] == '[')
		return line.len > 1 && is_word(line.text[1]) && line.text[0] == '['
		           ? by_shape(text, len)
		           : NULL;
	if (is_markup(&line, text, len))
		return "XML or HTML";
	if (begins(&line, "#!") || is_console_line(&line))
		return "a shell command";
	if (begins(&line, "==="))
		return "plain text"; /* a heading */
	if (is_sql(&line))
		return "SQL";
	if (is_graphql(&line))
		return "GraphQL";
	if (is_code_start(&line) || is_method_call(&line) || is_assigned_call(&line))
		return "program code";
	if (is_hcl(&line) && (line.text[0] == '"' || count_shapes(text, len).assigned > 1))
		return "HCL";
	return by_named_block(&line, text, len);
}
