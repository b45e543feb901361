/* SPDX-License-Identifier: MIT */
/*
 * The order is what keeps it safe. All that can fail is done in a private directory first:
 *
 *     lock the index · write blobs and the new index · write the new files
 *     ------- up to here nothing has changed, and a failure takes all of it back -------
 *     rename the files · note in the new index how they look now · rename the index · unlock
 *
 * Files go before the index: whoever is killed in between leaves the fault in the index, and the next
 * commit mends it again. The other way round the file would keep the fault that the index has lost,
 * and the next `git add` would bring it back.
 */
#include "git/restage.h"

#include "fencepost.h"
#include "git/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Paths that may go on a command line; more than that, and all entries are listed. */
#define MOST_ARGUMENTS 65536

/* An index that is rewritten: a copy in the private directory, renamed at the end. */
struct target {
	const char *path; /* real; NULL: there is no such index */
	const char *copy;
	bool of_git;               /* a lock file of git, which goes when git does */
	struct fp_entries entries; /* those of the files, as they are there */
	struct fp_child lists, updates;
};

struct restage {
	struct fp_arena *arena;
	struct fp_mended *files;
	size_t count;
	const struct fp_checkout *checkout;
	struct fp_private dir;
	struct target targets[2]; /* the index of the commit, and the one that stays after it */
	struct fp_child attributes, blobs;
};

static int interrupted(struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EGIT, "stopped by a signal; nothing was changed");
}

/* ---- which indexes ---- */

static bool ends_in_lock(const char *path)
{
	size_t len = strlen(path);

	return len > 5 && strcmp(path + len - 5, ".lock") == 0;
}

static const char *real_path(struct fp_arena *arena, const char *path)
{
	char real[PATH_MAX];

	if (!realpath(path, real))
		return path;
	return fp_arena_copy(arena, real, strlen(real));
}

/*
 * `git commit PATH` commits next-index-PID.lock, but keeps index.lock, which holds the same and what
 * else is staged: both need the mended content.
 */
static const char *second_index(struct restage *r)
{
	const char *path = r->targets[0].path, *slash = strrchr(path, '/');
	struct fp_bytes second = FP_BYTES(r->arena);

	if (!slash || strncmp(slash + 1, "next-index-", 11) != 0 || !ends_in_lock(path))
		return NULL;
	fp_bytes_put(&second, path, (size_t)(slash - path));
	if (strcmp(fp_bytes_string(&second), real_path(r->arena, r->checkout->git_dir)) != 0)
		return NULL;
	fp_bytes_text(&second, "/index.lock");
	return access(fp_bytes_string(&second), F_OK) == 0 ? second.data : NULL;
}

static void find_targets(struct restage *r)
{
	r->targets[0].path = real_path(r->arena, r->checkout->index);
	r->targets[0].copy = fp_private_file(&r->dir, "index");
	r->targets[1].path = second_index(r);
	r->targets[1].copy = fp_private_file(&r->dir, "second");
	for (size_t i = 0; i < 2; i++)
		r->targets[i].of_git = r->targets[i].path && ends_in_lock(r->targets[i].path);
}

/* ---- what is there now ---- */

static const char *const *pathspecs(struct restage *r)
{
	const char **specs = fp_arena_alloc(r->arena, (r->count + 1) * sizeof *specs);
	size_t len = 0;

	for (size_t i = 0; i < r->count; i++) {
		struct fp_bytes spec = FP_BYTES(r->arena);

		fp_bytes_printf(&spec, ":(top,literal)%s", r->files[i].copy.path);
		specs[i] = fp_bytes_string(&spec);
		len += spec.len + 1;
	}
	specs[len < MOST_ARGUMENTS ? r->count : 0] = NULL;
	return specs;
}

static int ask_attributes(struct restage *r, struct fp_error *error)
{
	static const char *const words[] = {
	    "check-attr", "-z", "--stdin", "filter", "working-tree-encoding", NULL};

	return fp_child_start(&r->attributes, r->arena, words, NULL, error);
}

/* What the next answer says of an attribute: path, attribute, value, with a NUL after each. */
static bool is_set(const struct fp_bytes *answers, size_t *at)
{
	const char *value = answers->data + *at;

	for (int i = 0; i < 2; i++)
		value += strlen(value) + 1;
	*at = (size_t)(value + strlen(value) + 1 - answers->data);
	return strcmp(value, "unspecified") != 0 && strcmp(value, "unset") != 0;
}

/* What git filters is not ours to write. */
static int read_attributes(struct restage *r, struct fp_error *error)
{
	struct fp_bytes paths = FP_BYTES(r->arena), all = FP_BYTES(r->arena);
	size_t at = 0;
	int status;

	for (size_t i = 0; i < r->count; i++)
		fp_bytes_put(&paths, r->files[i].copy.path, strlen(r->files[i].copy.path) + 1);
	status = fp_child_finish(&r->attributes, paths.data, paths.len, &all, error);
	if (status)
		return status > 0 ? fp_child_fail(&r->attributes, error) : status;
	for (size_t i = 0; i < r->count && at < all.len; i++) {
		bool filter = is_set(&all, &at), encoding = at < all.len && is_set(&all, &at);

		if (filter || encoding)
			r->files[i].copy.left = "the file is left as it is: git filters or "
			                        "re-encodes it (.gitattributes)";
	}
	return 0;
}

/* What is staged must be what was checked; in the other index it may be something else. */
static int compare_entries(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < r->count; i++) {
		struct fp_mended *file = &r->files[i];
		const struct fp_entry *entry =
		    fp_staged_find(&r->targets[0].entries, file->copy.path);

		if (!entry || strcmp(entry->id, file->id) != 0)
			return fp_fail(error, FENCEPOST_EGIT,
			               "%s: was staged anew while it was checked; commit again",
			               file->copy.path);
		if (entry->skip_worktree)
			file->copy.left = ""; /* not wanted there, and nobody need be told */
	}
	return 0;
}

/* ---- blobs ---- */

/* As git quotes a path in C style, so that a line end in it ends no line. */
static void put_quoted(struct fp_bytes *out, const char *path)
{
	fp_bytes_char(out, '"');
	for (; *path; path++)
		if ((unsigned char)*path < 0x20 || *path == '"' || *path == '\\')
			fp_bytes_printf(out, "\\%03o", (unsigned char)*path);
		else
			fp_bytes_char(out, *path);
	fp_bytes_text(out, "\"\n");
}

static const char *blob_path(const struct restage *r, size_t number)
{
	char name[32];

	snprintf(name, sizeof name, "blob-%zu", number);
	return fp_private_file(&r->dir, name);
}

/* Their content goes to files, whose names git is told in read_blobs. */
static int write_blobs(struct restage *r, struct fp_error *error)
{
	static const char *const words[] = {"hash-object", "-w", "--no-filters", "--stdin-paths",
	                                    NULL};

	for (size_t i = 0; i < r->count; i++)
		if (fp_worktree_write(blob_path(r, i), &r->files[i].copy.mended, NULL, error))
			return error->status;
	return fp_child_start(&r->blobs, r->arena, words, NULL, error);
}

static int read_blobs(struct restage *r, struct fp_error *error)
{
	struct fp_bytes list = FP_BYTES(r->arena), ids = FP_BYTES(r->arena);
	char *rest;
	int status;

	for (size_t i = 0; i < r->count; i++)
		put_quoted(&list, blob_path(r, i));
	status = fp_child_finish(&r->blobs, list.data, list.len, &ids, error);
	if (status)
		return status > 0 ? fp_child_fail(&r->blobs, error) : status;
	rest = fp_bytes_string(&ids);
	for (size_t i = 0; i < r->count; i++) {
		r->files[i].new_id = strtok_r(NULL, "\n", &rest);
		if (!r->files[i].new_id)
			return fp_fail(error, FENCEPOST_EGIT,
			               "git hash-object did not write every blob");
	}
	return 0;
}

/* ---- the new index ---- */

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
	char bytes[65536];
	ssize_t got = -1;

	while (from >= 0 && to >= 0 && (got = read(from, bytes, sizeof bytes)) > 0)
		for (ssize_t done = 0, some; done < got; done += some)
			if ((some = write(to, bytes + done, (size_t)(got - done))) < 0)
				return copy_failed(from, to, copy, error);
	if (got < 0)
		return copy_failed(from, to, from < 0 ? source : copy, error);
	close(from);
	return close(to) < 0 ? copy_failed(-1, -1, copy, error) : 0;
}

/* The entry of a file in an index, if it is still what was mended. */
static const struct fp_entry *entry_of(const struct target *target, const struct fp_mended *file)
{
	const struct fp_entry *entry = fp_staged_find(&target->entries, file->copy.path);

	return entry && strcmp(entry->id, file->id) == 0 ? entry : NULL;
}

/* A new entry has lost the flags of the old one; `which` picks those that had one. */
static int set_flag(struct restage *r, const struct target *target, const char *option,
                    bool (*has)(const struct fp_entry *), struct fp_error *error)
{
	const char *words[] = {"update-index", "-z", option, "--stdin", NULL};
	struct fp_bytes paths = FP_BYTES(r->arena);

	for (size_t i = 0; i < r->count; i++) {
		const struct fp_entry *entry = entry_of(target, &r->files[i]);

		if (entry && has(entry))
			fp_bytes_put(&paths, entry->path, strlen(entry->path) + 1);
	}
	if (paths.len == 0)
		return 0;
	return fp_git_run(r->arena, words, target->copy, &paths, NULL, error);
}

static bool is_skipped(const struct fp_entry *entry)
{
	return entry->skip_worktree;
}

static bool is_assumed(const struct fp_entry *entry)
{
	return entry->assumed;
}

static int set_flags(struct restage *r, const struct target *target, struct fp_error *error)
{
	if (set_flag(r, target, "--skip-worktree", is_skipped, error))
		return error->status;
	return set_flag(r, target, "--assume-unchanged", is_assumed, error);
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

/* git may read the copy already; what is to become of it, it is told in update_index. */
static int copy_index(struct restage *r, struct target *target, struct fp_error *error)
{
	static const char *const words[] = {"update-index", "-z", "--index-info", NULL};

	if (copy_file(target->path, target->copy, error))
		return error->status;
	return fp_child_start(&target->updates, r->arena, words, target->copy, error);
}

static int update_index(struct restage *r, struct target *target, struct fp_error *error)
{
	struct fp_bytes lines = FP_BYTES(r->arena);
	int status;

	for (size_t i = 0; i < r->count; i++) {
		const struct fp_entry *entry = entry_of(target, &r->files[i]);

		if (!entry)
			continue;
		fp_bytes_printf(&lines, "%o %s 0\t%s", entry->mode, r->files[i].new_id,
		                entry->path);
		fp_bytes_char(&lines, '\0');
	}
	status = fp_child_finish(&target->updates, lines.data, lines.len, NULL, error);
	if (status)
		return status > 0 ? fp_child_fail(&target->updates, error) : status;
	return set_flags(r, target, error) ? error->status
	                                   : keep_mode(target->copy, target->path, error);
}

/* ---- all of git at once ---- */

/* Four questions and orders that do not wait for each other; what is in the indexes comes first. */
static int start_git(struct restage *r, const char *const *specs, struct fp_error *error)
{
	for (size_t i = 0; i < 2; i++) {
		struct target *target = &r->targets[i];

		if (target->path && (fp_staged_ask(&target->lists, r->arena, specs,
		                                   i > 0 ? target->path : NULL, error) ||
		                     copy_index(r, target, error)))
			return error->status;
	}
	return ask_attributes(r, error) || write_blobs(r, error) ? error->status : 0;
}

static int finish_git(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < 2; i++)
		if (r->targets[i].path &&
		    fp_staged_read(&r->targets[i].entries, r->arena, &r->targets[i].lists, error))
			return error->status;
	if (compare_entries(r, error) || read_attributes(r, error) || read_blobs(r, error))
		return error->status;
	for (size_t i = 0; i < 2; i++)
		if (r->targets[i].path && update_index(r, &r->targets[i], error))
			return error->status;
	return 0;
}

static int ask_git(struct restage *r, struct fp_error *error)
{
	int status = start_git(r, pathspecs(r), error);

	if (!status)
		status = finish_git(r, error);
	for (size_t i = 0; i < 2; i++) {
		fp_child_drop(&r->targets[i].lists);
		fp_child_drop(&r->targets[i].updates);
	}
	fp_child_drop(&r->attributes);
	fp_child_drop(&r->blobs);
	return status;
}

/*
 * A new entry does not know how its file looks, and `git diff-files` would call it changed until
 * someone looks. git looks now, and notes it where file and entry agree. If that fails the index is
 * good as it is.
 */
static void refresh_index(struct restage *r, const struct target *target)
{
	static const char *const words[] = {
	    "add", "--refresh", "--ignore-errors", "--pathspec-from-file=-", "--pathspec-file-nul",
	    NULL};
	struct fp_bytes specs = FP_BYTES(r->arena);
	struct fp_error error;

	if (!target->path)
		return;
	for (size_t i = 0; i < r->count; i++)
		if (!r->files[i].copy.left && entry_of(target, &r->files[i])) {
			fp_bytes_printf(&specs, ":(top,literal)%s", r->files[i].copy.path);
			fp_bytes_char(&specs, '\0');
		}
	if (specs.len > 0 && fp_git_run(r->arena, words, target->copy, &specs, NULL, &error) == 0)
		keep_mode(target->copy, target->path, &error);
}

/* ---- the renames ---- */

static int prepare(struct restage *r, struct fp_error *error)
{
	if (ask_git(r, error))
		return error->status;
	for (size_t i = 0; i < r->count; i++)
		if (fp_worktree_prepare(&r->files[i].copy, &r->dir, i, error))
			return error->status;
	return fp_private_stopped() ? interrupted(error) : 0;
}

/* git removes its lock when it is stopped, and does not wait for us: a lock that is gone stays so. */
static int is_wanted(const struct target *target, struct fp_error *error)
{
	if (!target->path || !target->of_git || access(target->path, F_OK) == 0)
		return 0;
	return fp_fail(error, FENCEPOST_EGIT, "%s: git has given it up, and the commit with it",
	               target->path);
}

static int sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int status = fd >= 0 ? fsync(fd) : -1;

	if (fd >= 0)
		close(fd);
	return status;
}

/* An index that someone keeps on another device is made ready beside it. */
static int bring_beside(struct restage *r, struct target *target, struct fp_error *error)
{
	struct fp_bytes name = FP_BYTES(r->arena);

	fp_bytes_printf(&name, "%s.%s", target->path, strrchr(r->dir.path, '/') + 1);
	if (fp_private_note(&r->dir, fp_bytes_string(&name), error) ||
	    copy_file(target->copy, name.data, error) || keep_mode(name.data, target->path, error))
		return error->status;
	target->copy = name.data;
	return 0;
}

static int replace_index(struct restage *r, struct target *target, struct fp_error *error)
{
	struct stat old, new;

	if (!target->path)
		return 0;
	if (stat(target->path, &old) == 0 && stat(target->copy, &new) == 0 &&
	    old.st_dev != new.st_dev && bring_beside(r, target, error))
		return error->status;
	if (sync_file(target->copy) < 0)
		return copy_failed(-1, -1, target->copy, error);
	if (is_wanted(target, error))
		return error->status;
	return rename(target->copy, target->path) < 0 ? copy_failed(-1, -1, target->path, error)
	                                              : 0;
}

static int publish(struct restage *r, struct fp_error *error)
{
	if (is_wanted(&r->targets[0], error) || is_wanted(&r->targets[1], error))
		return error->status;
	for (size_t i = 0; i < r->count; i++)
		fp_worktree_replace(&r->files[i].copy, r->arena);
	refresh_index(r, &r->targets[0]);
	refresh_index(r, &r->targets[1]);
	if (replace_index(r, &r->targets[0], error))
		return error->status;
	return replace_index(r, &r->targets[1], error);
}

int fp_restage(struct fp_mended *files, size_t count, struct fp_arena *arena,
               const struct fp_checkout *checkout, struct fp_error *error)
{
	struct restage r = {.arena = arena, .files = files, .count = count, .checkout = checkout};
	int status = fp_private_make(&r.dir, arena, checkout->git_dir, error);

	if (status)
		return status;
	find_targets(&r);
	status = fp_private_lock(&r.dir, r.targets[0].path, error);
	if (!status)
		status = prepare(&r, error);
	if (!status)
		status = publish(&r, error);
	fp_private_remove(&r.dir);
	return status;
}
