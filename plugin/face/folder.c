/* SPDX-License-Identifier: MIT */
/* Names and bytes → files of a folder; nothing that is there, or was written before, is lost. */
#include "face/folder.h"

#include "face/replace.h"
#include "fencepost.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* A file that was written, and what from. */
struct fp_written {
	const char *name, *source;
	struct fp_written *next;
};

static int make(const char *path, struct fp_error *error)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	return fp_fail(error, FENCEPOST_EIO, "%s: cannot be made: %s", path, strerror(errno));
}

int fp_folder_open(struct fp_folder *out, struct fp_arena *arena, const char *path, bool force,
                   struct fp_error *error)
{
	char *part = fp_arena_copy(arena, path, strlen(path));
	struct stat is;

	*out = (struct fp_folder){.arena = arena, .path = path, .force = force};
	for (char *at = part + (*part == '/'); (at = strchr(at, '/')); at++) {
		*at = '\0';
		if (make(part, error))
			return error->status;
		*at = '/';
	}
	if (make(path, error))
		return error->status;
	if (stat(path, &is) < 0)
		return fp_fail(error, FENCEPOST_EIO, "%s: %s", path, strerror(errno));
	if (!S_ISDIR(is.st_mode))
		return fp_fail(error, FENCEPOST_EIO, "%s: %s", path, strerror(ENOTDIR));
	return 0;
}

/* The chain of a name: FNV-1a. */
static struct fp_written **chain_of(struct fp_folder *folder, const char *name)
{
	uint32_t hash = UINT32_C(2166136261);

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT32_C(16777619);
	return &folder->chains[(hash ^ hash >> 16) %
	                       (sizeof(folder->chains) / sizeof(*folder->chains))];
}

static int is_there(const char *path, struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EIO, "%s: is there already; --force replaces it", path);
}

static int write_file(const struct fp_folder *folder, const char *path,
                      const struct fp_bytes *bytes, struct fp_error *error)
{
	struct fp_replacement file;
	struct stat is;
	int status;

	if (!folder->force && lstat(path, &is) == 0)
		return is_there(path, error);
	if (fp_replace_begin(&file, folder->arena, path, error) ||
	    fp_replace_write(&file, bytes->data, bytes->len, error))
		return error->status;
	if (folder->force)
		return fp_replace_commit(&file, NULL, error);
	status = fp_replace_commit_new(&file, error);
	return status > 0 ? is_there(path, error) : status;
}

int fp_folder_write(struct fp_folder *folder, const char *name, const char *source,
                    const struct fp_bytes *bytes, struct fp_error *error)
{
	struct fp_written **chain = chain_of(folder, name), *written;
	struct fp_bytes path = FP_BYTES(folder->arena);

	fp_bytes_printf(&path, "%s/%s", folder->path, name);
	for (written = *chain; written; written = written->next)
		if (strcmp(written->name, name) == 0)
			return fp_fail(error, FENCEPOST_EIO,
			               "%s: not written for %s, it holds what is from %s",
			               fp_bytes_string(&path), source, written->source);
	if (write_file(folder, fp_bytes_string(&path), bytes, error))
		return error->status;
	written = fp_arena_alloc(folder->arena, sizeof(*written));
	*written =
	    (struct fp_written){fp_arena_copy(folder->arena, name, strlen(name)), source, *chain};
	*chain = written;
	return 0;
}
