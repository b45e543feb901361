/* SPDX-License-Identifier: MIT */
#include "git/objects.h"

#include "repository.h"

#include <signal.h>

#define C_ID "f2ad6c76f0115a6ba5b00456a849810e7ec0af20" /* "c\n" */
#define GONE_ID "1111111111111111111111111111111111111111"

static struct fp_objects objects;
static const char *text;
static uint32_t len;

static int read_blob(const char *id, uint32_t most)
{
	return fp_objects_read(&objects, arena, id, "a.md", most, &text, &len, &error);
}

static void blobs_come_one_after_the_other(void **state)
{
	(void)state;
	sh("git init -q . && echo c >c && git hash-object -w c >/dev/null && "
	   "head -c 300000 /dev/zero | git hash-object -w --stdin >id");
	assert_int_equal(fp_objects_open(&objects, arena, &error), 0);
	assert_int_equal(read_blob(C_ID, 100), 0);
	assert_int_equal(len, 2);
	assert_memory_equal(text, "c\n", 2);
	assert_int_equal(read_blob(strtok((char *)scratch_read("id"), "\n"), UINT32_MAX), 0);
	assert_int_equal(len, 300000);
	assert_int_equal(text[299999], 0);
	fp_objects_close(&objects);
}

static void one_that_is_too_large_does_not_stand_in_the_way(void **state)
{
	(void)state;
	sh("git init -q . && echo c >c && git hash-object -w c >/dev/null && "
	   "head -c 300000 /dev/zero | git hash-object -w --stdin >id");
	assert_int_equal(fp_objects_open(&objects, arena, &error), 0);
	assert_int_equal(read_blob(strtok((char *)scratch_read("id"), "\n"), 299999),
	                 FENCEPOST_EBIG);
	assert_string_equal(error.text, "a.md: larger than the limit of 299999 bytes");
	assert_int_equal(read_blob(C_ID, 2), 0);
	assert_memory_equal(text, "c\n", 2);
	fp_objects_close(&objects);
}

static void one_that_is_missing_does_not_either(void **state)
{
	(void)state;
	sh("git init -q . && echo c >c && git hash-object -w c >/dev/null");
	assert_int_equal(fp_objects_open(&objects, arena, &error), 0);
	assert_int_equal(read_blob(GONE_ID, 100), FENCEPOST_EGIT);
	assert_string_equal(error.text, "a.md: git cat-file: " GONE_ID " missing");
	assert_int_equal(read_blob(C_ID, 2), 0);
	fp_objects_close(&objects);
}

static void where_git_refuses_its_reason_is_told(void **state)
{
	(void)state;
	assert_int_equal(fp_objects_open(&objects, arena, &error), 0);
	assert_int_equal(read_blob(C_ID, 100), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "not a git repository"));
	assert_int_equal(read_blob(C_ID, 100), FENCEPOST_EGIT);
	fp_objects_close(&objects);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(blobs_come_one_after_the_other),
	    TEST(one_that_is_too_large_does_not_stand_in_the_way),
	    TEST(one_that_is_missing_does_not_either),
	    TEST(where_git_refuses_its_reason_is_told),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
