/* SPDX-License-Identifier: MIT */
/*
 * A file is reached folder by folder, never through a link; it is replaced whole, by rename, and only
 * if it is still what was read. Nothing that the user wrote is moved away meanwhile.
 */
#include "git/worktree.h"

#include "fencepost.h"
#include "git/lineup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- the way to it ---- */

/* Notes why the file stays as it is; answers -1. */
static int leave(struct fp_copy *copy, struct fp_arena *arena, const char *reason)
{
	struct fp_bytes text = FP_BYTES(arena);

	fp_bytes_printf(&text, "the file is left as it is: %s", reason);
	copy->left = fp_bytes_string(&text);
	return -1;
}

/* Opens the folder of a path; *name receives the rest. -1 with errno. */
static int open_parent(const char *path, const char **name)
{
	int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), next;
	const char *slash;

	while (folder >= 0 && (slash = strchr(path, '/'))) {
		char part[256];
		size_t len = (size_t)(slash - path);

		if (len >= sizeof(part)) {
			close(folder);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(folder);
		folder = next;
		path = slash + 1;
	}
	*name = path;
	return folder;
}

static const char *why_no_parent(void)
{
	if (errno == ENOTDIR || errno == ELOOP)
		return "a symbolic link or a file is in the place of its folder";
	return errno == ENOENT ? "it is not there" : strerror(errno);
}

static const char *why_no_file(void)
{
	if (errno == ELOOP)
		return "it is a symbolic link";
	return errno == ENOENT ? "it is not there" : strerror(errno);
}

/* Lines are compared only of what has grown by less; of a document nobody writes as much at once. */
#define MOST_GROWN (64L << 20)

/* Opens the file if it is one that may be replaced; -1 where copy->left says why not. */
static int open_file(struct fp_copy *copy, struct fp_arena *arena)
{
	const char *name;
	int folder = open_parent(copy->path, &name), fd;

	if (folder < 0)
		return leave(copy, arena, why_no_parent());
	fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		leave(copy, arena, why_no_file());
	else if (fstat(fd, &copy->was) < 0 || !S_ISREG(copy->was.st_mode))
		leave(copy, arena, "it is no regular file");
	else if (copy->was.st_size > (off_t)copy->staged.len + MOST_GROWN)
		leave(copy, arena, "it is too large");
	else if (faccessat(folder, name, W_OK, AT_EACCESS) < 0)
		leave(copy, arena, strerror(errno));
	close(folder);
	if (fd >= 0 && copy->left)
		close(fd);
	return copy->left ? -1 : fd;
}

static int read_file(struct fp_version *out, struct fp_copy *copy, struct fp_arena *arena)
{
	int fd = open_file(copy, arena);
	size_t room, have = 0;
	ssize_t got;
	char *text;

	if (fd < 0)
		return -1;
	room = (size_t)copy->was.st_size + 1;
	text = fp_arena_alloc(arena, room);
	while (have < room && (got = read(fd, text + have, room - have)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			leave(copy, arena, strerror(errno));
			break;
		}
		have += (size_t)got;
	}
	close(fd);
	if (!copy->left && have != (size_t)copy->was.st_size)
		leave(copy, arena, "it is being written to");
	*out = (struct fp_version){text, have};
	return copy->left ? -1 : 0;
}

/* ---- what it becomes ---- */

static bool same(const struct fp_version *a, const struct fp_version *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* What the file becomes. */
static struct fp_version mend(struct fp_copy *copy, struct fp_arena *arena,
                              const struct fp_version *file)
{
	struct fp_bytes text = FP_BYTES(arena), left = FP_BYTES(arena);
	uint32_t line;

	if (same(file, &copy->staged) || same(file, &copy->mended))
		return copy->mended;
	line = fp_lineup(&text, &copy->staged, &copy->mended, file);
	if (line == 0)
		return (struct fp_version){fp_bytes_string(&text), text.len};
	fp_bytes_printf(&left,
	                "the file is left where it has changes that are not staged "
	                "(line %lu of what is staged)",
	                (unsigned long)line);
	copy->left = fp_bytes_string(&left);
	return (struct fp_version){fp_bytes_string(&text), text.len};
}

static int write_failed(int fd, const char *path, struct fp_error *error)
{
	int reason = errno;

	if (fd >= 0)
		close(fd);
	errno = reason;
	return fp_fail(error, FENCEPOST_EGIT, "%s: cannot be written: %s", path, strerror(reason));
}

/* Owner first: a change of owner takes the set-id bits away. What is not ours to give stays ours. */
static int copy_mode(int fd, const struct stat *like)
{
	mode_t mode = like->st_mode & 07777;

	if (fchown(fd, like->st_uid, like->st_gid) < 0) {
		mode &= 0777;
		if (fchown(fd, (uid_t)-1, like->st_gid) < 0)
			mode &= ~(mode_t)0070 | (mode & 0007) << 3;
	}
	return fchmod(fd, mode);
}

int fp_worktree_write(const char *path, const struct fp_version *content, const struct stat *like,
                      bool sync, struct fp_error *error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	size_t done = 0;

	while (fd >= 0 && done < content->len) {
		ssize_t written = write(fd, content->text + done, content->len - done);

		if (written < 0 && errno != EINTR)
			return write_failed(fd, path, error);
		done += written > 0 ? (size_t)written : 0;
	}
	if (fd < 0 || (like && copy_mode(fd, like) < 0) || (sync && fsync(fd) < 0))
		return write_failed(fd, path, error);
	return close(fd) < 0 ? write_failed(-1, path, error) : 0;
}

/* A name in the private directory, or beside the file where a rename from there cannot do. */
static const char *temporary_name(const struct fp_copy *copy, struct fp_private *dir, size_t number,
                                  bool *beside)
{
	struct fp_bytes name = FP_BYTES(dir->arena);
	const char *slash = strrchr(copy->path, '/');
	char here[4096];
	struct stat is;

	*beside =
	    fstat(dir->fd, &is) == 0 && is.st_dev != copy->was.st_dev && getcwd(here, sizeof(here));
	if (*beside)
		fp_bytes_printf(&name, "%s/%.*s.fencepost-%s-%zu.tmp", here,
		                slash ? (int)(slash - copy->path) + 1 : 0, copy->path,
		                strrchr(dir->path, '-') + 1, number);
	else
		fp_bytes_printf(&name, "%s/file-%zu", dir->path, number);
	return fp_bytes_string(&name);
}

int fp_worktree_prepare(struct fp_copy *copy, struct fp_private *dir, size_t number, bool sync,
                        struct fp_error *error)
{
	struct fp_version file, becomes;
	const char *name;
	bool beside;

	if (copy->left || read_file(&file, copy, dir->arena))
		return 0;
	becomes = mend(copy, dir->arena, &file);
	if (same(&file, &becomes))
		return 0;
	name = temporary_name(copy, dir, number, &beside);
	if (beside && fp_private_note(dir, name, error))
		return error->status;
	copy->temporary = name;
	if (fp_worktree_write(name, &becomes, &copy->was, sync || beside, error) == 0)
		return 0;
	/* a folder that may not be written to is no reason to stop */
	if (beside && (errno == EACCES || errno == EPERM || errno == EROFS)) {
		copy->temporary = NULL;
		leave(copy, dir->arena, strerror(errno));
		return 0;
	}
	return error->status;
}

/* ---- its replacement ---- */

static bool is_still(const struct stat *was, int folder, const char *name)
{
	struct stat now;

	return fstatat(folder, name, &now, AT_SYMLINK_NOFOLLOW) == 0 && now.st_dev == was->st_dev &&
	       now.st_ino == was->st_ino && now.st_size == was->st_size &&
	       now.st_mtim.tv_sec == was->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == was->st_mtim.tv_nsec;
}

void fp_worktree_replace(struct fp_copy *copy, struct fp_arena *arena)
{
	const char *name;
	int folder;

	if (!copy->temporary)
		return;
	folder = open_parent(copy->path, &name);
	if (folder < 0)
		leave(copy, arena, why_no_parent());
	else if (!is_still(&copy->was, folder, name))
		leave(copy, arena, "it changed meanwhile");
	else if (renameat(AT_FDCWD, copy->temporary, folder, name) < 0)
		leave(copy, arena, strerror(errno));
	if (folder >= 0)
		close(folder);
}
