/* SPDX-License-Identifier: MIT */
/* One thing that `payload` prints: a payload, a HAR request, or a request as a curl command → bytes. */
#ifndef FP_FACE_SHOWN_H
#define FP_FACE_SHOWN_H

#include "face/jobs.h"

#include <stdbool.h>

/* What is printed of each block. */
enum fp_show { FP_SHOW_PAYLOAD, FP_SHOW_HAR, FP_SHOW_CURL };

struct fp_shown {
	const struct fencepost_block *block;
	uint32_t line;            /* where it begins in the file */
	const char *method, *url; /* of the request; NULL: there is none */
	const char *mime_type;    /* likewise */
	const char *text;         /* `len` bytes */
	size_t len;
	bool json; /* it is JSON (or what its language adds to it) */
	/* it is not printed: a finding says so, or nothing does and it has to be said (`why`) */
	bool withheld;
	const char *why; /* NULL: a finding says it */
};

/*
 * What there is to print of a document, in its order; in the arena. A text that is no JSON is withheld
 * unless `raw`.
 */
size_t fp_shown_list(struct fp_shown **out, struct fp_arena *arena, const struct fp_job *job,
                     enum fp_show show, bool raw);

/* Adds it as its author wrote it (`raw`) or with its JSON in one line; ends with a line end. */
void fp_shown_put(struct fp_bytes *out, const struct fp_shown *shown, bool raw);

/* Adds it as a member of a JSON object that says where it is from, in one line. */
void fp_shown_wrap(struct fp_bytes *out, const struct fp_shown *shown, const char *path,
                   enum fp_show show, bool raw);

#endif
