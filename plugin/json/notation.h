/* SPDX-License-Identifier: MIT */
/* What a text is when it is not JSON alone: another language, or a transcript with JSON in it. */
#ifndef FP_JSON_NOTATION_H
#define FP_JSON_NOTATION_H

#include "text/arena.h"
#include "text/layer.h"

/*
 * What the text looks like, for a sentence ("YAML", "a shell command"); NULL: it may well be JSON.
 * Asked only of texts that are not JSON.
 */
const char *fp_notation_language(const char *text, uint32_t len);

/* A transcript: HTTP messages or a console session, with JSON in between. */
struct fp_transcript {
	struct fp_range *parts; /* the JSON in it, in text order */
	uint32_t count;
	struct fp_range head; /* the first line that is none: a request or status line, a prompt */
	bool shell;           /* the head is a command */
};

/* Finds the JSON of a transcript; false: the text is none. */
bool fp_notation_transcript(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                            uint32_t len);

#endif
