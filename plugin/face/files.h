/* SPDX-License-Identifier: MIT */
/* One file: opened, read whole, replaced if it is still the file that was read. */
#ifndef FP_FACE_FILES_H
#define FP_FACE_FILES_H

#include "check/settings.h"
#include "text/arena.h"
#include "text/fail.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/* What is to be read. */
struct fp_path {
	const char *name; /* as it is opened and printed; "-" or what the user calls it for stdin */
	bool named;       /* by the user: any kind of file, through links; else found on a walk */
	bool standard_input;
	const struct fp_settings *settings; /* that hold for it */
};

/* An open file; closed by fp_file_close. */
struct fp_file {
	const struct fp_path *path;
	struct stat is; /* when it was opened */
	int fd;         /* -1: none */
};

int fp_file_open(struct fp_file *out, const struct fp_path *path, struct fp_error *error);

/*
 * Reads all of it into the arena. Answers FENCEPOST_EBIG where it holds more than `most` bytes. The
 * arena may jump; the file stays open then.
 */
int fp_file_read(const struct fp_file *file, struct fp_arena *arena, uint32_t most,
                 const char **bytes, uint32_t *len, struct fp_error *error);

/* Puts other bytes in the place of what was read, atomically; a file that changed meanwhile is left. */
int fp_file_replace(const struct fp_file *file, struct fp_arena *arena, const char *bytes,
                    size_t len, struct fp_error *error);

/* Closes it if it is open. */
void fp_file_close(struct fp_file *file);

#endif
