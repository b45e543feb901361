/* SPDX-License-Identifier: MIT */
#include "check/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int kind_of(const struct fp_languages *languages, const char *word)
{
	for (size_t i = 0; i < languages->count; i++)
		if (strcmp(languages->of[i].word, word) == 0)
			return languages->of[i].kind;
	return -1;
}

static void har_and_json_are_read_and_nothing_else(void **state)
{
	struct fp_settings settings;

	(void)state;
	fp_settings_default(&settings);
	assert_int_equal(settings.languages.count, 2);
	assert_int_equal(kind_of(&settings.languages, "har"), FP_LANGUAGE_HAR);
	assert_int_equal(kind_of(&settings.languages, "json"), FP_LANGUAGE_JSON);
}

static void rules_have_the_severities_of_the_table(void **state)
{
	struct fp_settings settings;

	(void)state;
	fp_settings_default(&settings);
	assert_int_equal(settings.levels.of[FP_JSON_FRAGMENT][FP_KIND_HAR], FENCEPOST_ERROR);
	assert_int_equal(settings.levels.of[FP_JSON_FRAGMENT][FP_KIND_JSON], FENCEPOST_NOTE);
	assert_int_equal(settings.levels.of[FP_SECRET_FIELD][FP_KIND_JSON], FENCEPOST_OFF);
}

static void three_notations_are_placeholders(void **state)
{
	static const char *const texts[] = {"${a b}", "{{a}}", "<your id>"};
	struct fp_settings settings;

	(void)state;
	fp_settings_default(&settings);
	for (size_t i = 0; i < 3; i++) {
		uint32_t len = (uint32_t)strlen(texts[i]);

		assert_int_equal(fp_scan_placeholder(&settings.placeholders, texts[i], len, 0),
		                 len);
	}
	assert_int_equal(fp_scan_placeholder(&settings.placeholders, "{a}", 3, 0), 0);
}

static void safe_fixes_are_what_may_be_applied(void **state)
{
	struct fp_settings settings;

	(void)state;
	fp_settings_default(&settings);
	assert_int_equal(settings.fix, FENCEPOST_SAFE);
	assert_int_equal(settings.max_bytes, 64 * 1024 * 1024);
	assert_int_equal(settings.extension_count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(har_and_json_are_read_and_nothing_else),
	    cmocka_unit_test(rules_have_the_severities_of_the_table),
	    cmocka_unit_test(three_notations_are_placeholders),
	    cmocka_unit_test(safe_fixes_are_what_may_be_applied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
