/* SPDX-License-Identifier: MIT */
/*
 * The pre-commit hook of a repository: where git looks for it, what lies there, ours put in or taken
 * out. A hook is ours if it is a regular file that begins as hooks/pre-commit does; any other is the
 * user's, and the worst that happens to it is another name.
 */
#ifndef FP_GIT_HOOK_H
#define FP_GIT_HOOK_H

#include "text/bytes.h"
#include "text/fail.h"

#include <stdbool.h>
#include <sys/stat.h>

enum fp_hook_kind {
	FP_HOOK_NONE,
	FP_HOOK_OURS,
	FP_HOOK_FOREIGN, /* a link among them */
};

/* Text lives in the arena. */
struct fp_hook {
	const char *folder; /* absolute; need not be there */
	const char *path;   /* of the hook in it */
	const char *before; /* where a foreign hook is kept that ours calls first */
	bool has_before;    /* something lies there */
	bool shared;        /* the user's or the machine's core.hooksPath names the folder */
	enum fp_hook_kind kind;
	struct stat is;   /* of what lies at `path` */
	const char *text; /* of a regular file, the beginning at least */
};

/* Asks git for the hook of the current working tree and looks at it. Answers 0 or a failure. */
int fp_hook_find(struct fp_hook *out, struct fp_arena *arena, struct fp_error *error);

/*
 * Adds the text of a hook that runs `program` (absolute; NULL: the one in PATH), and with `fix`
 * mends.
 */
void fp_hook_put(struct fp_bytes *out, const char *program, bool fix);

/* Whether a hook of ours mends. */
bool fp_hook_fixes(const char *text);

/*
 * Puts a hook of that text in place, whole or not at all. A foreign one that lies there is kept at
 * hook->before, where nothing may lie yet.
 */
int fp_hook_write(const struct fp_hook *hook, const char *text, struct fp_error *error);

/* Takes ours out and puts back the one that was kept. */
int fp_hook_remove(const struct fp_hook *hook, struct fp_error *error);

#endif
