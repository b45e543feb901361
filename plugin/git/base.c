/* SPDX-License-Identifier: MIT */
/*
 * Revision → merge base → what differs from it. A file that does not differ is told from one that git
 * does not know by the list of files that the merge base has.
 */
#include "git/base.h"

#include "fencepost.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int find_top(struct fp_base *out, struct fp_arena *arena, struct fp_error *error)
{
	struct fp_checkout checkout;
	struct fp_child child;
	char real[PATH_MAX];

	if (fp_checkout_ask(&child, arena, error) ||
	    fp_checkout_read(&checkout, arena, &child, error))
		return error->status;
	if (!realpath(*checkout.up ? checkout.up : ".", real))
		return fp_fail(error, FENCEPOST_EGIT, "the top of the working tree is not there");
	out->top = strcmp(real, "/") != 0 ? fp_arena_copy(arena, real, strlen(real)) : "";
	return 0;
}

static int find_commit(const char **out, struct fp_arena *arena, const char *revision,
                       struct fp_error *error)
{
	const char *words[] = {"merge-base", "--end-of-options", "HEAD", revision, NULL};
	struct fp_bytes id = FP_BYTES(arena);
	struct fp_child child;
	int status = fp_child_start(&child, arena, words, NULL, error);

	if (!status)
		status = fp_child_finish(&child, NULL, 0, &id, error);
	if (status == 1 && child.complaint_len == 0)
		return fp_fail(
		    error, FENCEPOST_EGIT,
		    "HEAD and '%s' have no commit in common (a shallow clone may lack it)",
		    revision);
	if (status)
		return status > 0 ? fp_child_fail(&child, error) : status;
	*out = fp_bytes_string(&id);
	id.data[strcspn(id.data, "\n")] = '\0';
	return 0;
}

static int list_files(struct fp_base *out, struct fp_arena *arena, const char *commit,
                      struct fp_error *error)
{
	const char *words[] = {"ls-tree", "-r", "-z", "--full-tree", commit, NULL};
	struct fp_child child;

	if (fp_child_start(&child, arena, words, NULL, error))
		return error->status;
	return fp_staged_read(&out->files, arena, &child, error);
}

int fp_base_find(struct fp_base *out, struct fp_arena *arena, const char *revision,
                 struct fp_error *error)
{
	const char *commit = NULL;
	struct fp_child child;

	*out = (struct fp_base){.top = NULL};
	if (find_top(out, arena, error) || find_commit(&commit, arena, revision, error) ||
	    fp_changed_ask(&child, arena, commit, false, error) ||
	    fp_changed_read(&out->changes, arena, &child, error))
		return error->status;
	return list_files(out, arena, commit, error);
}

enum fp_base_answer fp_base_ask(const struct fp_base *base, const char *real, const char **id)
{
	size_t top = strlen(base->top);
	const struct fp_change *change;
	const struct fp_entry *file;
	const char *path = real + top + 1;

	if (strncmp(real, base->top, top) != 0 || real[top] != '/')
		return FP_BASE_NEW;
	change = fp_changed_find(&base->changes, path);
	if (change && fp_changed_regular(change->old_mode)) {
		*id = change->old_id;
		return FP_BASE_CHANGED;
	}
	file = change ? NULL : fp_staged_find(&base->files, path);
	if (!file || !fp_changed_regular(file->mode))
		return FP_BASE_NEW;
	*id = file->id;
	return FP_BASE_SAME;
}
