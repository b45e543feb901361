/* SPDX-License-Identifier: MIT */
/* A folder that files are written into, each under a name that is given to nothing else in one run. */
#ifndef FP_FACE_FOLDER_H
#define FP_FACE_FOLDER_H

#include "text/arena.h"
#include "text/bytes.h"
#include "text/fail.h"

#include <stdbool.h>

struct fp_folder {
	struct fp_arena *arena;
	const char *path;
	bool force;                      /* a file that is there already may be replaced */
	struct fp_written *chains[4096]; /* names that were written, by their hash */
};

/* A folder, made where it is missing, with those above it. Answers 0 or FENCEPOST_EIO. */
int fp_folder_open(struct fp_folder *out, struct fp_arena *arena, const char *path, bool force,
                   struct fp_error *error);

/*
 * Writes a file of that name into it, whole or not at all. Fails where there is one before (unless
 * `force`), and where one was written in this run, whose `source` the sentence then names. Answers
 * 0 or FENCEPOST_EIO.
 */
int fp_folder_write(struct fp_folder *folder, const char *name, const char *source,
                    const struct fp_bytes *bytes, struct fp_error *error);

#endif
