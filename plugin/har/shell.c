/* SPDX-License-Identifier: MIT */
/* Single quotes do it: `$`, backticks, `!`, backslashes and line ends are themselves between them. */
#include "har/shell.h"

#include "text/ascii.h"

#include <string.h>

void fp_shell_quoted(struct fp_bytes *out, const char *text, size_t len)
{
	const char *end = text + len, *quote;

	while (text < end && (quote = memchr(text, '\'', (size_t)(end - text)))) {
		fp_bytes_put(out, text, (size_t)(quote - text));
		fp_bytes_text(out, "'\\''");
		text = quote + 1;
	}
	fp_bytes_put(out, text, (size_t)(end - text));
}

/* No shell splits it, expands it, or takes it for an assignment or a keyword where an argument stands. */
static bool is_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!fp_ascii_is_alnum(text[i]) && !(text[i] && strchr("-_./:@%+,", text[i])))
			return false;
	return len > 0;
}

void fp_shell_word(struct fp_bytes *out, const char *text, size_t len)
{
	if (is_plain(text, len)) {
		fp_bytes_put(out, text, len);
		return;
	}
	fp_bytes_char(out, '\'');
	fp_shell_quoted(out, text, len);
	fp_bytes_char(out, '\'');
}

/* C0 and DEL; of C1 (two bytes in UTF-8) either byte, so that a pair is spelled alike. */
static bool is_control(const char *text, size_t len, size_t at)
{
	unsigned char c = (unsigned char)text[at];
	unsigned char next = at + 1 < len ? (unsigned char)text[at + 1] : 0;
	unsigned char last = at > 0 ? (unsigned char)text[at - 1] : 0;

	if (c == 0xc2)
		return next >= 0x80 && next < 0xa0;
	if (c >= 0x80 && c < 0xa0)
		return last == 0xc2;
	return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
}

bool fp_shell_has_control(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_control(text, len, i))
			return true;
	return false;
}

void fp_shell_format(struct fp_bytes *out, const char *text, size_t len)
{
	fp_bytes_char(out, '\'');
	for (size_t i = 0; i < len; i++) {
		/* printf takes a '-' that begins its format for an option */
		if (is_control(text, len, i) || (i == 0 && text[0] == '-'))
			fp_bytes_printf(out, "\\%03o", (unsigned)(unsigned char)text[i]);
		else if (text[i] == '%' || text[i] == '\\')
			fp_bytes_printf(out, "%c%c", text[i], text[i]);
		else
			fp_shell_quoted(out, text + i, 1);
	}
	fp_bytes_char(out, '\'');
}
