/* SPDX-License-Identifier: MIT */
#include "face/paths.h"

#include "fencepost.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static bool well; /* whether the last walk could read all */

/* A shell makes what a test needs; each test begins with an empty folder. */
static void make(const char *commands)
{
	char line[4096];

	snprintf(line, sizeof(line), "find . -mindepth 1 -delete && { %s; } >/dev/null", commands);
	assert_int_equal(system(line), 0);
}

/* The documents of a walk, a blank between them. `operands` are words between blanks. */
static const char *walk_as(const struct fp_sources *how, const char *operands)
{
	static const struct fp_config_options options;
	struct fp_words words = {NULL, 0};
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_sources sources = *how;
	struct fp_configs configs;
	struct fp_paths paths;
	char *copy = fp_arena_copy(arena, operands, strlen(operands));

	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		fp_words_add(arena, &words, word);
	assert_int_equal(fp_configs_init(&configs, arena, &options, NULL), 0);
	sources.configs = &configs;
	well = fp_paths_collect(&paths, arena, &sources, &words);
	for (size_t i = 0; i < paths.count; i++)
		fp_bytes_printf(&out, "%s%s", i ? " " : "", paths.of[i].name);
	return fp_bytes_string(&out);
}

static const char *walk(const char *operands)
{
	struct fp_sources how = {NULL, NULL, NULL, false};

	return walk_as(&how, operands);
}

static void a_folder_is_searched_for_documents_in_the_order_of_their_bytes(void **state)
{
	(void)state;
	make("mkdir -p b/c .hidden; touch z.md a.markdown b/x.mdx b/c/y.md b.md b/no.txt B.md "
	     ".hidden/h.md md");
	assert_string_equal(walk(""), ".hidden/h.md B.md a.markdown b.md b/c/y.md b/x.mdx z.md");
	assert_string_equal(walk("b"), "b/c/y.md b/x.mdx");
	assert_string_equal(walk("./b//"), "b/c/y.md b/x.mdx");
	assert_true(well);
}

static void links_pipes_and_dependencies_are_passed_over(void **state)
{
	(void)state;
	make("mkdir -p d node_modules sub/node_modules sub/.git; touch a.md node_modules/n.md "
	     "sub/node_modules/n.md sub/.git/g.md; ln -s ../a.md d/link.md; ln -s .. d/loop; "
	     "mkfifo d/pipe.md; mkdir d/folder.md");
	assert_string_equal(walk("."), "a.md");
	assert_true(well);
}

static void what_is_named_is_taken_whatever_it_is(void **state)
{
	(void)state;
	make("mkdir -p real node_modules; touch real/a.md notes.txt node_modules/n.md; ln -s "
	     "notes.txt link; "
	     "ln -s real folder; mkfifo pipe");
	assert_string_equal(walk("notes.txt"), "notes.txt");
	assert_string_equal(walk("link pipe"), "link pipe");
	assert_string_equal(walk("folder"), "folder/a.md");
	assert_string_equal(walk("node_modules"), "node_modules/n.md");
}

static void a_file_that_is_reached_twice_is_taken_once(void **state)
{
	(void)state;
	make("mkdir d; touch d/a.md d/b.md; ln -s d/a.md link.md; ln d/b.md hard.md");
	assert_string_equal(walk("d/a.md ./d/a.md d/../d/a.md link.md"), "d/a.md");
	assert_string_equal(walk("link.md d"), "d/b.md link.md");
	assert_string_equal(walk("d d/a.md ."), "d/a.md d/b.md hard.md");
}

static void what_git_ignores_is_passed_over_tracked_or_not(void **state)
{
	(void)state;
	make("git init -q .; mkdir -p build docs/build docs/out; touch a.md b.md build/c.md "
	     "docs/d.md docs/build/e.md "
	     "docs/out/f.md docs/keep.gen.md docs/g.gen.md; "
	     "printf '/build/\\nb.md\\n*.gen.md\\n' >.gitignore; printf 'out\\n!keep.gen.md\\n' "
	     ">docs/.gitignore; "
	     "git add -f b.md; echo d.md >>.git/info/exclude");
	assert_string_equal(walk("."), "a.md docs/build/e.md docs/keep.gen.md");
	assert_string_equal(walk("docs"), "docs/build/e.md docs/keep.gen.md");
	assert_string_equal(walk("b.md docs/g.gen.md"), "b.md docs/g.gen.md");
}

static void a_folder_that_git_ignores_is_walked_where_it_is_named(void **state)
{
	(void)state;
	make("git init -q .; mkdir -p build/sub; touch build/a.md build/sub/b.md; echo build "
	     ">.gitignore");
	assert_string_equal(walk("build"), "build/a.md build/sub/b.md");
	assert_string_equal(walk("build/sub"), "build/sub/b.md");
}

static void a_repository_inside_has_patterns_of_its_own(void **state)
{
	(void)state;
	make("git init -q .; mkdir -p sub/deep; git init -q sub; touch a.md b.md sub/a.md sub/b.md "
	     "sub/deep/b.md; "
	     "echo a.md >.gitignore; echo b.md >sub/.gitignore");
	assert_string_equal(walk("."), "b.md sub/a.md");
	assert_string_equal(walk("sub"), "sub/a.md");
	make("mkdir -p sub; git init -q sub; touch b.md sub/a.md sub/b.md; echo b.md "
	     ">sub/.gitignore");
	assert_string_equal(walk("."), "b.md sub/a.md");
}

static void outside_of_a_repository_no_pattern_counts(void **state)
{
	(void)state;
	make("touch a.md; echo a.md >.gitignore");
	assert_string_equal(walk("."), "a.md");
	make("mkdir .git; touch a.md; echo a.md >.gitignore");
	assert_string_equal(walk("."), "a.md");
	assert_true(well);
}

static void a_list_names_more(void **state)
{
	struct fp_sources how = {NULL, NULL, "list", false};

	(void)state;
	make("mkdir d; touch d/a.md b.txt c.md; printf 'b.txt\\n\\nd\\nb.txt' >list");
	assert_string_equal(walk_as(&how, ""), "b.txt d/a.md");
	assert_string_equal(walk_as(&how, "c.md"), "b.txt c.md d/a.md");
	make("touch 'a\n.md' b.md; printf 'a\\n.md\\0b.md\\0' >list");
	how.nul_separated = true;
	assert_string_equal(walk_as(&how, ""), "a\n.md b.md");
	make("touch a.md; : >list");
	assert_string_equal(walk_as(&how, ""), "");
	assert_true(well);
}

static void stdin_has_the_name_that_it_is_given(void **state)
{
	struct fp_sources how = {NULL, "docs/x.md", NULL, false};

	(void)state;
	make("touch a.md");
	assert_string_equal(walk("- a.md -"), "- a.md");
	assert_string_equal(walk_as(&how, "-"), "docs/x.md");
}

static void what_cannot_be_read_is_left_out(void **state)
{
	struct fp_sources how = {NULL, NULL, "missing-list", false};

	(void)state;
	make("touch a.md");
	assert_string_equal(walk("a.md missing.md a.md/x"), "a.md");
	assert_false(well);
	assert_string_equal(walk_as(&how, ""), "");
	assert_false(well);
}

static void deep_folders_cost_no_descriptors(void **state)
{
	const char *found;

	(void)state;
	make("p=.; i=0; while [ $i -lt 1500 ]; do p=$p/d; i=$((i+1)); done; mkdir -p $p; touch "
	     "$p/a.md");
	found = walk(".");
	assert_int_equal(strlen(found), 1500 * 2 + strlen("a.md"));
	assert_true(well);
}

static int set_up(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	return arena ? scratch_enter() : -1;
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
	    cmocka_unit_test(a_folder_is_searched_for_documents_in_the_order_of_their_bytes),
	    cmocka_unit_test(links_pipes_and_dependencies_are_passed_over),
	    cmocka_unit_test(what_is_named_is_taken_whatever_it_is),
	    cmocka_unit_test(a_file_that_is_reached_twice_is_taken_once),
	    cmocka_unit_test(what_git_ignores_is_passed_over_tracked_or_not),
	    cmocka_unit_test(a_folder_that_git_ignores_is_walked_where_it_is_named),
	    cmocka_unit_test(a_repository_inside_has_patterns_of_its_own),
	    cmocka_unit_test(outside_of_a_repository_no_pattern_counts),
	    cmocka_unit_test(a_list_names_more),
	    cmocka_unit_test(stdin_has_the_name_that_it_is_given),
	    cmocka_unit_test(what_cannot_be_read_is_left_out),
	    cmocka_unit_test(deep_folders_cost_no_descriptors),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
