/* SPDX-License-Identifier: MIT */
#include "face/select.h"

#include "arena.h"
#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_levels levels;
static struct fp_error error;

static int choose(const char *select, const char *ignore)
{
	struct fp_words selected = {&select, select != NULL}, ignored = {&ignore, ignore != NULL};

	fp_levels_init(&levels);
	return fp_select_rules(arena, &levels, &selected, &ignored, &error);
}

static int level(enum fp_rule rule)
{
	return levels.of[rule][FP_KIND_JSON];
}

static void without_words_all_is_as_the_table_says(void **state)
{
	(void)state;
	assert_int_equal(choose(NULL, NULL), 0);
	assert_int_equal(level(FP_JSON_MISSING_COLON), FENCEPOST_ERROR);
	assert_int_equal(level(FP_JSON_ELLIPSIS), FENCEPOST_OFF);
}

static void a_selected_rule_stands_alone(void **state)
{
	(void)state;
	assert_int_equal(choose("json-missing-colon,har-bad-url", NULL), 0);
	assert_int_equal(level(FP_JSON_MISSING_COLON), FENCEPOST_ERROR);
	assert_int_equal(level(FP_HAR_BAD_URL), FENCEPOST_ERROR);
	assert_int_equal(level(FP_JSON_COMMENT), FENCEPOST_OFF);
}

static void a_rule_that_is_off_can_be_selected(void **state)
{
	(void)state;
	assert_int_equal(choose("json-ellipsis", NULL), 0);
	assert_int_equal(levels.of[FP_JSON_ELLIPSIS][FP_KIND_JSON], FENCEPOST_NOTE);
	assert_int_equal(levels.of[FP_JSON_ELLIPSIS][FP_KIND_HAR], FENCEPOST_ERROR);
	assert_int_equal(choose("all", NULL), 0);
	assert_int_equal(level(FP_HAR_MISSING_BODY), FENCEPOST_NOTE);
	assert_int_equal(level(FP_JSON_COMMENT), FENCEPOST_WARNING);
}

static void a_beginning_names_many_rules(void **state)
{
	(void)state;
	assert_int_equal(choose("har-", NULL), 0);
	assert_int_equal(level(FP_HAR_BAD_URL), FENCEPOST_ERROR);
	assert_int_equal(level(FP_JSON_MISSING_COLON), FENCEPOST_OFF);
}

static void an_ignored_rule_is_off(void **state)
{
	(void)state;
	assert_int_equal(choose(NULL, "har-,json-comment"), 0);
	assert_int_equal(level(FP_HAR_BAD_URL), FENCEPOST_OFF);
	assert_int_equal(level(FP_JSON_COMMENT), FENCEPOST_OFF);
	assert_int_equal(level(FP_JSON_MISSING_COLON), FENCEPOST_ERROR);
	assert_int_equal(level(FP_JSON_ELLIPSIS), FENCEPOST_OFF);
}

static void the_longer_word_counts(void **state)
{
	(void)state;
	assert_int_equal(choose("har-bad-url", "har-"), 0);
	assert_int_equal(level(FP_HAR_BAD_URL), FENCEPOST_ERROR);
	assert_int_equal(choose("har-", "har-bad-url"), 0);
	assert_int_equal(level(FP_HAR_BAD_URL), FENCEPOST_OFF);
	assert_int_equal(level(FP_HAR_BAD_METHOD), FENCEPOST_ERROR);
	assert_int_equal(choose("all", "all"), 0);
	assert_int_equal(level(FP_HAR_BAD_METHOD), FENCEPOST_OFF);
}

static void a_rule_that_does_not_exist_is_told(void **state)
{
	(void)state;
	assert_int_equal(choose("json-mising-colon", NULL), FENCEPOST_EUSAGE);
	assert_string_equal(error.text,
	                    "unknown rule 'json-mising-colon'; did you mean 'json-missing-colon'?");
	assert_int_equal(choose(NULL, "all,xyz"), FENCEPOST_EUSAGE);
	assert_string_equal(error.text, "unknown rule 'xyz'; 'fencepost rules' lists the rules");
	assert_int_equal(choose("har", NULL), FENCEPOST_EUSAGE);
}

static void a_selection_of_nothing_is_a_mistake(void **state)
{
	(void)state;
	assert_int_equal(choose("", NULL), FENCEPOST_EUSAGE);
	assert_string_equal(error.text, "--select names no rule");
	assert_int_equal(choose(",", NULL), FENCEPOST_EUSAGE);
	assert_int_equal(choose("json-comment,", NULL), 0);
	assert_int_equal(choose(NULL, ""), 0);
	assert_int_equal(level(FP_JSON_MISSING_COLON), FENCEPOST_ERROR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_words_all_is_as_the_table_says),
	    cmocka_unit_test(a_selected_rule_stands_alone),
	    cmocka_unit_test(a_rule_that_is_off_can_be_selected),
	    cmocka_unit_test(a_beginning_names_many_rules),
	    cmocka_unit_test(an_ignored_rule_is_off),
	    cmocka_unit_test(the_longer_word_counts),
	    cmocka_unit_test(a_rule_that_does_not_exist_is_told),
	    cmocka_unit_test(a_selection_of_nothing_is_a_mistake),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
