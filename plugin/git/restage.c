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
#define _GNU_SOURCE /* syncfs */
#include "git/restage.h"

#include "fencepost.h"
#include "git/attributes.h"
#include "git/kept.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Paths that may go on a command line; more than that, and all entries are listed. */
#define MOST_ARGUMENTS 65536

struct restage {
	struct fp_arena *arena;
	struct fp_mended *files;
	size_t count;
	const struct fp_checkout *checkout;
	struct fp_private dir;
	struct fp_reindex indexes[2]; /* the index of the commit, and the one that stays after it */
	struct fp_child attributes, blobs;
};

static int interrupted(struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EGIT, "stopped by a signal; nothing was changed");
}

/* ---- which indexes ---- */

static int find_indexes(struct restage *r, struct fp_error *error)
{
	const char *kept;

	if (fp_reindex_init(&r->indexes[0], &r->dir, r->checkout->index, "index", error) ||
	    fp_kept_find(&kept, r->arena, r->checkout, r->indexes[0].path, error))
		return error->status;
	return kept ? fp_reindex_init(&r->indexes[1], &r->dir, kept, "second", error) : 0;
}

/* ---- what is there now ---- */

static const char *const *pathspecs(struct restage *r)
{
	const char **specs = fp_arena_alloc(r->arena, (r->count + 1) * sizeof(*specs));
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
	return fp_attributes_ask(&r->attributes, r->arena, error);
}

/* What git filters is not ours to write. */
static int read_attributes(struct restage *r, struct fp_error *error)
{
	const char **paths = fp_arena_alloc(r->arena, r->count * sizeof(*paths));
	bool *filtered = fp_arena_alloc(r->arena, r->count * sizeof(*filtered));

	for (size_t i = 0; i < r->count; i++)
		paths[i] = r->files[i].copy.path;
	if (fp_attributes_read(filtered, r->arena, &r->attributes, paths, r->count, error))
		return error->status;
	for (size_t i = 0; i < r->count; i++)
		if (filtered[i])
			r->files[i].copy.left = "the file is left as it is: git filters or "
			                        "re-encodes it (.gitattributes)";
	return 0;
}

/* What is staged must be what was checked; in the other index it may be something else. */
static int compare_entries(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < r->count; i++) {
		struct fp_mended *file = &r->files[i];
		const struct fp_entry *entry =
		    fp_staged_find(&r->indexes[0].entries, file->copy.path);

		if (!entry || strcmp(entry->id, file->id) != 0)
			return fp_fail(error, FENCEPOST_EGIT,
			               "%s: changed in the index during the check; commit again",
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

	snprintf(name, sizeof(name), "blob-%zu", number);
	return fp_private_file(&r->dir, name);
}

/* Their content goes to files, whose names git is told in read_blobs. */
static int write_blobs(struct restage *r, struct fp_error *error)
{
	static const char *const words[] = {"hash-object", "-w", "--no-filters", "--stdin-paths",
	                                    NULL};

	for (size_t i = 0; i < r->count; i++)
		if (fp_worktree_write(blob_path(r, i), &r->files[i].copy.mended, NULL, false,
		                      error))
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

/* ---- all of git at once ---- */

/* Questions and orders that do not wait for each other; what takes longest comes first. */
static int start_git(struct restage *r, struct fp_error *error)
{
	const char *const *specs = pathspecs(r);

	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path && fp_reindex_start(&r->indexes[i], specs, error))
			return error->status;
	return ask_attributes(r, error) || write_blobs(r, error) ? error->status : 0;
}

static int hear_git(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path && fp_reindex_list(&r->indexes[i], error))
			return error->status;
	return compare_entries(r, error) || read_attributes(r, error) || read_blobs(r, error)
	           ? error->status
	           : 0;
}

/* ---- files and indexes ---- */

/* The disk takes as long for one file as for all that waits; from so many on it is asked once. */
#define MANY 64

static int write_files(struct restage *r, struct fp_error *error)
{
	bool many = r->count > MANY;

	for (size_t i = 0; i < r->count; i++)
		if (fp_worktree_prepare(&r->files[i].copy, &r->dir, i, !many, error))
			return error->status;
	if (many && syncfs(r->dir.fd) < 0)
		return fp_fail(error, FENCEPOST_EGIT, "%s: %s", r->dir.path, strerror(errno));
	return 0;
}

/* git writes the indexes while the disk writes the files. */
static int write_all(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path)
			fp_reindex_tell(&r->indexes[i], r->files, r->count);
	if (write_files(r, error))
		return error->status;
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path && fp_reindex_write(&r->indexes[i], error))
			return error->status;
	return 0;
}

static int prepare(struct restage *r, struct fp_error *error)
{
	int status = start_git(r, error);

	if (!status)
		status = hear_git(r, error);
	if (!status)
		status = write_all(r, error);
	for (size_t i = 0; i < 2; i++)
		fp_reindex_drop(&r->indexes[i]);
	fp_child_drop(&r->attributes);
	fp_child_drop(&r->blobs);
	return !status && fp_private_stopped() ? interrupted(error) : status;
}

/* ---- the renames ---- */

static int publish(struct restage *r, struct fp_error *error)
{
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path && fp_reindex_is_wanted(&r->indexes[i], error))
			return error->status;
	for (size_t i = 0; i < r->count; i++)
		fp_worktree_replace(&r->files[i].copy, r->arena);
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path)
			fp_reindex_refresh(&r->indexes[i]);
	for (size_t i = 0; i < 2; i++)
		fp_reindex_refreshed(&r->indexes[i]);
	for (size_t i = 0; i < 2; i++)
		if (r->indexes[i].path && fp_reindex_replace(&r->indexes[i], error))
			return error->status;
	return 0;
}

int fp_restage(struct fp_mended *files, size_t count, struct fp_arena *arena,
               const struct fp_checkout *checkout, fp_restage_check *check, void *user,
               struct fp_error *error)
{
	struct restage *r = fp_arena_alloc(arena, sizeof(*r));
	int status;

	*r = (struct restage){.arena = arena, .files = files, .count = count, .checkout = checkout};
	status = fp_private_make(&r->dir, arena, checkout->git_dir, error);
	if (status)
		return status;
	status = find_indexes(r, error);
	if (!status)
		status = fp_private_lock(&r->dir, r->indexes[0].path, error);
	if (!status)
		status = check(user, error);
	if (!status)
		status = prepare(r, error);
	if (!status)
		status = publish(r, error);
	fp_private_remove(&r->dir);
	return status;
}
