/* SPDX-License-Identifier: MIT */
/*
 * A text → where its lines begin; an offset → line and column.
 *
 * A column is counted from the start of its line, so a long line would make findings quadratic.
 * Lines longer than LONG therefore carry marks: every STRIDE bytes or so, what the column is
 * there. Short lines, nearly all there are, carry none.
 */
#include "text/lines.h"

#include "text/ascii.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { LONG = 512, STRIDE = 64, FIRST_ROOM = 256 };

/* Starts and marks of the lines seen so far. */
struct finder {
	struct fp_arena *arena;
	uint32_t *starts;
	size_t count, room;
	struct fp_mark *marks;
	size_t mark_count, mark_room;
};

static void add_start(struct finder *f, uint32_t start)
{
	size_t room = f->room ? 2 * f->room : FIRST_ROOM;

	if (f->count == f->room) {
		f->starts = fp_arena_grow(f->arena, f->starts, f->room * sizeof(*f->starts),
		                          room * sizeof(*f->starts));
		f->room = room;
	}
	f->starts[f->count++] = start;
}

static void add_mark(struct finder *f, struct fp_mark mark)
{
	size_t room = f->mark_room ? 2 * f->mark_room : FIRST_ROOM;

	if (f->mark_count == f->mark_room) {
		f->marks = fp_arena_grow(f->arena, f->marks, f->mark_room * sizeof(*f->marks),
		                         room * sizeof(*f->marks));
		f->mark_room = room;
	}
	f->marks[f->mark_count++] = mark;
}

/* Moves a mark over the code points that end at `to` or before. A bad byte is one of its own. */
static void advance(struct fp_mark *mark, const char *text, uint32_t len, uint32_t to)
{
	while (mark->offset < to) {
		uint32_t used = 1, point = (unsigned char)text[mark->offset];

		if (point >= 0x80)
			point = fp_utf8_decode(text + mark->offset, len - mark->offset, &used);
		if (point == FP_UTF8_BAD)
			used = 1;
		if (mark->offset + used > to)
			return;
		mark->offset += used;
		mark->column++;
		mark->column16 += point != FP_UTF8_BAD && point > 0xffff ? 2 : 1;
	}
}

/* The mark of a line's first byte. A byte-order mark that begins the file takes no column. */
static struct fp_mark first_mark(const char *text, uint32_t len, uint32_t start)
{
	if (start == 0 && len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		start = 3;
	return (struct fp_mark){start, 1, 1};
}

static void mark_line(struct finder *f, const char *text, uint32_t len, uint32_t start,
                      uint32_t end)
{
	struct fp_mark mark = first_mark(text, len, start);

	while (end - mark.offset > STRIDE) {
		advance(&mark, text, len, mark.offset + STRIDE);
		add_mark(f, mark);
	}
}

/* The first `c` in [from, len), or len. */
static uint32_t find(const char *text, uint32_t from, uint32_t len, char c)
{
	const char *found = from < len ? memchr(text + from, c, len - from) : NULL;

	return found ? (uint32_t)(found - text) : len;
}

void fp_lines_find(struct fp_lines *out, struct fp_arena *arena, const char *text, uint32_t len)
{
	struct finder f = {.arena = arena};
	uint32_t lf = find(text, 0, len, '\n'), cr = find(text, 0, len, '\r'), start = 0, end;

	while (start < len) {
		add_start(&f, start);
		end = lf < cr ? lf : cr;
		if (end - start > LONG)
			mark_line(&f, text, len, start, end);
		start = end < len ? end + 1 : len;
		if (cr < lf && start == lf && lf < len)
			start++;
		if (lf < start)
			lf = find(text, start, len, '\n');
		if (cr < start)
			cr = find(text, start, len, '\r');
	}
	add_start(&f, len);
	*out = (struct fp_lines){
	    .text = text,
	    .len = len,
	    .count = (uint32_t)(f.count - 1),
	    .starts = f.starts,
	    .marks = f.marks,
	    .mark_count = (uint32_t)f.mark_count,
	};
}

uint32_t fp_lines_at(const struct fp_lines *lines, uint32_t offset)
{
	uint32_t low = 0, high = lines->count, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (lines->starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct fencepost_span fp_lines_span(const struct fp_lines *lines, uint32_t index)
{
	struct fencepost_span span = {lines->len, lines->len};

	if (index >= lines->count)
		return span;
	span.start = lines->starts[index];
	span.end = lines->starts[index + 1];
	while (span.end > span.start && fp_ascii_is_line_end(lines->text[span.end - 1]))
		span.end--;
	return span;
}

/* The last mark at or before an offset of the line that begins at `start`. */
static struct fp_mark nearest_mark(const struct fp_lines *lines, uint32_t start, uint32_t offset)
{
	struct fp_mark first = first_mark(lines->text, lines->len, start);
	uint32_t low = 0, high = lines->mark_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (lines->marks[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && lines->marks[low - 1].offset > first.offset ? lines->marks[low - 1]
	                                                              : first;
}

struct fencepost_place fp_lines_place(const struct fp_lines *lines, uint32_t offset)
{
	uint32_t index = fp_lines_at(lines, offset);
	struct fp_mark mark;

	if (offset == lines->len && offset > 0 && fp_ascii_is_line_end(lines->text[offset - 1]))
		return (struct fencepost_place){lines->count + 1, 1, 1, offset};
	mark = nearest_mark(lines, lines->starts[index], offset);
	advance(&mark, lines->text, lines->len, offset);
	return (struct fencepost_place){index + 1, mark.column, mark.column16, offset};
}

struct fencepost_place fp_lines_place_in_file(const struct fp_lines *lines, uint32_t offset,
                                              uint32_t first_line, uint32_t first_offset)
{
	struct fencepost_place place = fp_lines_place(lines, offset);

	place.line += first_line > 0 ? first_line - 1 : 0;
	place.offset += first_offset;
	return place;
}
