/* SPDX-License-Identifier: MIT */
/*
 * JSON text, member by member. Commas, line ends and indentation come by themselves, so a report can
 * stop after a finding and go on with the next.
 *
 *     fp_emit_open(e, NULL, '{', true);
 *     fp_emit_string(e, "path", path);
 *     fp_emit_close(e);
 */
#ifndef FP_REPORT_EMIT_H
#define FP_REPORT_EMIT_H

#include "text/bytes.h"

#include <stdbool.h>

/* Containers that may be open at once. */
enum { FP_EMIT_DEPTH = 16 };

struct fp_emit {
	struct fp_bytes *out;
	unsigned depth;  /* containers that are open */
	unsigned spread; /* the outer ones of them, which have a line for each member */
	bool empty;      /* nothing is in the innermost yet */
	char closers[FP_EMIT_DEPTH];
};

/* All of these take the member's name, or NULL in an array and for the root. */

/*
 * Opens an object ('{') or array ('['). `spread`: a line for each member, if the one around it has.
 */
void fp_emit_open(struct fp_emit *e, const char *name, char bracket, bool spread);
void fp_emit_close(struct fp_emit *e);

/*
 * Any bytes: each that is not UTF-8 is written U+FFFD, NUL and what no terminal should see as \u
 * escapes.
 */
void fp_emit_text(struct fp_emit *e, const char *name, const char *text, size_t len);
void fp_emit_string(struct fp_emit *e, const char *name, const char *text); /* up to its NUL */
void fp_emit_number(struct fp_emit *e, const char *name, uint64_t number);
void fp_emit_bool(struct fp_emit *e, const char *name, bool value);
void fp_emit_json(struct fp_emit *e, const char *name, const char *json, size_t len); /* as it is */

#endif
