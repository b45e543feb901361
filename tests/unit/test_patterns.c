/* SPDX-License-Identifier: MIT */
#include "text/patterns.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Globs, a path each, and whether it matches (as git check-ignore said). */
static const struct {
	const char *glob, *path;
	bool matches;
} globs[] = {
    {"a.md", "a.md", true},
    {"a.md", "b.md", false},
    {"a.md", "a.mdx", false},
    {"*", "abc", true},
    {"*", "a/b", false},
    {"*.md", ".md", true},
    {"*a?", "xaya", false},
    {"*a?", "xayab", true},
    {"a*b*c", "a1b2b3c", true},
    {"a?c", "abc", true},
    {"a?c", "a/c", false},
    {"?", "", false},
    {"docs/*.md", "docs/a.md", true},
    {"docs/*.md", "docs/sub/a.md", false},
    {"**/a", "a", true},
    {"**/a", "x/y/a", true},
    {"**/a", "x/ya", false},
    {"x/**/a", "x/a", true},
    {"x/**/a", "x/1/2/a", true},
    {"x/**/a", "y/1/a", false},
    {"x/**", "x/1/2", true},
    {"x/**", "x", false},
    {"**", "x/y/z", true},
    {"x**y", "x12y", true},
    {"x**y", "x1/2y", false},
    {"x**/y", "x12/y", true},
    {"x**/y", "x1/2/y", true},
    {"x**/y", "xy", true},
    {"?x**/y", "?x1/2/y", false},
    {"d/x**", "d/x1/2", true},
    {"**/a/*b", "a/1/a/2b", true},
    {"**/a/*/c", "a/a/b/c", true},
    {"[abc]", "b", true},
    {"[abc]", "d", false},
    {"[!abc]", "d", true},
    {"[^abc]", "a", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[]a]", "]", true},
    {"[]a]", "a", true},
    {"[!]a]", "b", true},
    {"[a-]", "-", true},
    {"[\\]]", "]", true},
    {"[[:digit:]]", "7", true},
    {"[[:digit:]]", "x", false},
    {"[[:alpha:][:digit:]_]", "_", true},
    {"[!a]b", "/b", false},
    {"[a", "[a", false},
    {"[", "[", false},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"a\\", "a\\", false},
    {"\xc3\xa9", "\xc3\xa9", true},
};

static void a_glob_matches_as_in_git(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(globs) / sizeof(*globs); i++)
		if (fp_patterns_match(globs[i].glob, globs[i].path, false) != globs[i].matches)
			fail_msg("%s and %s", globs[i].glob, globs[i].path);
}

static void case_is_folded_where_the_repository_says_so(void **state)
{
	(void)state;
	assert_true(fp_patterns_match("ReadMe.[M]d", "readme.md", true));
	assert_false(fp_patterns_match("ReadMe.[M]d", "readme.md", false));
}

static void many_stars_take_no_exponential_time(void **state)
{
	char glob[201], path[4001];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(glob); i += 2)
		memcpy(glob + i, "*a", 2);
	glob[sizeof(glob) - 1] = '\0';
	memset(path, 'a', sizeof(path) - 2);
	strcpy(path + sizeof(path) - 2, "b");
	assert_false(fp_patterns_match(glob, path, false));
}

static const struct fp_patterns *parse(const char *text, size_t base,
                                       const struct fp_patterns *outer)
{
	return fp_patterns_parse(arena, text, strlen(text), base, false, outer);
}

static void a_name_without_a_slash_counts_at_any_depth(void **state)
{
	const struct fp_patterns *patterns = parse("a.md\n/b.md\nx/c.md\n", 0, NULL);

	(void)state;
	assert_true(fp_patterns_names(patterns, "a.md", false));
	assert_true(fp_patterns_names(patterns, "x/y/a.md", false));
	assert_true(fp_patterns_names(patterns, "b.md", false));
	assert_false(fp_patterns_names(patterns, "x/b.md", false));
	assert_true(fp_patterns_names(patterns, "x/c.md", false));
	assert_false(fp_patterns_names(patterns, "y/x/c.md", false));
}

static void a_slash_at_the_end_means_folders(void **state)
{
	const struct fp_patterns *patterns = parse("build/\n", 0, NULL);

	(void)state;
	assert_true(fp_patterns_names(patterns, "x/build", true));
	assert_false(fp_patterns_names(patterns, "x/build", false));
}

static void the_last_pattern_counts_and_the_inner_file(void **state)
{
	const struct fp_patterns *outer = parse("*.md\n!a.md\n", 0, NULL);
	const struct fp_patterns *inner =
	    parse("a.md\n!b.md\n!/sub/c.md\n", strlen("docs/"), outer);

	(void)state;
	assert_false(fp_patterns_names(outer, "docs/a.md", false));
	assert_true(fp_patterns_names(outer, "docs/b.md", false));
	assert_true(fp_patterns_names(inner, "docs/a.md", false));
	assert_false(fp_patterns_names(inner, "docs/b.md", false));
	assert_false(fp_patterns_names(inner, "docs/sub/c.md", false));
	assert_true(fp_patterns_names(inner, "docs/c.md", false));
	assert_false(fp_patterns_names(NULL, "a.md", false));
}

static void comments_blanks_and_line_ends_are_no_patterns(void **state)
{
	const struct fp_patterns *patterns =
	    parse("\xef\xbb\xbf#no\n\n   \n/\n!\na.md  \r\nb\\ \n\\#c\n\\!d\ne", 0, NULL);

	(void)state;
	assert_true(fp_patterns_names(patterns, "a.md", false));
	assert_true(fp_patterns_names(patterns, "b ", false));
	assert_false(fp_patterns_names(patterns, "b", false));
	assert_true(fp_patterns_names(patterns, "#c", false));
	assert_true(fp_patterns_names(patterns, "!d", false));
	assert_true(fp_patterns_names(patterns, "e", false));
	assert_false(fp_patterns_names(patterns, "#no", false));
}

static void what_lies_in_an_ignored_folder_is_ignored_too(void **state)
{
	const struct fp_patterns *patterns = parse("build/\n!build/a.md\nx/*.md\n", 0, NULL);

	(void)state;
	assert_true(fp_patterns_cover(patterns, arena, "build/a.md"));
	assert_true(fp_patterns_cover(patterns, arena, "y/build/z/a.md"));
	assert_true(fp_patterns_cover(patterns, arena, "x/a.md"));
	assert_false(fp_patterns_cover(patterns, arena, "build"));
	assert_false(fp_patterns_cover(patterns, arena, "x/y/a.md"));
	assert_false(fp_patterns_cover(patterns, arena, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_glob_matches_as_in_git),
	    cmocka_unit_test(case_is_folded_where_the_repository_says_so),
	    cmocka_unit_test(many_stars_take_no_exponential_time),
	    cmocka_unit_test(a_name_without_a_slash_counts_at_any_depth),
	    cmocka_unit_test(a_slash_at_the_end_means_folders),
	    cmocka_unit_test(the_last_pattern_counts_and_the_inner_file),
	    cmocka_unit_test(comments_blanks_and_line_ends_are_no_patterns),
	    cmocka_unit_test(what_lies_in_an_ignored_folder_is_ignored_too),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
