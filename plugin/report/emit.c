/* SPDX-License-Identifier: MIT */
/* Values and names → JSON text, as RFC 8259 has it, whatever bytes they hold. */
#include "report/emit.h"

#include "text/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { INDENT = 2 };

static const char short_escapes[][3] = {
    ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n",  ['\f'] = "\\f",
    ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\",
};

static void put_point(struct fp_bytes *out, uint32_t point, const char *text, uint32_t used)
{
	if (point == FP_UTF8_BAD)
		for (uint32_t i = 0; i < used; i++)
			fp_bytes_text(out, "\ufffd");
	else if (point < sizeof(short_escapes) / sizeof(*short_escapes) && *short_escapes[point])
		fp_bytes_text(out, short_escapes[point]);
	else if (fp_bytes_printable(point))
		fp_bytes_put(out, text, used);
	else if (point < 0x10000)
		fp_bytes_printf(out, "\\u%04x", (unsigned)point);
	else
		fp_bytes_printf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (point >> 10)),
		                (unsigned)(0xdc00 + (point & 0x3ff)));
}

static void put_quoted(struct fp_bytes *out, const char *text, size_t len)
{
	uint32_t used, point;

	fp_bytes_char(out, '"');
	for (size_t at = 0; at < len; at += used) {
		point = fp_utf8_decode(text + at, len - at, &used);
		put_point(out, point, text + at, used);
	}
	fp_bytes_char(out, '"');
}

static void put_line(struct fp_emit *e)
{
	fp_bytes_printf(e->out, "\n%*s", (int)(INDENT * e->depth), "");
}

/* What stands between the value before, or the bracket, and this one; and its name. */
static void begin_value(struct fp_emit *e, const char *name)
{
	bool spread = e->depth > 0 && e->spread == e->depth;

	if (e->depth > 0 && !e->empty)
		fp_bytes_char(e->out, ',');
	if (spread)
		put_line(e);
	else if (!e->empty)
		fp_bytes_char(e->out, ' ');
	e->empty = false;
	if (name) {
		put_quoted(e->out, name, strlen(name));
		fp_bytes_text(e->out, ": ");
	}
}

void fp_emit_open(struct fp_emit *e, const char *name, char bracket, bool spread)
{
	assert(e->depth < FP_EMIT_DEPTH);
	if (e->depth == 0)
		e->empty = true;
	begin_value(e, name);
	fp_bytes_char(e->out, bracket);
	if (spread && e->spread == e->depth)
		e->spread++;
	e->closers[e->depth++] = bracket == '{' ? '}' : ']';
	e->empty = true;
}

void fp_emit_close(struct fp_emit *e)
{
	bool spread = e->spread == e->depth;

	e->depth--;
	if (spread) {
		e->spread--;
		if (!e->empty)
			put_line(e);
	}
	fp_bytes_char(e->out, e->closers[e->depth]);
	e->empty = false;
	if (e->depth == 0)
		fp_bytes_char(e->out, '\n');
}

void fp_emit_text(struct fp_emit *e, const char *name, const char *text, size_t len)
{
	begin_value(e, name);
	put_quoted(e->out, text, len);
}

void fp_emit_string(struct fp_emit *e, const char *name, const char *text)
{
	fp_emit_text(e, name, text, strlen(text));
}

void fp_emit_number(struct fp_emit *e, const char *name, uint64_t number)
{
	begin_value(e, name);
	fp_bytes_printf(e->out, "%" PRIu64, number);
}

void fp_emit_bool(struct fp_emit *e, const char *name, bool value)
{
	begin_value(e, name);
	fp_bytes_text(e->out, value ? "true" : "false");
}

void fp_emit_json(struct fp_emit *e, const char *name, const char *json, size_t len)
{
	begin_value(e, name);
	fp_bytes_put(e->out, json, len);
}
