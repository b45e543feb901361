/* SPDX-License-Identifier: MIT */
#include "json/pointer.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct fp_tree tree_of(const char *text)
{
	static const struct fp_dialect many = {.many = true};
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));
	struct fp_tree tree;

	layer->text = text;
	layer->len = (uint32_t)strlen(text);
	fp_tree_build(&tree, arena, layer, &many);
	return tree;
}

static void check_pointer(const char *text, uint32_t node, const char *expected)
{
	struct fp_tree tree = tree_of(text);

	assert_string_equal(fp_pointer_of(arena, &tree, node), expected);
}

static void a_root_has_the_empty_pointer(void **state)
{
	(void)state;
	check_pointer("[1]", 0, "");
	check_pointer("1\n2", 1, "");
}

static void members_go_by_name_and_elements_by_index(void **state)
{
	(void)state;
	check_pointer("{\"a\": [1, {\"b c\": 2}]}", 4, "/a/1/b c");
	check_pointer("[[[0]]]", 3, "/0/0/0");
	check_pointer("{\"\": {\"\": 1}}", 2, "//");
	check_pointer("[0,1,2,3,4,5,6,7,8,9,10]", 11, "/10");
}

static void names_are_decoded_and_escaped(void **state)
{
	(void)state;
	check_pointer("{\"a/b~c\": 1}", 1, "/a~1b~0c");
	check_pointer("{\"\\u00e9\\n\\/\": 1}", 1, "/\xc3\xa9\n~1");
	check_pointer("{\"a\\u0000b\": 1}", 1,
	              "/a\xef\xbf\xbd"
	              "b");
}

static void a_pointer_has_256_steps_at_most(void **state)
{
	struct fp_bytes text = FP_BYTES(arena), expected = FP_BYTES(arena);
	struct fp_tree tree;
	uint32_t i;

	(void)state;
	for (i = 0; i < 1000; i++)
		fp_bytes_printf(&text, "[%u,", (unsigned)i);
	fp_bytes_char(&text, '0');
	for (i = 0; i < 1000; i++)
		fp_bytes_char(&text, ']');
	for (i = 0; i < 256; i++)
		fp_bytes_text(&expected, "/1");
	tree = tree_of(fp_bytes_string(&text));
	assert_string_equal(fp_pointer_of(arena, &tree, 2 * 256), fp_bytes_string(&expected));
	assert_string_equal(fp_pointer_of(arena, &tree, tree.count - 1),
	                    fp_bytes_string(&expected));
	expected.len -= 2;
	assert_string_equal(fp_pointer_of(arena, &tree, 2 * 255), fp_bytes_string(&expected));
}

static void the_pointers_of_many_nodes_are_those_of_each(void **state)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_pointers pointers;
	struct fp_tree tree;

	(void)state;
	fp_bytes_text(
	    &text, "{\"a/b\": [0, {\"c\": [1, [2, 3], 4]}], \"d\": {\"e\": {}, \"f\": 5}, \"g\": ");
	for (int i = 0; i < 300; i++)
		fp_bytes_text(&text, "[0,");
	fp_bytes_text(&text, "{\"h\": 1, \"i\": [2]}");
	for (int i = 0; i < 300; i++)
		fp_bytes_char(&text, ']');
	fp_bytes_char(&text, '}');
	tree = tree_of(fp_bytes_string(&text));
	pointers = fp_pointers(arena, &tree);
	for (uint32_t i = 0; i < 2 * tree.count; i++) {
		uint32_t node = i < tree.count ? i : i * 7 % tree.count;

		assert_string_equal(fp_pointers_next(&pointers, node),
		                    fp_pointer_of(arena, &tree, node));
	}
}

static void a_member_is_found_by_its_decoded_name(void **state)
{
	struct fp_tree tree =
	    tree_of("{\"a\": 1, \"\\u0062\": 2, \"a\": 3, \"ab\": {\"c\": 4}, \"\": 5}");

	(void)state;
	assert_int_equal(fp_pointer_member(&tree, 0, "a"), 3);
	assert_int_equal(fp_pointer_member(&tree, 0, "b"), 2);
	assert_int_equal(fp_pointer_member(&tree, 0, "ab"), 4);
	assert_int_equal(fp_pointer_member(&tree, 0, ""), 6);
	assert_int_equal(fp_pointer_member(&tree, 4, "c"), 5);
	assert_int_equal(fp_pointer_member(&tree, 0, "c"), FP_NO_NODE);
	assert_int_equal(fp_pointer_member(&tree, 1, "a"), FP_NO_NODE);
}

static void an_array_has_no_members(void **state)
{
	struct fp_tree tree = tree_of("[{\"a\": 1}]");

	(void)state;
	assert_int_equal(fp_pointer_member(&tree, 0, "a"), FP_NO_NODE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_root_has_the_empty_pointer),
	    cmocka_unit_test(members_go_by_name_and_elements_by_index),
	    cmocka_unit_test(names_are_decoded_and_escaped),
	    cmocka_unit_test(a_pointer_has_256_steps_at_most),
	    cmocka_unit_test(the_pointers_of_many_nodes_are_those_of_each),
	    cmocka_unit_test(a_member_is_found_by_its_decoded_name),
	    cmocka_unit_test(an_array_has_no_members),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
