/* SPDX-License-Identifier: MIT */
/*
 * Environment and current directory → a repository. libgit2 1.5 refuses GIT_WORK_TREE and
 * GIT_COMMON_DIR in the environment, so both are hidden from it while it opens, and the working
 * tree is set by hand afterwards.
 */
#include "git/repository.h"

#include "fencepost.h"
#include "text/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Format extensions that change nothing of what we read. */
static const char *harmless_extensions[] = {"partialclone", "worktreeconfig"};

/* More that do not concern ignore patterns: other object ids, other places of refs and worktrees. */
static const char *any_extensions[] = {"partialclone", "worktreeconfig", "objectformat",
                                       "refstorage", "relativeworktrees"};

static int git_fail(struct fp_error *error, const char *name)
{
	const git_error *last = git_error_last();

	return fp_fail(error, FENCEPOST_EGIT, "%s: %s", name, last ? last->message : "git refuses");
}

/* git has judged before it ran us whether the owner of the repository is to be trusted. */
static int start(const char **extensions, size_t count, struct fp_error *error)
{
	if (git_libgit2_init() < 0)
		return git_fail(error, "libgit2");
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, count);
	return 0;
}

/* Takes a variable out of the environment and answers a copy of its value, NULL where there was none. */
static char *hide(const char *name)
{
	const char *value = getenv(name);
	char *copy = value ? strdup(value) : NULL;

	unsetenv(name);
	return copy;
}

static void put_back(const char *name, char *value)
{
	if (value)
		setenv(name, value, 1);
	free(value);
}

static bool has_configured_worktree(git_repository *git)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	bool found = git_repository_config(&config, git) == 0 &&
	             git_config_get_entry(&entry, config, "core.worktree") == 0;

	git_config_entry_free(entry);
	git_config_free(config);
	return found;
}

/* $GIT_WORK_TREE; with $GIT_DIR alone git takes the current directory for the top. */
static int set_worktree(git_repository *git, const char *worktree)
{
	if (worktree)
		return git_repository_set_workdir(git, worktree, 0);
	if (getenv("GIT_DIR") && !has_configured_worktree(git) && !git_repository_is_bare(git))
		return git_repository_set_workdir(git, ".", 0);
	return 0;
}

static char *index_path(git_repository *git)
{
	const char *named = getenv("GIT_INDEX_FILE");
	const char *folder = git_repository_path(git);
	size_t room = strlen(folder) + sizeof "index";
	char *path;

	if (named && *named)
		return strdup(named);
	path = malloc(room);
	if (path)
		snprintf(path, room, "%sindex", folder);
	return path;
}

static int fill(struct fp_repository *out, git_repository *git, struct fp_error *error)
{
	out->git = git;
	out->top = git_repository_workdir(git);
	out->index = index_path(git);
	if (out->index)
		return 0;
	fp_repository_close(out);
	return fp_fail(error, FENCEPOST_ENOMEM, "%s", strerror(ENOMEM));
}

void fp_repository_close(struct fp_repository *repository)
{
	if (!repository->git)
		return;
	git_repository_free(repository->git);
	free(repository->index);
	*repository = (struct fp_repository){NULL, NULL, NULL};
	git_libgit2_shutdown();
}

int fp_repository_open(struct fp_repository *out, struct fp_error *error)
{
	git_repository *git = NULL;
	char *worktree, *common;
	int status;

	*out = (struct fp_repository){NULL, NULL, NULL};
	if (start(harmless_extensions, 2, error))
		return FENCEPOST_EGIT;
	worktree = hide("GIT_WORK_TREE");
	common = hide("GIT_COMMON_DIR");
	status = git_repository_open_ext(&git, NULL, GIT_REPOSITORY_OPEN_FROM_ENV, NULL);
	if (status == 0)
		status = set_worktree(git, worktree);
	put_back("GIT_WORK_TREE", worktree);
	put_back("GIT_COMMON_DIR", common);
	if (status == 0)
		return fill(out, git, error);
	status = git_fail(error, "repository");
	git_repository_free(git);
	git_libgit2_shutdown();
	return status;
}

int fp_repository_open_top(struct fp_repository *out, const char *top, struct fp_error *error)
{
	git_repository *git = NULL;
	int status;

	*out = (struct fp_repository){NULL, NULL, NULL};
	if (start(any_extensions, 5, error))
		return FENCEPOST_EGIT;
	status = git_repository_open_ext(&git, top, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, harmless_extensions, (size_t)2);
	if (status == 0)
		return fill(out, git, error);
	status = status == GIT_ENOTFOUND ? 1 : git_fail(error, top);
	git_libgit2_shutdown();
	return status;
}

/* core.excludesFile, else the place that git has for it; "" where neither is known. */
static const char *excludes_file(git_config *config, struct fp_arena *arena)
{
	const char *config_home = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct fp_bytes path = FP_BYTES(arena);
	git_buf named = {NULL, 0, 0};

	if (git_config_get_path(&named, config, "core.excludesfile") == 0)
		fp_bytes_text(&path, named.ptr);
	else if (config_home && *config_home)
		fp_bytes_printf(&path, "%s/git/ignore", config_home);
	else if (home && *home)
		fp_bytes_printf(&path, "%s/.config/git/ignore", home);
	git_buf_dispose(&named);
	return fp_bytes_string(&path);
}

const struct fp_patterns *fp_repository_patterns(const struct fp_repository *repository,
                                                 struct fp_arena *arena, bool *fold)
{
	const struct fp_patterns *patterns = NULL;
	struct fp_bytes exclude = FP_BYTES(arena);
	git_config *config = NULL;
	int folds = 0;

	if (git_repository_config(&config, repository->git) == 0) {
		git_config_get_bool(&folds, config, "core.ignorecase");
		patterns = fp_ignore_read(arena, AT_FDCWD, excludes_file(config, arena), 0,
		                          folds != 0, NULL);
	}
	git_config_free(config);
	fp_bytes_printf(&exclude, "%sinfo/exclude", git_repository_commondir(repository->git));
	*fold = folds != 0;
	return fp_ignore_read(arena, AT_FDCWD, fp_bytes_string(&exclude), 0, *fold, patterns);
}
