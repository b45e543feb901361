/* SPDX-License-Identifier: MIT */
/* Text → source of a manual page (man(7)): any bytes, ASCII comes out, no line is taken for a request. */
#ifndef FP_MANUAL_ROFF_H
#define FP_MANUAL_ROFF_H

#include "text/bytes.h"

/* The line .TH; section as in "1". */
void fp_roff_title(struct fp_bytes *out, const char *name, int section);

/* `.SH "NAME"` or `.SS "name"`. */
void fp_roff_heading(struct fp_bytes *out, const char *request, const char *text);

/* Adds text within a line. */
void fp_roff_text(struct fp_bytes *out, const char *text, size_t len);

/* Adds a paragraph's words as lines of at most 72 columns. */
void fp_roff_words(struct fp_bytes *out, const char *text, size_t len);

/* Adds lines as they stand, indented, set as an example. */
void fp_roff_example(struct fp_bytes *out, const char *text, size_t len);

/*
 * Adds plain text as `fencepost COMMAND --help` has it: empty lines part paragraphs, one whose lines
 * begin with a blank is an example. What follows `Exit status:` becomes a section of that name.
 */
void fp_roff_notes(struct fp_bytes *out, const char *text);

#endif
