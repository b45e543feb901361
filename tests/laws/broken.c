/* SPDX-License-Identifier: MIT */
/* See broken.h. A value is written with a list of what is open, not by recursion; a mistake hits a byte that means something. */
#include "broken.h"

#include <string.h>

enum { MOST_OPEN = 6, MOST_MEMBERS = 5 };

static const char *const scalars[] = {
    "1",    "-0.5e3", "true",       "false",           "null",
    "\"\"", "\"v\"",  "\"a b, c\"", "\"\\u00e9\\n/\"", "\"https://example.com/a?b=c\"",
    "{}",   "[]",     "12345",      "\"\xc3\xa9{x}\"",
};

static const char *const names[] = {"a", "id", "user_id", "name", "k-1", "long name", "\xc3\xa9"};

static const char *const noise[] = {
    "{",      "}", "[", "]",    ",",   ":",    "\"",           "'",  "\\", "/", "//",   "\n",
    " ",      "a", "1", "true", "...", "<x>",  "\xe2\x80\x9c", "\t", "=",  ";", "${v}", "\"a\"",
    "\"a\":", "-", "#", "(",    ")",   "null",
};

#define LENGTH(array) ((uint32_t)(sizeof(array) / sizeof(*(array))))

/* A value in the making. */
struct writer {
	struct fp_bytes *out;
	struct random *r;
	bool indented;
	uint32_t open, left[MOST_OPEN], written[MOST_OPEN];
	char closers[MOST_OPEN];
};

static void break_line(struct writer *w)
{
	if (!w->indented)
		return;
	fp_bytes_char(w->out, '\n');
	for (uint32_t i = 0; i < w->open; i++)
		fp_bytes_text(w->out, "  ");
}

static void open_container(struct writer *w)
{
	bool object = random_once(w->r, 2);

	fp_bytes_char(w->out, object ? '{' : '[');
	w->closers[w->open] = object ? '}' : ']';
	w->left[w->open] = 1 + random_below(w->r, MOST_MEMBERS);
	w->written[w->open] = 0;
	w->open++;
}

static void close_container(struct writer *w)
{
	w->open--;
	break_line(w);
	fp_bytes_char(w->out, w->closers[w->open]);
}

static void begin_member(struct writer *w)
{
	uint32_t inner = w->open - 1, count = w->written[inner]++;

	w->left[inner]--;
	if (count > 0)
		fp_bytes_text(w->out, w->indented ? "," : ", ");
	break_line(w);
	if (w->closers[inner] == '}')
		fp_bytes_printf(w->out, "\"%s%u\": ", names[random_below(w->r, LENGTH(names))],
		                count);
}

void broken_value(struct fp_bytes *out, struct random *r)
{
	struct writer w = {.out = out, .r = r, .indented = random_once(r, 2)};

	open_container(&w);
	while (w.open > 0) {
		if (w.left[w.open - 1] == 0) {
			close_container(&w);
			continue;
		}
		begin_member(&w);
		if (w.open < MOST_OPEN && random_once(r, 4))
			open_container(&w);
		else
			fp_bytes_text(out, scalars[random_below(r, LENGTH(scalars))]);
	}
}

/* The place of a byte that JSON gives a meaning, from a place drawn by lot on; len where there is none. */
static size_t draw_place(struct random *r, const char *text, size_t len)
{
	size_t at = random_below(r, (uint32_t)len);

	while (at < len && !memchr("{}[],:\"\\", text[at], 8))
		at++;
	return at;
}

static void make_mistake(struct fp_bytes *out, struct random *r, const char *text, size_t len)
{
	static const char *const puts[] = {"",    ",",  ":",  ";",      "}",  "]",      "\"", "'",
	                                   "...", "\n", "\\", "// x\n", "= ", "word, ", "{",  "\t"};
	size_t at = draw_place(r, text, len), skip = 1;

	fp_bytes_put(out, text, at);
	if (at == len)
		return;
	switch (random_below(r, 5)) {
	case 0: /* dropped */
		break;
	case 1: /* doubled */
		fp_bytes_put(out, text + at, 1);
		skip = 0;
		break;
	case 2: /* something else in its place */
		fp_bytes_text(out, puts[random_below(r, LENGTH(puts))]);
		break;
	case 3: /* something before it */
		fp_bytes_text(out, puts[random_below(r, LENGTH(puts))]);
		skip = 0;
		break;
	case 4: /* swapped with the byte behind */
		if (at + 1 < len && !((unsigned char)text[at + 1] & 0x80)) {
			fp_bytes_char(out, text[at + 1]);
			fp_bytes_char(out, text[at]);
			skip = 2;
		} else {
			skip = len - at; /* cut off */
		}
		break;
	}
	fp_bytes_put(out, text + at + skip, len - at - skip);
}

void broken_text(struct fp_bytes *out, struct random *r, const char *text, size_t len,
                 uint32_t mistakes)
{
	struct fp_bytes broken = FP_BYTES(out->arena);

	for (; mistakes > 0 && len > 0; mistakes--) {
		broken = FP_BYTES(out->arena);
		make_mistake(&broken, r, text, len);
		text = broken.data;
		len = broken.len;
	}
	fp_bytes_put(out, text, len);
}

void broken_noise(struct fp_bytes *out, struct random *r)
{
	for (uint32_t count = random_below(r, 30); count > 0; count--)
		fp_bytes_text(out, noise[random_below(r, LENGTH(noise))]);
}
