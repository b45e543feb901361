/* SPDX-License-Identifier: MIT */
/* true_path.c: what it says is what realpath says, whatever was asked before. */
#include "face/true_path.h"

#include "../laws/random.h"
#include "scratch.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NAMES = 20000 };

static struct fp_arena *arena;

static void assert_true_path(struct fp_true_paths *paths, const char *name)
{
	char real[PATH_MAX];

	assert_non_null(realpath(name, real));
	assert_string_equal(fp_true_path_of_file(paths, name), real);
}

static void names_through_links_and_dots_have_the_path_that_realpath_says(void **state)
{
	static const char *const parts[] = {"a", "b", "up", "to_b", ".", "..", "", "a/b"};
	struct fp_true_paths paths = {.arena = arena};
	struct random r = {1};
	int met = 0;

	(void)state;
	assert_int_equal(system("mkdir -p a/b/a/b b/a b/b && ln -s .. a/up && ln -s ../b a/to_b && "
	                        "ln -s a/b/a up && for d in . a a/b a/b/a a/b/a/b b b/a b/b; do "
	                        ": >$d/f; done"),
	                 0);
	for (int i = 0; i < NAMES; i++) {
		char name[PATH_MAX] = "";

		if (random_once(&r, 4))
			snprintf(name, sizeof(name), "%s/", scratch_path);
		for (uint32_t more = random_below(&r, 5); more > 0; more--) {
			strcat(name, parts[random_below(&r, sizeof(parts) / sizeof(*parts))]);
			strcat(name, "/");
		}
		if (*name == '/' && name[1] == '/')
			continue;
		strcat(name, "f");
		if (access(name, F_OK) < 0)
			continue;
		assert_true_path(&paths, name);
		met++;
	}
	assert_true(met > NAMES / 8);
}

static void a_file_at_the_root_is_below_nothing(void **state)
{
	struct fp_true_paths paths = {.arena = arena};

	(void)state;
	assert_string_equal(fp_true_path_of_file(&paths, "/f"), "/f");
	assert_string_equal(fp_true_path_of_file(&paths, "//f"), "/f");
	assert_string_equal(fp_true_path_of_file(&paths, "/./f"), "/f");
	assert_string_equal(fp_true_path_of_file(&paths, "/tmp/../f"), "/f");
}

static void a_name_without_a_true_path_stays_as_it_is(void **state)
{
	(void)state;
	assert_string_equal(fp_true_path(arena, "is/not/there"), "is/not/there");
}

static int enter(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	return arena ? scratch_enter() : -1;
}

static int leave(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return scratch_leave();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_through_links_and_dots_have_the_path_that_realpath_says),
	    cmocka_unit_test(a_file_at_the_root_is_below_nothing),
	    cmocka_unit_test(a_name_without_a_true_path_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
