/* SPDX-License-Identifier: MIT */
/*
 * Three questions to git → what would be committed. They do not depend on each other, so git answers
 * them at the same time: where are we, what differs from HEAD, which settings are staged.
 */
#include "git/pending.h"

#include <string.h>

struct questions {
	struct fp_child where, changes, settings;
};

static int ask(struct questions *questions, struct fp_arena *arena, struct fp_error *error)
{
	static const char *const settings[] = {":(top)*.fencepost.json", NULL};

	if (fp_checkout_ask(&questions->where, arena, error) ||
	    fp_changed_ask(&questions->changes, arena, "HEAD", true, error) ||
	    fp_staged_ask(&questions->settings, arena, settings, NULL, error))
		return error->status;
	return 0;
}

/* Before the first commit there is no HEAD, and the question was wrong. */
static int ask_of_first_commit(struct fp_child *changes, struct fp_arena *arena,
                               const struct fp_checkout *checkout, struct fp_error *error)
{
	if (checkout->head)
		return 0;
	fp_child_drop(changes);
	return fp_changed_ask(changes, arena, checkout->nothing, true, error);
}

static int hear(struct fp_pending *out, struct fp_arena *arena, struct questions *questions,
                struct fp_error *error)
{
	if (fp_checkout_read(&out->checkout, arena, &questions->where, error) ||
	    ask_of_first_commit(&questions->changes, arena, &out->checkout, error) ||
	    fp_changed_read(&out->changes, arena, &questions->changes, error) ||
	    fp_staged_read(&out->settings, arena, &questions->settings, error))
		return error->status;
	return fp_checkout_enter(&out->checkout, error);
}

/* In a merge, what differs from the other commits too. */
static int read_merged(struct fp_pending *out, struct fp_arena *arena, struct fp_error *error)
{
	const char *const *parents = NULL;
	struct fp_child child;
	size_t count = 0;

	if (fp_changed_parents(&parents, arena, &out->checkout, error))
		return error->status;
	while (parents && parents[count])
		count++;
	out->merged = fp_arena_zero(arena, count, sizeof *out->merged);
	for (; out->merged_count < count; out->merged_count++)
		if (fp_changed_ask(&child, arena, parents[out->merged_count], true, error) ||
		    fp_changed_read(&out->merged[out->merged_count], arena, &child, error))
			return error->status;
	return 0;
}

int fp_pending_read(struct fp_pending *out, struct fp_arena *arena, struct fp_error *error)
{
	struct questions questions = {{.pid = 0}, {.pid = 0}, {.pid = 0}};
	int status;

	memset(out, 0, sizeof *out);
	status = ask(&questions, arena, error);
	if (!status)
		status = hear(out, arena, &questions, error);
	fp_child_drop(&questions.where);
	fp_child_drop(&questions.changes);
	fp_child_drop(&questions.settings);
	return status ? status : read_merged(out, arena, error);
}

/* Adds what a file was in one commit; false where it is still that. */
static bool add_old(const char **ids, size_t *count, const struct fp_change *change)
{
	if (!change || strcmp(change->id, change->old_id) == 0)
		return false;
	if (fp_changed_regular(change->old_mode))
		ids[(*count)++] = change->old_id;
	return true;
}

const char *const *fp_pending_old(const struct fp_pending *pending, struct fp_arena *arena,
                                  const struct fp_change *change)
{
	const char **ids = fp_arena_alloc(arena, (pending->merged_count + 2) * sizeof *ids);
	size_t count = 0;

	if (!add_old(ids, &count, change))
		return NULL;
	for (size_t i = 0; i < pending->merged_count; i++)
		if (!add_old(ids, &count, fp_changed_find(&pending->merged[i], change->path)))
			return NULL;
	ids[count] = NULL;
	return ids;
}
