/* SPDX-License-Identifier: MIT */
/*
 * A span → the line that it begins in, as a window of so many columns, and the marks under it.
 *
 *     ..."options\": { \"client_id\", \"YOUR-TWITCH...
 *                                 ^
 *
 * Only the bytes about the span are looked at, however long the line.
 */
#ifndef FP_REPORT_WINDOW_H
#define FP_REPORT_WINDOW_H

#include "report/report.h"

struct fp_window {
	const struct fp_report_file *file;
	struct fencepost_span span; /* what is marked; may reach over the end of the line */
	uint32_t from, to;          /* the bytes that are shown: a part of one line */
	bool cut_before, cut_after; /* there is more of the line */
};

/* The most columns that a window has, `...` at its ends included. */
enum { FP_WINDOW_LEAST = 40, FP_WINDOW_MOST = 400 };

/*
 * Chooses what to show about a span of file->text; `columns` is kept between least and most. What is
 * measured on `scratch` is taken back.
 */
void fp_window_find(struct fp_window *window, const struct fp_report_file *file,
                    struct fencepost_span span, unsigned columns, struct fp_bytes *scratch);

/*
 * Adds the part of the line: tabs as four blanks, what is not printable escaped, secrets masked.
 * Nothing for an empty line.
 */
void fp_window_source(const struct fp_window *window, struct fp_bytes *out);

/* Adds blanks up to the span, `^` under its first column and `~` under the others. */
void fp_window_marks(const struct fp_window *window, struct fp_bytes *out);

#endif
