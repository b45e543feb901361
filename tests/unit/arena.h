/* SPDX-License-Identifier: MIT */
/* An arena for a test program: there while its tests run. */
#ifndef ARENA_H
#define ARENA_H

#include "text/arena.h"

static struct fp_arena *arena;

static inline int open_arena(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	return arena ? 0 : -1;
}

static inline int close_arena(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return 0;
}

#endif
