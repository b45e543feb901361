/* SPDX-License-Identifier: MIT */
/*
 * Changes that know what documents are made of: containers around lines, JSON in strings in JSON,
 * tokens of Markdown and JSON dropped, doubled, swapped and put in.
 */
#ifndef FP_FUZZ_MUTATE_H
#define FP_FUZZ_MUTATE_H

#include "../laws/random.h"

#include <stddef.h>

/* Makes one such change to `size` bytes in a buffer of `most`; answers the new size. */
size_t mutate(uint8_t *data, size_t size, size_t most, struct random *r);

#endif
