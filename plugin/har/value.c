/* SPDX-License-Identifier: MIT */
/*
 * String tokens → decoded text, and ranges of that text → ranges of the token. Nearly all strings
 * hold no escape, and then the two differ by the opening quote; for the rest the token is walked
 * again, which is cheap because only a string with a finding in it is.
 */
#include "har/value.h"
#include "text/ascii.h"
#include "json/string.h"

#include <string.h>

static struct fp_value decode(struct fp_arena *arena, const struct fp_layer *layer,
                              struct fp_range token)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_value value = {.token = token, .layer = layer};

	fp_string_decode(&text, layer->text, token);
	value.len = (uint32_t)text.len;
	value.text = fp_bytes_string(&text);
	return value;
}

struct fp_value fp_value_of(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node)
{
	if (node == FP_NO_NODE || tree->nodes[node].kind != FP_NODE_STRING)
		return (struct fp_value){.layer = tree->layer};
	return decode(arena, tree->layer, tree->nodes[node].range);
}

struct fp_value fp_value_name(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node)
{
	struct fp_range name = tree->nodes[node].name;

	if (name.from == name.to)
		return (struct fp_value){.layer = tree->layer};
	return decode(arena, tree->layer, name);
}

static uint32_t hex4(const char *text)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = text[i];
		uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);

		value = value << 4 | digit;
	}
	return value;
}

/* How many bytes of UTF-8 the \u escape at text[0] decodes to; *raw is how long it is. */
static uint32_t unicode_step(const char *text, uint32_t left, uint32_t *raw)
{
	uint32_t unit = hex4(text + 2);

	*raw = 6;
	if (unit >= 0xd800 && unit < 0xdc00 && left >= 12 && text[6] == '\\' && text[7] == 'u') {
		uint32_t low = hex4(text + 8);

		if (low >= 0xdc00 && low < 0xe000) {
			*raw = 12;
			return 4;
		}
	}
	return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

/* How many decoded bytes the spelling at text[0] gives; *raw is how long it is. */
static uint32_t step(const char *text, uint32_t left, uint32_t *raw)
{
	*raw = 1;
	if (text[0] != '\\')
		return 1;
	if (text[1] == 'u')
		return unicode_step(text, left, raw);
	*raw = 2;
	return 1;
}

struct fp_range fp_value_range(const struct fp_value *value, uint32_t from, uint32_t to)
{
	uint32_t at = value->token.from + 1, end = value->token.to - 1, done = 0;
	struct fp_range range = {at, at};

	if (value->len == end - at)
		return (struct fp_range){at + from, at + to};
	while (at < end && done < to) {
		uint32_t raw;
		uint32_t decoded = step(value->layer->text + at, end - at, &raw);

		if (done + decoded <= from)
			range.from = at + raw;
		done += decoded;
		at += raw;
		range.to = at;
	}
	if (range.to < range.from)
		range.to = range.from;
	return range;
}

bool fp_value_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && fp_ascii_same(a, b, a_len);
}

bool fp_value_is(const struct fp_value *value, const char *word)
{
	return value->text && fp_value_same(value->text, value->len, word, strlen(word));
}
