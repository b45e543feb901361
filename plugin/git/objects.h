/* SPDX-License-Identifier: MIT */
/* Blobs and trees by their ids: one `git cat-file --batch` that several threads ask in turn. */
#ifndef FP_GIT_OBJECTS_H
#define FP_GIT_OBJECTS_H

#include "git/child.h"

#include <pthread.h>
#include <stdint.h>

struct fp_objects {
	struct fp_child child;
	pthread_mutex_t lock;
	char *buffer; /* what was read and not yet taken: [at, filled) */
	size_t at, filled;
	struct fp_error failed; /* once it has failed it is not asked again */
};

/* Starts the child, whose own memory is of that arena. Answers 0 or FENCEPOST_EGIT. */
int fp_objects_open(struct fp_objects *objects, struct fp_arena *arena, struct fp_error *error);

/*
 * Reads the blob of that id into an arena, which may jump. `name` is what messages call it. Answers
 * 0, FENCEPOST_EBIG where it holds more than `most` bytes, or FENCEPOST_EGIT.
 */
int fp_objects_read(struct fp_objects *objects, struct fp_arena *arena, const char *id,
                    const char *name, uint32_t most, const char **text, uint32_t *len,
                    struct fp_error *error);

/* The same of a tree, by its id or as COMMIT^{tree}: its bytes as git keeps them. */
int fp_objects_tree(struct fp_objects *objects, struct fp_arena *arena, const char *id,
                    const char **text, uint32_t *len, struct fp_error *error);

/* Ends the child; nothing where none was started (all zero). */
void fp_objects_close(struct fp_objects *objects);

#endif
