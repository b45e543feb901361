/* SPDX-License-Identifier: MIT */
#include "face/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_configs configs;

static int set_up(void **state)
{
	char folder[] = "/tmp/fencepost-config-XXXXXX";

	(void)state;
	arena = fp_arena_new(NULL, 0);
	return arena && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	char here[4096], line[4200];

	(void)state;
	fp_arena_free(arena);
	if (!getcwd(here, sizeof(here)) || chdir("/") < 0)
		return -1;
	snprintf(line, sizeof(line), "rm -rf '%s'", here);
	return system(line);
}

/* The current folder as these commands leave it: nothing else is in it. */
static void make(const char *commands)
{
	char line[4096];

	snprintf(line, sizeof(line), "find . -mindepth 1 -delete && { %s; } >/dev/null", commands);
	assert_int_equal(system(line), 0);
}

/* Begins anew with these options. */
static void begin(const struct fp_config_options *options)
{
	struct fp_error error = {0};

	if (fp_configs_init(&configs, arena, options, &error))
		fail_msg("%s", error.text);
}

static const struct fp_config_options plain;

/* The file whose settings hold for a document; "" for the defaults. */
static const char *file_for(const char *name)
{
	const char *file = fp_configs_for(&configs, name, NULL)->file;

	return file ? file : "";
}

static bool ignores(const char *name)
{
	bool ignored;

	fp_configs_for(&configs, name, &ignored);
	return ignored;
}

static void the_nearest_file_above_counts_alone(void **state)
{
	(void)state;
	make("mkdir -p a/b c; echo '{\"fix\": \"none\"}' >.fencepost.json; "
	     "echo '{\"maxBytes\": 9}' >a/.fencepost.json");
	begin(&plain);
	assert_string_equal(file_for("x.md"), ".fencepost.json");
	assert_string_equal(file_for("c/x.md"), ".fencepost.json");
	assert_string_equal(file_for("a/b/x.md"), "a/.fencepost.json");
	assert_int_equal(fp_configs_for(&configs, "a/b/x.md", NULL)->settings.max_bytes, 9);
	assert_int_equal(fp_configs_for(&configs, "a/b/x.md", NULL)->settings.fix, FENCEPOST_SAFE);
	assert_int_equal(fp_configs_for(&configs, "c/x.md", NULL)->settings.fix, FENCEPOST_NONE);
}

static void the_search_ends_where_a_repository_has_its_top(void **state)
{
	(void)state;
	make("mkdir -p r/d r/.git; echo '{}' >.fencepost.json");
	begin(&plain);
	assert_string_equal(file_for("r/d/x.md"), "");
	assert_string_equal(file_for("x.md"), ".fencepost.json");
	make("mkdir -p r/d r/.git; echo '{}' >r/.fencepost.json");
	begin(&plain);
	assert_string_equal(file_for("r/d/x.md"), "r/.fencepost.json");
}

static void a_file_that_does_not_read_names_the_place(void **state)
{
	struct fp_config *config;

	(void)state;
	make("printf '{\\n  \"rule\": {}}' >.fencepost.json");
	begin(&plain);
	config = fp_configs_for(&configs, "x.md", NULL);
	assert_int_equal(config->error.status, FENCEPOST_ESETTINGS);
	assert_string_equal(config->error.text,
	                    ".fencepost.json:2:3: unknown key \"rule\"; did you "
	                    "mean \"rules\"?");
}

static void options_win_over_the_file(void **state)
{
	static const char *ignore[] = {"json-comment"}, *select[] = {"har-bad-url"};
	struct fp_config_options options = {.ignore = {ignore, 1}};
	const struct fp_levels *levels;

	(void)state;
	make("echo '{\"rules\": {\"json-comment\": \"error\", \"har-bad-url\": \"note\"}}' "
	     ">.fencepost.json");
	begin(&options);
	levels = &fp_configs_for(&configs, "x.md", NULL)->settings.levels;
	assert_int_equal(levels->of[FP_JSON_COMMENT][FP_KIND_JSON], FENCEPOST_OFF);
	assert_int_equal(levels->of[FP_HAR_BAD_URL][FP_KIND_HAR], FENCEPOST_NOTE);
	options = (struct fp_config_options){.select = {select, 1}};
	begin(&options);
	levels = &fp_configs_for(&configs, "x.md", NULL)->settings.levels;
	assert_int_equal(levels->of[FP_JSON_COMMENT][FP_KIND_JSON], FENCEPOST_OFF);
	assert_int_equal(levels->of[FP_HAR_BAD_URL][FP_KIND_HAR], FENCEPOST_NOTE);
}

static void a_file_can_be_named_or_none_wanted(void **state)
{
	struct fp_config_options named = {.file = "other.json"}, none = {.none = true};
	struct fp_config_options both = {.file = "other.json", .none = true};
	struct fp_error error = {0};

	(void)state;
	make("echo '{\"fix\": \"none\"}' >.fencepost.json; echo '{\"fix\": \"unsafe\"}' "
	     ">other.json");
	begin(&named);
	assert_int_equal(fp_configs_for(&configs, "x.md", NULL)->settings.fix, FENCEPOST_UNSAFE);
	begin(&none);
	assert_int_equal(fp_configs_for(&configs, "x.md", NULL)->settings.fix, FENCEPOST_SAFE);
	assert_int_equal(fp_configs_init(&configs, arena, &both, &error), FENCEPOST_EUSAGE);
	named.file = "missing.json";
	assert_int_equal(fp_configs_init(&configs, arena, &named, &error), FENCEPOST_EIO);
}

static void patterns_count_from_the_folder_of_the_file(void **state)
{
	(void)state;
	make("mkdir -p a/vendor/b vendor; echo '{\"ignore\": [\"vendor/**\", \"!vendor/keep.md\", "
	     "\"/draft.md\"]}' >a/.fencepost.json");
	begin(&plain);
	assert_true(ignores("a/vendor/b/x.md"));
	assert_true(ignores("a/draft.md"));
	assert_false(ignores("a/vendor/keep.md"));
	assert_false(ignores("a/x.md"));
	assert_false(ignores("vendor/x.md"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_nearest_file_above_counts_alone),
	    cmocka_unit_test(the_search_ends_where_a_repository_has_its_top),
	    cmocka_unit_test(a_file_that_does_not_read_names_the_place),
	    cmocka_unit_test(options_win_over_the_file),
	    cmocka_unit_test(a_file_can_be_named_or_none_wanted),
	    cmocka_unit_test(patterns_count_from_the_folder_of_the_file),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
