/* SPDX-License-Identifier: MIT */
/* Code points → themselves, entities or character references, as XML 1.0 §2.2 allows them. */
#include "report/xml.h"

#include "text/utf8.h"

#include <string.h>

static const char *const entities[] = {
    ['"'] = "&quot;",
    ['&'] = "&amp;",
    ['<'] = "&lt;",
    ['>'] = "&gt;",
};

static bool is_forbidden(uint32_t point)
{
	return point == FP_UTF8_BAD || point == 0xfffe || point == 0xffff ||
	       (point < 0x20 && point != '\t' && point != '\n' && point != '\r');
}

void fp_xml_text(struct fp_bytes *out, const char *text, size_t len)
{
	uint32_t used, point;

	for (size_t at = 0; at < len; at += used) {
		point = fp_utf8_decode(text + at, len - at, &used);
		if (point == FP_UTF8_BAD)
			used = 1;
		if (is_forbidden(point))
			fp_bytes_text(out, "\ufffd");
		else if (point < sizeof(entities) / sizeof(*entities) && entities[point])
			fp_bytes_text(out, entities[point]);
		else if (fp_bytes_printable(point))
			fp_bytes_put(out, text + at, used);
		else
			fp_bytes_printf(out, "&#x%x;", (unsigned)point);
	}
}

void fp_xml_attribute(struct fp_bytes *out, const char *name, const char *text)
{
	fp_bytes_printf(out, " %s=\"", name);
	fp_xml_text(out, text, strlen(text));
	fp_bytes_char(out, '"');
}
