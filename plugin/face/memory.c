/* SPDX-License-Identifier: MIT */
/*
 * malloc, and large pages for what is large. A search of a broken text of 100 KB fills some 50 MB,
 * and half of its time went into faults of small pages and misses of their table.
 */
#include "face/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE = 2 << 20 };

/* Advice alone, for the whole pages in there: the system may have no such pages. */
static void advise(char *memory, size_t len)
{
#ifdef MADV_HUGEPAGE
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t before = (page - (uintptr_t)memory % page) % page;

	(void)madvise(memory + before, (len - before) / page * page, MADV_HUGEPAGE);
#else
	(void)memory;
	(void)len;
#endif
}

static void *take(void *user, void *old, size_t old_len, size_t len)
{
	void *memory;

	(void)user;
	(void)old_len;
	if (len == 0) {
		free(old);
		return NULL;
	}
	memory = realloc(old, len);
	if (memory && len >= LARGE)
		advise(memory, len);
	return memory;
}

const struct fp_allocator fp_memory = {take, NULL};
