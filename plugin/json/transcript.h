/* SPDX-License-Identifier: MIT */
/* A text that is not JSON alone: a transcript with JSON in it. */
#ifndef FP_JSON_TRANSCRIPT_H
#define FP_JSON_TRANSCRIPT_H

#include "text/arena.h"
#include "text/layer.h"

enum fp_transcript_kind { FP_TRANSCRIPT_HTTP, FP_TRANSCRIPT_CONSOLE, FP_TRANSCRIPT_LOG };

/* A transcript: HTTP messages, a console session or a log, with JSON in between. */
struct fp_transcript {
	struct fp_range *parts; /* the JSON in it, in text order */
	uint32_t count;
	struct fp_range head; /* the first line that is none: a request or status line, a prompt */
	enum fp_transcript_kind kind; /* what the head is of */
	bool quote_left_open; /* no quote behind the last one that was looked at closes another */
};

/* Finds the JSON of a transcript; false: the text is none. */
bool fp_transcript_find(struct fp_transcript *out, struct fp_arena *arena, const char *text,
                        uint32_t len);

#endif
