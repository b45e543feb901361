/* SPDX-License-Identifier: MIT */
/*
 * hooks/pre-commit, which the build copies in here, with two of its lines filled in → the hook of a
 * repository. git, asked for the folder, knows of linked worktrees, submodules and core.hooksPath.
 *
 * At every moment there is a hook: a foreign one gets its second name before ours takes its first.
 */
#include "git/hook.h"

#include "fencepost.h"
#include "git/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Of a hook no more is read; ours is shorter. */
#define MOST_TEXT 65536

#define BEFORE ".before-fencepost"

static const char template[] =
#include "git/hook_text.h"
    ;

/* The lines of the template that are filled in. */
static const char program_line[] = "\nfencepost=", fix_line[] = "\nfix=", fixing[] = "\nfix=yes\n";

/* ---- text ---- */

/* For a shell: nothing in single quotes means anything but a single quote. */
static void put_quoted(struct fp_bytes *out, const char *word)
{
	fp_bytes_char(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			fp_bytes_text(out, "'\\'");
		fp_bytes_char(out, *word);
	}
	fp_bytes_char(out, '\'');
}

/* Adds the template up to the end of what it has of that line; answers what comes after the line. */
static const char *put_until(struct fp_bytes *out, const char *from, const char *line)
{
	const char *found = strstr(from, line) + strlen(line);

	fp_bytes_put(out, from, (size_t)(found - from));
	return strchr(found, '\n');
}

void fp_hook_put(struct fp_bytes *out, const char *program, bool fix)
{
	const char *rest = put_until(out, template, program_line);

	if (program)
		put_quoted(out, program);
	else
		fp_bytes_text(out, "fencepost");
	rest = put_until(out, rest, fix_line);
	if (fix)
		fp_bytes_text(out, "yes");
	fp_bytes_text(out, rest);
}

bool fp_hook_fixes(const char *text)
{
	return strstr(text, fixing) != NULL;
}

/* By its first two lines: what runs it, and whose it is. */
static bool is_ours(const char *text)
{
	const char *end = strchr(strchr(template, '\n') + 1, '\n') + 1;

	return strncmp(text, template, (size_t)(end - template)) == 0;
}

/* ---- what lies there ---- */

static int cannot(const char *path, struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EIO, "%s: %s", path, strerror(errno));
}

static bool is_same(const char *path, const struct stat *is)
{
	struct stat now;

	return lstat(path, &now) == 0 && now.st_dev == is->st_dev && now.st_ino == is->st_ino;
}

/* Its bytes, or of one that is too long to be ours the first. */
static int read_text(struct fp_bytes *out, const char *path, struct fp_error *error)
{
	char part[4096];
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 && out->len < MOST_TEXT) {
		got = read(fd, part, sizeof(part));
		if (got > 0)
			fp_bytes_put(out, part, (size_t)got);
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	if (got < 0)
		cannot(path, error);
	if (fd >= 0)
		close(fd);
	return got < 0 ? FENCEPOST_EIO : 0;
}

/* Whether something lies there; where nobody can say, that is no answer. */
static int look_at(bool *there, struct stat *is, const char *path, struct fp_error *error)
{
	*there = lstat(path, is) == 0;
	return *there || errno == ENOENT || errno == ENOTDIR ? 0 : cannot(path, error);
}

/* Fills in what lies at the two places. */
static int look(struct fp_hook *hook, struct fp_arena *arena, struct fp_error *error)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct stat before;
	bool there;

	if (look_at(&hook->has_before, &before, hook->before, error) ||
	    look_at(&there, &hook->is, hook->path, error))
		return error->status;
	hook->kind = there ? FP_HOOK_FOREIGN : FP_HOOK_NONE;
	if (!there)
		return 0;
	/* both names of one hook are of a run that was killed halfway */
	if (hook->has_before && is_same(hook->before, &hook->is))
		hook->has_before = false;
	if (!S_ISREG(hook->is.st_mode))
		return 0;
	if (read_text(&text, hook->path, error))
		return error->status;
	hook->text = fp_bytes_string(&text);
	if (is_ours(hook->text))
		hook->kind = FP_HOOK_OURS;
	return 0;
}

/* The scope is the user's or the machine's, so every repository gets its hooks there. */
static int ask_scope(bool *shared, struct fp_arena *arena, struct fp_error *error)
{
	static const char *const words[] = {"config",         "-z", "--show-scope", "--get",
	                                    "core.hooksPath", NULL};
	struct fp_bytes scope = FP_BYTES(arena);
	struct fp_child child;
	int status = fp_child_start(&child, arena, words, NULL, error);

	if (!status)
		status = fp_child_finish(&child, NULL, 0, &scope, error);
	if (status > 1)
		return fp_child_fail(&child, error);
	if (status < 0)
		return status;
	fp_bytes_string(&scope);
	*shared = strcmp(scope.data, "global") == 0 || strcmp(scope.data, "system") == 0;
	return 0;
}

int fp_hook_find(struct fp_hook *out, struct fp_arena *arena, struct fp_error *error)
{
	/* the first question fails where there is no working tree, and so no commit */
	static const char *const top[] = {"rev-parse", "--show-toplevel", NULL};
	static const char *const place[] = {"rev-parse", "--path-format=absolute", "--git-path",
	                                    "hooks", NULL};
	struct fp_bytes folder = FP_BYTES(arena), path = FP_BYTES(arena), before = FP_BYTES(arena);

	*out = (struct fp_hook){.text = ""};
	if (fp_git_run(arena, top, NULL, NULL, NULL, error) ||
	    fp_git_run(arena, place, NULL, NULL, &folder, error) ||
	    ask_scope(&out->shared, arena, error))
		return FENCEPOST_EGIT;
	folder.len -= folder.len > 0; /* the line end */
	out->folder = fp_bytes_string(&folder);
	fp_bytes_printf(&path, "%s/pre-commit", out->folder);
	out->path = fp_bytes_string(&path);
	fp_bytes_printf(&before, "%s" BEFORE, out->path);
	out->before = fp_bytes_string(&before);
	return look(out, arena, error);
}

/* ---- in and out ---- */

static bool is_folder(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

/* With the folders above it. */
static int make_folder(const char *path, struct fp_error *error)
{
	char part[PATH_MAX];

	if (snprintf(part, sizeof(part), "%s", path) >= (int)sizeof(part)) {
		errno = ENAMETOOLONG;
		return cannot(path, error);
	}
	for (char *slash = part; slash && !is_folder(path);) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(part, 0777) < 0 && !is_folder(part)) {
			errno = errno == EEXIST ? ENOTDIR : errno;
			return cannot(part, error);
		}
		if (slash)
			*slash = '/';
	}
	return 0;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		bytes += written;
		len -= (size_t)written;
	}
	return 0;
}

/* A whole, executable file of that name; -1 with errno, and none. */
static int write_temporary(const char *path, const char *text)
{
	int fd, reason;

	unlink(path); /* of another process that had our number and was killed */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0755);
	if (fd < 0)
		return -1;
	if (write_all(fd, text, strlen(text)) == 0 && fchmod(fd, 0755) == 0 && fsync(fd) == 0) {
		if (close(fd) == 0)
			return 0;
		fd = -1;
	}
	reason = errno;
	if (fd >= 0)
		close(fd);
	unlink(path);
	errno = reason;
	return -1;
}

/*
 * A second name for what lies at hook->path: a link of its own for a symbolic link too. It may have it
 * from a run that was killed. Where the file system knows no hard links, the name is changed.
 */
static int keep(const struct fp_hook *hook)
{
	if (linkat(AT_FDCWD, hook->path, AT_FDCWD, hook->before, 0) == 0)
		return 0;
	if (errno == EEXIST)
		return is_same(hook->before, &hook->is) ? 0 : -1;
	return hook->has_before ? -1 : rename(hook->path, hook->before);
}

/* Gives the temporary its name. A hook that came up since we looked is not overwritten. */
static int take_place(const struct fp_hook *hook, const char *temporary)
{
	if (hook->kind != FP_HOOK_NONE && is_same(hook->path, &hook->is))
		return rename(temporary, hook->path);
	if (link(temporary, hook->path) == 0) {
		unlink(temporary);
		return 0;
	}
	return errno == EEXIST ? -1 : rename(temporary, hook->path);
}

/* Ours did not get in: the kept one goes back to its first name, unless another took that. */
static void give_back(const struct fp_hook *hook)
{
	struct stat now;

	if (is_same(hook->path, &hook->is))
		unlink(hook->before);
	else if (lstat(hook->path, &now) < 0)
		(void)rename(hook->before, hook->path);
}

static int exchange(const struct fp_hook *hook, const char *temporary, struct fp_error *error)
{
	if (hook->kind == FP_HOOK_FOREIGN && keep(hook) < 0)
		return cannot(hook->before, error);
	if (take_place(hook, temporary) == 0)
		return 0;
	cannot(hook->path, error);
	if (hook->kind == FP_HOOK_FOREIGN)
		give_back(hook);
	return error->status;
}

int fp_hook_write(const struct fp_hook *hook, const char *text, struct fp_error *error)
{
	char temporary[PATH_MAX];

	if (make_folder(hook->folder, error))
		return error->status;
	if (snprintf(temporary, sizeof(temporary), "%s.fencepost-%ld.tmp", hook->path,
	             (long)getpid()) >= (int)sizeof(temporary)) {
		errno = ENAMETOOLONG;
		return cannot(hook->path, error);
	}
	if (write_temporary(temporary, text) < 0)
		return cannot(temporary, error);
	if (exchange(hook, temporary, error) == 0)
		return 0;
	unlink(temporary);
	return error->status;
}

int fp_hook_remove(const struct fp_hook *hook, struct fp_error *error)
{
	int status = hook->has_before ? rename(hook->before, hook->path) : unlink(hook->path);

	return status < 0 ? cannot(hook->path, error) : 0;
}
