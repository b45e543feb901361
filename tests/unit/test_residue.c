/* SPDX-License-Identifier: MIT */
/* residue.c: a text, and what of it belongs to the place that it was copied from. */
#include "json/residue.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The text with its residue blanked out; NULL: there is none. */
static const char *blanked(const char *text)
{
	struct fp_residue residue;
	uint32_t len = (uint32_t)strlen(text);
	char *copy = fp_arena_copy(arena, text, len);

	if (!fp_residue_find(&residue, arena, text, (struct fp_range){0, len}))
		return NULL;
	fp_residue_blank(&residue, copy);
	return copy;
}

static void a_mark_on_every_line_is_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked("> {\n> \"a\": 1\n> }"), "  {\n  \"a\": 1\n  }");
	assert_string_equal(blanked("+{\n+\"a\": 1\n\n+}"), " {\n \"a\": 1\n\n }");
	assert_string_equal(blanked("x.1 | {\nx.1 | }\nx.1 | "), "      {\n      }\n      ");
}

static void of_a_diff_the_added_lines_are_kept(void **state)
{
	(void)state;
	assert_string_equal(blanked("{\n-  \"a\": 1\n+  \"a\": 2\n}"),
	                    "{\n         \n   \"a\": 2\n}");
	assert_string_equal(blanked("{\n+\t\"a\": 2\n}"), "{\n \t\"a\": 2\n}");
	assert_null(blanked("{\"a\": \"b\"\n+ \"c\"}"));
	assert_null(blanked("[\n- 1\n- 2\n]"));
	assert_null(blanked("[\n+1\n]"));
}

static void two_lines_alike_are_no_pattern(void **state)
{
	(void)state;
	assert_null(blanked("> {\n> }"));
}

static void what_begins_every_line_of_json_is_json(void **state)
{
	(void)state;
	assert_null(blanked("{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}"));
	assert_null(blanked("[1]\n[2]\n[3]"));
}

static void numbers_that_count_the_lines_are_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked("8: {\n9: \"a\": 1\n10: }"), "   {\n   \"a\": 1\n    }");
	assert_null(blanked("1 {\n3 \"a\": 1\n4 }"));
	assert_null(blanked("1\n2\n3"));
}

static void a_prompt_is_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked(">>> {\n... }"), "    {\n    }");
}

static void a_fence_may_have_lost_its_end(void **state)
{
	(void)state;
	assert_string_equal(blanked("```json\n{}\n```\n"), "       \n{}\n   \n");
	assert_string_equal(blanked("~~~\n[]"), "   \n[]");
	assert_null(blanked("```\nno JSON\n```"));
}

static void quotes_around_the_whole_are_a_commands(void **state)
{
	(void)state;
	assert_string_equal(blanked("-d '{\"a\": 1}' x"), "    {\"a\": 1}   ");
	assert_string_equal(blanked("loads(\"\"\"[1]\"\"\")"), "         [1]    ");
	assert_null(blanked("['a']"));
	assert_null(blanked("'a'"));
}

static void the_line_end_behind_quotes_is_not_theirs(void **state)
{
	const char text[] = "'{}' \\\n";
	struct fp_residue residue;

	(void)state;
	assert_true(fp_residue_find(&residue, arena, text, (struct fp_range){0, sizeof(text) - 1}));
	assert_int_equal(residue.count, 2);
	assert_int_equal(residue.parts[1].to, sizeof(text) - 2);
}

static void json_that_is_commented_out_is_json(void **state)
{
	(void)state;
	assert_string_equal(blanked("// {\n// \"a\": 1\n// }"), "   {\n   \"a\": 1\n   }");
	assert_string_equal(blanked("/*\n{}\n*/"), "  \n{}\n  ");
	assert_null(blanked("/* a */ {\"a\": 1}"));
}

static void a_frame_has_two_sides(void **state)
{
	(void)state;
	assert_string_equal(blanked("| {     |\n| \"a\": |\n| 1}    |"),
	                    "  {      \n  \"a\":  \n  1}     ");
	assert_string_equal(blanked("| {\"a\": 1} |\n"), "  {\"a\": 1}  \n");
	assert_null(blanked("| no JSON |"));
}

static void the_times_of_a_log_are_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked("10:00:01.5 {\n10:00:02.5 \"a\": 1\n[10:00:03] }"),
	                    "           {\n           \"a\": 1\n           }");
	assert_null(blanked("10:00:01 {\n\"a\": 1\n}"));
}

static void of_a_merge_the_first_side_is_kept(void **state)
{
	(void)state;
	assert_string_equal(blanked("{\n<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n}"),
	                    "{\n         \n1\n       \n \n         \n}");
	assert_null(blanked("{\n=======\n}"));
}

static void markup_around_the_whole_is_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked("<pre class=\"a\"><code>{}</code></pre>"),
	                    "                     {}             ");
	assert_string_equal(blanked(".. code-block:: json\n\n   {}"),
	                    "                    \n\n   {}");
	assert_string_equal(blanked("----\n[]\n----"), "    \n[]\n    ");
	assert_null(blanked("<name> {}"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_mark_on_every_line_is_residue),
	    cmocka_unit_test(of_a_diff_the_added_lines_are_kept),
	    cmocka_unit_test(two_lines_alike_are_no_pattern),
	    cmocka_unit_test(what_begins_every_line_of_json_is_json),
	    cmocka_unit_test(numbers_that_count_the_lines_are_residue),
	    cmocka_unit_test(a_prompt_is_residue),
	    cmocka_unit_test(a_fence_may_have_lost_its_end),
	    cmocka_unit_test(quotes_around_the_whole_are_a_commands),
	    cmocka_unit_test(the_line_end_behind_quotes_is_not_theirs),
	    cmocka_unit_test(json_that_is_commented_out_is_json),
	    cmocka_unit_test(a_frame_has_two_sides),
	    cmocka_unit_test(the_times_of_a_log_are_residue),
	    cmocka_unit_test(of_a_merge_the_first_side_is_kept),
	    cmocka_unit_test(markup_around_the_whole_is_residue),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
