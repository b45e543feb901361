/* SPDX-License-Identifier: MIT */
/* A buffer of bytes that grows in an arena. It may hold NUL; fp_bytes_string ends it with one. */
#ifndef FP_TEXT_BYTES_H
#define FP_TEXT_BYTES_H

#include "text/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `data` holds `len` bytes and has room for `room` in all; it moves when the buffer grows. */
struct fp_bytes {
	struct fp_arena *arena;
	char *data;
	size_t len, room;
};

/* An empty buffer: struct fp_bytes b = FP_BYTES(arena); */
#define FP_BYTES(arena_) ((struct fp_bytes){(arena_), NULL, 0, 0})

void fp_bytes_put(struct fp_bytes *b, const void *bytes, size_t len);
void fp_bytes_char(struct fp_bytes *b, char c);
void fp_bytes_text(struct fp_bytes *b, const char *text); /* up to its NUL */
void fp_bytes_printf(struct fp_bytes *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void fp_bytes_vprintf(struct fp_bytes *b, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/*
 * Whether a code point can go to a terminal as it is: no C0 or C1 control character, DEL, bidi
 * control or other character that hides.
 */
bool fp_bytes_printable(uint32_t point);

/*
 * Adds text for a terminal: printable Unicode as it is; C0 and C1 control characters, DEL, bidi
 * controls and bytes that are no UTF-8 as \n, \t, \x1b, \u202e. What is added holds no line end.
 */
void fp_bytes_clean(struct fp_bytes *b, const char *text, size_t len);

/* The same, but cut to at most `most` code points of text, with `...` in place of the rest. */
void fp_bytes_brief(struct fp_bytes *b, const char *text, size_t len, size_t most);

/*
 * Ends the bytes with a NUL (len does not count it) and answers them; valid until the next change.
 */
char *fp_bytes_string(struct fp_bytes *b);

#endif
