/* SPDX-License-Identifier: MIT */
/*
 * An id and a line end go to git, `ID blob SIZE`, that many bytes and a line end come back. A blob
 * that is too large is read all the same, so that the next answer begins where it should.
 */
#include "git/objects.h"

#include "fencepost.h"
#include "git/changed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROOM 65536

/* One question, asked inside fp_arena_try: no thread may jump away with the lock in its hand. */
struct question {
	struct fp_objects *objects;
	struct fp_arena *arena;
	const char *id, *name;
	const char *kind; /* as it stands in git's answer */
	uint32_t most;
	const char *text;
	uint32_t len;
	struct fp_error *error;
	int status;
};

int fp_objects_open(struct fp_objects *objects, struct fp_arena *arena, struct fp_error *error)
{
	static const char *const words[] = {"cat-file", "--batch", NULL};

	objects->buffer = fp_arena_alloc(arena, ROOM);
	objects->at = objects->filled = 0;
	objects->failed.status = 0;
	pthread_mutex_init(&objects->lock, NULL);
	return fp_child_start(&objects->child, arena, words, NULL, error);
}

void fp_objects_close(struct fp_objects *objects)
{
	fp_child_drop(&objects->child);
}

/* Reads on where nothing is left; false at the end, with the reason in `failed`. */
static bool fill(struct fp_objects *objects)
{
	ssize_t got;

	if (objects->at < objects->filled)
		return true;
	got = fp_child_hear(&objects->child, objects->buffer, ROOM, &objects->failed);
	if (got == 0)
		fp_child_fail(&objects->child, &objects->failed);
	objects->at = 0;
	objects->filled = got > 0 ? (size_t)got : 0;
	return got > 0;
}

/* The line that comes next, without its end; a NUL in it, which git never prints, becomes a '?'. */
static bool read_line(struct fp_objects *objects, char *line, size_t room)
{
	size_t len = 0;

	while (fill(objects)) {
		char c = objects->buffer[objects->at++];

		if (c == '\n') {
			line[len] = '\0';
			return true;
		}
		if (len + 1 < room)
			line[len++] = c ? c : '?';
	}
	return false;
}

/* The bytes that come next go to `to`, or nowhere where that is NULL. */
static bool read_bytes(struct fp_objects *objects, char *to, size_t len)
{
	while (len > 0 && fill(objects)) {
		size_t some = objects->filled - objects->at;

		if (some > len)
			some = len;
		if (to) {
			memcpy(to, objects->buffer + objects->at, some);
			to += some;
		}
		objects->at += some;
		len -= some;
	}
	return len == 0;
}

static int too_large(struct question *q, size_t size)
{
	read_bytes(q->objects, NULL, size + 1);
	return fp_fail(q->error, FENCEPOST_EBIG, "%s: larger than the limit of %lu bytes", q->name,
	               (unsigned long)q->most);
}

static int broken(struct question *q)
{
	*q->error = q->objects->failed;
	return q->error->status;
}

/* What came is no answer to the question, nor is what follows it to the next one. */
static int stray(struct question *q, const char *line)
{
	fp_fail(&q->objects->failed, FENCEPOST_EGIT, "%s: git cat-file: %s", q->name, line);
	return broken(q);
}

/* The size that `ID KIND SIZE` tells; the id is the one that was asked for, where that was one. */
static bool read_size(size_t *size, const char *line, const struct question *q)
{
	size_t kind = strlen(q->kind), len = strcspn(line, " "), digits;

	if (strncmp(line + len, q->kind, kind) != 0 ||
	    (fp_changed_is_id(q->id) && (strlen(q->id) != len || strncmp(line, q->id, len) != 0)))
		return false;
	line += len + kind;
	digits = strspn(line, "0123456789");
	*size = strtoull(line, NULL, 10);
	return digits > 0 && digits < 19 && !line[digits] && (*line != '0' || digits == 1);
}

static bool is_missing(const char *line, const char *id)
{
	size_t len = strlen(id);

	return strncmp(line, id, len) == 0 && strcmp(line + len, " missing") == 0;
}

static int answer(struct question *q)
{
	char line[512], end = '\n';
	size_t size;
	char *text;

	if (!read_line(q->objects, line, sizeof(line)))
		return broken(q);
	if (is_missing(line, q->id))
		return fp_fail(q->error, FENCEPOST_EGIT, "%s: git cat-file: %s", q->name, line);
	if (!read_size(&size, line, q))
		return stray(q, line);
	if (size > q->most)
		return too_large(q, size);
	text = fp_arena_alloc(q->arena, size + 1);
	if (!read_bytes(q->objects, text, size) || !read_bytes(q->objects, &end, 1))
		return broken(q);
	if (end != '\n')
		return stray(q, line);
	q->text = text;
	q->len = (uint32_t)size;
	return 0;
}

static void ask(void *argument)
{
	struct question *q = argument;
	char line[512];
	size_t len = strlen(q->id);

	assert(len < sizeof(line));
	if (q->objects->failed.status) {
		q->status = broken(q);
		return;
	}
	memcpy(line, q->id, len);
	line[len] = '\n';
	q->status = fp_child_tell(&q->objects->child, line, len + 1, q->error);
	if (q->status)
		q->objects->failed = *q->error;
	else
		q->status = answer(q);
}

/* What was asked for goes to *text and *len. */
static int put(struct question *q, const char **text, uint32_t *len)
{
	struct fp_objects *objects = q->objects;
	int status;

	pthread_mutex_lock(&objects->lock);
	status = fp_arena_try(q->arena, ask, q);
	if (status)
		fp_fail(&objects->failed, status, "%s: no memory is left", q->name);
	pthread_mutex_unlock(&objects->lock);
	if (status)
		fp_arena_fail(q->arena);
	*text = q->text;
	*len = q->len;
	return q->status;
}

int fp_objects_read(struct fp_objects *objects, struct fp_arena *arena, const char *id,
                    const char *name, uint32_t most, const char **text, uint32_t *len,
                    struct fp_error *error)
{
	struct question q = {objects, arena, id, name, " blob ", most, NULL, 0, error, 0};

	return put(&q, text, len);
}

int fp_objects_tree(struct fp_objects *objects, struct fp_arena *arena, const char *id,
                    const char **text, uint32_t *len, struct fp_error *error)
{
	struct question q = {objects, arena, id, id, " tree ", UINT32_MAX - 1, NULL, 0, error, 0};

	return put(&q, text, len);
}
