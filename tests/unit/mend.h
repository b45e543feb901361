/* SPDX-License-Identifier: MIT */
/* Reads a text that stands in a file of its own, and mends it with all that is offered. */
#ifndef MEND_H
#define MEND_H

#include "arena.h"
#include "finding/edit.h"
#include "json/repair.h"

#include <string.h>

/* What was found in a text, finished; the search may take so much. */
static inline struct fp_sink *find_within(struct fp_json *json, const char *text,
                                          struct fp_budget *budget)
{
	static const struct fp_dialect strict;
	static struct fp_levels levels;
	struct fp_json_options options = {&strict, NULL, budget, "block"};
	struct fp_sink *sink = fp_arena_alloc(arena, sizeof(*sink));
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));
	uint32_t len = (uint32_t)strlen(text);

	fp_levels_init(&levels);
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		levels.of[rule][0] = levels.of[rule][1] = FENCEPOST_ERROR;
	fp_lines_find(lines, arena, text, len);
	fp_sink_init(sink, arena, lines, &levels);
	fp_json_read(json, sink, fp_layer_of_file(arena, lines, (struct fencepost_span){0, len}),
	             &options);
	fp_sink_finish(sink, 0, 0);
	return sink;
}

static inline struct fp_sink *find(struct fp_json *json, const char *text)
{
	return find_within(json, text, NULL);
}

/* The text once the fixes that are at least so applicable are in. */
static inline const char *mended(const char *text, enum fencepost_applicability least)
{
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_edits edits;
	struct fp_json json;

	fp_edit_choose(&edits, arena, find(&json, text), least, NULL, NULL);
	fp_edit_splice(&out, text, (uint32_t)strlen(text), &edits);
	return fp_bytes_string(&out);
}

#endif
