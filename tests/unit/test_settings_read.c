/* SPDX-License-Identifier: MIT */
#include "rules.h"

static struct fp_settings settings;

static int read_text(const char *text, const char **why)
{
	char *copy = fp_arena_copy(arena, text, strlen(text));

	for (char *c = copy; *c; c++)
		if (*c == '\'')
			*c = '"';
	fp_settings_default(&settings);
	return fp_settings_read(&settings, arena, copy, (uint32_t)strlen(copy), why);
}

#define reads(text)                                                                                \
	do {                                                                                       \
		const char *why_ = "";                                                             \
		if (read_text(text, &why_) != 0)                                                   \
			fail_msg("%s", why_);                                                      \
	} while (0)

#define fails(text, expected)                                                                      \
	do {                                                                                       \
		const char *why_ = "";                                                             \
		assert_int_equal(read_text(text, &why_), FENCEPOST_ESETTINGS);                     \
		assert_string_equal(why_, expected);                                               \
	} while (0)

static void the_example_of_the_documentation_reads(void **state)
{
	(void)state;
	reads("{ // all keys\n"
	      "  'languages': {'har': ['har', 'HTTP-Har'], 'json': ['json'], 'jsonc': ['jsonc'], "
	      "'ndjson': ['ndjson']},\n"
	      "  'rules': {'har-bad-url': 'warning', 'json-duplicate-key': 'off'},\n"
	      "  'placeholders': ['${...}', '%NAME%'],\n  'ignore': ['vendor/**'],\n"
	      "  'extensions': ['md'],\n  'har': {'fields': ['description']},\n"
	      "  'templates': {'variables': ['account.namespace']},\n"
	      "  'forbidden': [{'text': 'a.b', 'replace': 'a', 'severity': 'error'}],\n"
	      "  'maxBytes': 67108864, /* bytes */\n  'fix': 'unsafe',\n}\n");
	assert_int_equal(settings.levels.of[FP_HAR_BAD_URL][FP_KIND_HAR], FENCEPOST_WARNING);
	assert_int_equal(settings.levels.of[FP_JSON_DUPLICATE_KEY][FP_KIND_JSON], FENCEPOST_OFF);
	assert_int_equal(settings.languages.count, 5);
	assert_string_equal(settings.languages.of[1].word, "http-har");
	assert_int_equal(settings.placeholders.count, 2);
	assert_string_equal(settings.placeholders.of[0].before, "${");
	assert_string_equal(settings.placeholders.of[0].after, "}");
	assert_null(settings.placeholders.of[1].after);
	assert_string_equal(settings.ignore[0], "vendor/**");
	assert_null(settings.ignore[1]);
	assert_int_equal(settings.extension_count, 1);
	assert_string_equal(settings.fields[0], "description");
	assert_string_equal(settings.variables[0], "account.namespace");
	assert_string_equal(settings.forbidden[0].replace, "a");
	assert_int_equal(settings.fix, FENCEPOST_UNSAFE);
}

static void what_is_not_said_keeps_its_default(void **state)
{
	(void)state;
	reads("{'languages': {'json': ['json', 'json5']}}");
	assert_int_equal(settings.languages.count, 3);
	assert_int_equal(settings.placeholders.count, 3);
	assert_int_equal(settings.fix, FENCEPOST_SAFE);
	assert_true(settings.given[FP_SETTING_LANGUAGES]);
	assert_false(settings.given[FP_SETTING_FIX]);
	reads("\xef\xbb\xbf{'$schema': 'fencepost.schema.json'}");
}

static void an_unknown_name_has_its_place_and_the_nearest_one(void **state)
{
	(void)state;
	fails("{\n  'rule': {}\n}", "2:3: unknown key \"rule\"; did you mean \"rules\"?");
	fails("{'rules': {'json-duplicate-keys': 'off'}}",
	      "1:12: unknown rule \"json-duplicate-keys\"; did you mean \"json-duplicate-key\"?");
	fails("{'languages': {'yaml': ['yaml']}}", "1:16: unknown kind of language \"yaml\"");
	fails("{'har': {'field': []}}", "1:10: unknown key \"field\"; did you mean \"fields\"?");
}

static void a_wrong_value_has_its_place(void **state)
{
	(void)state;
	fails("{'rules': {'har-bad-url': 'warn'}}",
	      "1:27: expected \"off\", \"note\", \"warning\" or \"error\"");
	fails("{'fix': 1}", "1:9: \"fix\" must be a string");
	fails("{'fix': 'all'}", "1:9: expected \"unsafe\", \"safe\" or \"none\"");
	fails("{'maxBytes': -1}", "1:14: expected a whole number of bytes from 1 to 4294967294");
	fails("{'maxBytes': 1e3}", "1:14: expected a whole number of bytes from 1 to 4294967294");
	fails("{'ignore': 'a'}", "1:12: \"ignore\" must be a list of strings");
	fails("{'ignore': [1]}", "1:13: this must be a string");
	fails("{'ignore': ['']}", "1:13: an empty string");
	fails("{'placeholders': ['...x']}",
	      "1:19: a placeholder needs a beginning before \"...\" and an end after it");
	fails("{'extensions': ['.md']}", "1:16: an extension is written without its dot: \"md\"");
	fails("{'languages': {'json': ['har'], 'har': ['har']}}",
	      "1:40: a word that names a language already");
	fails("{'forbidden': [{'replace': 'a'}]}", "1:16: a forbidden text needs its \"text\"");
	fails("[]", "1:1: this must be an object");
}

static void a_text_that_is_no_json_has_the_place_of_its_fault(void **state)
{
	(void)state;
	fails("{'fix' 'safe'}", "1:7: expected ':' after the property name \"fix\"");
	assert_int_equal(read_text("", &(const char *){NULL}), FENCEPOST_ESETTINGS);
	assert_int_equal(read_text("fix: safe", &(const char *){NULL}), FENCEPOST_ESETTINGS);
}

static void settings_that_are_shown_read_again(void **state)
{
	struct fp_bytes shown = FP_BYTES(arena), again = FP_BYTES(arena);

	(void)state;
	reads("{'rules': {'har-bad-url': 'note'}, 'templates': {'variables': ['a']}, 'forbidden': "
	      "[{'text': 'x\\\\y', 'severity': 'note'}], 'fix': 'none', 'placeholders': ['@']}");
	settings.levels.of[FP_JSON_COMMENT][FP_KIND_HAR] = FENCEPOST_OFF;
	settings.levels.of[FP_JSON_COMMENT][FP_KIND_JSON] = FENCEPOST_OFF;
	fp_settings_show(&shown, &settings, "a/.fencepost.json");
	assert_non_null(
	    strstr(fp_bytes_string(&shown), "\"har-bad-url\": \"note\", // a/.fencepost.json\n"));
	assert_non_null(strstr(shown.data, "\"json-comment\": \"off\", // command line\n"));
	assert_non_null(strstr(shown.data, "\"fix\": \"none\" // a/.fencepost.json\n"));
	assert_non_null(strstr(shown.data, "\"maxBytes\": 67108864, // default\n"));
	reads(shown.data);
	for (int i = 0; i < FP_SETTING_COUNT; i++)
		assert_true(settings.given[i]);
	fp_settings_show(&again, &settings, "a/.fencepost.json");
	assert_non_null(strstr(fp_bytes_string(&again), "\"x\\\\y\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_example_of_the_documentation_reads),
	    cmocka_unit_test(what_is_not_said_keeps_its_default),
	    cmocka_unit_test(an_unknown_name_has_its_place_and_the_nearest_one),
	    cmocka_unit_test(a_wrong_value_has_its_place),
	    cmocka_unit_test(a_text_that_is_no_json_has_the_place_of_its_fault),
	    cmocka_unit_test(settings_that_are_shown_read_again),
	};

	return run_rules(tests);
}
