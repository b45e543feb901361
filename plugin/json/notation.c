/* SPDX-License-Identifier: MIT */
/*
 * Recognised before anything is searched: another language shows in its first line or in the shape
 * of most lines. Guesses are made only of texts that are not JSON, and in doubt it is JSON that was
 * meant.
 */
#include "json/notation.h"

#include "json/notation_line.h"

#include <string.h>

static bool is_code_start(const struct fp_line *line)
{
	static const char *const starts[] = {
	    "import ",  "from ",      "function ", "function(", "class ",    "public ",
	    "private ", "package ",   "using ",    "def ",      "async ",    "await ",
	    "if (",     "for (",      "while (",   "#include",  "func ",     "fn ",
	    "struct ",  "interface ", "enum ",     "type ",     "console.",  "require(",
	    "new ",     "throw ",     "try {",     "local ",    "public:",   "namespace ",
	    "use ",     "@",          "(function", "=>",        "describe(", "it(",
	    "test(",    "app.",       "router.",   "res.",      "window."};

	if (!FP_LINE_BEGINS_ANY(line, starts))
		return false;
	return line->len < 2 || line->text[0] != '@' || fp_line_is_word(line->text[1]);
}

/* A call on something: db.collection.find(, Contract.Call( — program text through and through. */
static bool is_method_call(const struct fp_line *line)
{
	uint32_t n = fp_line_word(line);

	return n > 2 && n < line->len && line->text[n] == '(' &&
	       memchr(line->text, '.', n) != NULL && !fp_line_begins(line, "JSON.") &&
	       !((line->text[0] | 32) < 'a');
}

/* var x = f(…): an assignment of anything but a literal. */
static bool is_assigned_call(const struct fp_line *line)
{
	static const char *const starts[] = {"var ", "let ", "const ", "final ", "val "};
	const char *equals;

	if (!FP_LINE_BEGINS_ANY(line, starts))
		return false;
	equals = memchr(line->text, '=', line->len);
	if (!equals)
		return fp_line_last(line) == ';';
	for (equals++; equals < line->text + line->len && *equals == ' ';)
		equals++;
	return equals < line->text + line->len && *equals != '{' && *equals != '[';
}

static bool is_sql(const struct fp_line *line)
{
	static const char *const starts[] = {"SELECT ", "INSERT INTO", "CREATE TABLE",
	                                     "UPDATE ", "ALTER TABLE", "DROP ",
	                                     "WITH ",   "select "};

	return FP_LINE_BEGINS_ANY(line, starts);
}

static bool is_graphql(const struct fp_line *line)
{
	static const char *const starts[] = {"query ",        "query{",    "mutation ",
	                                     "subscription ", "fragment ", "schema {"};

	return FP_LINE_BEGINS_ANY(line, starts) && fp_line_holds(line, "{");
}

static bool is_markup(const struct fp_line *line, const char *text, uint32_t len)
{
	if (line->len < 3 || line->text[0] != '<')
		return false;
	if (fp_line_begins(line, "<?xml") || fp_line_begins(line, "<!DOCTYPE") ||
	    fp_line_begins(line, "<!--"))
		return memchr(text, '{', len) == NULL || fp_line_begins(line, "<?xml");
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
static bool is_hcl(const struct fp_line *line)
{
	static const char *const starts[] = {"resource \"", "variable \"", "provider \"",
	                                     "module \"",   "data \"",     "output \"",
	                                     "terraform {", "locals {"};
	uint32_t at = fp_line_word(line);

	if (FP_LINE_BEGINS_ANY(line, starts))
		return true;
	if (line->len > 2 && line->text[0] == '"') {
		const char *end = memchr(line->text + 1, '"', line->len - 1);

		at = end ? (uint32_t)(end - line->text) + 1 : 0;
	}
	while (at && at < line->len && line->text[at] == ' ')
		at++;
	return at && at + 1 < line->len && line->text[at] == '=' && line->text[at + 1] == ' ' &&
	       fp_line_last(line) != ',' && fp_line_last(line) != ';';
}

/* The shapes of all lines, counted. */
struct shapes {
	uint32_t lines, yaml, commas, brackets, assigned, sections;
};

/* key: value, - item, without the quotes and commas of JSON. */
static bool is_yaml_line(const struct fp_line *line)
{
	struct fp_line rest = *line;
	uint32_t n;

	if (line->len == 3 && fp_line_begins(line, "..."))
		return true; /* the end of a document */
	while (fp_line_begins(&rest, "- ")) {
		rest.text += 2;
		rest.len -= 2;
	}
	if (rest.len < line->len && fp_line_last(line) != ',' && rest.len &&
	    !strchr("{[\"", rest.text[0]))
		return true;
	if (fp_line_begins(&rest, "@")) {
		rest.text++;
		rest.len--;
	}
	n = fp_line_word(&rest);
	return n && n < rest.len && rest.text[n] == ':' &&
	       (n + 1 == rest.len || rest.text[n + 1] == ' ') && fp_line_last(line) != ',' &&
	       fp_line_last(line) != '{' && fp_line_last(line) != '[';
}

/* [name] as TOML writes it. A list of words is none: it has commas in it. */
static bool is_section(const struct fp_line *line)
{
	return line->len > 2 && line->text[0] == '[' && fp_line_last(line) == ']' &&
	       fp_line_is_word(line->text[1]) && !strchr("0123456789-", line->text[1]) &&
	       !memchr(line->text, ',', line->len);
}

static void count_line(struct shapes *s, const struct fp_line *line)
{
	uint32_t n = fp_line_word(line);

	s->lines++;
	s->yaml += is_yaml_line(line);
	s->commas += fp_line_last(line) == ',';
	s->brackets +=
	    strchr("{[", fp_line_last(line)) != NULL || strchr("}]", line->text[0]) != NULL;
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
	struct fp_line line;

	for (uint32_t at = 0; at < len && s.lines < 200; at = line.next) {
		line = fp_line_at(text, len, at);
		if (line.len && !fp_line_begins(&line, "#") && !fp_line_begins(&line, "//"))
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
	if (s.sections && s.assigned && (s.assigned + s.sections) * 10 >= s.lines * 8)
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

/* name {, name value;, name = value, name "value" and closers: blocks of settings, as nginx has them. */
static bool is_setting(const struct fp_line *line)
{
	uint32_t n = fp_line_word(line), end = n;

	while (end < line->len && line->text[end] == ' ')
		end++;
	if (n && end < line->len && line->text[end] != ':' &&
	    (fp_line_last(line) == '{' || fp_line_last(line) == ';' || line->text[end] == '=' ||
	     (end > n && line->text[end] == '"')))
		return true;
	return line->text[0] == '"' && fp_line_holds(line, "\" = ");
}

static bool is_configuration(const char *text, uint32_t len)
{
	uint32_t settings = 0, lines = 0;
	struct fp_line line;

	for (uint32_t at = 0; at < len && lines < 200; at = line.next) {
		line = fp_line_at(text, len, at);
		if (line.len == 0 || strchr("}])#{[.", line.text[0]) || fp_line_begins(&line, "//"))
			continue;
		lines++;
		settings += is_setting(&line);
	}
	return settings > 1 && settings * 10 >= lines * 8;
}

/* name { …: what stands behind the brace tells whose block it is. */
static const char *by_named_block(const struct fp_line *first, const char *text, uint32_t len)
{
	const struct fp_line whole = {.text = text, .len = len};
	struct fp_line inner = *first;
	uint32_t n = fp_line_word(first);

	while (n && n < first->len && (first->text[n] == ' ' || fp_line_is_word(first->text[n])))
		n++;
	if (n == 0 || n >= first->len || first->text[n] != '{' || holds_member(text, len))
		return by_shape(text, len);
	inner.text += n + 1;
	inner.len -= n + 1;
	n = fp_line_word(&inner);
	if (n && n + 1 < inner.len && inner.text[n] == '=' && inner.text[n + 1] == '"')
		return "PromQL";
	if (fp_line_holds(&whole, " => "))
		return "a Logstash pipeline";
	return fp_line_last(first) == '{' && is_configuration(text, len) ? "a configuration file"
	                                                                 : by_shape(text, len);
}

/* Lines that put another file here, as documentation builders read them. */
static bool is_inclusion(const struct fp_line *line)
{
	static const char *const starts[] = {"--8<--",   "-8<-",     "<<< ",
	                                     "!include", "@include", ":::"};

	return FP_LINE_BEGINS_ANY(line, starts);
}

static struct fp_line first_line(const char *text, uint32_t len)
{
	struct fp_line line = {0};

	for (uint32_t at = 0; at < len; at = line.next) {
		line = fp_line_at(text, len, at);
		if (line.len && !fp_line_begins(&line, "//") && !fp_line_begins(&line, "# ") &&
		    !fp_line_begins(&line, "/*") && !fp_line_begins(&line, "...") &&
		    !fp_line_begins(&line, "*"))
			return line;
	}
	return line;
}

/* =if([$a] > 0, 1): what a cell of a table computes. */
static bool is_formula(const struct fp_line *line)
{
	struct fp_line rest = *line;
	uint32_t n;

	if (!fp_line_begins(line, "="))
		return false;
	rest.text++;
	rest.len--;
	n = fp_line_word(&rest);
	return n && n < rest.len && rest.text[n] == '(';
}

/* { name { … } }, { name = value }: what stands in the braces has neither colons nor quoted names. */
static const char *by_braces(const struct fp_line *first, const char *text, uint32_t len)
{
	uint32_t behind = (uint32_t)(first->text - text) + 1;
	struct fp_line inner = fp_line_at(text, len, behind);
	uint32_t n;

	while (inner.len == 0 && inner.next < len)
		inner = fp_line_at(text, len, inner.next);
	n = fp_line_word(&inner);
	if (first->text[0] != '{' || n == 0 || holds_member(text, len))
		return NULL;
	if (fp_line_last(&inner) == '{' && !memchr(inner.text, ':', inner.len) &&
	    !memchr(text, '=', len) && !memchr(text, ',', len))
		return "GraphQL";
	return !memchr(text, ':', len) && !memchr(text, ',', len) && is_configuration(text, len)
	           ? "a configuration file"
	           : NULL;
}

const char *fp_notation_language(const char *text, uint32_t len)
{
	struct fp_line line = first_line(text, len);

	if (line.len == 0)
		return by_shape(text, len);
	if (fp_line_begins(&line, "{%"))
		return holds_member(text, len) ? NULL : "a template";
	if (line.text[0] == '{' || line.text[0] == '[')
		return line.len > 1 && fp_line_is_word(line.text[1]) && line.text[0] == '['
		           ? by_shape(text, len)
		           : by_braces(&line, text, len);
	if (is_markup(&line, text, len))
		return "XML or HTML";
	if (is_inclusion(&line))
		return "a directive that includes a file";
	if (fp_line_begins(&line, "#!") || fp_line_is_command(&line))
		return "a shell command";
	if (fp_line_begins(&line, "==="))
		return "plain text"; /* a heading */
	if (is_sql(&line))
		return "SQL";
	if (is_graphql(&line))
		return "GraphQL";
	if (is_formula(&line))
		return "a formula";
	if (is_code_start(&line) || is_method_call(&line) || is_assigned_call(&line))
		return "program code";
	if (is_hcl(&line) && (line.text[0] == '"' || count_shapes(text, len).assigned > 1))
		return "HCL";
	return by_named_block(&line, text, len);
}
