/* SPDX-License-Identifier: MIT */
/*
 * Two rows of lines → where they differ. A line is a number here, and equal lines have equal ones;
 * so it needs no text, no library, and cannot fail.
 */
#ifndef FP_GIT_DIFF_H
#define FP_GIT_DIFF_H

#include "text/arena.h"

#include <stdint.h>

struct fp_row {
	const uint32_t *of; /* the lines, each as a number */
	uint32_t count;
};

/* Lines of the old row, and lines of the new one in their place; counted from 0. */
struct fp_hunk {
	uint32_t old_at, old_count, new_at, new_count;
};

struct fp_hunks {
	struct fp_hunk *of;
	size_t count;
};

/*
 * How the old row `a` became `b`: the hunks in their order; what lies between them is equal, and as
 * much as can be. `kinds` is more than any number in the rows.
 */
struct fp_hunks fp_diff(struct fp_arena *arena, struct fp_row a, struct fp_row b, uint32_t kinds);

#endif
