/* SPDX-License-Identifier: MIT */
/* Operands of the command line → the documents they mean, sorted by the bytes of their paths. */
#ifndef FP_FACE_PATHS_H
#define FP_FACE_PATHS_H

#include "face/config.h"
#include "face/files.h"
#include "face/options.h"

struct fp_paths {
	struct fp_path *of;
	size_t count;
};

/* What is asked for beside the operands. */
struct fp_sources {
	struct fp_configs *configs; /* say what is a document, and what holds for it */
	const char *stdin_name;     /* what the operand `-` is called; NULL: "-" */
	const char *list;           /* a file with further operands, or "-"; NULL: none */
	bool nul_separated;         /* that list; else a line each */
};

/*
 * Whether standard input is a document: `-` is an operand, or it has a name and nothing else is
 * asked for. Answers FENCEPOST_EUSAGE where operands, list and name make no sense together, else 0.
 */
int fp_paths_check(bool *standard_input, const struct fp_sources *sources,
                   const struct fp_words *operands, struct fp_error *error);

/*
 * Fills `out` (in the arena) from sources that fp_paths_check takes; no operand, no list and no name
 * of standard input means the current directory. A folder is
 * walked (walk.h); a file that is named is taken whatever its name, and a file that is reached twice
 * is taken once. What cannot be read is complained of on stderr and left out, and so are documents
 * whose settings do not read: answers whether all could be. What is walked and ignored by the
 * settings is left out too.
 */
bool fp_paths_collect(struct fp_paths *out, struct fp_arena *arena,
                      const struct fp_sources *sources, const struct fp_words *operands);

#endif
