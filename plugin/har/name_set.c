/* SPDX-License-Identifier: MIT */
/* A sorted array: adding is cheap, looking up is a binary search. */
#include "har/name_set.h"

#include <stdlib.h>
#include <string.h>

void fp_name_set_add(struct fp_name_set *set, const char *text, size_t len)
{
	if (set->count == set->room) {
		size_t room = set->room ? 2 * set->room : 8;

		set->of = fp_arena_grow(set->arena, set->of, set->room * sizeof(*set->of),
		                        room * sizeof(*set->of));
		set->room = room;
	}
	set->of[set->count++] = (struct fp_set_name){text, len};
}

static int compare(const void *left, const void *right)
{
	const struct fp_set_name *a = left, *b = right;

	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return a->len > 0 ? memcmp(a->text, b->text, a->len) : 0;
}

void fp_name_set_sort(struct fp_name_set *set)
{
	if (set->count > 1)
		qsort(set->of, set->count, sizeof(*set->of), compare);
}

bool fp_name_set_has(const struct fp_name_set *set, const char *text, size_t len)
{
	struct fp_set_name name = {text, len};

	return set->count > 0 &&
	       bsearch(&name, set->of, set->count, sizeof(*set->of), compare) != NULL;
}
