/* SPDX-License-Identifier: MIT */
#include "git/staged_tree.h"

#include "git/child.h"
#include "repository.h"

/* An index whose root is known, of three files and a folder. */
static void make_index(const char *options)
{
	struct fp_bytes command = FP_BYTES(arena);

	fp_bytes_printf(&command,
	                "git init -q . && mkdir d && for n in a bb d/c "
	                "\"$(printf %%05000d 7)\"; do git update-index --add --cacheinfo "
	                "\"100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,$n\" || exit 1; done && "
	                "%s && git write-tree --missing-ok >tree",
	                options);
	sh(fp_bytes_string(&command));
}

static void is_the_tree_of_git(void)
{
	const char *id = fp_staged_tree(arena, ".git/index");
	struct fp_bytes command = FP_BYTES(arena);

	assert_non_null(id);
	fp_bytes_printf(&command, "test \"$(cat tree)\" = %s", id);
	sh(fp_bytes_string(&command));
}

static void the_root_is_found_in_each_version(void **state)
{
	static const char *const options[] = {
	    "git update-index --index-version 2", "git update-index --index-version 3",
	    "git update-index --index-version 4",
	    "touch x && git add -N x && git update-index --skip-worktree a && "
	    "git update-index --force-remove x",
	    "git config index.recordEndOfIndexEntries true && git config index.threads 2 && "
	    "git update-index --untracked-cache"};

	(void)state;
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		make_index(options[i]);
		is_the_tree_of_git();
		sh("rm -rf .git d x tree");
	}
}

static void what_was_staged_since_makes_it_unknown(void **state)
{
	(void)state;
	make_index(":");
	is_the_tree_of_git();
	sh("echo new >d/new && git add d/new");
	assert_null(fp_staged_tree(arena, ".git/index"));
	sh("git write-tree --missing-ok >tree");
	is_the_tree_of_git();
	sh("git add -N tree");
	assert_null(fp_staged_tree(arena, ".git/index"));
}

static void an_index_of_another_kind_is_left_to_git(void **state)
{
	(void)state;
	make_index("git update-index --split-index");
	assert_null(fp_staged_tree(arena, ".git/index"));
	sh("rm -rf .git && git init -q --object-format=sha256 . && git add tree && "
	   "git write-tree >/dev/null");
	assert_null(fp_staged_tree(arena, ".git/index"));
	assert_null(fp_staged_tree(arena, ".git/none"));
	assert_null(fp_staged_tree(arena, ".git"));
	assert_null(fp_staged_tree(arena, NULL));
	sh("mkfifo fifo && : >empty");
	assert_null(fp_staged_tree(arena, "fifo"));
	assert_null(fp_staged_tree(arena, "empty"));
}

/* Whatever byte is wrong and wherever it ends: an id or none, and no byte is read that is not there. */
static void rubbish_is_no_index(void **state)
{
	char id[41], *bytes, *cut;
	size_t len;
	FILE *file;

	(void)state;
	for (int version = 2; version <= 4; version += 2) {
		make_index(version == 2 ? ":" : "git update-index --index-version 4");
		file = fopen(".git/index", "rb");
		assert_non_null(file);
		bytes = malloc(1 << 20);
		len = fread(bytes, 1, 1 << 20, file);
		fclose(file);
		assert_true(fp_staged_tree_in(id, bytes, len));
		for (size_t i = 0; i < len; i++) {
			cut = malloc(i + !i);
			memcpy(cut, bytes, i);
			assert_false(fp_staged_tree_in(id, cut, i));
			free(cut);
			bytes[i] = (char)~bytes[i];
			(void)fp_staged_tree_in(id, bytes, len);
			bytes[i] = (char)~bytes[i];
		}
		free(bytes);
		sh("rm -rf .git d tree");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_root_is_found_in_each_version),
	    TEST(what_was_staged_since_makes_it_unknown),
	    TEST(an_index_of_another_kind_is_left_to_git),
	    TEST(rubbish_is_no_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
