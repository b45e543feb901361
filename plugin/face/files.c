/* SPDX-License-Identifier: MIT */
/*
 * A path → bytes, and bytes → the same file. What the walk found must still be the regular file it
 * was: it is opened without following a link and without waiting for a pipe.
 */
#include "face/files.h"

#include "face/replace.h"
#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Room to begin with where the size is not known. */
#define FIRST_ROOM 65536

static int failed(const struct fp_path *path, struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EIO, "%s: %s", path->name, strerror(errno));
}

int fp_file_open(struct fp_file *out, const struct fp_path *path, struct fp_error *error)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY;

	out->path = path;
	if (path->standard_input)
		out->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	else
		out->fd = open(path->name, path->named ? flags : flags | O_NOFOLLOW | O_NONBLOCK);
	if (out->fd < 0 || fstat(out->fd, &out->is) < 0)
		return failed(path, error);
	if (!path->named && !S_ISREG(out->is.st_mode))
		return fp_fail(error, FENCEPOST_EIO, "%s: is no regular file any more", path->name);
	return 0;
}

/* Reads once; at least one byte of room is there. -1 with errno. */
static ssize_t read_some(int fd, char *to, size_t room)
{
	ssize_t got;

	do
		got = read(fd, to, room);
	while (got < 0 && errno == EINTR);
	return got;
}

static int too_large(const struct fp_path *path, uint32_t most, struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EBIG, "%s: larger than the limit of %lu bytes", path->name,
	               (unsigned long)most);
}

int fp_file_read(const struct fp_file *file, struct fp_arena *arena, uint32_t most,
                 const char **bytes, uint32_t *len, struct fp_error *error)
{
	bool known = S_ISREG(file->is.st_mode);
	size_t room = known && file->is.st_size > 0 ? (size_t)file->is.st_size + 1 : FIRST_ROOM;
	size_t have = 0;
	ssize_t got;
	char *to;

	if (known && file->is.st_size > (off_t)most)
		return too_large(file->path, most, error);
	to = fp_arena_alloc(arena, room);
	while ((got = read_some(file->fd, to + have, room - have)) > 0) {
		have += (size_t)got;
		if (have > most)
			return too_large(file->path, most, error);
		/* all that was there, and less than there was room for: this is its end */
		if (known && have == (size_t)file->is.st_size && have < room)
			break;
		if (have == room) {
			to = fp_arena_grow(arena, to, room, room * 2);
			room *= 2;
		}
	}
	if (got < 0)
		return failed(file->path, error);
	*bytes = to;
	*len = (uint32_t)have;
	return 0;
}

int fp_file_replace(const struct fp_file *file, struct fp_arena *arena, const char *bytes,
                    size_t len, struct fp_error *error)
{
	struct fp_replacement replacement;
	int status;

	if (!S_ISREG(file->is.st_mode))
		return fp_fail(error, FENCEPOST_EIO, "%s: is no regular file, and is left as it is",
		               file->path->name);
	status = fp_replace_begin(&replacement, arena, file->path->name, error);
	if (!status)
		status = fp_replace_write(&replacement, bytes, len, error);
	if (!status)
		status = fp_replace_commit(&replacement, &file->is, error);
	return status;
}

void fp_file_close(struct fp_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}
