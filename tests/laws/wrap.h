/* SPDX-License-Identifier: MIT */
/*
 * A text → a Markdown file in whose only json block it stands, up to three JSON strings deep; and
 * that file → the text again, with the layers it was read through.
 */
#ifndef LAWS_WRAP_H
#define LAWS_WRAP_H

#include "random.h"
#include "text/layer.h"

enum { MOST_DEPTH = 3 };

/* How a text is wrapped: all that is drawn by lot but the spelling of characters. */
struct wrap {
	uint32_t depth;      /* JSON strings around the text */
	uint32_t containers; /* quotes and list items around the block */
	char first[64];      /* the prefix of the line of the opening fence … */
	char rest[64];       /* … and of the lines below */
	const char *head[MOST_DEPTH],
	    *tail[MOST_DEPTH]; /* around each string, the innermost first */
	const char *line_end;
	bool trims;    /* lines that are blank but for their prefix end without blanks */
	bool unclosed; /* the file ends with the block */
};

/* Draws a way of wrapping. */
void wrap_draw(struct wrap *wrap, struct random *r, uint32_t depth);

/* Adds the file; what can be spelled in several ways is spelled by lot. At depth 0 the text ends with a line end. */
void wrap_put(struct fp_bytes *out, const struct wrap *wrap, struct random *r, const char *text,
              size_t len);

/* Adds a text as a fenced block of that language, in the containers of the wrap. */
void wrap_block(struct fp_bytes *out, const struct wrap *wrap, const char *language,
                const char *text, size_t len);

/* Reads a file that wrap_put made: the layer of the text; NULL where it cannot be read as that. */
const struct fp_layer *wrap_read(struct fp_arena *arena, const struct wrap *wrap, const char *bytes,
                                 size_t len);

/* Where in the `layer` around it the innermost string stands, with its quotes; the depth is 1 or more. */
struct fp_range wrap_string(const struct wrap *wrap, const struct fp_layer *layer);

#endif
