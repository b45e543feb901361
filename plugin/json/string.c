/* SPDX-License-Identifier: MIT */
/*
 * The contents of a string token ↔ bytes. Decoding goes by pieces, a run of plain bytes or one
 * escape; each byte that a piece gives takes the file offset of the first byte that spells it:
 *
 *     layer    " a \ n \ u 0 0 e 9 "        pos of the layer   0 1 2 3 4 ... 9 10
 *     payload    a  ⏎      é é              pos of the payload   1 2   4 4      10
 *
 * The layer's own table is in file offsets already, so the payload's is too, at any depth.
 */
#include "json/string.h"

#include "text/utf8.h"

#include <string.h>

/* One piece of a string: text[from, to) spells `len` bytes, which are `bytes`, or text itself. */
struct piece {
	uint32_t from, to;
	uint32_t len;
	char bytes[4];
	bool escape;
};

/* The escapes of two characters: \n is the byte at the same place of `meanings`. */
static const char letters[] = "\"\\/bfnrt";
static const char meanings[] = "\"\\/\b\f\n\r\t";

static uint32_t hex_digit(char c)
{
	return (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

static uint32_t four_hex(const char *digits)
{
	return hex_digit(digits[0]) << 12 | hex_digit(digits[1]) << 8 | hex_digit(digits[2]) << 4 |
	       hex_digit(digits[3]);
}

/* The code point of a \u escape at text[at], or of the two that make a pair; *to is their end. */
static uint32_t decode_unicode(const char *text, uint32_t at, uint32_t end, uint32_t *to)
{
	uint32_t high = four_hex(text + at + 2), low;

	*to = at + 6;
	if (high < 0xd800 || high > 0xdfff)
		return high;
	if (high > 0xdbff || end - *to < 6 || text[*to] != '\\' || text[*to + 1] != 'u')
		return 0xfffd;
	low = four_hex(text + *to + 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 0xfffd;
	*to += 6;
	return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* The piece at text[at] of contents that end at `end`, at < end. */
static struct piece next_piece(const char *text, uint32_t at, uint32_t end)
{
	struct piece p = {.from = at, .to = at + 2, .len = 1, .escape = text[at] == '\\'};
	const char *slash;

	if (!p.escape) {
		slash = memchr(text + at, '\\', end - at);
		p.to = slash ? (uint32_t)(slash - text) : end;
		p.len = p.to - p.from;
	} else if (text[at + 1] == 'u') {
		p.len = fp_utf8_encode(p.bytes, decode_unicode(text, at, end, &p.to));
	} else {
		p.bytes[0] = meanings[strchr(letters, text[at + 1]) - letters];
	}
	return p;
}

static const char *piece_bytes(const struct piece *p, const char *text)
{
	return p->escape ? p->bytes : text + p->from;
}

static uint32_t decoded_length(const char *text, struct fp_range inside)
{
	struct piece p;
	uint32_t at, len = 0;

	for (at = inside.from; at < inside.to; at = p.to) {
		p = next_piece(text, at, inside.to);
		len += p.len;
	}
	return len;
}

/* The tables of a layer that is being filled. */
struct tables {
	char *text;
	uint32_t *pos;
	uint8_t *mended; /* NULL: nothing is */
};

/* Writes what a piece of the outer layer gives, from byte `at` on. */
static void put_piece(const struct tables *to, uint32_t at, const struct piece *p,
                      const struct fp_layer *outer)
{
	uint32_t i;

	memcpy(to->text + at, piece_bytes(p, outer->text), p->len);
	if (!p->escape) {
		memcpy(to->pos + at, outer->pos + p->from, p->len * sizeof(*to->pos));
		if (to->mended)
			memcpy(to->mended + at, outer->mended + p->from, p->len);
		return;
	}
	for (i = 0; i < p->len; i++)
		to->pos[at + i] = outer->pos[p->from];
	if (to->mended)
		fp_layer_marks(to->mended + at, p->len, outer, (struct fp_range){p->from, p->to});
}

static void decode_layer(struct fp_layer *in, struct fp_arena *arena, struct fp_range inside)
{
	const struct fp_layer *outer = in->outer;
	struct tables to = {NULL, NULL, NULL};
	struct piece p;
	uint32_t at, len = 0;

	in->len = decoded_length(outer->text, inside);
	to.text = fp_arena_alloc(arena, (size_t)in->len + 1);
	to.pos = fp_arena_alloc(arena, ((size_t)in->len + 1) * sizeof(*to.pos));
	if (outer->mended)
		to.mended = fp_arena_alloc(arena, in->len);
	for (at = inside.from; at < inside.to; at = p.to) {
		p = next_piece(outer->text, at, inside.to);
		put_piece(&to, len, &p, outer);
		len += p.len;
	}
	to.text[len] = '\0';
	to.pos[len] = outer->pos[inside.to];
	in->text = to.text;
	in->pos = to.pos;
	in->mended = to.mended;
}

struct fp_layer *fp_string_layer(struct fp_arena *arena, const struct fp_layer *layer,
                                 struct fp_range range, const char *pointer)
{
	struct fp_range inside = {range.from + 1, range.to - 1};
	struct fp_layer *in = fp_arena_alloc(arena, sizeof(*in));

	*in = *layer;
	in->outer = layer;
	in->written = NULL;
	in->spell = fp_string_spell;
	in->pointer = fp_arena_copy(arena, pointer, strlen(pointer));
	if (memchr(layer->text + inside.from, '\\', inside.to - inside.from)) {
		decode_layer(in, arena, inside);
		return in;
	}
	/* each byte spells itself: the same bytes, the same table */
	in->text = layer->text + inside.from;
	in->len = inside.to - inside.from;
	in->pos = layer->pos + inside.from;
	in->mended = layer->mended ? layer->mended + inside.from : NULL;
	/* nothing in an empty string could bear the mark that a quote beside it was put there */
	if (in->len == 0 && fp_layer_is_mended(layer, range))
		in->fixable = false;
	return in;
}

void fp_string_decode(struct fp_bytes *out, const char *text, struct fp_range range)
{
	struct piece p;
	uint32_t at;

	for (at = range.from + 1; at < range.to - 1; at = p.to) {
		p = next_piece(text, at, range.to - 1);
		fp_bytes_put(out, piece_bytes(&p, text), p.len);
	}
}

bool fp_string_equals(const char *text, struct fp_range range, const char *value, size_t len)
{
	struct piece p;
	uint32_t at;
	size_t done = 0;

	for (at = range.from + 1; at < range.to - 1; at = p.to, done += p.len) {
		p = next_piece(text, at, range.to - 1);
		if (p.len > len - done || memcmp(piece_bytes(&p, text), value + done, p.len) != 0)
			return false;
	}
	return done == len;
}

static void escape_byte(struct fp_bytes *out, char c)
{
	const char *meaning = memchr(meanings, c, sizeof(meanings) - 1);

	if (meaning)
		fp_bytes_printf(out, "\\%c", letters[meaning - meanings]);
	else
		fp_bytes_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
}

void fp_string_escape(struct fp_bytes *out, const char *text, size_t len)
{
	size_t i, from = 0;

	for (i = 0; i < len; i++) {
		if ((unsigned char)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\')
			continue;
		fp_bytes_put(out, text + from, i - from);
		escape_byte(out, text[i]);
		from = i + 1;
	}
	if (from < len) /* no text may be NULL, and that is not to be added to */
		fp_bytes_put(out, text + from, len - from);
}

void fp_string_spell(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                     const char *text, size_t len)
{
	(void)layer;
	(void)range;
	fp_string_escape(out, text, len);
}
