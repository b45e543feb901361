/* SPDX-License-Identifier: MIT */
/* Names that are nearly right: edit distance, and the nearest of a list. */
#ifndef FP_HAR_NAMES_H
#define FP_HAR_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The edit distance (insert, delete, replace, swap neighbours) of two names, letter case ignored;
 * `most` + 1 where it is greater.
 */
size_t fp_names_distance(const char *a, size_t a_len, const char *b, size_t b_len, size_t most);

/*
 * The nearest of a NULL-terminated list at a distance of at most `most`; NULL: none. *distance may
 * be NULL.
 */
const char *fp_names_nearest(const char *name, size_t len, const char *const *list, size_t most,
                             size_t *distance);

/* The entry of a list that equals the name but for letter case, or NULL. */
const char *fp_names_find(const char *name, size_t len, const char *const *list);

#endif
