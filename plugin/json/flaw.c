/* SPDX-License-Identifier: MIT */
/*
 * The content of a string as read → the places in it that JSON does not take, one by one, and what
 * is to stand there. Only content is looked at: the quotes around it are the reading's.
 */
#include "json/flaw.h"

#include "text/ascii.h"
#include "text/utf8.h"

#include <string.h>

static bool is_hex4(const char *text, uint32_t len, uint32_t at)
{
	if (at + 4 > len)
		return false;
	for (int i = 0; i < 4; i++) {
		if (!strchr("0123456789abcdefABCDEF", text[at + (uint32_t)i]) ||
		    !text[at + (uint32_t)i])
			return false;
	}
	return true;
}

uint32_t fp_flaw_escape(const char *text, uint32_t len, uint32_t at)
{
	if (at + 1 >= len)
		return 0;
	if (text[at + 1] == 'u')
		return is_hex4(text, len, at + 2) ? 6 : 0;
	return text[at + 1] && strchr("\"\\/bfnrt", text[at + 1]) ? 2 : 0;
}

/* '\'': how a shell puts a quote into what stands in single quotes. */
static bool is_shell_quote(const char *text, uint32_t from, uint32_t end, uint32_t at)
{
	return at > from && at + 3 <= end && memcmp(text + at - 1, "'\\''", 4) == 0;
}

/* Whether a backslash before that byte may be part of a pattern or a command, to be doubled. */
static bool may_be_meant(const char *text, uint32_t from, uint32_t end, uint32_t at)
{
	if (strchr("*+?|^[];", text[at + 1]))
		return true;
	return text[at + 1] == '.' && at > from && fp_ascii_is_alpha(text[at - 1]) &&
	       at + 2 < end && fp_ascii_is_alpha(text[at + 2]);
}

/* What a bad backslash is to become. */
static void mend_escape(struct fp_flaw *out, const char *text, uint32_t from, uint32_t end,
                        uint32_t at)
{
	char next = at + 1 < end ? text[at + 1] : 0;

	out->kind = FP_FLAW_ESCAPE;
	out->range = (struct fp_range){at, at + 1};
	out->text_len = 0;
	out->safe = true;
	if (next == '\n' || next == '\r') { /* the string goes on there, as in a program */
		bool both = next == '\r' && at + 2 < end && text[at + 2] == '\n';

		out->range.to += both ? 2 : 1;
		out->safe = false;
		return;
	}
	if (is_shell_quote(text, from, end, at)) {
		out->range = (struct fp_range){at - 1, at + 3};
		out->text[0] = '\'';
		out->text_len = 1;
		return;
	}
	if (next && strchr("'`{}$().:, <>#&*_-!+=|~[];@%^?", next)) {
		out->safe = !may_be_meant(text, from, end, at);
		return; /* the backslash goes */
	}
	out->text[0] = out->text[1] = '\\';
	out->text_len = 2;
	out->safe = false;
}

static void mend_control(struct fp_flaw *out, const char *text, uint32_t end, uint32_t at)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char c = (unsigned char)text[at];
	const char *shorter = c == '\n' ? "\\n" : c == '\r' ? "\\n" : c == '\t' ? "\\t" : NULL;

	out->kind = c == '\n' || c == '\r' ? FP_FLAW_LINE : FP_FLAW_CONTROL;
	out->range = (struct fp_range){at, at + 1};
	if (c == '\r' && at + 1 < end && text[at + 1] == '\n')
		out->range.to++;
	out->safe = true;
	if (shorter) {
		memcpy(out->text, shorter, 2);
		out->text_len = 2;
		return;
	}
	memcpy(out->text, "\\u00", 4);
	out->text[4] = digits[c >> 4];
	out->text[5] = digits[c & 15];
	out->text_len = 6;
}

bool fp_flaw_next(struct fp_flaw *out, const char *text, const struct fp_reading *reading,
                  uint32_t *at)
{
	static const char quot[] = "&quot;";
	uint32_t from = *at, end = reading->content.to, i = from, n;
	bool entity = fp_reading_style(reading) == FP_QUOTE_ENTITY;

	for (; i < end; i++) {
		unsigned char c = (unsigned char)text[i];

		memset(out, 0, sizeof(*out));
		if (c == '\\') {
			n = fp_flaw_escape(text, end, i);
			if (n) {
				i += n - 1;
				continue;
			}
			mend_escape(out, text, from, end, i);
			break;
		}
		if (c < 0x20) {
			mend_control(out, text, end, i);
			break;
		}
		if (c == '"' && i > from && end - i >= 4 &&
		    memcmp(text + i - 1, "'\"'\"'", 5) == 0) { /* a shell's other way */
			*out = (struct fp_flaw){FP_FLAW_QUOTE, {i - 1, i + 4}, "'", 1, false};
			break;
		}
		if (c == '"' && i > from + 1 && text[i - 1] == '\\') { /* escaped once too often */
			*out = (struct fp_flaw){FP_FLAW_QUOTE, {i - 1, i}, "", 0, false};
			*at = i + 1;
			return true;
		}
		if (c == '"') {
			*out = (struct fp_flaw){FP_FLAW_QUOTE, {i, i + 1}, "\\\"", 2, true};
			break;
		}
		if (entity && end - i >= strlen(quot) &&
		    memcmp(text + i, quot, strlen(quot)) == 0) {
			*out = (struct fp_flaw){
			    FP_FLAW_ENTITY, {i, i + (uint32_t)strlen(quot)}, "\\\"", 2, true};
			break;
		}
		if (c >= 0x80 && fp_utf8_decode(text + i, end - i, &n) == FP_UTF8_BAD) {
			*out = (struct fp_flaw){FP_FLAW_UTF8, {i, i + n}, "\xef\xbf\xbd", 3, false};
			break;
		}
		if (c >= 0x80)
			i += n - 1;
	}
	if (i >= end)
		return false;
	*at = out->range.to;
	return true;
}
