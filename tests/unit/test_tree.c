/* SPDX-License-Identifier: MIT */
#include "json/tree.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_tree tree_with(const char *text, const struct fp_dialect *dialect)
{
	struct fp_layer *layer = fp_arena_zero(arena, 1, sizeof(*layer));
	struct fp_tree tree;

	layer->text = text;
	layer->len = (uint32_t)strlen(text);
	fp_tree_build(&tree, arena, layer, dialect);
	return tree;
}

static struct fp_tree tree_of(const char *text)
{
	return tree_with(text, NULL);
}

static void check_range(const struct fp_tree *tree, struct fp_range range, const char *expected)
{
	assert_int_equal(range.to - range.from, strlen(expected));
	assert_memory_equal(tree->layer->text + range.from, expected, strlen(expected));
}

static void every_kind_of_value_has_its_kind(void **state)
{
	static const enum fp_node_kind kinds[] = {FP_NODE_ARRAY,  FP_NODE_NULL,   FP_NODE_FALSE,
	                                          FP_NODE_TRUE,   FP_NODE_NUMBER, FP_NODE_STRING,
	                                          FP_NODE_OBJECT, FP_NODE_ARRAY};
	struct fp_tree tree = tree_of("[null, false, true, -1.5, \"a\", {}, []]");
	uint32_t i;

	(void)state;
	assert_int_equal(tree.count, 8);
	for (i = 0; i < tree.count; i++)
		assert_int_equal(tree.nodes[i].kind, kinds[i]);
	assert_int_equal(tree.nodes[0].count, 7);
}

static void a_range_holds_quotes_and_brackets(void **state)
{
	struct fp_tree tree = tree_of(" {\"a\" : \"b\\\"\", \"c\": [ 12 ] } ");

	(void)state;
	check_range(&tree, tree.nodes[0].range, "{\"a\" : \"b\\\"\", \"c\": [ 12 ] }");
	check_range(&tree, tree.nodes[1].name, "\"a\"");
	check_range(&tree, tree.nodes[1].range, "\"b\\\"\"");
	check_range(&tree, tree.nodes[2].name, "\"c\"");
	check_range(&tree, tree.nodes[2].range, "[ 12 ]");
	check_range(&tree, tree.nodes[3].range, "12");
	check_range(&tree, tree.nodes[3].name, "");
}

static void siblings_are_linked_and_counted(void **state)
{
	struct fp_tree tree = tree_of("[[1, 2], {\"a\": 3}, 4]");
	const struct fp_node *n = tree.nodes;

	(void)state;
	assert_int_equal(n[0].parent, FP_NO_NODE);
	assert_int_equal(n[0].next, FP_NO_NODE);
	assert_int_equal(n[0].first, 1);
	assert_int_equal(n[0].count, 3);
	assert_int_equal(n[1].next, 4);
	assert_int_equal(n[1].first, 2);
	assert_int_equal(n[2].next, 3);
	assert_int_equal(n[3].next, FP_NO_NODE);
	assert_int_equal(n[3].index, 1);
	assert_int_equal(n[3].parent, 1);
	assert_int_equal(n[4].next, 6);
	assert_int_equal(n[4].index, 1);
	assert_int_equal(n[4].count, 1);
	assert_int_equal(n[5].parent, 4);
	assert_int_equal(n[6].next, FP_NO_NODE);
	assert_int_equal(n[6].first, FP_NO_NODE);
	assert_int_equal(n[6].index, 2);
}

static void an_empty_container_has_no_first_child(void **state)
{
	struct fp_tree tree = tree_of("{}");

	(void)state;
	assert_int_equal(tree.nodes[0].first, FP_NO_NODE);
	assert_int_equal(tree.nodes[0].count, 0);
}

static void roots_of_a_text_with_many_values_are_siblings(void **state)
{
	static const struct fp_dialect many = {.many = true};
	struct fp_tree tree = tree_with("1\n[2]\n{}\n", &many);

	(void)state;
	assert_int_equal(tree.count, 4);
	assert_int_equal(tree.nodes[0].next, 1);
	assert_int_equal(tree.nodes[1].next, 3);
	assert_int_equal(tree.nodes[3].next, FP_NO_NODE);
	assert_int_equal(tree.nodes[3].index, 2);
	assert_int_equal(tree.nodes[3].parent, FP_NO_NODE);
	assert_int_equal(tree.nodes[2].parent, 1);
}

static void what_a_dialect_allows_is_in_the_tree(void **state)
{
	static const struct fp_placeholder braces = {"{{", "}}"};
	static const struct fp_placeholders placeholders = {&braces, 1};
	static const struct fp_dialect dialect = {true, true, false, &placeholders};
	struct fp_tree tree = tree_with("/* [ */ {\"a\": {{b}}, // }\n\"c\": [1,],}", &dialect);

	(void)state;
	assert_int_equal(tree.count, 4);
	assert_int_equal(tree.nodes[1].kind, FP_NODE_PLACEHOLDER);
	check_range(&tree, tree.nodes[1].range, "{{b}}");
	check_range(&tree, tree.nodes[1].name, "\"a\"");
	assert_int_equal(tree.nodes[0].count, 2);
	assert_int_equal(tree.nodes[2].count, 1);
}

static void an_offset_finds_its_innermost_node(void **state)
{
	/*                            0         1         2     */
	/*                            0123456789012345678901234 */
	struct fp_tree tree = tree_of(" {\"a\": [10, [20]], \"b\":1}");
	static const uint32_t expected[] = {0, 0, 1, 1, 1, 0, 0, 1, 2, 2, 1, 1, 3,
	                                    4, 4, 3, 1, 0, 0, 5, 5, 5, 0, 5, 0, 0};
	uint32_t i;

	(void)state;
	for (i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (fp_tree_at(&tree, i) != expected[i])
			fail_msg("offset %u is in node %u, not %u", i, fp_tree_at(&tree, i),
			         expected[i]);
	assert_int_equal(fp_tree_at(&tree, 1000), 0);
}

static void depth_costs_no_stack(void **state)
{
	const uint32_t depth = 100000;
	char *text = malloc(2 * depth + 1);
	struct fp_tree tree;
	uint32_t i;

	(void)state;
	assert_non_null(text);
	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	text[2 * depth] = '\0';
	tree = tree_of(text);
	assert_int_equal(tree.count, depth);
	for (i = 0; i < depth; i++) {
		assert_int_equal(tree.nodes[i].range.from, i);
		assert_int_equal(tree.nodes[i].range.to, 2 * depth - i);
		assert_int_equal(tree.nodes[i].parent, i == 0 ? FP_NO_NODE : i - 1);
		assert_int_equal(tree.nodes[i].next, FP_NO_NODE);
	}
	assert_int_equal(fp_tree_at(&tree, depth - 1), depth - 1);
	free(text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_kind_of_value_has_its_kind),
	    cmocka_unit_test(a_range_holds_quotes_and_brackets),
	    cmocka_unit_test(siblings_are_linked_and_counted),
	    cmocka_unit_test(an_empty_container_has_no_first_child),
	    cmocka_unit_test(roots_of_a_text_with_many_values_are_siblings),
	    cmocka_unit_test(what_a_dialect_allows_is_in_the_tree),
	    cmocka_unit_test(an_offset_finds_its_innermost_node),
	    cmocka_unit_test(depth_costs_no_stack),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
