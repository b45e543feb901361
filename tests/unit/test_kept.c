/* SPDX-License-Identifier: MIT */
#include "git/kept.h"

#include "repository.h"

static const char *kept;

/* `index` is a name in the folder of the test, which stands for the git dir too. */
static int find(const char *index)
{
	struct fp_checkout checkout = {scratch_path, "", NULL, NULL, NULL};
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", scratch_path, index);
	return fp_kept_find(&kept, arena, &checkout, path, &error);
}

static void assert_kept(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", scratch_path, name);
	assert_string_equal(kept, path);
}

static void an_index_that_stays_has_no_other(void **state)
{
	(void)state;
	sh("mkdir sub && touch index index.lock");
	assert_int_equal(find("index"), 0);
	assert_null(kept);
	assert_int_equal(find("index.lock"), 0);
	assert_null(kept);
	assert_int_equal(find("sub/next-index-7.lock"), 0);
	assert_null(kept);
}

static void the_lock_of_the_index_stays_after_a_temporary_one(void **state)
{
	(void)state;
	sh("touch index index.lock");
	assert_int_equal(find("next-index-7.lock"), 0);
	assert_kept("index.lock");
}

static void a_link_is_followed_to_the_lock(void **state)
{
	(void)state;
	sh("mkdir away && touch away/index away/index.lock index.lock && ln -s away/index index");
	assert_int_equal(find("next-index-7.lock"), 0);
	assert_kept("away/index.lock");
}

static void where_no_lock_is_nothing_can_be_mended(void **state)
{
	(void)state;
	sh("touch index");
	assert_int_equal(find("next-index-7.lock"), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "index.lock: is not there"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_index_that_stays_has_no_other),
	    TEST(the_lock_of_the_index_stays_after_a_temporary_one),
	    TEST(a_link_is_followed_to_the_lock),
	    TEST(where_no_lock_is_nothing_can_be_mended),
	};

	/* whoever started us has it too, and there it cannot be taken away */
	if (getenv("GIT_INDEX_FILE")) {
		puts("1..0 # SKIP an index is named in the environment");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
