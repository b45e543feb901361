/* SPDX-License-Identifier: MIT */
/*
 * Questions to git → what would be committed. They do not depend on each other, so git answers them at
 * the same time: where are we, what differs from HEAD; and it stands ready to give objects. The
 * second may read the whole index, which in a large repository takes longer than all else here.
 */
#include "git/pending.h"

#include "git/staged_tree.h"

#include <stdlib.h>
#include <string.h>

struct questions {
	struct fp_child where, changes;
};

/* How a file looks; all zero where there is none, or it is not named. */
static struct stat look_at(const char *path)
{
	struct stat is;

	if (!path || stat(path, &is) < 0)
		memset(&is, 0, sizeof(is));
	return is;
}

/*
 * What is staged is compared as the tree that git has noted for it, where it has: that is a look at what
 * differs, not at the whole index.
 */
static int ask_changes(struct fp_child *child, struct fp_arena *arena, const char *base,
                       const char *tree, struct fp_error *error)
{
	return tree ? fp_changed_ask_tree(child, arena, base, tree, getenv("GIT_INDEX_FILE"), error)
	            : fp_changed_ask(child, arena, base, true, error);
}

/* A tree that is noted need not be there: then the index itself is compared. */
static int read_changes(struct fp_changes *out, struct fp_arena *arena, struct fp_child *child,
                        const char *base, const char *tree, struct fp_error *error)
{
	int status = fp_changed_read(out, arena, child, error);

	if (!status || !tree)
		return status;
	if (fp_changed_ask(child, arena, base, true, error) ||
	    fp_changed_read(out, arena, child, error))
		return error->status;
	return 0;
}

static int ask(struct questions *questions, struct fp_pending *out, struct fp_arena *arena,
               struct fp_error *error)
{
	if (ask_changes(&questions->changes, arena, "HEAD", out->tree, error) ||
	    fp_checkout_ask(&questions->where, arena, error) ||
	    fp_objects_open(&out->objects, arena, error))
		return error->status;
	return 0;
}

/* Before the first commit there is no HEAD, and the question was wrong. */
static int ask_of_first_commit(struct fp_child *changes, struct fp_arena *arena,
                               const struct fp_pending *out, struct fp_error *error)
{
	if (out->checkout.head)
		return 0;
	fp_child_drop(changes);
	return ask_changes(changes, arena, out->checkout.nothing, out->tree, error);
}

static int hear(struct fp_pending *out, struct fp_arena *arena, struct questions *questions,
                struct fp_error *error)
{
	if (fp_checkout_read(&out->checkout, arena, &questions->where, error) ||
	    ask_of_first_commit(&questions->changes, arena, out, error) ||
	    read_changes(&out->changes, arena, &questions->changes,
	                 fp_checkout_base(&out->checkout), out->tree, error))
		return error->status;
	fp_snapshot_open(&out->head, &out->objects, arena, out->checkout.head);
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
	out->merged = fp_arena_zero(arena, count, sizeof(*out->merged));
	for (; out->merged_count < count; out->merged_count++)
		if (ask_changes(&child, arena, parents[out->merged_count], out->tree, error) ||
		    read_changes(&out->merged[out->merged_count], arena, &child,
		                 parents[out->merged_count], out->tree, error))
			return error->status;
	return 0;
}

int fp_pending_read(struct fp_pending *out, struct fp_arena *arena, struct fp_error *error)
{
	struct questions questions = {{.pid = 0}, {.pid = 0}};
	int status;

	memset(out, 0, sizeof(*out));
	out->index = look_at(getenv("GIT_INDEX_FILE"));
	out->tree = fp_staged_tree(arena, getenv("GIT_INDEX_FILE"));
	status = ask(&questions, out, arena, error);
	if (!status)
		status = hear(out, arena, &questions, error);
	fp_child_drop(&questions.where);
	fp_child_drop(&questions.changes);
	if (!status)
		status = read_merged(out, arena, error);
	if (status)
		fp_pending_close(out);
	return status;
}

/* Whoever writes an index makes a file of its own and renames it. */
static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

int fp_pending_again(struct fp_pending *pending, struct fp_changes *now, struct fp_error *error)
{
	struct fp_arena *arena = pending->head.arena;
	const char *path = getenv("GIT_INDEX_FILE"), *base = fp_checkout_base(&pending->checkout);
	struct stat index = look_at(path);
	struct fp_child child;
	const char *tree;

	*now = pending->changes;
	if (is_same_file(&index, &pending->index))
		return 0;
	tree = fp_staged_tree(arena, path);
	if (ask_changes(&child, arena, base, tree, error) ||
	    read_changes(now, arena, &child, base, tree, error))
		return error->status;
	return 0;
}

void fp_pending_close(struct fp_pending *pending)
{
	fp_objects_close(&pending->objects);
}

static bool was_moved_away(const struct fp_changes *changes, const char *path)
{
	for (size_t i = 0; i < changes->count; i++)
		if (changes->of[i].status == 'R' && strcmp(changes->of[i].old_path, path) == 0)
			return true;
	return false;
}

int fp_pending_entry(struct fp_pending *pending, const char *path, struct fp_entry *out,
                     struct fp_error *error)
{
	const struct fp_change *change = fp_changed_find(&pending->changes, path);

	*out = (struct fp_entry){.path = path};
	if (!change && !was_moved_away(&pending->changes, path))
		return fp_snapshot_find(&pending->head, path, out, error);
	if (change && change->status != 'D') {
		out->mode = change->mode;
		out->id = change->id;
	}
	return 0;
}

static bool is_changed(const struct fp_changes *changes, const char *name)
{
	for (size_t i = 0; i < changes->count; i++)
		if (fp_changed_is_in(changes->of[i].path, name) ||
		    fp_changed_is_in(changes->of[i].old_path, name))
			return true;
	return *name == '\0';
}

/* What HEAD has not, and is no change either, may still be promised (`git add -N`). */
int fp_pending_knows(struct fp_pending *pending, const char *path, bool *known,
                     struct fp_error *error)
{
	struct fp_arena *arena = pending->head.arena;
	struct fp_bytes spec = FP_BYTES(arena);
	const char *specs[] = {NULL, NULL};
	struct fp_entries entries;
	struct fp_child child;
	struct fp_entry entry;

	*known = fp_changed_find(&pending->changes, path) || is_changed(&pending->changes, path);
	if (!*known && fp_snapshot_find(&pending->head, path, &entry, error))
		return error->status;
	*known = *known || entry.id;
	if (*known)
		return 0;
	fp_bytes_printf(&spec, ":(top,literal)%s", path);
	specs[0] = fp_bytes_string(&spec);
	if (fp_staged_ask(&child, arena, specs, NULL, error) ||
	    fp_staged_read(&entries, arena, &child, error))
		return error->status;
	*known = entries.count > 0;
	return 0;
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
	const char **ids = fp_arena_alloc(arena, (pending->merged_count + 2) * sizeof(*ids));
	size_t count = 0;

	if (!add_old(ids, &count, change))
		return NULL;
	for (size_t i = 0; i < pending->merged_count; i++)
		if (!add_old(ids, &count, fp_changed_find(&pending->merged[i], change->path)))
			return NULL;
	ids[count] = NULL;
	return ids;
}
