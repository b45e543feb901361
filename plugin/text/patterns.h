/* SPDX-License-Identifier: MIT */
/*
 * The patterns of .gitignore files, as gitignore(5) has them.
 *
 * libgit2 1.5 has them too, but it drops `!name` where the same file has no pattern that it takes
 * back, so a folder below could not take back what one above ignores, and it looks for each file of
 * patterns again at each question.
 */
#ifndef FP_TEXT_PATTERNS_H
#define FP_TEXT_PATTERNS_H

#include "text/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct fp_pattern;

/* The patterns of one file; later ones outdo earlier ones. */
struct fp_patterns {
	const struct fp_patterns *outer; /* asked where these say nothing; NULL: none */
	size_t
	    base; /* so many bytes of a path lead to the folder of the file: 5 for docs/.gitignore */
	const struct fp_pattern *of;
	size_t count;
	bool fold; /* a letter's case does not matter: core.ignoreCase */
};

/* Reads the text of a file of patterns; the text is copied. */
const struct fp_patterns *fp_patterns_parse(struct fp_arena *arena, const char *text, size_t len,
                                            size_t base, bool fold,
                                            const struct fp_patterns *outer);

/*
 * Whether a path (from the top of the working tree, no '/' at its end) is ignored for its own sake.
 * What lies in a folder that is ignored is too: who walks does not look into it.
 */
bool fp_patterns_names(const struct fp_patterns *patterns, const char *path, bool folder);

/* Whether a document of that path is ignored: for its own sake, or for that of a folder it lies in. */
bool fp_patterns_cover(const struct fp_patterns *patterns, struct fp_arena *arena,
                       const char *path);

/* Whether a glob matches the whole of a path: `*`, `?` and `[...]` stop at '/', `**` as a whole segment does not. */
bool fp_patterns_match(const char *glob, const char *path, bool fold);

#endif
