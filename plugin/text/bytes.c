/* SPDX-License-Identifier: MIT */
/*
 * Pieces of text → one buffer. The buffer at least doubles, so adding is linear in all; and what
 * may do harm on a terminal is told apart from what a person reads by one table of ranges.
 */
#include "text/bytes.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_ROOM = 32, BRIEF = 256 };

/* What does not go to a terminal as it is: it moves the cursor, turns the text around or hides. */
static const struct {
	uint32_t from, to;
} unprintable[] = {
    {0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},   {0x200b, 0x200b}, {0x200e, 0x200f},
    {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
};

static const char short_escapes[][3] = {
    ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r",
};

static void reserve(struct fp_bytes *b, size_t more)
{
	size_t room = b->room ? b->room : FIRST_ROOM;

	if (more <= b->room - b->len)
		return;
	if (more > SIZE_MAX / 2 - b->len)
		fp_arena_fail(b->arena);
	while (room < b->len + more)
		room *= 2;
	b->data = fp_arena_grow(b->arena, b->data, b->room, room);
	b->room = room;
}

/* Adds the `used` bytes that spell a code point, or are none, in a way that a terminal can take. */
static void put_clean(struct fp_bytes *b, uint32_t point, const char *text, uint32_t used)
{
	if (point == FP_UTF8_BAD)
		for (uint32_t i = 0; i < used; i++)
			fp_bytes_printf(b, "\\x%02x", (unsigned char)text[i]);
	else if (fp_bytes_printable(point))
		fp_bytes_put(b, text, used);
	else if (point < sizeof(short_escapes) / sizeof(*short_escapes) && *short_escapes[point])
		fp_bytes_text(b, short_escapes[point]);
	else
		fp_bytes_printf(b,
		                point < 0x80      ? "\\x%02x"
		                : point < 0x10000 ? "\\u%04x"
		                                  : "\\U%08x",
		                (unsigned)point);
}

bool fp_bytes_printable(uint32_t point)
{
	for (size_t i = 0; i < sizeof(unprintable) / sizeof(*unprintable); i++)
		if (point >= unprintable[i].from && point <= unprintable[i].to)
			return false;
	return true;
}

void fp_bytes_put(struct fp_bytes *b, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	reserve(b, len);
	memcpy(b->data + b->len, bytes, len);
	b->len += len;
}

void fp_bytes_char(struct fp_bytes *b, char c)
{
	if (b->len == b->room)
		reserve(b, 1);
	b->data[b->len++] = c;
}

void fp_bytes_text(struct fp_bytes *b, const char *text)
{
	fp_bytes_put(b, text, strlen(text));
}

void fp_bytes_printf(struct fp_bytes *b, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fp_bytes_vprintf(b, format, arguments);
	va_end(arguments);
}

void fp_bytes_vprintf(struct fp_bytes *b, const char *format, va_list arguments)
{
	char brief[BRIEF]; /* nearly all fit, and are formatted once */
	va_list again;
	int len;

	va_copy(again, arguments);
	len = vsnprintf(brief, sizeof(brief), format, arguments);
	if (len > 0 && b->room == 0) { /* most often this is all: no more than it takes */
		b->room = (size_t)len + 1;
		b->data = fp_arena_alloc(b->arena, b->room);
	}
	if (len > 0) {
		reserve(b, (size_t)len + 1);
		if ((size_t)len < sizeof(brief))
			memcpy(b->data + b->len, brief, (size_t)len);
		else
			(void)vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
		b->len += (size_t)len;
	}
	va_end(again);
}

void fp_bytes_clean(struct fp_bytes *b, const char *text, size_t len)
{
	fp_bytes_brief(b, text, len, SIZE_MAX);
}

void fp_bytes_brief(struct fp_bytes *b, const char *text, size_t len, size_t most)
{
	uint32_t used, point;

	for (size_t at = 0; at < len; at += used, most--) {
		if (most == 0) {
			fp_bytes_text(b, "...");
			return;
		}
		point = fp_utf8_decode(text + at, len - at, &used);
		put_clean(b, point, text + at, used);
	}
}

char *fp_bytes_string(struct fp_bytes *b)
{
	reserve(b, 1);
	b->data[b->len] = '\0';
	return b->data;
}
