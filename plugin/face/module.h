/* SPDX-License-Identifier: MIT */
/* What the two files that implement fencepost.h share. */
#ifndef FP_FACE_MODULE_H
#define FP_FACE_MODULE_H

#include "check/settings.h"

/* More memory than this no document gets, and no handle, whatever it holds. */
#define FP_MODULE_MEMORY ((size_t)1 << 30)

struct fencepost {
	struct fp_arena *arena; /* holds the handle itself */
	struct fp_allocator from;
	struct fp_settings settings;
};

/*
 * Copies a struct that the caller filled to one as we know it: zero where the caller's is shorter.
 * Answers FENCEPOST_EABI where it is longer and says something we do not understand.
 */
int fp_module_take(void *known, size_t known_size, const void *given);

#endif
