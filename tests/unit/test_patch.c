/* SPDX-License-Identifier: MIT */
#include "git/patch.h"

#include "arena.h"
#include "fencepost.h"
#include "text/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Asserts the diff of two texts that end at a NUL. */
static void assert_diff(const char *name, const char *old, const char *new, const char *diff)
{
	struct fp_version before = {old, strlen(old)}, after = {new, strlen(new)};
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_error error;

	assert_int_equal(fp_patch_put(&out, name, &before, &after, &error), 0);
	assert_string_equal(fp_bytes_string(&out), diff);
}

static void a_diff_has_a_header_without_the_line_of_git(void **state)
{
	(void)state;
	assert_diff("docs/a.md", "a\nb\nc\n", "a\nB\nc\n",
	            "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
}

static void equal_versions_have_no_diff(void **state)
{
	(void)state;
	assert_diff("a.md", "a\n", "a\n", "");
	assert_diff("a.md", "", "", "");
}

static void far_apart_changes_are_hunks_of_their_own(void **state)
{
	(void)state;
	assert_diff("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
	            "--- a/a\n+++ b/a\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n"
	            "@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
}

static void a_missing_last_line_end_is_marked(void **state)
{
	(void)state;
	assert_diff("a", "a\nb", "a\nc",
	            "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
	            "+c\n\\ No newline at end of file\n");
	assert_diff("a", "a", "a\n",
	            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

static void carriage_returns_belong_to_their_line(void **state)
{
	(void)state;
	assert_diff("a", "a\r\nb\r\n", "a\r\nc\r\n",
	            "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
}

static void a_nul_is_a_byte_like_any_other(void **state)
{
	static const char wanted[] = "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n \0\n-b\n+c\n";
	struct fp_version before = {"\0\nb\n", 4}, after = {"\0\nc\n", 4};
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_error error;

	(void)state;
	assert_int_equal(fp_patch_put(&out, "a", &before, &after, &error), 0);
	assert_int_equal(out.len, sizeof(wanted) - 1);
	assert_memory_equal(out.data, wanted, out.len);
}

static void a_name_is_quoted_as_git_does(void **state)
{
	(void)state;
	assert_diff("a b.md", "1\n", "2\n",
	            "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1 +1 @@\n-1\n+2\n");
	assert_diff("\t\n\"\\\x01\xc3\xa9.md", "1\n", "2\n",
	            "--- \"a/\\t\\n\\\"\\\\\\001\\303\\251.md\"\n"
	            "+++ \"b/\\t\\n\\\"\\\\\\001\\303\\251.md\"\n@@ -1 +1 @@\n-1\n+2\n");
}

static void put_big_diff(void *argument)
{
	static char old[200000], new[200000];
	struct fp_version before = {old, sizeof(old)}, after = {new, sizeof(new)};
	struct fp_bytes out = FP_BYTES(argument);
	struct fp_error error;

	memset(old, 'a', sizeof(old));
	memset(new, 'b', sizeof(new));
	fp_patch_put(&out, "a", &before, &after, &error);
}

static void no_memory_for_the_diff_ends_the_work_of_its_arena(void **state)
{
	struct fp_arena *small = fp_arena_new(NULL, 100000);

	(void)state;
	assert_int_equal(fp_arena_try(small, put_big_diff, small), FENCEPOST_ENOMEM);
	fp_arena_free(small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_diff_has_a_header_without_the_line_of_git),
	    cmocka_unit_test(equal_versions_have_no_diff),
	    cmocka_unit_test(far_apart_changes_are_hunks_of_their_own),
	    cmocka_unit_test(a_missing_last_line_end_is_marked),
	    cmocka_unit_test(carriage_returns_belong_to_their_line),
	    cmocka_unit_test(a_nul_is_a_byte_like_any_other),
	    cmocka_unit_test(a_name_is_quoted_as_git_does),
	    cmocka_unit_test(no_memory_for_the_diff_ends_the_work_of_its_arena),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
