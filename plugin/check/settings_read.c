/* SPDX-License-Identifier: MIT */
/*
 * .fencepost.json → settings. The text is read by the code that reads blocks, so what is wrong with
 * it has a place; a key has a row in a table, and a function that takes its value. The first fault
 * ends it.
 */
#include "check/reader.h"
#include "har/placeholder.h"
#include "har/value.h"
#include "json/repair.h"

#include <stdlib.h>
#include <string.h>

/* Takes the value at a node; false: it has said what is wrong. */
typedef bool take_fn(struct fp_reader *r, uint32_t node);

/* ---- one function a key ---- */

static const char *const kinds[] = {"har", "json", "jsonc", "ndjson", NULL};

/* Adds the words of one kind to the languages. */
static bool take_language(struct fp_reader *r, uint32_t member, int kind,
                          struct fp_language *languages, size_t *count)
{
	size_t words_count;
	const char *const *list = fp_reader_strings(r, member, &words_count);

	if (!list)
		return false;
	for (size_t i = 0; i < words_count; i++) {
		char *word = fp_arena_copy(r->arena, list[i], strlen(list[i]));

		for (char *c = word; *c; c++)
			if (*c >= 'A' && *c <= 'Z')
				*c = (char)(*c | 0x20);
		for (size_t j = 0; j < *count; j++)
			if (strcmp(languages[j].word, word) == 0)
				return fp_reader_fail(r, member,
				                      "a word that names a language already");
		languages[(*count)++] = (struct fp_language){word, kind};
	}
	return true;
}

/* Kinds that are not named keep the words they have. */
static bool take_languages(struct fp_reader *r, uint32_t node)
{
	struct fp_languages *old = &r->settings->languages;
	struct fp_language *languages;
	bool named[4] = {false};
	size_t count = 0;

	if (!fp_reader_expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	languages = fp_arena_zero(r->arena, old->count + r->tree.count, sizeof(*languages));
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next) {
		int kind = fp_reader_name(r, i, "kind of language", kinds);

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

static const char *const *rule_names(struct fp_reader *r)
{
	const char **names = fp_arena_zero(r->arena, FP_RULE_COUNT + 1, sizeof(*names));

	for (int i = 0; i < FP_RULE_COUNT; i++)
		names[i] = fp_rule_info((enum fp_rule)i)->name;
	return names;
}

static bool take_rules(struct fp_reader *r, uint32_t node)
{
	const char *const *names = rule_names(r);

	if (!fp_reader_expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next) {
		int rule = fp_reader_name(r, i, "rule", names);
		enum fencepost_severity severity;

		if (rule < 0 || !fp_reader_severity(r, i, &severity))
			return false;
		r->settings->levels.of[rule][FP_KIND_HAR] = (uint8_t)severity;
		r->settings->levels.of[rule][FP_KIND_JSON] = (uint8_t)severity;
		r->settings->rule_given[rule] = true;
	}
	return true;
}

/*
 * `${...}`: what stands before the dots, and what after; a pattern without dots stands for itself.
 */
static bool take_placeholder(struct fp_reader *r, uint32_t node, struct fp_placeholder *out)
{
	const char *pattern = fp_reader_string(r, node);
	const char *dots = pattern ? strstr(pattern, "...") : NULL;

	if (!pattern)
		return false;
	*out = (struct fp_placeholder){pattern, NULL};
	if (!dots)
		return true;
	if (dots == pattern || !dots[3])
		return fp_reader_fail(
		    r, node, "a placeholder needs a beginning before \"...\" and an end after it");
	*out = (struct fp_placeholder){fp_arena_copy(r->arena, pattern, (size_t)(dots - pattern)),
	                               dots + 3};
	return true;
}

static bool take_placeholders(struct fp_reader *r, uint32_t node)
{
	struct fp_placeholder *of;
	size_t count = 0;

	if (!fp_reader_expect(r, node, FP_NODE_ARRAY, "a list of strings"))
		return false;
	if (fp_reader_node(r, node)->count > FP_PLACEHOLDER_MOST)
		return fp_reader_fail(r, node, "more than 32 placeholders");
	of = fp_arena_zero(r->arena, fp_reader_node(r, node)->count, sizeof(*of));
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next)
		if (!take_placeholder(r, i, &of[count++]))
			return false;
	r->settings->placeholders = (struct fp_placeholders){of, count};
	return true;
}

static bool take_ignore(struct fp_reader *r, uint32_t node)
{
	const char *const *list = fp_reader_strings(r, node, NULL);
	struct fp_bytes text = FP_BYTES(r->arena);

	r->settings->ignore = list;
	for (; list && *list; list++)
		fp_bytes_printf(&text, "%s\n", *list);
	if (text.len > 0)
		r->settings->ignored =
		    fp_patterns_parse(r->arena, text.data, text.len, 0, false, NULL);
	return r->settings->ignore != NULL;
}

static bool take_extensions(struct fp_reader *r, uint32_t node)
{
	const char *const *list = fp_reader_strings(r, node, &r->settings->extension_count);

	r->settings->extensions = list;
	for (; list && *list; list++)
		if (**list == '.')
			return fp_reader_fail(r, node,
			                      "an extension is written without its dot: \"md\"");
	return list != NULL;
}

static bool take_fields(struct fp_reader *r, uint32_t node)
{
	return (r->settings->fields = fp_reader_strings(r, node, NULL)) != NULL;
}

static bool take_variables(struct fp_reader *r, uint32_t node)
{
	return (r->settings->variables = fp_reader_strings(r, node, NULL)) != NULL;
}

/* An object with one key, and what takes that key's value. */
static bool take_only(struct fp_reader *r, uint32_t node, const char *name, take_fn *take)
{
	const char *const names[] = {name, NULL};

	if (!fp_reader_expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next)
		if (fp_reader_name(r, i, "key", names) < 0 || !take(r, i))
			return false;
	return true;
}

static bool take_har(struct fp_reader *r, uint32_t node)
{
	return take_only(r, node, "fields", take_fields);
}

static bool take_templates(struct fp_reader *r, uint32_t node)
{
	return take_only(r, node, "variables", take_variables);
}

static bool take_one_forbidden(struct fp_reader *r, uint32_t node, struct fp_forbidden *out)
{
	static const char *const names[] = {"text", "replace", "severity", NULL};
	struct fp_value replace;

	*out = (struct fp_forbidden){.severity = FENCEPOST_ERROR};
	if (!fp_reader_expect(r, node, FP_NODE_OBJECT, "an object"))
		return false;
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next)
		switch (fp_reader_name(r, i, "key", names)) {
		case 0:
			out->text = fp_reader_string(r, i);
			if (!out->text)
				return false;
			break;
		case 1:
			if (!fp_reader_expect(r, i, FP_NODE_STRING, "a string"))
				return false;
			replace = fp_value_of(r->arena, &r->tree, i);
			out->replace = replace.text;
			break;
		case 2:
			if (!fp_reader_severity(r, i, &out->severity))
				return false;
			break;
		default:
			return false;
		}
	return out->text || fp_reader_fail(r, node, "a forbidden text needs its \"text\"");
}

static bool take_forbidden(struct fp_reader *r, uint32_t node)
{
	struct fp_forbidden *of;
	size_t count = 0;

	if (!fp_reader_expect(r, node, FP_NODE_ARRAY, "a list of objects"))
		return false;
	of = fp_arena_zero(r->arena, fp_reader_node(r, node)->count, sizeof(*of));
	for (uint32_t i = fp_reader_node(r, node)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next)
		if (!take_one_forbidden(r, i, &of[count++]))
			return false;
	r->settings->forbidden = of;
	r->settings->forbidden_count = count;
	return true;
}

static bool take_max_bytes(struct fp_reader *r, uint32_t node)
{
	struct fp_range range = fp_reader_node(r, node)->range;
	const char *text = r->tree.layer->text + range.from;
	unsigned long long bytes;

	if (!fp_reader_expect(r, node, FP_NODE_NUMBER, "a number of bytes"))
		return false;
	bytes = strtoull(text, NULL, 10);
	if (strspn(text, "0123456789") != range.to - range.from || bytes == 0 ||
	    bytes >= UINT32_MAX)
		return fp_reader_fail(r, node,
		                      "expected a whole number of bytes from 1 to 4294967294");
	r->settings->max_bytes = (uint32_t)bytes;
	return true;
}

static bool take_fix(struct fp_reader *r, uint32_t node)
{
	static const char *const names[] = {"unsafe", "safe", "none", NULL};
	int fix;

	if (!fp_reader_word(r, node, names, &fix))
		return false;
	r->settings->fix = (enum fencepost_applicability)fix;
	return true;
}

static bool take_schema(struct fp_reader *r, uint32_t node)
{
	return fp_reader_expect(r, node, FP_NODE_STRING, "a string");
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

static bool take_all(struct fp_reader *r)
{
	const char *names[KEY_COUNT + 1] = {NULL};

	if (!fp_reader_expect(r, 0, FP_NODE_OBJECT, "an object"))
		return false;
	for (size_t i = 0; i < KEY_COUNT; i++)
		names[i] = keys[i].name;
	for (uint32_t i = fp_reader_node(r, 0)->first; i != FP_NO_NODE;
	     i = fp_reader_node(r, i)->next) {
		int key = fp_reader_name(r, i, "key", names);

		if (key < 0 || !keys[key].take(r, i))
			return false;
		if (key < FP_SETTING_COUNT)
			r->settings->given[key] = true;
	}
	return true;
}

/* Reads the text as JSON; false: what is wrong with it has been said. */
static bool parse(struct fp_reader *r, uint32_t from)
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
		return fp_reader_fail_at(r, from, "this is no JSON");
	return fp_reader_fail_at(r, sink.found[0]->pub.span.start, "%s",
	                         sink.found[0]->pub.message);
}

int fp_settings_read(struct fp_settings *settings, struct fp_arena *arena, const char *text,
                     uint32_t len, const char **why)
{
	struct fp_reader r = {.arena = arena, .settings = settings, .why = why};
	uint32_t mark = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	fp_lines_find(&r.lines, arena, text, len);
	return parse(&r, mark) && take_all(&r) ? FENCEPOST_OK : FENCEPOST_ESETTINGS;
}
