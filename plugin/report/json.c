/* SPDX-License-Identifier: MIT */
/*
 * Findings as one JSON document, streamed: a line a finding, the summary last. Strings are written
 * here and not by a library, for they may hold NUL, and bytes that are no UTF-8 become U+FFFD.
 */
#include "report/report.h"

#include "text/utf8.h"

#include <string.h>

/* A JSON string (RFC 8259 §7) of any bytes. */
static void put_string(struct fp_bytes *out, const char *text, size_t len)
{
	fp_bytes_char(out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t used, point = fp_utf8_decode(text + at, len - at, &used);

		if (point == FP_UTF8_BAD)
			fp_bytes_text(out, "\xef\xbf\xbd");
		else if (point == '"' || point == '\\')
			fp_bytes_printf(out, "\\%c", (char)point);
		else if (point == '\n')
			fp_bytes_text(out, "\\n");
		else if (point < 0x20 || point == 0x7f)
			fp_bytes_printf(out, "\\u%04x", (unsigned)point);
		else
			fp_bytes_put(out, text + at, used);
		at += used;
	}
	fp_bytes_char(out, '"');
}

static void put_member(struct fp_bytes *out, const char *name, const char *text, size_t len)
{
	fp_bytes_printf(out, "\"%s\": ", name);
	put_string(out, text, len);
}

static void put_place(struct fp_bytes *out, const char *name, const struct fencepost_place *place)
{
	fp_bytes_printf(out, "\"%s\": {\"line\": %u, \"column\": %u, \"offset\": %u}", name,
	                place->line, place->column, place->offset);
}

static void put_fix(struct fp_bytes *out, const struct fencepost_fix *fix)
{
	fp_bytes_printf(out, ",\n     \"fix\": {\"applicability\": \"%s\", ",
	                fix->applicability == FENCEPOST_SAFE ? "safe" : "unsafe");
	put_member(out, "message", fix->message, strlen(fix->message));
	fp_bytes_text(out, ", \"edits\": [");
	for (size_t i = 0; i < fix->count; i++) {
		const struct fencepost_edit *e = &fix->edits[i];

		fp_bytes_printf(out, "%s{\"start\": %u, \"end\": %u, ", i ? ", " : "", e->span.start,
		                e->span.end);
		put_member(out, "text", e->text, e->len);
		fp_bytes_char(out, '}');
	}
	fp_bytes_text(out, "]}");
}

static void begin(struct fp_report *r)
{
	fp_bytes_printf(r->out, "{\n  \"tool\": {\"name\": \"fencepost\", \"version\": \"%s\"},\n",
	                FENCEPOST_VERSION);
	fp_bytes_text(r->out, "  \"findings\": [");
}

static void finding(struct fp_report *r, const struct fp_report_file *file,
                    const struct fencepost_finding *f)
{
	static const char *const severities[] = {"off", "note", "warning", "error"};
	struct fp_bytes *out = r->out;

	fp_bytes_text(out, r->written++ ? ",\n    {" : "\n    {");
	put_member(out, "path", file->path, file->path_len);
	fp_bytes_printf(out, ", \"rule\": \"%s\", \"severity\": \"%s\",\n     ", f->rule,
	                severities[f->severity]);
	put_member(out, "message", f->message, strlen(f->message));
	fp_bytes_text(out, ",\n     ");
	put_place(out, "start", &f->start);
	fp_bytes_text(out, ", ");
	put_place(out, "end", &f->end);
	if (f->block)
		fp_bytes_printf(out,
		                ",\n     \"block\": {\"language\": \"%s\", \"line\": %u, \"index\": %u}",
		                f->block->language, f->block->line, f->block->index);
	fp_bytes_text(out, ", \"pointers\": [");
	for (size_t i = 0; i < f->pointer_count; i++) {
		fp_bytes_text(out, i ? ", " : "");
		put_string(out, f->pointers[i], strlen(f->pointers[i]));
	}
	fp_bytes_char(out, ']');
	if (f->fix)
		put_fix(out, f->fix);
	fp_bytes_char(out, '}');
}

static void end(struct fp_report *r, const struct fp_summary *s)
{
	fp_bytes_printf(r->out,
	                "%s],\n  \"summary\": {\"files\": %zu, \"blocks\": %zu, \"errors\": %zu, "
	                "\"warnings\": %zu, \"fixable\": %zu, \"fixed\": %zu}\n}\n",
	                r->written ? "\n  " : "", s->files, s->blocks, s->errors, s->warnings,
	                s->fixable, s->fixed);
}

const struct fp_writer fp_writer_json = {"json", begin, finding, end};
