/* SPDX-License-Identifier: MIT */
/* A file of patterns, read. What cannot be read says nothing, as git has it. */
#include "git/ignore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const struct fp_patterns *fp_ignore_read(struct fp_arena *arena, int folder, const char *name,
                                         size_t base, bool fold, const struct fp_patterns *outer)
{
	int nofollow = folder == AT_FDCWD ? 0 : O_NOFOLLOW;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | nofollow);
	struct stat is;
	ssize_t got, have = 0;
	char *text;

	if (fd < 0)
		return outer;
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode) && is.st_size > 0) {
		text = fp_arena_alloc(arena, (size_t)is.st_size);
		while ((got = read(fd, text + have, (size_t)(is.st_size - have))) > 0)
			have += got;
		outer = fp_patterns_parse(arena, text, (size_t)have, base, fold, outer);
	}
	close(fd);
	return outer;
}
