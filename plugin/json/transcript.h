/* SPDX-License-Identifier: MIT */
/* A text that is not JSON alone: a transcript with JSON in it. */
#ifndef FP_JSON_TRANSCRIPT_H
#define FP_JSON_TRANSCRIPT_H

#include "text/arena.h"
#include "text/layer.h"

/* A transcript: HTTP messages or a console session, with JSON in between. */
struct fp_transcript {
	struct fp_range *parts; /* the JSON in it, in text order */
	uint32_t count;
	struct fp_range head; /* the first line that is none: a request or status line, a prompt */
	bool shell;           /* the head is a command */
};

/* Finds the JSON of a transcript; false: the text is none. */
bool fp_transcript_find(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        uint32_t len);

#endif
