/* SPDX-License-Identifier: MIT */
#include "har/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/*
 * The bytes [from, to) of the decoded string, as they are spelled: the spelling is marked by the
 * line under the text, as in
 *
 *     "a\u00e9b"
 *       ^^^^^^      1 3
 */
static void check_range(const char *text, const char *mark, uint32_t from, uint32_t to)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));
	struct fp_tree tree;
	struct fp_value value;
	struct fp_range range;

	layer->text = text;
	layer->len = (uint32_t)strlen(text);
	fp_tree_build(&tree, arena, layer, NULL);
	value = fp_value_of(arena, &tree, 0);
	assert_non_null(value.text);
	range = fp_value_range(&value, from, to);
	assert_int_equal(range.from, strspn(mark, " "));
	assert_int_equal(range.to, strlen(mark));
	fp_arena_free(arena);
}

/* clang-format off */
static void plain_text_stands_behind_its_quote(void **state)
{
	(void)state;
	check_range("\"abc\"",
	            "  ^", 1, 2);
	check_range("\"abc\"",
	            " ^^^", 0, 3);
}

static void an_escape_is_spelled_whole(void **state)
{
	(void)state;
	check_range("\"a\\/b\"",
	            "  ^^", 1, 2);
	check_range("\"a\\u00e9b\"",
	            "  ^^^^^^", 1, 3);
	check_range("\"a\\u00e9b\"",
	            "        ^", 3, 4);
	check_range("\"\\ud83d\\ude00b\"",
	            " ^^^^^^^^^^^^", 0, 4);
	check_range("\"\\ud83d\\ude00b\"",
	            "             ^", 4, 5);
	check_range("\"\\ud83db\"",
	            "       ^", 3, 4);
}
/* clang-format on */

static void letter_case_does_not_matter(void **state)
{
	struct fp_value value = {.text = "Content-TYPE", .len = 12};

	(void)state;
	assert_true(fp_value_is(&value, "content-type"));
	assert_false(fp_value_is(&value, "content-types"));
	assert_false(fp_value_is(&(struct fp_value){0}, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain_text_stands_behind_its_quote),
	    cmocka_unit_test(an_escape_is_spelled_whole),
	    cmocka_unit_test(letter_case_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
