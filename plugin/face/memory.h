/* SPDX-License-Identifier: MIT */
/* Where the command's memory comes from. The library has no say in this: a host brings its own. */
#ifndef FP_FACE_MEMORY_H
#define FP_FACE_MEMORY_H

#include "text/arena.h"

/* malloc, which asks the system for large pages where what is wanted is large. */
extern const struct fp_allocator fp_memory;

#endif
