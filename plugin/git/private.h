/* SPDX-License-Identifier: MIT */
/*
 * A private directory in the git dir: all that is in the making lies there, so that a run that is
 * killed leaves nothing anywhere else but what the directory itself tells how to remove.
 *
 *     fencepost-XXXXXX/   flock'ed by its owner: where the flock is free, the owner is dead
 *         lock            its own name, NUL, the name of the index lock; the lock is a link to it
 *         beside          names of temporaries elsewhere, NUL after each, noted before they are made
 *         index, 1 ...    what is in the making
 */
#ifndef FP_GIT_PRIVATE_H
#define FP_GIT_PRIVATE_H

#include "text/bytes.h"
#include "text/fail.h"

#include <stdbool.h>
#include <sys/types.h>

struct fp_private {
	struct fp_arena *arena;
	const char *path; /* absolute; NULL: none */
	const char *lock; /* the index lock, once it is ours */
	int fd;           /* holds the flock */
	pid_t guard;      /* a child that tidies up should we be killed */
	int guard_end;    /* our end of the pipe on which it waits */
};

/* Removes what killed runs left in that git dir. */
void fp_private_tidy(struct fp_arena *arena, const char *git_dir);

/* Makes the directory, and starts its guard. Answers 0 or FENCEPOST_EGIT. */
int fp_private_make(struct fp_private *out, struct fp_arena *arena, const char *git_dir,
                    struct fp_error *error);

/*
 * Takes `INDEX.lock`, as git does before it writes that index; tries for about a second. Answers 0 or
 * FENCEPOST_EGIT.
 */
int fp_private_lock(struct fp_private *dir, const char *index, struct fp_error *error);

/* The path of a file in it. */
const char *fp_private_file(const struct fp_private *dir, const char *name);

/* Notes that a temporary of that path is about to be made elsewhere. */
int fp_private_note(struct fp_private *dir, const char *path, struct fp_error *error);

/* Gives the lock back, removes the directory and ends the guard; does nothing where none was made. */
void fp_private_remove(struct fp_private *dir);

/* Whether SIGINT, SIGTERM or SIGHUP has come since fp_private_make; it is acted on by _remove. */
bool fp_private_stopped(void);

#endif
