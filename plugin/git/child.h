/* SPDX-License-Identifier: MIT */
/*
 * git as a child process. Whatever a repository is like (sha256, a split or sparse index, reftable,
 * a partial clone) and whatever `git -c` says, git itself reads it, and says why where it cannot.
 *
 * Several children may run at once: started one after the other, finished in any order.
 */
#ifndef FP_GIT_CHILD_H
#define FP_GIT_CHILD_H

#include "text/bytes.h"
#include "text/fail.h"

#include <stdbool.h>
#include <sys/types.h>

/* A git that was started; ends with fp_child_finish or fp_child_drop. */
struct fp_child {
	const char *what;     /* its first word, for messages */
	pid_t pid;            /* 0: none runs */
	int in, out, err;     /* our ends; -1: closed */
	int reason;           /* errno where what went in or came out is not whole */
	char complaint[2048]; /* the beginning of what it printed on stderr */
	size_t complaint_len;
};

/*
 * Starts `git WORDS...` (NULL ends them) in the current directory. The environment is ours, with
 * GIT_INDEX_FILE as `index` where that is not NULL; what a user may have set to change the meaning of
 * pathspecs is left out. The arena is needed until this has answered. Answers 0 or FENCEPOST_EGIT.
 */
int fp_child_start(struct fp_child *child, struct fp_arena *arena, const char *const *words,
                   const char *index, struct fp_error *error);

/* Writes all of it to the child's stdin; what the child prints on stderr meanwhile is kept. */
int fp_child_tell(struct fp_child *child, const char *bytes, size_t len, struct fp_error *error);

/*
 * Gives the child all of its input, and the end of it, while it prints nothing on stdout; it may then work
 * while we do. What goes wrong is told by fp_child_finish, which is called without an input afterwards.
 */
void fp_child_feed(struct fp_child *child, const char *input, size_t len);

/* Reads at most `room` bytes of its stdout. Answers how many, 0 at the end, or FENCEPOST_EGIT. */
ssize_t fp_child_hear(struct fp_child *child, char *to, size_t room, struct fp_error *error);

/*
 * Gives the child `input` (`len` bytes, may be NULL) and the end of it, adds all that it prints to
 * `out` (where that is not NULL) and waits. Answers its exit status, or FENCEPOST_EGIT where it could
 * not be run or was killed; the error then says why. What git complained of is in child->complaint.
 */
int fp_child_finish(struct fp_child *child, const char *input, size_t len, struct fp_bytes *out,
                    struct fp_error *error);

/* Fails with git's own reason: the first line that it complained of. */
int fp_child_fail(const struct fp_child *child, struct fp_error *error);

/* The next text of what `-z` makes git print: up to a NUL, behind which *at moves; NULL: none comes. */
const char *fp_child_text(const char **at, const char *end);

/* Ends a child nobody needs any more; does nothing where none runs. */
void fp_child_drop(struct fp_child *child);

/* Starts and finishes; any exit status but 0 is a failure with git's reason. */
int fp_git_run(struct fp_arena *arena, const char *const *words, const char *index,
               const struct fp_bytes *input, struct fp_bytes *out, struct fp_error *error);

#endif
