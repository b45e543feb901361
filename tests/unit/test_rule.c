/* SPDX-License-Identifier: MIT */
#include "finding/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *name_of(int rule)
{
	return fp_rule_info((enum fp_rule)rule)->name;
}

static void each_rule_is_found_by_its_name(void **state)
{
	(void)state;
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		assert_int_equal(fp_rule_by_name(name_of(rule), strlen(name_of(rule))), rule);
}

static void a_name_that_is_none_finds_nothing(void **state)
{
	static const char *const names[] = {"", "json", "json-missing-colons",
	                                    "JSON-MISSING-COLON"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_int_equal(fp_rule_by_name(names[i], strlen(names[i])), FP_RULE_COUNT);
	assert_int_equal(fp_rule_by_name("json-empty\0", 11), FP_RULE_COUNT);
	assert_int_equal(fp_rule_by_name("json-empty-handed", 10), FP_JSON_EMPTY);
}

static void names_are_lower_case_words_with_hyphens(void **state)
{
	(void)state;
	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		const char *name = name_of(rule);

		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		                 strlen(name));
		assert_true(name[0] != '-' && name[strlen(name) - 1] != '-' && !strstr(name, "--"));
	}
}

static void the_identifier_is_the_name(void **state)
{
#define IDENTIFIER(ID, name, in_har, in_json, when_selected, fix, summary) #ID,
	static const char *const identifiers[] = {FP_RULES(IDENTIFIER)};
#undef IDENTIFIER

	(void)state;
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (size_t i = 0; i <= strlen(name_of(rule)); i++) {
			char want = name_of(rule)[i];

			want = want == '-'                  ? '_'
			       : want >= 'a' && want <= 'z' ? (char)(want - 32)
			                                    : want;
			assert_int_equal(identifiers[rule][i], want);
		}
}

/* The first word of a name: the group. Groups stand together in the table. */
static void rules_of_a_group_stand_together(void **state)
{
	(void)state;
	for (int rule = 2; rule < FP_RULE_COUNT; rule++) {
		size_t group = strcspn(name_of(rule), "-");

		if (strncmp(name_of(rule), name_of(rule - 1), group + 1) == 0)
			continue;
		for (int before = 0; before < rule; before++)
			assert_true(strncmp(name_of(rule), name_of(before), group + 1) != 0);
	}
}

static void a_rule_that_is_selected_says_something(void **state)
{
	(void)state;
	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		const struct fp_rule_info *info = fp_rule_info((enum fp_rule)rule);

		assert_in_range(info->when_selected, FENCEPOST_NOTE, FENCEPOST_ERROR);
		assert_true(info->severity[FP_KIND_HAR] <= FENCEPOST_ERROR);
		assert_true(info->severity[FP_KIND_JSON] <= FENCEPOST_ERROR);
		assert_true(strlen(info->summary) > 0 && strlen(info->summary) <= 72);
		assert_null(strpbrk(info->summary, "\n"));
	}
}

static void levels_begin_as_the_table_has_them(void **state)
{
	struct fp_levels levels;

	(void)state;
	fp_levels_init(&levels);
	assert_int_equal(levels.of[FP_JSON_COMMENT][FP_KIND_HAR], FENCEPOST_ERROR);
	assert_int_equal(levels.of[FP_JSON_COMMENT][FP_KIND_JSON], FENCEPOST_WARNING);
	assert_int_equal(levels.of[FP_JSON_ELLIPSIS][FP_KIND_JSON], FENCEPOST_OFF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_rule_is_found_by_its_name),
	    cmocka_unit_test(a_name_that_is_none_finds_nothing),
	    cmocka_unit_test(names_are_lower_case_words_with_hyphens),
	    cmocka_unit_test(the_identifier_is_the_name),
	    cmocka_unit_test(rules_of_a_group_stand_together),
	    cmocka_unit_test(a_rule_that_is_selected_says_something),
	    cmocka_unit_test(levels_begin_as_the_table_has_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
