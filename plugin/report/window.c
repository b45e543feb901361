/* SPDX-License-Identifier: MIT */
/*
 * A span of the file → a window of its line, and the marks under it.
 *
 * The line is read as cells: a code point, a byte that is no part of one, the hidden part of a
 * secret. Source and marks walk the same cells, so what is under what cannot come apart. How wide a
 * cell is shows when it is printed; to measure it, it is printed and taken back.
 */
#include "report/window.h"

#include "report/width.h"
#include "text/ascii.h"
#include "text/utf8.h"

#include <string.h>

/*
 * TAB: columns of a tab, as far apart as Markdown has its stops. SHOWN: characters of a secret.
 * REACH: bytes looked at on either side of a span, for each column of the window; a code point has
 * four at most.
 */
enum { TAB = 4, SHOWN = 4, REACH = 8, DOTS = 3 };

static const char dots[] = "...";

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* ---- cells ---- */

/* The mask that an offset lies in, or NULL. */
static const struct fencepost_span *mask_at(const struct fp_report_file *file, uint32_t at)
{
	size_t low = 0, high = file->mask_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (file->masks[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < file->mask_count && file->masks[low].start <= at ? &file->masks[low] : NULL;
}

/* The mask that hides the offset: not in the few characters that are shown of it. Or NULL. */
static const struct fencepost_span *hidden_at(const struct fp_report_file *file, uint32_t at)
{
	const struct fencepost_span *mask = mask_at(file, at);
	uint32_t from, used;

	if (!mask)
		return NULL;
	from = mask->start;
	for (int i = 0; i < SHOWN && from < mask->end; i++, from += used)
		fp_utf8_decode(file->text + from, mask->end - from, &used);
	return at < from ? NULL : mask;
}

/* Prints the cell that begins at `at`; answers where it ends, and its width in *width. */
static uint32_t put_cell(const struct fp_window *window, struct fp_bytes *out, uint32_t at,
                         unsigned *width)
{
	const char *text = window->file->text + at;
	const struct fencepost_span *hidden = hidden_at(window->file, at);
	uint32_t used, point;
	size_t before = out->len;

	if (hidden) {
		fp_bytes_text(out, dots);
		*width = DOTS;
		return hidden->end < window->to ? hidden->end : window->to;
	}
	if (*text == '\t') {
		fp_bytes_printf(out, "%*s", TAB, "");
		*width = TAB;
		return at + 1;
	}
	point = fp_utf8_decode(text, window->to - at, &used);
	if (point == FP_UTF8_BAD)
		used = 1;
	fp_bytes_clean(out, text, used);
	*width = point != FP_UTF8_BAD && fp_bytes_printable(point) ? fp_width(point)
	                                                           : (unsigned)(out->len - before);
	return at + used;
}

static uint32_t skip_cell(const struct fp_window *window, struct fp_bytes *scratch, uint32_t at,
                          unsigned *width)
{
	size_t before = scratch->len;
	uint32_t end = put_cell(window, scratch, at, width);

	scratch->len = before;
	return end;
}

/*
 * Goes over the cells from `at` that end at `to` or before and take no more than `room` columns in
 * all; answers where it stops, and the columns in *columns.
 */
static uint32_t walk(const struct fp_window *window, struct fp_bytes *scratch, uint32_t at,
                     uint32_t to, unsigned room, unsigned *columns)
{
	*columns = 0;
	while (at < to) {
		unsigned width;
		uint32_t end = skip_cell(window, scratch, at, &width);

		if (end > to || width > room - *columns)
			break;
		*columns += width;
		at = end;
	}
	return at;
}

/* ---- what to show ---- */

static bool begins_with_mark(const struct fp_report_file *file)
{
	return file->len >= 3 && memcmp(file->text, "\xef\xbb\xbf", 3) == 0;
}

/* The start of the line, or of what is in reach of it; not inside a code point. */
static uint32_t reach_back(const struct fp_report_file *file, uint32_t at, uint32_t reach)
{
	uint32_t from = at, least = at > reach ? at - reach : 0;

	while (from > least && !fp_ascii_is_line_end(file->text[from - 1]))
		from--;
	if (from == 0 && at >= 3 && begins_with_mark(file))
		return 3;
	if (from > 0 && from == least)
		while (from < at && is_continuation(file->text[from]))
			from++;
	return from;
}

static uint32_t reach_on(const struct fp_report_file *file, uint32_t at, uint32_t reach)
{
	uint32_t to = at, len = (uint32_t)file->len, most = len - at > reach ? at + reach : len;

	while (to < most && !fp_ascii_is_line_end(file->text[to]))
		to++;
	if (to == most && to < len)
		while (to > at && is_continuation(file->text[to]))
			to--;
	return to;
}

/* Narrows the window to `room` columns: half of them before the span, more where the line ends. */
static void narrow(struct fp_window *window, struct fp_bytes *scratch, uint32_t at, unsigned room)
{
	unsigned left, right, width;
	uint32_t anchor = walk(window, scratch, window->from, at, UINT32_MAX, &left);

	walk(window, scratch, anchor, window->to, UINT32_MAX, &right);
	if (left <= room && right <= room - left)
		return;
	room -= 2 * DOTS;
	for (unsigned keep = right < room / 2 ? room - right : room / 2; left > keep; left -= width)
		window->from = skip_cell(window, scratch, window->from, &width);
	window->to = walk(window, scratch, anchor, window->to, room - left, &right);
}

/* Whether `...` is to say that the line goes on; where the edge is in a secret, `...` is there. */
static void mark_cuts(struct fp_window *window)
{
	const struct fp_report_file *file = window->file;
	uint32_t from = window->from, to = window->to;

	window->cut_before = from > 0 && !fp_ascii_is_line_end(file->text[from - 1]) &&
	                     !(from == 3 && begins_with_mark(file)) && !hidden_at(file, from);
	window->cut_after = to < file->len && !fp_ascii_is_line_end(file->text[to]) &&
	                    !(to > from && hidden_at(file, to - 1));
}

void fp_window_find(struct fp_window *window, const struct fp_report_file *file,
                    struct fencepost_span span, unsigned columns, struct fp_bytes *scratch)
{
	uint32_t at = span.start;

	columns = columns < FP_WINDOW_LEAST  ? FP_WINDOW_LEAST
	          : columns > FP_WINDOW_MOST ? FP_WINDOW_MOST
	                                     : columns;
	if (at > 0 && at < file->len && file->text[at] == '\n' && file->text[at - 1] == '\r')
		at--;
	window->file = file;
	window->span = span;
	window->from = reach_back(file, at, REACH * columns);
	window->to = reach_on(file, at, REACH * columns);
	narrow(window, scratch, at, columns);
	mark_cuts(window);
}

/* ---- two lines ---- */

void fp_window_source(const struct fp_window *window, struct fp_bytes *out)
{
	unsigned width;

	if (window->cut_before)
		fp_bytes_text(out, dots);
	for (uint32_t at = window->from; at < window->to;)
		at = put_cell(window, out, at, &width);
	if (window->cut_after)
		fp_bytes_text(out, dots);
}

void fp_window_marks(const struct fp_window *window, struct fp_bytes *out)
{
	struct fencepost_span span = window->span;
	bool marked = false;
	uint32_t end;
	unsigned width;

	if (window->cut_before)
		fp_bytes_printf(out, "%*s", DOTS, "");
	for (uint32_t at = window->from; at < window->to && (at < span.end || !marked); at = end) {
		end = skip_cell(window, out, at, &width);
		if (end <= span.start) {
			fp_bytes_printf(out, "%*s", (int)width, "");
			continue;
		}
		if (!marked) {
			fp_bytes_char(out, '^');
			width -= width > 0;
			marked = true;
		}
		for (; span.start < span.end && width > 0; width--)
			fp_bytes_char(out, '~');
	}
	if (!marked)
		fp_bytes_char(out, '^');
}
