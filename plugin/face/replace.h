/* SPDX-License-Identifier: MIT */
/*
 * A file is replaced whole or not at all: the new bytes go to a temporary beside it, which then
 * takes its name. Whatever goes wrong before that leaves the old file as it was and no temporary.
 */
#ifndef FP_FACE_REPLACE_H
#define FP_FACE_REPLACE_H

#include "text/arena.h"
#include "text/fail.h"

#include <stdbool.h>
#include <sys/stat.h>

/* So many replacements may be under way at once. */
#define FP_MOST_REPLACEMENTS 256

/* A replacement under way; ends with fp_replace_commit(_new) or fp_replace_abandon. */
struct fp_replacement {
	const char *path;   /* as it was named */
	const char *target; /* what it names: a true path, through symbolic links */
	char *temporary;    /* NULL: none under way */
	int fd;             /* of the temporary */
	dev_t device;       /* of the file that is there before; inode 0: none is */
	ino_t inode;
};

/*
 * Begins to replace `path`, through a symbolic link its target. The new file gets mode, owner and
 * extended attributes of the old one (owner and attributes as far as we may), those of a new file
 * where there is none. Answers 0 or FENCEPOST_EIO.
 */
int fp_replace_begin(struct fp_replacement *out, struct fp_arena *arena, const char *path,
                     struct fp_error *error);

/* Adds bytes. A failure has already abandoned the replacement. */
int fp_replace_write(struct fp_replacement *replacement, const char *bytes, size_t len,
                     struct fp_error *error);

/*
 * Puts the new file in the old one's place; where `expected` is not NULL, only if the old one is
 * still that file, of that size and time. A failure has already abandoned the replacement.
 */
int fp_replace_commit(struct fp_replacement *replacement, const struct stat *expected,
                      struct fp_error *error);

/*
 * Gives the new file its name only if nothing has it. Answers 0, or 1 where something has, or fails; then
 * the replacement is abandoned.
 */
int fp_replace_commit_new(struct fp_replacement *replacement, struct fp_error *error);

/* Whether it is to replace that file. */
bool fp_replace_is(const struct fp_replacement *replacement, const struct stat *file);

/* Removes the temporary; does nothing where none is under way. */
void fp_replace_abandon(struct fp_replacement *replacement);

/*
 * For the end of the process, by a signal or without memory: lets other threads finish what they are
 * replacing (two seconds at most) and begin nothing more, then removes what is left. To be called in
 * the main thread; async-signal-safe.
 */
void fp_replace_abandon_all(void);

/* To be called by every other thread that replaces files, which must have its signals blocked. */
void fp_replace_as_worker(void);

/* Writes all of it, however often the system interrupts or takes less. Answers 0, or -1 with errno. */
int fp_write_all(int fd, const char *bytes, size_t len);

#endif
