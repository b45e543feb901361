/* SPDX-License-Identifier: MIT */
#include "git/snapshot.h"

#include "repository.h"

#include <signal.h>

#define C_ID "f2ad6c76f0115a6ba5b00456a849810e7ec0af20" /* "c\n" */

static struct fp_objects objects;
static struct fp_snapshot snapshot;

/* What a shell command prints, without the line end. */
static const char *output_of(const char *command)
{
	char line[1024];

	snprintf(line, sizeof(line), "{ %s; } >.git/out", command);
	sh(line);
	return strtok((char *)scratch_read(".git/out"), "\n");
}

/* Commits what the commands make, and opens that commit. */
static void commit(const char *format, const char *commands)
{
	const char *id;
	char line[1024];

	snprintf(line, sizeof(line),
	         "git init -q --object-format=%s . && { %s; } && git add . && git commit -q -m x",
	         format, commands);
	sh(line);
	assert_int_equal(fp_objects_open(&objects, arena, &error), 0);
	id = output_of("git rev-parse HEAD");
	fp_snapshot_open(&snapshot, &objects, arena, fp_arena_copy(arena, id, strlen(id)));
}

static struct fp_entry find(const char *path)
{
	struct fp_entry entry;

	assert_int_equal(fp_snapshot_find(&snapshot, path, &entry, &error), 0);
	return entry;
}

static void an_entry_is_found_folder_by_folder(void **state)
{
	(void)state;
	commit("sha1", "mkdir -p a/b c && echo c >a/b/x && echo y >a/x && echo c >c/x && "
	               "echo c >x && chmod +x c/x && ln -s a link");
	assert_string_equal(find("a/b/x").id, C_ID);
	assert_int_equal(find("a/b/x").mode, 0100644);
	assert_string_not_equal(find("a/x").id, C_ID);
	assert_string_equal(find("x").id, C_ID);
	assert_string_equal(find("c/x").id, C_ID);
	assert_int_equal(find("c/x").mode, 0100755);
	assert_int_equal(find("link").mode, 0120000);
	assert_int_equal(find("a/b").mode, 0040000);
	assert_string_equal(find("a/b/x").id, C_ID);
	fp_objects_close(&objects);
}

static void what_is_not_there_has_no_id(void **state)
{
	(void)state;
	commit("sha1", "mkdir -p a/b && echo c >a/b/x && echo c >f && ln -s a link");
	assert_null(find("x").id);
	assert_null(find("a/b/xx").id);
	assert_null(find("a/c/x").id);
	assert_null(find("f/x").id);
	assert_null(find("link/b/x").id);
	assert_null(find("").id);
	fp_snapshot_open(&snapshot, &objects, arena, NULL);
	assert_null(find("f").id);
	fp_objects_close(&objects);
}

static void ids_may_be_of_the_longer_kind(void **state)
{
	(void)state;
	commit("sha256", "mkdir a && echo c >a/x && echo y >a/y && echo z >a/z");
	assert_string_equal(find("a/z").id, output_of("git rev-parse HEAD:a/z"));
	fp_objects_close(&objects);
}

static void a_commit_that_is_missing_is_told(void **state)
{
	struct fp_entry entry;

	(void)state;
	commit("sha1", "echo c >x");
	fp_snapshot_open(&snapshot, &objects, arena, "1111111111111111111111111111111111111111");
	assert_int_equal(fp_snapshot_find(&snapshot, "x", &entry, &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "missing"));
	fp_objects_close(&objects);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_entry_is_found_folder_by_folder),
	    TEST(what_is_not_there_has_no_id),
	    TEST(ids_may_be_of_the_longer_kind),
	    TEST(a_commit_that_is_missing_is_told),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
