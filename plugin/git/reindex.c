/* SPDX-License-Identifier: MIT */
/*
 * An index → a copy in the private directory → the copy with the new ids → in its place. git reads
 * the copy while the entries are still being listed; it writes it once it is told what to change.
 */
#define _GNU_SOURCE /* renameat2 */
#include "git/reindex.h"

#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- files ---- */

static int copy_failed(int from, int to, const char *path, struct fp_error *error)
{
	fp_fail(error, FENCEPOST_EGIT, "%s: %s", path, strerror(errno));
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return error->status;
}

static int copy_file(const char *source, const char *copy, struct fp_error *error)
{
	int from = open(source, O_RDONLY | O_CLOEXEC);
	int to = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	char bytes[8192];
	ssize_t got = -1;

	while (from >= 0 && to >= 0 && (got = read(from, bytes, sizeof(bytes))) > 0)
		for (ssize_t done = 0, some; done < got; done += some)
			if ((some = write(to, bytes + done, (size_t)(got - done))) < 0)
				return copy_failed(from, to, copy, error);
	if (got < 0)
		return copy_failed(from, to, from < 0 ? source : copy, error);
	close(from);
	return close(to) < 0 ? copy_failed(-1, -1, copy, error) : 0;
}

/* Mode and group as the old index has them. */
static int keep_mode(const char *copy, const char *old, struct fp_error *error)
{
	struct stat is;

	if (stat(old, &is) < 0)
		return copy_failed(-1, -1, old, error);
	(void)!chown(copy, (uid_t)-1, is.st_gid);
	return chmod(copy, is.st_mode & 07777) < 0 ? copy_failed(-1, -1, copy, error) : 0;
}

static int sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int status = fd >= 0 ? fsync(fd) : -1;

	if (fd >= 0)
		close(fd);
	return status;
}

/* ---- begin ---- */

static bool ends_in_lock(const char *path)
{
	size_t len = strlen(path);

	return len > 5 && strcmp(path + len - 5, ".lock") == 0;
}

int fp_reindex_init(struct fp_reindex *index, struct fp_private *dir, const char *path,
                    const char *name, struct fp_error *error)
{
	char real[PATH_MAX];

	*index = (struct fp_reindex){.arena = dir->arena, .dir = dir};
	if (!realpath(path, real))
		return copy_failed(-1, -1, path, error);
	index->path = fp_arena_copy(dir->arena, real, strlen(real));
	index->copy = fp_private_file(dir, name);
	index->of_git = ends_in_lock(real);
	return 0;
}

int fp_reindex_start(struct fp_reindex *index, const char *const *pathspecs, struct fp_error *error)
{
	static const char *const words[] = {"update-index", "-z", "--index-info", NULL};

	if (fp_staged_ask(&index->lists, index->arena, pathspecs, index->path, error) ||
	    copy_file(index->path, index->copy, error))
		return error->status;
	return fp_child_start(&index->updates, index->arena, words, index->copy, error);
}

int fp_reindex_list(struct fp_reindex *index, struct fp_error *error)
{
	return fp_staged_read(&index->entries, index->arena, &index->lists, error);
}

void fp_reindex_drop(struct fp_reindex *index)
{
	fp_child_drop(&index->lists);
	fp_child_drop(&index->updates);
}

/* ---- write ---- */

/* The entry of a file in an index, if it is still what was mended. */
static const struct fp_entry *entry_of(const struct fp_reindex *index, const struct fp_mended *file)
{
	const struct fp_entry *entry = fp_staged_find(&index->entries, file->copy.path);

	return entry && strcmp(entry->id, file->id) == 0 ? entry : NULL;
}

/* A new entry has lost the flags of the old one; `which` picks those that had one. */
static int set_flag(const struct fp_reindex *index, const char *option,
                    bool (*has)(const struct fp_entry *), struct fp_error *error)
{
	const char *words[] = {"update-index", "-z", option, "--stdin", NULL};
	struct fp_bytes paths = FP_BYTES(index->arena);

	for (size_t i = 0; i < index->count; i++) {
		const struct fp_entry *entry = entry_of(index, &index->files[i]);

		if (entry && has(entry))
			fp_bytes_put(&paths, entry->path, strlen(entry->path) + 1);
	}
	if (paths.len == 0)
		return 0;
	return fp_git_run(index->arena, words, index->copy, &paths, NULL, error);
}

static bool is_skipped(const struct fp_entry *entry)
{
	return entry->skip_worktree;
}

static bool is_assumed(const struct fp_entry *entry)
{
	return entry->assumed;
}

static int set_flags(const struct fp_reindex *index, struct fp_error *error)
{
	if (set_flag(index, "--skip-worktree", is_skipped, error))
		return error->status;
	return set_flag(index, "--assume-unchanged", is_assumed, error);
}

void fp_reindex_tell(struct fp_reindex *index, const struct fp_mended *files, size_t count)
{
	struct fp_bytes lines = FP_BYTES(index->arena);

	index->files = files;
	index->count = count;
	for (size_t i = 0; i < index->count; i++) {
		const struct fp_entry *entry = entry_of(index, &index->files[i]);

		if (!entry)
			continue;
		fp_bytes_printf(&lines, "%o %s 0\t%s", entry->mode, index->files[i].new_id,
		                entry->path);
		fp_bytes_char(&lines, '\0');
	}
	fp_child_feed(&index->updates, lines.data, lines.len);
}

int fp_reindex_write(struct fp_reindex *index, struct fp_error *error)
{
	int status = fp_child_finish(&index->updates, NULL, 0, NULL, error);

	if (status)
		return status > 0 ? fp_child_fail(&index->updates, error) : status;
	return set_flags(index, error) ? error->status : keep_mode(index->copy, index->path, error);
}

/* So many paths git compares with each entry in good time. */
#define MOST_SPECS 500

/*
 * A new entry does not know how its file looks, and `git diff-files` would call it changed until
 * someone looks. git looks now, and notes it where file and entry agree: at these files, or at all
 * where they are many.
 */
void fp_reindex_refresh(struct fp_reindex *index)
{
	static const char *const some[] = {
	    "add", "--refresh", "--ignore-errors", "--pathspec-from-file=-", "--pathspec-file-nul",
	    NULL};
	static const char *const all[] = {"update-index", "-q", "--refresh", NULL};
	struct fp_bytes specs = FP_BYTES(index->arena);
	struct fp_error error;
	size_t count = 0;
	bool few;

	for (size_t i = 0; i < index->count; i++)
		if (!index->files[i].copy.left && entry_of(index, &index->files[i])) {
			fp_bytes_printf(&specs, ":(top,literal)%s", index->files[i].copy.path);
			fp_bytes_char(&specs, '\0');
			count++;
		}
	if (count == 0)
		return;
	few = count <= MOST_SPECS;
	if (fp_child_start(&index->refreshes, index->arena, few ? some : all, index->copy,
	                   &error) == 0)
		fp_child_feed(&index->refreshes, specs.data, few ? specs.len : 0);
}

/* Whatever it ends with, it has written the index anew or left it as it was, and that one is good. */
void fp_reindex_refreshed(struct fp_reindex *index)
{
	struct fp_error error;

	if (index->refreshes.pid == 0)
		return;
	fp_child_finish(&index->refreshes, NULL, 0, NULL, &error);
	keep_mode(index->copy, index->path, &error);
}

/* ---- in its place ---- */

/* git removes its lock when it is stopped, and does not wait for us: a lock that is gone stays so. */
int fp_reindex_is_wanted(const struct fp_reindex *index, struct fp_error *error)
{
	if (!index->of_git || access(index->path, F_OK) == 0)
		return 0;
	return fp_fail(error, FENCEPOST_EGIT, "%s: git has given it up, and the commit with it",
	               index->path);
}

/* An index that someone keeps on another device is made ready beside it. */
static int bring_beside(struct fp_reindex *index, struct fp_error *error)
{
	struct fp_bytes name = FP_BYTES(index->arena);

	fp_bytes_printf(&name, "%s.%s", index->path, strrchr(index->dir->path, '/') + 1);
	if (fp_private_note(index->dir, fp_bytes_string(&name), error) ||
	    copy_file(index->copy, name.data, error) || keep_mode(name.data, index->path, error))
		return error->status;
	index->copy = name.data;
	return 0;
}

/*
 * A lock of git goes when git does, at any moment, and must not be made again: it is exchanged for
 * ours, which works only while it is there.
 */
static int take_place(const struct fp_reindex *index)
{
	if (index->of_git) {
		if (renameat2(AT_FDCWD, index->copy, AT_FDCWD, index->path, RENAME_EXCHANGE) == 0) {
			(void)unlink(index->copy);
			return 0;
		}
		if (errno != EINVAL && errno != ENOSYS) /* some file systems cannot */
			return -1;
	}
	return rename(index->copy, index->path);
}

int fp_reindex_replace(struct fp_reindex *index, struct fp_error *error)
{
	struct stat old, new;

	if (stat(index->path, &old) == 0 && stat(index->copy, &new) == 0 &&
	    old.st_dev != new.st_dev && bring_beside(index, error))
		return error->status;
	if (sync_file(index->copy) < 0)
		return copy_failed(-1, -1, index->copy, error);
	if (fp_reindex_is_wanted(index, error))
		return error->status;
	if (take_place(index) == 0)
		return 0;
	if (errno == ENOENT && fp_reindex_is_wanted(index, error))
		return error->status;
	return copy_failed(-1, -1, index->path, error);
}
