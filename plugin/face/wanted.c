/* SPDX-License-Identifier: MIT */
/*
 * A change that a commit makes → the settings of a document, or nothing. Settings and their patterns
 * are read as they would be committed.
 */
#include "face/wanted.h"

#include "face/walk.h"
#include "fencepost.h"

#include <string.h>

/* ---- what is a document ---- */

/* A file that is empty there holds no settings. */
static int read_staged_settings(void *user, const char *folder, const char **text, uint32_t *len,
                                struct fp_error *error)
{
	struct fp_wanted *wanted = user;
	const char *path =
	    fp_walk_join(wanted->arena, folder, *folder ? "/" : "", ".fencepost.json");
	struct fp_entry entry;

	if (fp_pending_entry(wanted->pending, path, &entry, error))
		return error->status;
	if (!entry.id || !fp_changed_regular(entry.mode))
		return 0;
	if (fp_objects_read(&wanted->pending->objects, wanted->arena, entry.id, path,
	                    UINT32_MAX - 1, text, len, error))
		return error->status;
	return *len > 0;
}

/* Whether it was named, or lies in a folder that was. */
static bool is_named(const struct fp_wanted *wanted, const char *path)
{
	for (size_t i = 0; i < wanted->only.count; i++)
		if (fp_changed_is_in(path, wanted->only.of[i]))
			return true;
	return wanted->only.count == 0;
}

bool fp_wanted_settings(const struct fp_settings **out, struct fp_wanted *wanted,
                        const struct fp_change *change)
{
	const char *slash = strrchr(change->path, '/');
	struct fp_config *config;
	bool ignored;

	*out = NULL;
	if (!fp_changed_regular(change->mode) || !is_named(wanted, change->path))
		return true;
	config = fp_configs_at(&wanted->configs, change->path, &ignored);
	if (!fp_config_is_well(config, wanted->arena))
		return false;
	if (!ignored && fp_walk_document(&config->settings, slash ? slash + 1 : change->path))
		*out = &config->settings;
	return true;
}

/* ---- what others do meanwhile ---- */

/* Whether it is for us to look at a change, or it may change what is for us to look at. */
static bool is_ours(struct fp_wanted *wanted, const struct fp_change *change)
{
	const char *slash = strrchr(change->path, '/');
	const struct fp_settings *settings;

	return strcmp(slash ? slash + 1 : change->path, ".fencepost.json") == 0 ||
	       !fp_wanted_settings(&settings, wanted, change) || settings;
}

static bool is_same(const struct fp_change *a, const struct fp_change *b)
{
	return b && a->mode == b->mode && strcmp(a->id, b->id) == 0 &&
	       strcmp(a->old_id, b->old_id) == 0;
}

/* The first of the changes that is ours and is not so among the others; NULL: there is none. */
static const char *first_not_in(struct fp_wanted *wanted, const struct fp_changes *changes,
                                const struct fp_changes *others)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct fp_change *change = &changes->of[i];

		if (!is_same(change, fp_changed_find(others, change->path)) &&
		    is_ours(wanted, change))
			return change->path;
	}
	return NULL;
}

int fp_wanted_again(void *user, struct fp_error *error)
{
	struct fp_wanted *wanted = user;
	struct fp_changes now;
	const char *path;

	if (fp_pending_again(wanted->pending, &now, error))
		return error->status;
	path = first_not_in(wanted, &now, &wanted->pending->changes);
	if (!path)
		path = first_not_in(wanted, &wanted->pending->changes, &now);
	return !path ? 0
	             : fp_fail(error, FENCEPOST_EGIT,
	                       "%s: changed in the index during the check; commit again", path);
}

/* ---- what is named ---- */

/* Its path from the top, without a '/' at its end; NULL where it leads up, or out of the tree. */
static const char *path_from_top(struct fp_wanted *wanted, const char *name, const char *here,
                                 const char *top)
{
	size_t len = strcmp(top, "/") != 0 ? strlen(top) : 0;
	char *path = fp_walk_tidy(
	    wanted->arena, *name == '/' ? name : fp_walk_join(wanted->arena, here, "/", name));
	size_t end = strlen(path);

	if (end > 1 && path[end - 1] == '/')
		path[end - 1] = '\0';
	if (strncmp(path, top, len) != 0 || (path[len] && path[len] != '/') ||
	    strstr(fp_walk_join(wanted->arena, path, "/", ""), "/../"))
		return NULL;
	return path + len + (path[len] == '/');
}

/* A name that is mistyped must not pass for one in which nothing is wrong. */
static int look_up(struct fp_wanted *wanted, const char *path, const char *name,
                   struct fp_error *error)
{
	bool known;

	if (fp_pending_knows(wanted->pending, path, &known, error))
		return error->status;
	return known ? 0
	             : fp_fail(error, FENCEPOST_EIO,
	                       "%s: is not in the index, nor does the commit take it out", name);
}

int fp_wanted_name(struct fp_wanted *wanted, const struct fp_words *operands, const char *here,
                   const char *top, struct fp_error *error)
{
	wanted->only.of = fp_arena_alloc(wanted->arena, operands->count * sizeof(*wanted->only.of));
	for (; wanted->only.count < operands->count; wanted->only.count++) {
		const char *name = operands->of[wanted->only.count];
		const char *path = *name ? path_from_top(wanted, name, here, top) : NULL;

		if (!path)
			return fp_fail(error, FENCEPOST_EIO,
			               "%s: is no path from here down in the working tree",
			               *name ? name : "''");
		if (look_up(wanted, path, name, error))
			return error->status;
		wanted->only.of[wanted->only.count] = path;
	}
	return 0;
}

int fp_wanted_init(struct fp_wanted *out, struct fp_arena *arena, struct fp_pending *pending,
                   const struct fp_config_options *options, struct fp_error *error)
{
	*out = (struct fp_wanted){.arena = arena, .pending = pending};
	if (fp_configs_init(&out->configs, arena, options, error))
		return error->status;
	out->configs.staged = read_staged_settings;
	out->configs.user = out;
	return 0;
}
