/* SPDX-License-Identifier: MIT */
/*
 * A folder → its repository → patterns. What libgit2 1.5 has not heard of in a repository's format
 * does not concern ignore patterns, so it is told to go on.
 */
#include "git/repository.h"

#include "fencepost.h"
#include "git/libgit2.h"
#include "text/bytes.h"

#include <fcntl.h>
#include <stdlib.h>

/* Kinds of object ids, places of refs and of worktrees. */
static const char *extensions[] = {"partialclone", "worktreeconfig", "objectformat", "refstorage",
                                   "relativeworktrees"};

/* git has judged before it ran us whether the owner of the repository is to be trusted. */
int fp_repository_open(struct fp_repository *out, const char *top, struct fp_error *error)
{
	const struct fp_libgit2 *git = fp_libgit2(error);
	int status;

	*out = (struct fp_repository){NULL};
	if (!git)
		return error->status;
	git->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git->libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
	                  sizeof extensions / sizeof *extensions);
	status = git->repository_open_ext(&out->git, top, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (status == GIT_ENOTFOUND)
		return 1;
	return status < 0 ? fp_libgit2_fail(git, top, error) : 0;
}

void fp_repository_close(struct fp_repository *repository)
{
	struct fp_error error;

	if (repository->git)
		fp_libgit2(&error)->repository_free(repository->git);
	repository->git = NULL;
}

/* core.excludesFile, else the place that git has for it; "" where neither is known. */
static const char *excludes_file(const struct fp_libgit2 *git, git_config *config,
                                 struct fp_arena *arena)
{
	const char *config_home = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct fp_bytes path = FP_BYTES(arena);
	git_buf named = {NULL, 0, 0};

	if (git->config_get_path(&named, config, "core.excludesfile") == 0)
		fp_bytes_text(&path, named.ptr);
	else if (config_home && *config_home)
		fp_bytes_printf(&path, "%s/git/ignore", config_home);
	else if (home && *home)
		fp_bytes_printf(&path, "%s/.config/git/ignore", home);
	git->buf_dispose(&named);
	return fp_bytes_string(&path);
}

const struct fp_patterns *fp_repository_patterns(const struct fp_repository *repository,
                                                 struct fp_arena *arena, bool *fold)
{
	struct fp_error error;
	const struct fp_libgit2 *git = fp_libgit2(&error);
	const struct fp_patterns *patterns = NULL;
	struct fp_bytes exclude = FP_BYTES(arena);
	git_config *config = NULL;
	int folds = 0;

	if (git->repository_config(&config, repository->git) == 0) {
		git->config_get_bool(&folds, config, "core.ignorecase");
		patterns = fp_ignore_read(arena, AT_FDCWD, excludes_file(git, config, arena), 0,
		                          folds != 0, NULL);
	}
	git->config_free(config);
	fp_bytes_printf(&exclude, "%sinfo/exclude", git->repository_commondir(repository->git));
	*fold = folds != 0;
	return fp_ignore_read(arena, AT_FDCWD, fp_bytes_string(&exclude), 0, *fold, patterns);
}
