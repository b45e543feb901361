/* SPDX-License-Identifier: MIT */
/* Which files git filters or re-encodes between the index and the working tree. */
#ifndef FP_GIT_ATTRIBUTES_H
#define FP_GIT_ATTRIBUTES_H

#include "git/child.h"

/* Starts to ask for the paths that fp_attributes_read hands over. Answers 0 or FENCEPOST_EGIT. */
int fp_attributes_ask(struct fp_child *child, struct fp_arena *arena, struct fp_error *error);

/* Fills filtered[i] for each of the paths. */
int fp_attributes_read(bool *filtered, struct fp_arena *arena, struct fp_child *child,
                       const char *const *paths, size_t count, struct fp_error *error);

/* The same of what git has printed; FENCEPOST_EGIT where that is no answer for each of the paths. */
int fp_attributes_parse(bool *filtered, const struct fp_bytes *answers, const char *const *paths,
                        size_t count, struct fp_error *error);

#endif
