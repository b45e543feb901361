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
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Kinds of object ids, places of refs and of worktrees. */
static const char *extensions[] = {"partialclone", "worktreeconfig", "objectformat", "refstorage",
                                   "relativeworktrees"};

/* Whether it looks like a repository: libgit2 says that there is none where it cannot look, too. */
static bool has_head(const char *top)
{
	char path[PATH_MAX];
	struct stat is;

	snprintf(path, sizeof(path), "%s/.git", top);
	if (stat(path, &is) == 0 && S_ISREG(is.st_mode))
		return true;
	snprintf(path, sizeof(path), "%s/.git/HEAD", top);
	return access(path, F_OK) == 0;
}

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
	                  sizeof(extensions) / sizeof(*extensions));
	status = git->repository_open_ext(&out->git, top, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (status == GIT_ENOTFOUND && !has_head(top))
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

/* core.excludesFile, else (*named false) the place that git has for it; "" where neither is known. */
static const char *excludes_file(const struct fp_libgit2 *git, git_config *config,
                                 struct fp_arena *arena, bool *named)
{
	const char *config_home = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct fp_bytes path = FP_BYTES(arena);
	git_buf name = {NULL, 0, 0};

	*named = git->config_get_path(&name, config, "core.excludesfile") == 0;
	if (*named)
		fp_bytes_text(&path, name.ptr);
	else if (config_home && *config_home)
		fp_bytes_printf(&path, "%s/git/ignore", config_home);
	else if (home && *home)
		fp_bytes_printf(&path, "%s/.config/git/ignore", home);
	git->buf_dispose(&name);
	return fp_bytes_string(&path);
}

static int read_patterns(const struct fp_patterns **out, struct fp_arena *arena, const char *path,
                         bool fold, struct fp_error *error)
{
	int reason = fp_ignore_read(out, arena, AT_FDCWD, path, 0, fold);

	return reason ? fp_fail(error, FENCEPOST_EIO, "%s: %s", path, strerror(reason)) : 0;
}

int fp_repository_patterns(const struct fp_patterns **out, const struct fp_repository *repository,
                           struct fp_arena *arena, bool *fold, struct fp_error *error)
{
	const struct fp_libgit2 *git = fp_libgit2(error);
	const char *folder = git->repository_commondir(repository->git);
	struct fp_bytes exclude = FP_BYTES(arena);
	git_config *config = NULL;
	int folds = 0, status;
	bool named = true;

	*out = NULL;
	if (git->repository_config(&config, repository->git) == 0) {
		git->config_get_bool(&folds, config, "core.ignorecase");
		status = read_patterns(out, arena, excludes_file(git, config, arena, &named),
		                       folds != 0, error);
	} else {
		status = fp_libgit2_fail(git, folder, error);
	}
	git->config_free(config);
	*fold = folds != 0;
	fp_bytes_printf(&exclude, "%sinfo/exclude", folder);
	if (read_patterns(out, arena, fp_bytes_string(&exclude), *fold, error))
		return error->status;
	return status && !named ? 1 : status;
}
