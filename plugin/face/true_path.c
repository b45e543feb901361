/* SPDX-License-Identifier: MIT */
/*
 * Names → true paths. realpath asks the system about each folder of each name; lists are long and
 * mostly sorted, so here only folders are asked about in which the name before did not lie.
 */
#include "face/true_path.h"

#include "face/walk.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Without a slash at the end; NULL: there is none. */
static const char *find(struct fp_arena *arena, const char *name)
{
	char real[PATH_MAX];

	if (!realpath(name, real))
		return NULL;
	return fp_arena_copy(arena, real, strcmp(real, "/") != 0 ? strlen(real) : 0);
}

/* Where names begin: at the root, or in the current folder. */
static const struct fp_true_folder *top_of(struct fp_true_paths *paths, const char *name)
{
	struct fp_true_folder *top = fp_arena_zero(paths->arena, 1, sizeof(*top));

	top->len = *name == '/';
	top->real = top->len > 0 ? "" : find(paths->arena, ".");
	return top;
}

/* The folder of the name that lies in `up` and ends before offset `end`, at a slash. */
static const struct fp_true_folder *folder_in(struct fp_true_paths *paths,
                                              const struct fp_true_folder *up, const char *name,
                                              size_t end)
{
	struct fp_true_folder *folder = fp_arena_zero(paths->arena, 1, sizeof(*folder));
	const char *part = fp_arena_copy(paths->arena, name, end), *last = part + up->len;
	struct stat is;

	*folder = (struct fp_true_folder){.up = up, .len = end + 1, .real = up->real};
	if (*last == '\0' || strcmp(last, ".") == 0)
		return folder;
	if (up->real && strcmp(last, "..") != 0 && lstat(part, &is) == 0 && S_ISDIR(is.st_mode))
		folder->real = fp_walk_join(paths->arena, up->real, "/", last);
	else
		folder->real = find(paths->arena, part);
	return folder;
}

/* Whether the name lies in a folder of the name before. */
static bool lies_in(const struct fp_true_paths *paths, const struct fp_true_folder *folder,
                    const char *name, size_t len)
{
	return folder->len <= len && memcmp(paths->name, name, folder->len) == 0 &&
	       (folder->len > 0 || *name != '/');
}

const char *fp_true_path_of_folder(struct fp_true_paths *paths, const char *name)
{
	const struct fp_true_folder *folder = paths->folder;
	const char *slash = strrchr(name, '/');
	size_t len = slash ? (size_t)(slash - name) + 1 : 0;

	while (folder && !lies_in(paths, folder, name, len))
		folder = folder->up;
	if (!folder)
		folder = top_of(paths, name);
	while (folder->len < len)
		folder = folder_in(paths, folder, name,
		                   (size_t)(strchr(name + folder->len, '/') - name));
	if (folder != paths->folder) {
		paths->folder = folder;
		paths->name = fp_arena_copy(paths->arena, name, len);
	}
	return folder->real;
}

const char *fp_true_path_of_file(struct fp_true_paths *paths, const char *name)
{
	const char *folder = fp_true_path_of_folder(paths, name), *slash = strrchr(name, '/');

	return folder ? fp_walk_join(paths->arena, folder, "/", slash ? slash + 1 : name) : name;
}

const char *fp_true_path(struct fp_arena *arena, const char *name)
{
	char real[PATH_MAX];
	const char *found = realpath(name, real) ? real : name;

	return fp_arena_copy(arena, found, strlen(found));
}
