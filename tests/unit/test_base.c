/* SPDX-License-Identifier: MIT */
#include "git/base.h"

#include "repository.h"

static struct fp_base base;

static enum fp_base_answer ask(const char *path, const char **id)
{
	char real[256];

	snprintf(real, sizeof(real), "%s/%s", scratch_path, path);
	*id = NULL;
	return fp_base_ask(&base, real, id);
}

static void a_file_is_new_the_same_or_changed(void **state)
{
	const char *id;

	(void)state;
	sh("git init -q . && echo c >same && echo c >changed && seq 1 50 >moved && git add . && "
	   "git commit -q -m x && echo more >>changed && git mv moved there && echo n >new");
	assert_int_equal(fp_base_find(&base, arena, "HEAD", &error), 0);
	assert_int_equal(ask("same", &id), FP_BASE_SAME);
	assert_string_equal(id, "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_int_equal(ask("changed", &id), FP_BASE_CHANGED);
	assert_string_equal(id, "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_int_equal(ask("there", &id), FP_BASE_CHANGED);
	assert_non_null(id);
	assert_int_equal(ask("new", &id), FP_BASE_NEW);
	assert_int_equal(fp_base_ask(&base, "/elsewhere/same", &id), FP_BASE_NEW);
}

static void a_revision_must_have_a_commit_in_common(void **state)
{
	(void)state;
	sh("git init -q . && git commit -q --allow-empty -m x && git branch old && "
	   "git checkout -q --orphan other && git commit -q --allow-empty -m y");
	assert_int_equal(fp_base_find(&base, arena, "old", &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "no commit in common"));
	assert_int_equal(fp_base_find(&base, arena, "--octopus", &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "git merge-base: fatal: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_file_is_new_the_same_or_changed),
	    TEST(a_revision_must_have_a_commit_in_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
