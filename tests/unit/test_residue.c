/* SPDX-License-Identifier: MIT */
/* residue.c: a text, and what of it belongs to the place that it was copied from. */
#include "json/residue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	return arena ? 0 : -1;
}

static int close_arena(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return 0;
}

/* The text with its residue blanked out; NULL: there is none. */
static const char *blanked(const char *text)
{
	struct fp_residue residue;
	uint32_t len = (uint32_t)strlen(text);

	if (!fp_residue_find(&residue, arena, text, (struct fp_range){0, len}))
		return NULL;
	return fp_residue_blank(&residue, arena, text, len + 1);
}

static void a_mark_on_every_line_is_residue(void **state)
{
	(void)state;
	assert_string_equal(blanked("> {\n> \"a\": 1\n> }"), "  {\n  \"a\": 1\n  }");
	assert_string_equal(blanked("+{\n+\"a\": 1\n\n+}"), " {\n \"a\": 1\n\n }");
	assert_string_equal(blanked("x.1 | {\nx.1 | }\nx.1 | "), "      {\n      }\n      ");
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
	assert_null(blanked("// {\n// \"a\": 1\n// }"));
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
	assert_null(blanked("['a']"));
	assert_null(blanked("'a'"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_mark_on_every_line_is_residue),
	    cmocka_unit_test(two_lines_alike_are_no_pattern),
	    cmocka_unit_test(what_begins_every_line_of_json_is_json),
	    cmocka_unit_test(numbers_that_count_the_lines_are_residue),
	    cmocka_unit_test(a_prompt_is_residue),
	    cmocka_unit_test(a_fence_may_have_lost_its_end),
	    cmocka_unit_test(quotes_around_the_whole_are_a_commands),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
