/* SPDX-License-Identifier: MIT */
/* Which of some names a misspelt word most likely meant. */
#ifndef FP_TEXT_NEAREST_H
#define FP_TEXT_NEAREST_H

#include <stddef.h>

/* The name that a misspelt word (len bytes) most likely meant, or NULL; `names` ends with NULL. */
const char *fp_nearest(const char *word, size_t len, const char *const *names);

#endif
