/* SPDX-License-Identifier: MIT */
/*
 * Where the lines of a file begin. Inside, all is byte offsets; lines and columns exist where cmark
 * speaks in them and in findings.
 */
#ifndef FP_TEXT_LINES_H
#define FP_TEXT_LINES_H

#include "fencepost.h"
#include "text/arena.h"

/* What the column is at an offset inside a long line, so that nobody counts from its start. */
struct fp_mark {
	uint32_t offset, column, column16;
};

/*
 * A line ends at LF, CR or CRLF. starts[count] == len. A file that ends in a line end has no line
 * after it.
 */
struct fp_lines {
	const char *text;
	uint32_t len;
	uint32_t count;         /* of lines; 0 for an empty text */
	const uint32_t *starts; /* count + 1 offsets */
	const struct fp_mark *marks;
	uint32_t mark_count;
};

/* Finds the lines of a text, which is borrowed and must outlive the result. */
void fp_lines_find(struct fp_lines *out, struct fp_arena *arena, const char *text, uint32_t len);

/* The index (from 0) of the line that holds that offset; for offset == len the last line, or 0. */
uint32_t fp_lines_at(const struct fp_lines *lines, uint32_t offset);

/* The range of a line (index from 0) without its line end; an index past the end: empty, at len. */
struct fencepost_span fp_lines_span(const struct fp_lines *lines, uint32_t index);

/*
 * Line and column of an offset (0 to len) of this text; offset == len just after a line end is the
 * next line, column 1. An offset inside a code point has the column of that code point.
 */
struct fencepost_place fp_lines_place(const struct fp_lines *lines, uint32_t offset);

/*
 * The same in the whole file, in which this text begins at line first_line (from 1; 0 is 1) and at
 * first_offset.
 */
struct fencepost_place fp_lines_place_in_file(const struct fp_lines *lines, uint32_t offset,
                                              uint32_t first_line, uint32_t first_offset);

#endif
