/* SPDX-License-Identifier: MIT */
/* A file of patterns, read. */
#include "git/ignore.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads so many bytes, or up to the end; answers how many, or -1 with errno. */
static ssize_t read_all(int fd, char *text, size_t room)
{
	size_t have = 0;
	ssize_t got = 1;

	while (have < room && got != 0) {
		got = read(fd, text + have, room - have);
		if (got < 0 && errno != EINTR)
			return -1;
		have += got > 0 ? (size_t)got : 0;
	}
	return (ssize_t)have;
}

int fp_ignore_read(const struct fp_patterns **patterns, struct fp_arena *arena, int folder,
                   const char *name, size_t base, bool fold)
{
	int nofollow = folder == AT_FDCWD ? 0 : O_NOFOLLOW, reason = 0;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | nofollow);
	struct stat is;
	ssize_t len;
	char *text;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : errno;
	if (fstat(fd, &is) < 0) {
		reason = errno;
	} else if (S_ISREG(is.st_mode) && is.st_size > 0) {
		text = fp_arena_alloc(arena, (size_t)is.st_size);
		len = read_all(fd, text, (size_t)is.st_size);
		if (len < 0)
			reason = errno;
		else
			*patterns =
			    fp_patterns_parse(arena, text, (size_t)len, base, fold, *patterns);
	}
	close(fd);
	return reason;
}
