/* SPDX-License-Identifier: MIT */
/*
 * Urlencoded bodies → their pairs, and what may not stand in them. Placeholders may hold any
 * character.
 */
#include "har/form.h"
#include "har/layout.h"
#include "har/placeholder.h"
#include "text/ascii.h"
#include "json/string.h"
#include "json/trivia.h"

#include <string.h>

static bool is_name_byte(char c)
{
	return fp_ascii_is_alnum(c) || strchr("_-.[]%+*", c) != NULL;
}

bool fp_form_is(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t from = at;

		while (at < len && text[at] != '\0' && is_name_byte(text[at]))
			at++;
		if (at == from || at == len || text[at] != '=')
			return false;
		while (at < len && text[at] != '&') {
			if (fp_trivia_blank(text[at]) || text[at] == '"')
				return false;
			at++;
		}
		at++;
	}
	return len > 0;
}

/* ---- what may not stand there ---- */

static const char *fault_at(const char *text, uint32_t len, uint32_t at)
{
	switch (text[at]) {
	case ' ':
		return "blank in a form body; write + or %20";
	case '{':
		return "'{' in a form body; write %7B";
	case '%':
		if (at + 2 < len && fp_ascii_is_xdigit(text[at + 1]) &&
		    fp_ascii_is_xdigit(text[at + 2]))
			return NULL;
		return "'%' without two hex digits in a form body";
	default:
		return NULL;
	}
}

void fp_form_check(struct fp_har *har)
{
	struct fp_value body = fp_value_of(har->sink->arena, har->tree, har->request->text);
	char *masked = fp_arena_copy(har->sink->arena, body.text, body.len);

	fp_placeholder_mask(har->placeholders, masked, body.len);
	for (uint32_t i = 0; i < body.len; i++) {
		const char *fault = fault_at(masked, body.len, i);

		if (!fault)
			continue;
		fp_har_found_in(har, har->request->text, &body, i, i + 1, FP_HAR_BAD_FORM_TEXT,
		                "%s", fault);
		return;
	}
}

/* ---- pairs ---- */

static int hex(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static void put_decoded(struct fp_bytes *out, struct fp_arena *arena, const char *text, size_t len)
{
	struct fp_bytes plain = FP_BYTES(arena);

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '%' && i + 2 < len && fp_ascii_is_xdigit(text[i + 1]) &&
		    fp_ascii_is_xdigit(text[i + 2])) {
			fp_bytes_char(&plain, (char)(unsigned char)(hex(text[i + 1]) << 4 |
			                                            hex(text[i + 2])));
			i += 2;
		} else {
			fp_bytes_char(&plain, text[i] == '+' ? ' ' : text[i]);
		}
	}
	fp_bytes_char(out, '"');
	fp_string_escape(out, plain.data, plain.len);
	fp_bytes_char(out, '"');
}

void fp_form_put_params(struct fp_bytes *out, struct fp_har *har, const struct fp_tree *tree)
{
	struct fp_arena *arena = har->sink->arena;
	struct fp_layout around = fp_layout_of(tree, har->request->post_data);
	struct fp_value body = fp_value_of(arena, tree, har->request->text);
	bool lines = fp_layout_has_line_end(tree, around.lead);
	size_t at = 0;

	fp_bytes_char(out, '[');
	while (at < body.len) {
		const char *end = memchr(body.text + at, '&', body.len - at);
		size_t stop = end ? (size_t)(end - body.text) : body.len;
		const char *equals = memchr(body.text + at, '=', stop - at);
		size_t name = equals ? (size_t)(equals - body.text) : stop;

		if (lines) {
			fp_layout_put(out, tree, around.lead);
			fp_bytes_text(out, fp_layout_indent(tree, around.lead));
		}
		fp_bytes_char(out, '{');
		fp_layout_put_name(out, tree, &around, "name");
		put_decoded(out, arena, body.text + at, name - at);
		fp_bytes_text(out, ", ");
		fp_layout_put_name(out, tree, &around, "value");
		name += name < stop;
		put_decoded(out, arena, body.text + name, stop - name);
		fp_bytes_text(out, stop < body.len ? lines ? "}," : "}, " : "}");
		at = stop + 1;
	}
	if (lines)
		fp_layout_put(out, tree, around.lead);
	fp_bytes_char(out, ']');
}
