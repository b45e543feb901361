/* SPDX-License-Identifier: MIT */
#include "git/hook.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct fp_arena *arena;

static const char *text_of(const char *program, bool fix)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_hook_put(&out, program, fix);
	return fp_bytes_string(&out);
}

static void find(struct fp_hook *hook)
{
	struct fp_error error;

	assert_int_equal(fp_hook_find(hook, arena, &error), 0);
}

static void the_program_is_one_word_for_a_shell(void **state)
{
	(void)state;
	assert_non_null(strstr(text_of("/o'b/$x `y`", false), "\nfencepost='/o'\\''b/$x `y`'\n"));
	assert_non_null(strstr(text_of(NULL, false), "\nfencepost=fencepost\n"));
}

static void whether_a_hook_mends_can_be_read_from_it(void **state)
{
	(void)state;
	assert_true(fp_hook_fixes(text_of(NULL, true)));
	assert_false(fp_hook_fixes(text_of(NULL, false)));
	assert_false(fp_hook_fixes(""));
}

static void what_was_written_is_found_and_is_ours(void **state)
{
	struct fp_error error;
	struct fp_hook hook;

	(void)state;
	find(&hook);
	assert_int_equal(hook.kind, FP_HOOK_NONE);
	assert_int_equal(fp_hook_write(&hook, text_of("/a", true), &error), 0);
	find(&hook);
	assert_int_equal(hook.kind, FP_HOOK_OURS);
	assert_false(hook.has_before);
	assert_string_equal(hook.text, text_of("/a", true));
	assert_int_equal(fp_hook_remove(&hook, &error), 0);
	find(&hook);
	assert_int_equal(hook.kind, FP_HOOK_NONE);
}

static void a_hook_that_comes_up_meanwhile_is_not_overwritten(void **state)
{
	struct fp_error error;
	struct fp_hook hook;

	(void)state;
	find(&hook);
	scratch_write(".git/hooks/pre-commit", "echo new\n");
	assert_int_not_equal(fp_hook_write(&hook, text_of("/a", false), &error), 0);
	assert_string_equal(scratch_read(".git/hooks/pre-commit"), "echo new\n");
	find(&hook);
	assert_int_equal(hook.kind, FP_HOOK_FOREIGN);
	assert_int_equal(system("test $(ls .git/hooks | grep -vc sample) = 1"), 0);
}

static int set_up(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	return arena && scratch_enter() == 0 && system("git init -q .") == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return scratch_leave();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_program_is_one_word_for_a_shell),
	    cmocka_unit_test(whether_a_hook_mends_can_be_read_from_it),
	    cmocka_unit_test(what_was_written_is_found_and_is_ours),
	    cmocka_unit_test(a_hook_that_comes_up_meanwhile_is_not_overwritten),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
