/* SPDX-License-Identifier: MIT */
/*
 * The memory of one document: taken piece by piece, given back at once.
 *
 * Nobody tests for "no memory": fp_arena_alloc answers memory or jumps back to fp_arena_try, which
 * then answers FENCEPOST_ENOMEM. arena.c alone knows setjmp.
 */
#ifndef FP_TEXT_ARENA_H
#define FP_TEXT_ARENA_H

#include <stddef.h>

/* Where memory comes from, as in struct fencepost_options. alloc == NULL: malloc. */
struct fp_allocator {
	void *(*alloc)(void *user, void *old, size_t old_len, size_t len);
	void *user;
};

struct fp_arena;

/*
 * A new arena that takes at most `limit` bytes (0: no limit), its children's included; NULL: no
 * memory. All that takes memory of it is called inside fp_arena_try.
 */
struct fp_arena *fp_arena_new(const struct fp_allocator *from, size_t limit);

/*
 * An arena for work in between: freed with its parent at the latest, and before that with
 * fp_arena_free. Its memory counts against the parent's limit, and where it ends, the parent's
 * fp_arena_try answers.
 */
struct fp_arena *fp_arena_child(struct fp_arena *parent);

/* Frees an arena, its memory and its children; NULL is allowed. */
void fp_arena_free(struct fp_arena *arena);

/*
 * Calls function(argument) and answers 0, or FENCEPOST_ENOMEM where memory of this arena (or of a
 * child) ended inside: the children made inside are then freed, what the arena itself took stays
 * until it is freed. Calls may nest; the innermost answers.
 */
int fp_arena_try(struct fp_arena *arena, void (*function)(void *argument), void *argument);

/* Ends the innermost fp_arena_try of this arena with FENCEPOST_ENOMEM; does not return. */
_Noreturn void fp_arena_fail(struct fp_arena *arena);

/* `size` bytes, aligned for any type, not cleared; never NULL (size 0 gives a pointer too). */
void *fp_arena_alloc(struct fp_arena *arena, size_t size);

/*
 * The same, all zero: `count` things of `size` bytes; a product that overflows counts as no memory.
 */
void *fp_arena_zero(struct fp_arena *arena, size_t count, size_t size);

/*
 * `old` (NULL, or a piece that was asked for with exactly old_size bytes) with room for new_size;
 * in place where it was the last piece.
 */
void *fp_arena_grow(struct fp_arena *arena, void *old, size_t old_size, size_t new_size);

/* A copy of `len` bytes, followed by a NUL that len does not count. */
char *fp_arena_copy(struct fp_arena *arena, const void *bytes, size_t len);

/* Bytes taken from the allocator so far, children included. */
size_t fp_arena_used(const struct fp_arena *arena);

#endif
