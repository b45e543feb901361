/* SPDX-License-Identifier: MIT */
/* Names that stand in a query or a Cookie header, to be looked up however many there are. */
#ifndef FP_HAR_NAME_SET_H
#define FP_HAR_NAME_SET_H

#include "text/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct fp_name_set {
	struct fp_arena *arena;
	struct fp_set_name {
		const char *text;
		size_t len;
	} * of;
	size_t count, room;
};

/* An empty set: struct fp_name_set set = FP_NAME_SET(arena); */
#define FP_NAME_SET(arena_) ((struct fp_name_set){(arena_), NULL, 0, 0})

/* Adds a name, which is borrowed. */
void fp_name_set_add(struct fp_name_set *set, const char *text, size_t len);

/* Sorts the names; after the last one was added, before the first is looked up. */
void fp_name_set_sort(struct fp_name_set *set);

/* Whether a name is among them, byte for byte. */
bool fp_name_set_has(const struct fp_name_set *set, const char *text, size_t len);

#endif
