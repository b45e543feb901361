/* SPDX-License-Identifier: MIT */
/*
 * Tree objects → entries. A tree holds `MODE NAME`, NUL and the bytes of an id, again and again.
 * Paths are asked for folder by folder, so the folders on the way to the last one are kept.
 */
#include "git/snapshot.h"

#include "fencepost.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER 0040000

struct fp_snapshot_level {
	const char *name; /* in the folder above; not ended */
	size_t name_len;
	const char *text;
	uint32_t len;
};

void fp_snapshot_open(struct fp_snapshot *snapshot, struct fp_objects *objects,
                      struct fp_arena *arena, const char *commit)
{
	*snapshot = (struct fp_snapshot){.objects = objects, .arena = arena, .commit = commit};
}

static int open_level(struct fp_snapshot *snapshot, const char *name, size_t len, const char *id,
                      struct fp_error *error)
{
	struct fp_snapshot_level *level;

	if (snapshot->depth == snapshot->room) {
		size_t room = snapshot->room ? 2 * snapshot->room : 8;

		snapshot->levels = fp_arena_grow(snapshot->arena, snapshot->levels,
		                                 snapshot->room * sizeof(*snapshot->levels),
		                                 room * sizeof(*snapshot->levels));
		snapshot->room = room;
	}
	level = &snapshot->levels[snapshot->depth];
	level->name = fp_arena_copy(snapshot->arena, name, len);
	level->name_len = len;
	if (fp_objects_tree(snapshot->objects, snapshot->arena, id, &level->text, &level->len,
	                    error))
		return error->status;
	snapshot->depth++;
	return 0;
}

/* The folder of that name at that depth, unless it is the one that is open there. */
static int enter(struct fp_snapshot *snapshot, size_t depth, const char *name, size_t len,
                 const char *id, struct fp_error *error)
{
	const struct fp_snapshot_level *level = &snapshot->levels[depth];

	if (depth < snapshot->depth && level->name_len == len &&
	    memcmp(level->name, name, len) == 0)
		return 0;
	snapshot->depth = depth;
	return open_level(snapshot, name, len, id, error);
}

static char *hex(struct fp_arena *arena, const char *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char *id = fp_arena_alloc(arena, 2 * len + 1);

	for (size_t i = 0; i < len; i++) {
		id[2 * i] = digits[(unsigned char)bytes[i] >> 4];
		id[2 * i + 1] = digits[bytes[i] & 15];
	}
	id[2 * len] = '\0';
	return id;
}

/* Looks for a name in an open folder; *out stays without an id where it is not there. */
static int find(struct fp_entry *out, struct fp_snapshot *snapshot,
                const struct fp_snapshot_level *level, const char *name, size_t len,
                struct fp_error *error)
{
	size_t id_len = strlen(snapshot->commit) / 2;
	const char *at = level->text, *end = level->text + level->len;

	*out = (struct fp_entry){.id = NULL};
	while (at < end) {
		const char *nul = memchr(at, '\0', (size_t)(end - at));
		const char *blank = nul ? memchr(at, ' ', (size_t)(nul - at)) : NULL;

		if (!blank || (size_t)(end - nul) <= id_len)
			return fp_fail(error, FENCEPOST_EGIT,
			               "git cat-file printed a tree that is none");
		if ((size_t)(nul - blank) == len + 1 && memcmp(blank + 1, name, len) == 0) {
			out->mode = (unsigned)strtoul(at, NULL, 8);
			out->id = hex(snapshot->arena, nul + 1, id_len);
			return 0;
		}
		at = nul + 1 + id_len;
	}
	return 0;
}

int fp_snapshot_find(struct fp_snapshot *snapshot, const char *path, struct fp_entry *out,
                     struct fp_error *error)
{
	struct fp_bytes root = FP_BYTES(snapshot->arena);
	const char *folder = "", *name = path;
	size_t folder_len = 0;

	*out = (struct fp_entry){.id = NULL};
	if (!snapshot->commit)
		return 0;
	fp_bytes_printf(&root, "%s^{tree}", snapshot->commit);
	out->id = fp_bytes_string(&root);
	for (size_t depth = 0;; depth++) {
		size_t len = strcspn(name, "/");

		if (enter(snapshot, depth, folder, folder_len, out->id, error) ||
		    find(out, snapshot, &snapshot->levels[depth], name, len, error))
			return error->status;
		if (!out->id || !name[len])
			break;
		if (out->mode != FOLDER) {
			out->id = NULL;
			break;
		}
		folder = name;
		folder_len = len;
		name += len + 1;
	}
	out->path = path;
	return 0;
}
