/* SPDX-License-Identifier: MIT */
/* Words, lines and paragraphs → man(7), as both groff and mandoc read it without a complaint. */
#include "manual/roff.h"

#include "face/options.h"
#include "text/utf8.h"

#include <ctype.h>
#include <string.h>

enum { WIDTH = 72 };

/* Of the last change of what a page says beyond the tables; a date of the build would make two differ. */
static const char date[] = "2026-11-28";

/* What roff would read as something else, or print as a typographer would. */
static const char *const escapes[] = {
    ['\''] = "\\(aq", ['-'] = "\\-",   ['\\'] = "\\(rs", ['^'] = "\\(ha",
    ['`'] = "\\(ga",  ['~'] = "\\(ti", ['"'] = "\\(dq",
};

static void put_point(struct fp_bytes *out, uint32_t point)
{
	if (point < sizeof(escapes) / sizeof(*escapes) && escapes[point])
		fp_bytes_text(out, escapes[point]);
	else if (point < 0x80)
		fp_bytes_char(out, (char)point);
	else
		fp_bytes_printf(out, "\\[u%04X]", (unsigned)point);
}

void fp_roff_text(struct fp_bytes *out, const char *text, size_t len)
{
	struct fp_bytes clean = FP_BYTES(out->arena);
	uint32_t used;

	fp_bytes_clean(&clean, text, len);
	if (clean.len > 0 && clean.data[0] == '.' && (!out->len || out->data[out->len - 1] == '\n'))
		fp_bytes_text(out, "\\&");
	for (size_t at = 0; at < clean.len; at += used)
		put_point(out, fp_utf8_decode(clean.data + at, clean.len - at, &used));
}

void fp_roff_title(struct fp_bytes *out, const char *name, int section)
{
	fp_bytes_text(out, ".\\\" Made from the tables of fencepost; do not edit.\n.TH ");
	for (; *name; name++)
		put_point(out, (uint32_t)toupper((unsigned char)*name));
	fp_bytes_printf(out, " %d %s \"fencepost %s\" \"fencepost manual\"\n", section, date,
	                FENCEPOST_VERSION);
}

void fp_roff_heading(struct fp_bytes *out, const char *request, const char *text)
{
	fp_bytes_printf(out, ".%s \"", request);
	fp_roff_text(out, text, strlen(text));
	fp_bytes_text(out, "\"\n");
}

void fp_roff_words(struct fp_bytes *out, const char *text, size_t len)
{
	size_t column = 0, word;

	for (size_t at = 0; at < len; at += word) {
		while (at < len && isspace((unsigned char)text[at]))
			at++;
		for (word = 0; at + word < len && !isspace((unsigned char)text[at + word]);)
			word++;
		if (word == 0)
			break;
		if (column > 0)
			fp_bytes_char(out, column + 1 + word > WIDTH ? '\n' : ' ');
		column = column > 0 && column + 1 + word <= WIDTH ? column + 1 + word : word;
		fp_roff_text(out, text + at, word);
	}
	fp_bytes_char(out, '\n');
}

void fp_roff_example(struct fp_bytes *out, const char *text, size_t len)
{
	fp_bytes_text(out, ".in +4n\n.EX\n");
	for (size_t at = 0, line; at < len; at += line + 1) {
		const char *end = memchr(text + at, '\n', len - at);

		line = end ? (size_t)(end - text) - at : len - at;
		if (line == 0)
			fp_bytes_text(out, "\\&"); /* an empty line would be a warning */
		fp_roff_text(out, text + at, line);
		fp_bytes_char(out, '\n');
	}
	fp_bytes_text(out, ".EE\n.in\n");
}

/* One paragraph; `first`: a heading stands right before it, which parts it already. */
static void put_paragraph(struct fp_bytes *out, const char *text, size_t len, bool first)
{
	static const char status[] = "Exit status:";

	if (*text == ' ') {
		fp_bytes_text(out, first ? "" : ".PP\n");
		fp_roff_example(out, text, len);
		return;
	}
	if (len > sizeof(status) && memcmp(text, status, sizeof(status) - 1) == 0) {
		fp_roff_heading(out, "SH", "EXIT STATUS");
		text += sizeof(status);
		len -= sizeof(status);
	} else if (!first) {
		fp_bytes_text(out, ".PP\n");
	}
	fp_roff_words(out, text, len);
}

void fp_roff_notes(struct fp_bytes *out, const char *text)
{
	bool first = true;

	while (*text) {
		size_t len = fp_options_paragraph(text);

		if (len > 0) {
			put_paragraph(out, text, len, first);
			first = false;
		}
		text += len + (text[len] == '\n');
	}
}
