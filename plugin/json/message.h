/* SPDX-License-Identifier: MIT */
/* A slip in words: what was expected and what stands there, and what the fix does. */
#ifndef FP_JSON_MESSAGE_H
#define FP_JSON_MESSAGE_H

#include "finding/sink.h"
#include "json/slips.h"

/* What messages are made from. */
struct fp_message_context {
	struct fp_sink *sink; /* for its arena, in which all sentences are */
	const struct fp_layer *layer;
	const struct fp_story *story;
	struct fp_range part;
	const char *where; /* "block" or "payload" */
};

/* The finding's sentence. */
const char *fp_message_fault(const struct fp_message_context *context, const struct fp_slip *slip);

/* The fix in a few words: "replace ',' with ':'". */
const char *fp_message_fix(const struct fp_message_context *context, const struct fp_slip *slip);

#endif
