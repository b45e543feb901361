/* SPDX-License-Identifier: MIT */
/*
 * An index → the id of its root tree. git writes the trees of what is staged before it calls the hook,
 * notes their ids in the index, and commits the root as it is noted. So two trees can be compared, which
 * takes a look at what differs only; to compare the index git reads all of its entries first.
 *
 *     DIRC VERSION COUNT   entry ...   EXTENSION LENGTH bytes ...   checksum
 *
 * An entry is 40 bytes of what stat(2) told, an id, 2 bytes of flags (or 4) and a path. The extension
 * TREE begins with the root: its name (none), NUL, `COUNT SUBTREES`, a line end, its id. The count is -1
 * once something below it has been staged.
 */
#include "git/staged_tree.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 12
#define ID 20 /* of sha256 repositories git is asked */
#define FLAGS (40 + ID)
#define EXTENDED 0x4000
#define LENGTH 0x0fff /* of the path; this much or more */
#define MOST (1 << 30)

/* What has not been read yet. */
struct rest {
	const unsigned char *at, *end;
};

static size_t left(const struct rest *rest)
{
	return (size_t)(rest->end - rest->at);
}

static uint32_t number(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* A path up to its NUL; -1 where none comes. */
static ptrdiff_t path_length(const struct rest *rest, size_t from)
{
	const unsigned char *path = rest->at + from, *nul;

	nul = from < left(rest) ? memchr(path, '\0', left(rest) - from) : NULL;
	return nul ? nul - path : -1;
}

/* In version 4 a path is what it does not share with the one before; elsewhere 1 to 8 NULs follow it. */
static bool skip_entry(struct rest *rest, uint32_t version)
{
	size_t size = FLAGS + 2;
	ptrdiff_t len;
	unsigned flags;

	if (left(rest) < FLAGS + 4)
		return false;
	flags = (unsigned)rest->at[FLAGS] << 8 | rest->at[FLAGS + 1];
	if (flags & EXTENDED)
		size += 2;
	while (version == 4 && size < left(rest) && rest->at[size++] & 0x80)
		;
	len = (ptrdiff_t)(flags & LENGTH);
	if (version == 4 || len == LENGTH)
		len = path_length(rest, size);
	if (len < 0)
		return false;
	size = version == 4 ? size + (size_t)len + 1 : (size + (size_t)len + 8) & ~(size_t)7;
	if (size > left(rest) || rest->at[size - 1] != '\0')
		return false;
	rest->at += size;
	return true;
}

/* The id of the root, if the tree holds as many entries as the index. */
static const unsigned char *root(const unsigned char *text, uint32_t len, uint32_t count)
{
	char wanted[16];
	const unsigned char *line = memchr(text, '\n', len);
	size_t digits = (size_t)snprintf(wanted, sizeof(wanted), "%lu ", (unsigned long)count);

	if (!line || *text != '\0' || (size_t)(line - text) <= digits ||
	    memcmp(text + 1, wanted, digits) != 0 || text + len - line <= ID)
		return NULL;
	return line + 1;
}

/* An extension with a small letter changes what the entries mean. */
static const unsigned char *find_root(struct rest *rest, uint32_t count)
{
	const unsigned char *found = NULL;

	while (left(rest) >= 8) {
		uint32_t len = number(rest->at + 4);

		if (*rest->at < 'A' || *rest->at > 'Z' || len > left(rest) - 8)
			return NULL;
		if (len > 0 && memcmp(rest->at, "TREE", 4) == 0)
			found = root(rest->at + 8, len, count);
		rest->at += 8 + len;
	}
	return left(rest) == 0 ? found : NULL;
}

bool fp_staged_tree_in(char id[41], const void *bytes, size_t len)
{
	struct rest rest = {bytes, bytes};
	const unsigned char *found;
	uint32_t version, count;

	if (len < HEADER + ID || memcmp(bytes, "DIRC", 4) != 0)
		return false;
	version = number(rest.at + 4);
	count = number(rest.at + 8);
	if (version < 2 || version > 4)
		return false;
	rest.end += len - ID;
	rest.at += HEADER;
	for (uint32_t i = 0; i < count; i++)
		if (!skip_entry(&rest, version))
			return false;
	found = find_root(&rest, count);
	for (size_t i = 0; found && i < ID; i++)
		snprintf(id + 2 * i, 3, "%02x", found[i]);
	return found;
}

/* As git does it: who writes an index writes another file and renames it, so none gets shorter. */
const char *fp_staged_tree(struct fp_arena *arena, const char *path)
{
	int fd = path ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
	void *bytes = MAP_FAILED;
	bool found = false;
	struct stat is;
	char id[41];

	if (fd < 0)
		return NULL;
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode) && is.st_size > 0 && is.st_size < MOST)
		bytes = mmap(NULL, (size_t)is.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes != MAP_FAILED) {
		found = fp_staged_tree_in(id, bytes, (size_t)is.st_size);
		munmap(bytes, (size_t)is.st_size);
	}
	close(fd);
	return found ? fp_arena_copy(arena, id, sizeof(id) - 1) : NULL;
}
