/* SPDX-License-Identifier: MIT */
#include "git/pending.h"

#include "repository.h"

static struct fp_pending pending;

static const char *const *old(const char *path)
{
	const struct fp_change *change = fp_changed_find(&pending.changes, path);

	assert_non_null(change);
	return fp_pending_old(&pending, arena, change);
}

static struct fp_entry entry(const char *path)
{
	struct fp_entry found;

	assert_int_equal(fp_pending_entry(&pending, path, &found, &error), 0);
	return found;
}

static void before_the_first_commit_everything_is_new(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && mkdir d && echo '{}' >d/.fencepost.json && git add .");
	assert_int_equal(chdir("d"), 0);
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_int_equal(access("a", F_OK), 0);
	assert_int_equal(pending.changes.count, 2);
	assert_null(old("a")[0]);
	assert_string_equal(entry("d/.fencepost.json").id,
	                    "0967ef424bce6791893e9a57bb952f80fd536e93");
	assert_null(entry("d/b").id);
}

static void a_file_was_what_head_has(void **state)
{
	(void)state;
	sh("git init -q . && echo c >a && ln -s a link && echo m >m && git add . && "
	   "git commit -q -m x && echo more >>a && rm link && echo l >link && chmod +x m && "
	   "git add .");
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_string_equal(old("a")[0], "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_null(old("a")[1]);
	assert_null(old("link")[0]);
	assert_null(old("m"));
}

static void in_a_merge_it_was_what_either_side_has(void **state)
{
	(void)state;
	sh("git init -q . && echo base >a && echo base >b && git add . && git commit -q -m x && "
	   "git checkout -q -b side && echo side >a && echo side >b && git commit -q -a -m s && "
	   "git checkout -q - && echo main >a && git commit -q -a -m m && "
	   "! git merge side >/dev/null && echo both >a && git add a");
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_int_equal(pending.merged_count, 1);
	assert_non_null(old("a")[0]);
	assert_non_null(old("a")[1]);
	assert_null(old("a")[2]);
	assert_null(old("b"));
}

static void an_entry_is_what_the_index_has(void **state)
{
	(void)state;
	sh("git init -q . && mkdir d e && echo c >same && echo x >d/old && echo y >d/new && "
	   "echo moved >e/from && echo gone >gone && git add . && git commit -q -m x && "
	   "echo c >d/new && git mv e/from d/to && git rm -q --cached gone && echo n >promised && "
	   "git add d && git add -N promised");
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_string_equal(entry("same").id, "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_string_equal(entry("d/new").id, "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_int_equal(entry("d/new").mode, 0100644);
	assert_non_null(entry("d/to").id);
	assert_null(entry("e/from").id);
	assert_null(entry("gone").id);
	assert_null(entry("promised").id);
}

static bool knows(const char *path)
{
	bool known;

	assert_int_equal(fp_pending_knows(&pending, path, &known, &error), 0);
	return known;
}

static void what_is_in_the_index_or_taken_out_of_it_is_known(void **state)
{
	static const char *const known[] = {"",     "same", "d",        "d/new",   "d/to",
	                                    "from", "gone", "promised", "new/deep"};
	static const char *const strange[] = {"other", "sam", "same/x", "d/ne", "new/dee"};

	(void)state;
	sh("git init -q . && mkdir d new && echo c >same && echo y >d/new && echo moved >from && "
	   "echo gone >gone && git add . && git commit -q -m x && git mv from d/to && "
	   "git rm -q gone && echo n >promised && echo n >other && echo n >new/deep && "
	   "git add -N promised && git add new");
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		assert_true(knows(known[i]));
	for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++)
		assert_false(knows(strange[i]));
	fp_pending_close(&pending);
}

static size_t changed_now(void)
{
	struct fp_changes now;

	assert_int_equal(fp_pending_again(&pending, &now, &error), 0);
	return now.count;
}

static void what_is_staged_later_is_seen_in_the_index_that_is_named(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && echo b >b && git add a");
	setenv("GIT_INDEX_FILE", ".git/index", 1);
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_int_equal(changed_now(), 1);
	sh("git add b");
	assert_int_equal(changed_now(), 2);
	assert_int_equal(pending.changes.count, 1);
	unsetenv("GIT_INDEX_FILE");
	fp_pending_close(&pending);
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_int_equal(changed_now(), 2);
	fp_pending_close(&pending);
}

static void a_tree_that_is_noted_is_compared_and_else_the_index(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && git add a && git commit -q -m x && echo b >b && "
	   "git add b && git write-tree >tree");
	setenv("GIT_INDEX_FILE", ".git/index", 1);
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	assert_non_null(pending.tree);
	assert_int_equal(pending.changes.count, 1);
	assert_string_equal(pending.changes.of[0].path, "b");
	fp_pending_close(&pending);
	sh("rm .git/objects/$(sed 's,..,&/,' tree)");
	assert_int_equal(fp_pending_read(&pending, arena, &error), 0);
	unsetenv("GIT_INDEX_FILE");
	assert_non_null(pending.tree);
	assert_int_equal(pending.changes.count, 1);
	fp_pending_close(&pending);
}

static void where_git_refuses_its_reason_is_told(void **state)
{
	(void)state;
	assert_int_equal(fp_pending_read(&pending, arena, &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "not a git repository"));
	sh("git init -q . && echo rubbish >.git/index");
	assert_int_equal(fp_pending_read(&pending, arena, &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "index"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(before_the_first_commit_everything_is_new),
	    TEST(a_file_was_what_head_has),
	    TEST(in_a_merge_it_was_what_either_side_has),
	    TEST(an_entry_is_what_the_index_has),
	    TEST(what_is_in_the_index_or_taken_out_of_it_is_known),
	    TEST(what_is_staged_later_is_seen_in_the_index_that_is_named),
	    TEST(a_tree_that_is_noted_is_compared_and_else_the_index),
	    TEST(where_git_refuses_its_reason_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
