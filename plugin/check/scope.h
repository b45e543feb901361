/* SPDX-License-Identifier: MIT */
/*
 * What of a document is old: a block whose language and text, or a line whose bytes, stood in an
 * older version of it, wherever there. Only the rest is reported and mended.
 */
#ifndef FP_CHECK_SCOPE_H
#define FP_CHECK_SCOPE_H

#include "check/settings.h"

#include <stdbool.h>

struct fp_old;

/* The blocks and lines of all older versions; all zero: there are none, and everything is new. */
struct fp_scope {
	struct fp_old *table; /* open addressing; `room` is a power of two, or 0 */
	size_t count, room;
};

/* Adds an older version, whose text must outlive the scope; jumps where memory ends. */
void fp_scope_add(struct fp_scope *scope, struct fp_arena *arena,
                  const struct fp_settings *settings, const char *text, uint32_t len);

/* Whether an older version had a block of that kind with that text. */
bool fp_scope_has_block(const struct fp_scope *scope, enum fp_language_kind kind,
                        const struct fp_layer *layer);

/* Whether an older version had that line; its line end does not count. */
bool fp_scope_has_line(const struct fp_scope *scope, const char *text, size_t len);

#endif
