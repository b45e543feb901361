/* SPDX-License-Identifier: MIT */
#include "git/restage.h"

#include "repository.h"

#define STAGED "{\"a\" 1}\n"
#define MENDED "{\"a\": 1}\n"

static struct fp_mended file;

/* A repository in which a.md is staged, and what came of mending that. */
static void stage(void)
{
	sh("git init -q . && git commit -q --allow-empty -m x && echo '{\"a\" 1}' >a.md && "
	   "git add a.md");
}

/* Answers what *user says. */
static int check(void *user, struct fp_error *told)
{
	const int *status = user;

	return *status ? fp_fail(told, *status, "checked") : 0;
}

static int checked;

static int restage(const char *id)
{
	struct fp_checkout checkout;
	struct fp_child child;

	assert_int_equal(fp_checkout_ask(&child, arena, &error), 0);
	assert_int_equal(fp_checkout_read(&checkout, arena, &child, &error), 0);
	file = (struct fp_mended){
	    .copy = {.path = "a.md",
	             .staged = {STAGED, strlen(STAGED)},
	             .mended = {MENDED, strlen(MENDED)}},
	    .id = id,
	    .mode = 0100644,
	};
	return fp_restage(&file, 1, arena, &checkout, check, &checked, &error);
}

/* The id that the blob of STAGED has. */
static const char *staged_id(void)
{
	static const char *const words[] = {"hash-object", "--stdin", NULL};
	struct fp_bytes in = FP_BYTES(arena), out = FP_BYTES(arena);

	fp_bytes_text(&in, STAGED);
	assert_int_equal(fp_git_run(arena, words, NULL, &in, &out, &error), 0);
	return strtok(fp_bytes_string(&out), "\n");
}

static void index_and_file_are_mended(void **state)
{
	(void)state;
	stage();
	assert_int_equal(restage(staged_id()), 0);
	assert_null(file.copy.left);
	sh("test \"$(git cat-file blob :a.md)\" = '{\"a\": 1}' && test \"$(cat a.md)\" = '{\"a\": "
	   "1}'");
	sh("git diff-files --quiet && test -z \"$(ls .git | grep -e lock -e fencepost)\"");
	assert_int_equal(strlen(file.new_id), 40);
}

static void a_file_that_was_changed_is_left_where_it_was(void **state)
{
	(void)state;
	stage();
	sh("echo '{\"a\" 2}' >a.md");
	assert_int_equal(restage(staged_id()), 0);
	assert_non_null(strstr(file.copy.left, "not staged (line 1 "));
	sh("test \"$(git cat-file blob :a.md)\" = '{\"a\": 1}' && test \"$(cat a.md)\" = '{\"a\" "
	   "2}'");
}

static void what_is_staged_anew_is_not_touched(void **state)
{
	const char *id;

	(void)state;
	stage();
	id = staged_id();
	sh("echo more >>a.md && git add a.md");
	assert_int_equal(restage(id), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "a.md: changed in the index during"));
	sh("grep -qx more a.md && git cat-file blob :a.md | grep -qx more && "
	   "test -z \"$(ls .git | grep -e lock -e fencepost)\"");
}

static void what_the_check_refuses_is_not_touched(void **state)
{
	(void)state;
	stage();
	checked = FENCEPOST_EGIT;
	assert_int_equal(restage(staged_id()), FENCEPOST_EGIT);
	checked = 0;
	assert_string_equal(error.text, "checked");
	sh("test \"$(git cat-file blob :a.md)$(cat a.md)\" = '{\"a\" 1}{\"a\" 1}' && "
	   "test -z \"$(ls .git | grep -e lock -e fencepost)\"");
}

static void both_indexes_of_commit_path_are_mended(void **state)
{
	(void)state;
	stage();
	sh("cp .git/index .git/next-index-7.lock && cp .git/index .git/index.lock");
	setenv("GIT_INDEX_FILE", ".git/next-index-7.lock", 1);
	assert_int_equal(restage(staged_id()), 0);
	unsetenv("GIT_INDEX_FILE");
	sh("for i in next-index-7.lock index.lock; do "
	   "test \"$(GIT_INDEX_FILE=.git/$i git cat-file blob :a.md)\" = '{\"a\": 1}' || exit 1; "
	   "done");
	sh("test \"$(git cat-file blob :a.md)\" = '{\"a\" 1}' && rm .git/*.lock");
}

static void without_the_second_index_nothing_is_mended(void **state)
{
	(void)state;
	stage();
	sh("cp .git/index .git/next-index-7.lock");
	setenv("GIT_INDEX_FILE", ".git/next-index-7.lock", 1);
	assert_int_equal(restage(staged_id()), FENCEPOST_EGIT);
	unsetenv("GIT_INDEX_FILE");
	assert_non_null(strstr(error.text, "index.lock: is not there"));
	sh("test \"$(cat a.md)\" = '{\"a\" 1}' && rm .git/*.lock");
}

static void a_lock_of_another_is_left(void **state)
{
	(void)state;
	stage();
	sh("touch .git/index.lock");
	assert_int_equal(restage(staged_id()), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "another git process"));
	sh("rm .git/index.lock && test \"$(cat a.md)\" = '{\"a\" 1}' && "
	   "test -z \"$(ls .git | grep fencepost)\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(index_and_file_are_mended),
	    TEST(a_file_that_was_changed_is_left_where_it_was),
	    TEST(what_is_staged_anew_is_not_touched),
	    TEST(what_the_check_refuses_is_not_touched),
	    TEST(both_indexes_of_commit_path_are_mended),
	    TEST(without_the_second_index_nothing_is_mended),
	    TEST(a_lock_of_another_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
