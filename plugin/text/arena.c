/* SPDX-License-Identifier: MIT */
/*
 * Requests for memory → pieces of chunks; the end of memory → one jump.
 *
 * An arena is a list of chunks, the newest first, and pieces are cut off the newest:
 *
 *     arena → [ piece piece piece |at ....... end] → [ piece piece .... ] → [ large piece ]
 *
 * A piece of LARGE bytes or more is never cut from a chunk that others share, so the allocator may
 * resize it where it is; a buffer that grows to megabytes leaves no dead copies behind.
 *
 * Children hang below their parent, and each fp_arena_try is noted at the root of such a family,
 * the innermost first. Where memory ends, the innermost try of the arena or of one of its ancestors
 * answers, and whatever was made since it began goes: arenas carry a serial number for that.
 */
#include "text/arena.h"

#include "fencepost.h"

#include <assert.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Under the address sanitizer a piece is open to its last byte, and all else in a chunk is closed.
 */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
	ALIGN = alignof(max_align_t),
	FIRST_CHUNK = 4 << 10, /* most documents are small */
	LAST_CHUNK = 4 << 20,  /* each is twice the one before, up to this */
	LARGE = 32 << 10,
};

struct chunk {
	alignas(max_align_t) struct chunk *older;
	struct chunk *newer;
	size_t size; /* as it was asked for, this header included */
};

/* One call of fp_arena_try that has not returned. */
struct
try {
	struct try *outer;
	const struct fp_arena *arena;
	uint64_t serial; /* arenas with a higher one were made inside */
	jmp_buf back;
};

struct fp_arena {
	struct fp_allocator from;
	struct fp_arena *root, *parent, *children, *next, *before;
	uint64_t serial;
	size_t used, limit;
	struct chunk *newest;
	char *at, *end;    /* what is left of the chunk that pieces are cut from */
	size_t next_chunk; /* the size of the next one */

	/* Of a root only. */
	uint64_t last_serial;
	struct try *innermost;
};

static void *from_malloc(void *user, void *old, size_t old_len, size_t len)
{
	(void)user;
	(void)old_len;
	if (len == 0) {
		free(old);
		return NULL;
	}
	return realloc(old, len);
}

static size_t aligned(size_t size)
{
	return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

static bool within_limits(const struct fp_arena *arena, size_t more)
{
	for (; arena; arena = arena->parent)
		if (arena->limit &&
		    (arena->used > arena->limit || more > arena->limit - arena->used))
			return false;
	return true;
}

/* Asks the allocator, and counts the difference in the arena and its ancestors. NULL: no memory. */
static void *take(struct fp_arena *arena, void *old, size_t old_len, size_t len)
{
	void *memory;

	if (len > old_len && !within_limits(arena, len - old_len))
		return NULL;
	memory = arena->from.alloc(arena->from.user, old, old_len, len);
	if (!memory && len > 0)
		return NULL;
	for (; arena; arena = arena->parent)
		arena->used += len - old_len;
	return memory;
}

_Noreturn void fp_arena_fail(struct fp_arena *arena)
{
	struct fp_arena *root = arena->root;

	for (struct try *t = root->innermost; t; t = t->outer)
		for (const struct fp_arena *a = arena; a; a = a->parent)
			if (t->arena == a) {
				root->innermost = t;
				longjmp(t->back, 1);
			}
	assert(!"memory of an arena is asked for inside fp_arena_try only");
	abort();
}

static void *chunk_bytes(struct chunk *chunk)
{
	return chunk + 1;
}

static void link_chunk(struct fp_arena *arena, struct chunk *chunk)
{
	chunk->newer = NULL;
	chunk->older = arena->newest;
	if (chunk->older)
		chunk->older->newer = chunk;
	arena->newest = chunk;
}

/* A chunk with room for `size` bytes, linked. */
static struct chunk *new_chunk(struct fp_arena *arena, size_t size)
{
	struct chunk *chunk = NULL;

	if (size <= SIZE_MAX - sizeof(*chunk) - ALIGN)
		chunk = take(arena, NULL, 0, sizeof(*chunk) + size);
	if (!chunk)
		fp_arena_fail(arena);
	chunk->size = sizeof(*chunk) + size;
	link_chunk(arena, chunk);
	return chunk;
}

/* Makes room for `size` (< LARGE) bytes between `at` and `end`; what was left there is lost. */
static void begin_chunk(struct fp_arena *arena, size_t size)
{
	struct chunk *chunk;

	while (arena->next_chunk - sizeof(*chunk) < size)
		arena->next_chunk *= 2;
	chunk = new_chunk(arena, arena->next_chunk - sizeof(*chunk));
	arena->at = chunk_bytes(chunk);
	arena->end = (char *)chunk + chunk->size;
	ASAN_POISON_MEMORY_REGION(arena->at, (size_t)(arena->end - arena->at));
	if (arena->next_chunk < LAST_CHUNK)
		arena->next_chunk *= 2;
}

/* Resizes a piece that has a chunk to itself. */
static void *resize_large(struct fp_arena *arena, void *old, size_t old_size, size_t new_size)
{
	struct chunk *chunk = (struct chunk *)old - 1;

	assert(chunk->size == sizeof(*chunk) + old_size);
	if (new_size > SIZE_MAX - sizeof(*chunk))
		fp_arena_fail(arena);
	chunk = take(arena, chunk, chunk->size, sizeof(*chunk) + new_size);
	if (!chunk)
		fp_arena_fail(arena);
	chunk->size = sizeof(*chunk) + new_size;
	if (chunk->older)
		chunk->older->newer = chunk;
	if (chunk->newer)
		chunk->newer->older = chunk;
	else
		arena->newest = chunk;
	return chunk_bytes(chunk);
}

/* The arena must have room for itself; NULL where there is no memory. */
static struct fp_arena *make(struct fp_arena *parent, const struct fp_allocator *from, size_t limit)
{
	struct fp_arena first = {.from = *from, .limit = limit}, *arena;

	arena = take(parent ? parent : &first, NULL, 0, sizeof(*arena));
	if (!arena)
		return NULL;
	*arena = (struct fp_arena){.from = *from, .limit = limit, .parent = parent};
	arena->used = sizeof(*arena);
	arena->next_chunk = FIRST_CHUNK;
	arena->root = parent ? parent->root : arena;
	return arena;
}

static void unlink_child(struct fp_arena *arena)
{
	if (arena->next)
		arena->next->before = arena->before;
	if (arena->before)
		arena->before->next = arena->next;
	else if (arena->parent)
		arena->parent->children = arena->next;
}

/* Frees what was made below `arena` after that serial number. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as arenas lie within each other, a handful */
static void free_younger(struct fp_arena *arena, uint64_t serial)
{
	struct fp_arena *next;

	for (struct fp_arena *child = arena->children; child; child = next) {
		next = child->next;
		if (child->serial > serial)
			fp_arena_free(child);
		else
			free_younger(child, serial);
	}
}

struct fp_arena *fp_arena_new(const struct fp_allocator *from, size_t limit)
{
	struct fp_allocator allocator = {from_malloc, NULL};

	if (from && from->alloc)
		allocator = *from;
	return make(NULL, &allocator, limit);
}

struct fp_arena *fp_arena_child(struct fp_arena *parent)
{
	struct fp_arena *child = make(parent, &parent->from, 0);

	if (!child)
		fp_arena_fail(parent);
	child->serial = ++parent->root->last_serial;
	child->next = parent->children;
	if (child->next)
		child->next->before = child;
	parent->children = child;
	return child;
}

/* NOLINTNEXTLINE(misc-no-recursion): likewise */
void fp_arena_free(struct fp_arena *arena)
{
	struct fp_arena *counted;
	struct chunk *older;

	if (!arena)
		return;
	while (arena->children)
		fp_arena_free(arena->children);
	for (struct chunk *chunk = arena->newest; chunk; chunk = older) {
		older = chunk->older;
		ASAN_UNPOISON_MEMORY_REGION(chunk, chunk->size);
		arena->from.alloc(arena->from.user, chunk, chunk->size, 0);
	}
	unlink_child(arena);
	for (counted = arena->parent; counted; counted = counted->parent)
		counted->used -= arena->used;
	arena->from.alloc(arena->from.user, arena, sizeof(*arena), 0);
}

int fp_arena_try(struct fp_arena *arena, void (*function)(void *argument), void *argument)
{
	struct fp_arena *root = arena->root;
	struct try here = {.outer = root->innermost, .arena = arena, .serial = root->last_serial};
	int status = FENCEPOST_OK;

	root->innermost = &here;
	if (setjmp(here.back) == 0) {
		function(argument);
	} else {
		free_younger(arena, here.serial);
		status = FENCEPOST_ENOMEM;
	}
	root->innermost = here.outer;
	return status;
}

void *fp_arena_alloc(struct fp_arena *arena, size_t size)
{
	size_t room = aligned(size ? size : 1);
	void *piece;

	if (size >= LARGE)
		return chunk_bytes(new_chunk(arena, size));
	if ((size_t)(arena->end - arena->at) < room)
		begin_chunk(arena, room);
	piece = arena->at;
	arena->at += room;
	ASAN_UNPOISON_MEMORY_REGION(piece, size);
	return piece;
}

void *fp_arena_zero(struct fp_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		fp_arena_fail(arena);
	return memset(fp_arena_alloc(arena, count * size), 0, count * size);
}

void *fp_arena_grow(struct fp_arena *arena, void *old, size_t old_size, size_t new_size)
{
	char *piece = old;
	void *moved;

	if (old && new_size <= old_size)
		return old;
	if (old && old_size >= LARGE)
		return resize_large(arena, old, old_size, new_size);
	if (old && new_size < LARGE && piece + aligned(old_size ? old_size : 1) == arena->at &&
	    aligned(new_size) <= (size_t)(arena->end - piece)) {
		arena->at = piece + aligned(new_size);
		ASAN_UNPOISON_MEMORY_REGION(piece, new_size);
		return old;
	}
	moved = fp_arena_alloc(arena, new_size);
	return old ? memcpy(moved, old, old_size) : moved;
}

char *fp_arena_copy(struct fp_arena *arena, const void *bytes, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		fp_arena_fail(arena);
	copy = fp_arena_alloc(arena, len + 1);
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

size_t fp_arena_used(const struct fp_arena *arena)
{
	return arena->used;
}
