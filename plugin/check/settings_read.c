/* SPDX-License-Identifier: MIT */
/*
 * .fencepost.json → settings. The text is read by the code that reads blocks, so what is wrong with it
 * has a place; a key has a row in a table, and a function that takes its value. The first fault ends it.
 */
#include "check/settings.h"
#include "har/placeholder.h"
#include "har/value.h"
#include "text/nearest.h"
#include "json/repair.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct fp_arena *arena;
	struct fp_settings *settings;
	struct fp_lines lines;
	struct fp_tree tree;
	const char **why;
};

/* Takes the value at a node; false: it has said what is wrong. */
typedef bool take_fn(struct reader *r, uint32_t node);

static bool fail_at(struct reader *r, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fail_at(struct reader *r, uint32_t offset, const char *format, ...)
{
	struct fencepost_place place = fp_lines_place(&r->lines, offset);
	struct fp_bytes text = FP_BYTES(r->arena);
	va_list arguments;

	fp_bytes_printf(&text, "%u:%u: ", place.line, place.column);
	va_start(arguments, format);
	fp_bytes_vprintf(&text, format, arguments);
	va_end(arguments);
	*r->why = fp_bytes_string(&text);
	return false;
}

static uint32_t place_of(const struct reader *r, uint32_t at)
{
	return fp_layer_span(r->tree.layer, (struct fp_range){at, at}).start;
}

/* Author's words for a message. */
static const char *words(struct reader *r, const struct fp_value *value)
{
	struct fp_bytes text = FP_BYTES(r->arena);

	fp_bytes_brief(&text, value->text, value->len, 40);
	return fp_bytes_string(&text);
}

static const struct fp_node *node_at(const struct reader *r, uint32_t node)
{
	return &r->tree.nodes[node];
}

static bool fail(struct reader *r, uint32_t node, const char *message)
{
	return fail_at(r, place_of(r, node_at(r, node)->range.from), "%s", message);
}

/* ---- values ---- */

static bool expect(struct reader *r, uint32_t node, enum fp_node_kind kind, const char *what)
{
	struct fp_bytes message = FP_BYTES(r->arena);
	struct fp_value name;

	if (node_at(r, node)->kind == kind)
		return true;
	name = fp_value_name(r->arena, &r->tree, node);
	if (name.text)
		fp_bytes_printf(&message, "\"%s\" must be %s", words(r, &name), what);
	else
		fp_bytes_printf(&message, "this must be %s", what);
	return fail(r, node, fp_bytes_string(&message));
}

/* A string without NUL in it, and not empty. */
static const char *take_string(struct reader *r, uint32_t node)
{
	struct fp_value value;

	if (!expect(r, node, FP_NODE_STRING, "a string"))
		return NULL;
	value = fp_value_of(r->arena, &r->tree, node);
	if (value.len == 0 || strlen(value.text) != value.len) {
		fail(r, node, value.len ? "a string with NUL in it" : "an empty string");
		return NULL;
	}
	return value.text;
}

/* A list of strings that ends with NULL; NULL: something was wrong. */
static const char *const *take_strings(struct reader *r, uint32_t node, size_t *count)
{
	const char **strings;
	size_t taken = 0;

	if (!expect(r, node, FP_NODE_ARRAY, "a list of strings"))
		return NULL;
	strings = fp_arena_zero(r->arena, node_at(r, node)->count + 1, sizeof(*strings));
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next) {
		strings[taken] = take_string(r, i);
		if (!strings[taken++])
			return NULL;
	}
	if (count)
		*count = taken;
	return strings;
}

/* The index of a string in a list; a fault where it is none of them. */
static bool take_word(struct reader *r, uint32_t node, const char *const *list, int *out)
{
	struct fp_bytes message = FP_BYTES(r->arena);
	const char *word = take_string(r, node);

	if (!word)
		return false;
	for (*out = 0; list[*out]; ++*out)
		if (strcmp(list[*out], word) == 0)
			return true;
	fp_bytes_text(&message, "expected ");
	for (int i = 0; list[i]; i++)
		fp_bytes_printf(&message, "%s\"%s\"",
		                i == 0        ? ""
		                : list[i + 1] ? ", "
		                              : " or ",
		                list[i]);
	return fail(r, node, fp_bytes_string(&message));
}

/* `unknown key "rule"; did you mean "rules"?`, at the name of a member. */
static bool fail_unknown(struct reader *r, uint32_t member, const char *what,
                         const char *const *names)
{
	struct fp_value name = fp_value_name(r->arena, &r->tree, member);
	const char *near = fp_nearest(name.text, name.len, names);
	uint32_t at = place_of(r, name.token.from);

	if (near)
		return fail_at(r, at, "unknown %s \"%s\"; did you mean \"%s\"?", what,
		               words(r, &name), near);
	return fail_at(r, at, "unknown %s \"%s\"", what, words(r, &name));
}

/* The index of a member's name in a list; -1: it is none of them, which has been said. */
static int take_name(struct reader *r, uint32_t member, const char *what, const char *const *names)
{
	struct fp_value name = fp_value_name(r->arena, &r->tree, member);

	for (int i = 0; names[i]; i++)
		if (strlen(names[i]) == name.len && memcmp(names[i], name.text, name.len) == 0)
			return i;
	fail_unknown(r, member, what, names);
	return -1;
}

static bool take_severity(struct reader *r, uint32_t node, enum fencepost_severity *out)
{
	static const char *const names[] = {"off", "note", "warning", "error", NULL};
	int severity;

	if (!take_word(r, node, names, &severity))
		return false;
	*out = (enum fencepost_severity)severity;
	return true;
}

/* ---- one function a key ---- */

static const char *const kinds[] = {"har", "json", "jsonc", "ndjson", NULL};

/* Adds the words of one kind to the languages. */
static bool take_language(struct reader *r, uint32_t member, int kind,
                          struct fp_language *languages, size_t *count)
{
	size_t words_count;
	const char *const *list = take_strings(r, member, &words_count);

	if (!list)
		return false;
	for (size_t i = 0; i < words_count; i++) {
		char *word = fp_arena_copy(r->arena, list[i], strlen(list[i]));

		for (char *c = word; *c; c++)
			if (*c >= 'A' && *c <= 'Z')
				*c = (char)(*c | 0x20);
		for (size_t j = 0; j < *count; j++)
			if (strcmp(languages[j].word, word) == 0)
				return fail(r, member, "a word that names a language already");
		languages[(*count)++] = (struct fp_language){word, kind};
	}
	return true;
}

/* Kinds that are not named keep the words they have. */
static bool take_languages(struct reader *r, uint32_t node)
{
	struct fp_languages *old = &r->settings->languages;
	struct fp_language *languages;
	bool named[4] = {false};
	size_t count = 0;

	if (!expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	languages = fp_arena_zero(r->arena, old->count + r->tree.count, sizeof(*languages));
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next) {
		int kind = take_name(r, i, "kind of language", kinds);

		if (kind < 0 || !take_language(r, i, kind, languages, &count))
			return false;
		named[kind] = true;
	}
	for (size_t i = 0; i < old->count; i++)
		if (!named[old->of[i].kind])
			languages[count++] = old->of[i];
	*old = (struct fp_languages){languages, count};
	return true;
}

static const char *const *rule_names(struct reader *r)
{
	const char **names = fp_arena_zero(r->arena, FP_RULE_COUNT + 1, sizeof(*names));

	for (int i = 0; i < FP_RULE_COUNT; i++)
		names[i] = fp_rule_info((enum fp_rule)i)->name;
	return names;
}

static bool take_rules(struct reader *r, uint32_t node)
{
	const char *const *names = rule_names(r);

	if (!expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next) {
		int rule = take_name(r, i, "rule", names);
		enum fencepost_severity severity;

		if (rule < 0 || !take_severity(r, i, &severity))
			return false;
		r->settings->levels.of[rule][FP_KIND_HAR] = (uint8_t)severity;
		r->settings->levels.of[rule][FP_KIND_JSON] = (uint8_t)severity;
		r->settings->rule_given[rule] = true;
	}
	return true;
}

/* `${...}`: what stands before the dots, and what after; a pattern without dots stands for itself. */
static bool take_placeholder(struct reader *r, uint32_t node, struct fp_placeholder *out)
{
	const char *pattern = take_string(r, node);
	const char *dots = pattern ? strstr(pattern, "...") : NULL;

	if (!pattern)
		return false;
	*out = (struct fp_placeholder){pattern, NULL};
	if (!dots)
		return true;
	if (dots == pattern || !dots[3])
		return fail(r, node,
		            "a placeholder needs a beginning before \"...\" and an end after it");
	*out = (struct fp_placeholder){fp_arena_copy(r->arena, pattern, (size_t)(dots - pattern)),
	                               dots + 3};
	return true;
}

static bool take_placeholders(struct reader *r, uint32_t node)
{
	struct fp_placeholder *of;
	size_t count = 0;

	if (!expect(r, node, FP_NODE_ARRAY, "a list of strings"))
		return false;
	if (node_at(r, node)->count > FP_PLACEHOLDER_MOST)
		return fail_at(r, place_of(r, node_at(r, node)->range.from),
		               "more than %d placeholders", FP_PLACEHOLDER_MOST);
	of = fp_arena_zero(r->arena, node_at(r, node)->count, sizeof(*of));
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next)
		if (!take_placeholder(r, i, &of[count++]))
			return false;
	r->settings->placeholders = (struct fp_placeholders){of, count};
	return true;
}

static bool take_ignore(struct reader *r, uint32_t node)
{
	return (r->settings->ignore = take_strings(r, node, NULL)) != NULL;
}

static bool take_extensions(struct reader *r, uint32_t node)
{
	const char *const *list = take_strings(r, node, &r->settings->extension_count);

	r->settings->extensions = list;
	for (; list && *list; list++)
		if (**list == '.')
			return fail(r, node, "an extension is written without its dot: \"md\"");
	return list != NULL;
}

static bool take_fields(struct reader *r, uint32_t node)
{
	return (r->settings->fields = take_strings(r, node, NULL)) != NULL;
}

static bool take_variables(struct reader *r, uint32_t node)
{
	return (r->settings->variables = take_strings(r, node, NULL)) != NULL;
}

/* An object with one key, and what takes that key's value. */
static bool take_only(struct reader *r, uint32_t node, const char *name, take_fn *take)
{
	const char *const names[] = {name, NULL};

	if (!expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next)
		if (take_name(r, i, "key", names) < 0 || !take(r, i))
			return false;
	return true;
}

static bool take_har(struct reader *r, uint32_t node)
{
	return take_only(r, node, "fields", take_fields);
}

static bool take_templates(struct reader *r, uint32_t node)
{
	return take_only(r, node, "variables", take_variables);
}

static bool take_one_forbidden(struct reader *r, uint32_t node, struct fp_forbidden *out)
{
	static const char *const names[] = {"text", "replace", "severity", NULL};
	struct fp_value replace;

	*out = (struct fp_forbidden){.severity = FENCEPOST_ERROR};
	if (!expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next)
		switch (take_name(r, i, "key", names)) {
		case 0:
			out->text = take_string(r, i);
			if (!out->text)
				return false;
			break;
		case 1:
			if (!expect(r, i, FP_NODE_STRING, "a string"))
				return false;
			replace = fp_value_of(r->arena, &r->tree, i);
			out->replace = replace.text;
			break;
		case 2:
			if (!take_severity(r, i, &out->severity))
				return false;
			break;
		default:
			return false;
		}
	return out->text || fail(r, node, "a forbidden text needs its \"text\"");
}

static bool take_forbidden(struct reader *r, uint32_t node)
{
	struct fp_forbidden *of;
	size_t count = 0;

	if (!expect(r, node, FP_NODE_ARRAY, "a list of objects"))
		return false;
	of = fp_arena_zero(r->arena, node_at(r, node)->count, sizeof(*of));
	for (uint32_t i = node_at(r, node)->first; i != FP_NO_NODE; i = node_at(r, i)->next)
		if (!take_one_forbidden(r, i, &of[count++]))
			return false;
	r->settings->forbidden = of;
	r->settings->forbidden_count = count;
	return true;
}

static bool take_max_bytes(struct reader *r, uint32_t node)
{
	struct fp_range range = node_at(r, node)->range;
	const char *text = r->tree.layer->text + range.from;
	unsigned long long bytes;

	if (!expect(r, node, FP_NODE_NUMBER, "a number of bytes"))
		return false;
	bytes = strtoull(text, NULL, 10);
	if (strspn(text, "0123456789") != range.to - range.from || bytes == 0 ||
	    bytes >= UINT32_MAX)
		return fail(r, node, "expected a whole number of bytes from 1 to 4294967294");
	r->settings->max_bytes = (uint32_t)bytes;
	return true;
}

static bool take_fix(struct reader *r, uint32_t node)
{
	static const char *const names[] = {"unsafe", "safe", "none", NULL};
	int fix;

	if (!take_word(r, node, names, &fix))
		return false;
	r->settings->fix = (enum fencepost_applicability)fix;
	return true;
}

static bool take_schema(struct reader *r, uint32_t node)
{
	return expect(r, node, FP_NODE_STRING, "a string");
}

/* ---- the whole ---- */

static const struct key {
	const char *name;
	take_fn *take;
} keys[] = {
    [FP_SETTING_LANGUAGES] = {"languages", take_languages},
    [FP_SETTING_RULES] = {"rules", take_rules},
    [FP_SETTING_PLACEHOLDERS] = {"placeholders", take_placeholders},
    [FP_SETTING_IGNORE] = {"ignore", take_ignore},
    [FP_SETTING_EXTENSIONS] = {"extensions", take_extensions},
    [FP_SETTING_HAR] = {"har", take_har},
    [FP_SETTING_TEMPLATES] = {"templates", take_templates},
    [FP_SETTING_FORBIDDEN] = {"forbidden", take_forbidden},
    [FP_SETTING_MAX_BYTES] = {"maxBytes", take_max_bytes},
    [FP_SETTING_FIX] = {"fix", take_fix},
    [FP_SETTING_COUNT] = {"$schema", take_schema}, /* for editors */
};

#define KEY_COUNT (sizeof(keys) / sizeof(keys[0]))

const char *fp_settings_name(enum fp_setting setting)
{
	return keys[setting].name;
}

static bool take_all(struct reader *r)
{
	const char *names[KEY_COUNT + 1] = {NULL};

	if (!expect(r, 0, FP_NODE_OBJECT, "an object"))
		return false;
	for (size_t i = 0; i < KEY_COUNT; i++)
		names[i] = keys[i].name;
	for (uint32_t i = node_at(r, 0)->first; i != FP_NO_NODE; i = node_at(r, i)->next) {
		int key = take_name(r, i, "key", names);

		if (key < 0 || !keys[key].take(r, i))
			return false;
		if (key < FP_SETTING_COUNT)
			r->settings->given[key] = true;
	}
	return true;
}

/* Reads the text as JSON; false: what is wrong with it has been said. */
static bool parse(struct reader *r, uint32_t from)
{
	static const struct fp_dialect dialect = {.comments = true, .trailing_commas = true};
	struct fp_json_options options = {.dialect = &dialect, .where = "file"};
	struct fp_levels levels;
	struct fp_sink sink;
	struct fp_json json;

	fp_levels_init(&levels);
	fp_sink_init(&sink, r->arena, &r->lines, &levels);
	fp_json_read(
	    &json, &sink,
	    fp_layer_of_file(r->arena, &r->lines, (struct fencepost_span){from, r->lines.len}),
	    &options);
	fp_sink_finish(&sink, 0, 0);
	r->tree = json.tree;
	if (json.verdict == FP_VERDICT_VALID)
		return true;
	if (sink.count == 0)
		return fail_at(r, from, "this is no JSON");
	return fail_at(r, sink.found[0]->pub.span.start, "%s", sink.found[0]->pub.message);
}

int fp_settings_read(struct fp_settings *settings, struct fp_arena *arena, const char *text,
                     uint32_t len, const char **why)
{
	struct reader r = {.arena = arena, .settings = settings, .why = why};
	uint32_t mark = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	fp_lines_find(&r.lines, arena, text, len);
	return parse(&r, mark) && take_all(&r) ? FENCEPOST_OK : FENCEPOST_ESETTINGS;
}
