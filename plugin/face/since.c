/* SPDX-License-Identifier: MIT */
/* A document → its older version → what of it is old. */
#include "face/since.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

int fp_since_open(struct fp_since *since, struct fp_arena *arena, const char *revision,
                  struct fp_error *error)
{
	if (fp_base_find(&since->base, arena, revision, error))
		return error->status;
	return fp_objects_open(&since->objects, arena, error);
}

void fp_since_close(struct fp_since *since)
{
	fp_objects_close(&since->objects);
}

/* What comes on stdin is judged by the name that it is given, whose folder alone need be there. */
static const char *real_name(struct fp_arena *arena, const struct fp_path *path)
{
	const char *slash = strrchr(path->name, '/');
	struct fp_bytes name = FP_BYTES(arena);
	char real[PATH_MAX];

	if (!path->standard_input)
		return realpath(path->name, real) ? fp_arena_copy(arena, real, strlen(real)) : NULL;
	fp_bytes_put(&name, path->name, slash ? (size_t)(slash - path->name) + 1 : 0);
	if (!realpath(name.len > 0 ? fp_bytes_string(&name) : ".", real))
		return NULL;
	name.len = 0;
	fp_bytes_printf(&name, "%s/%s", real, slash ? slash + 1 : path->name);
	return fp_bytes_string(&name);
}

bool fp_since_find_old(void *user, struct fp_job *job, struct fp_scope *scope)
{
	struct fp_since *since = user;
	const char *real = real_name(job->arena, job->path), *id, *text;
	uint32_t len;

	if (!real)
		return true;
	switch (fp_base_ask(&since->base, real, &id)) {
	case FP_BASE_NEW:
		return true;
	case FP_BASE_SAME:
		if (!job->path->standard_input)
			return false;
		break; /* what comes may differ from the file of its name */
	case FP_BASE_CHANGED:
		break;
	}
	if (fp_objects_read(&since->objects, job->arena, id, job->path->name, UINT32_MAX - 1, &text,
	                    &len, &job->error))
		return false;
	fp_scope_add(scope, job->arena, job->path->settings, text, len);
	return true;
}
