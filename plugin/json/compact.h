/* SPDX-License-Identifier: MIT */
/* JSON text → the same text in one line: what stands between its tokens is left out. */
#ifndef FP_JSON_COMPACT_H
#define FP_JSON_COMPACT_H

#include "text/bytes.h"

/*
 * Adds a text that is valid, if need be with comments and trailing commas: each token as it is written,
 * and nothing else.
 */
void fp_compact_put(struct fp_bytes *out, const char *text, size_t len);

#endif
