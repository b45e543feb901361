/* SPDX-License-Identifier: MIT */
/* See wrap.h. Reading goes the way of check/: cmark, the container, then string by string. */
#include "wrap.h"

#include "finding/sink.h"
#include "markdown/blocks.h"
#include "text/utf8.h"
#include "json/scan.h"
#include "json/string.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *first, *rest;
} containers[] = {
    {"> ", "> "},
    {"- ", "  "},
    {"1. ", "   "},
    {"10) ", "    "},
};

static const struct {
	const char *head, *tail;
} around[] = {
    {"", ""},
    {"{\"t\": ", "}"},
    {"[1,\n \t", "\n]"},
    {"{\n  \"a\": [],\n\n  \"t\": ", " }"},
};

static const char *const line_ends[] = {"\n", "\r\n", "\r"};

void wrap_draw(struct wrap *wrap, struct random *r, uint32_t depth)
{
	uint32_t nested = random_below(r, 4);

	*wrap = (struct wrap){.depth = depth, .containers = nested};
	for (uint32_t i = 0; i < nested; i++) {
		size_t which = random_below(r, sizeof(containers) / sizeof(*containers));

		strcat(wrap->first, containers[which].first);
		strcat(wrap->rest, containers[which].rest);
	}
	for (uint32_t i = random_below(r, 4); i > 0; i--) {
		strcat(wrap->first, " ");
		strcat(wrap->rest, " ");
	}
	for (uint32_t i = 0; i < depth; i++) {
		size_t which = random_below(r, sizeof(around) / sizeof(*around));

		wrap->head[i] = around[which].head;
		wrap->tail[i] = around[which].tail;
	}
	wrap->line_end = line_ends[random_below(r, 3)];
	wrap->trims = random_once(r, 2);
	wrap->unclosed = depth > 0 && random_once(r, 8);
}

static void put_unit(struct fp_bytes *out, uint32_t unit)
{
	fp_bytes_printf(out, "\\u%04x", unit);
}

static void put_escaped(struct fp_bytes *out, uint32_t point)
{
	if (point > 0xffff) {
		put_unit(out, 0xd800 + ((point - 0x10000) >> 10));
		put_unit(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
	} else {
		put_unit(out, point);
	}
}

/* Adds text as a JSON string; now and then a character as an escape that need not be one. */
static void put_string(struct fp_bytes *out, struct random *r, const char *text, size_t len)
{
	uint32_t used, point;

	fp_bytes_char(out, '"');
	for (size_t at = 0; at < len; at += used) {
		point = fp_utf8_decode(text + at, len - at, &used);
		if (random_once(r, 6))
			put_escaped(out, point);
		else if (point == '/' && random_once(r, 2))
			fp_bytes_text(out, "\\/");
		else
			fp_string_escape(out, text + at, used);
	}
	fp_bytes_char(out, '"');
}

static void put_line(struct fp_bytes *out, const struct wrap *wrap, const char *prefix,
                     const char *line, size_t len)
{
	size_t prefix_len = strlen(prefix);

	if (wrap->trims && len == 0)
		while (prefix_len > 0 && prefix[prefix_len - 1] == ' ')
			prefix_len--;
	fp_bytes_put(out, prefix, prefix_len);
	fp_bytes_put(out, line, len);
	fp_bytes_text(out, wrap->line_end);
}

void wrap_block(struct fp_bytes *out, const struct wrap *wrap, const char *language,
                const char *text, size_t len)
{
	char fence[16];
	const char *end;
	size_t at = 0;

	snprintf(fence, sizeof(fence), "```%s", language);
	put_line(out, wrap, wrap->first, fence, strlen(fence));
	while (at < len) {
		end = memchr(text + at, '\n', len - at);
		end = end ? end : text + len;
		put_line(out, wrap, wrap->rest, text + at, (size_t)(end - text) - at);
		at = (size_t)(end - text) + 1;
	}
	if (!wrap->unclosed)
		put_line(out, wrap, wrap->rest, "```", 3);
}

void wrap_put(struct fp_bytes *out, const struct wrap *wrap, struct random *r, const char *text,
              size_t len)
{
	for (uint32_t i = 0; i < wrap->depth; i++) {
		struct fp_bytes outer = FP_BYTES(out->arena);

		fp_bytes_text(&outer, wrap->head[i]);
		put_string(&outer, r, text, len);
		fp_bytes_text(&outer, wrap->tail[i]);
		text = outer.data;
		len = outer.len;
	}
	fp_bytes_printf(out, "Intro%s%s", wrap->line_end, wrap->line_end);
	wrap_block(out, wrap, "json", text, len);
}

static const struct fp_layer *read_block(struct fp_arena *arena, const char *bytes, size_t len)
{
	static const struct fp_language json = {"json", FP_LANGUAGE_JSON};
	static const struct fp_languages languages = {&json, 1};
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));
	struct fp_levels levels;
	struct fp_fences fences;
	struct fp_sink sink;

	fp_levels_init(&levels);
	fp_lines_find(lines, arena, bytes, (uint32_t)len);
	fp_sink_init(&sink, arena, lines, &levels);
	fp_blocks_find(&fences, &sink, lines, &languages, true);
	if (fences.count != 1 || !fences.of[0].layer->fixable)
		return NULL;
	return fences.of[0].layer;
}

/* What of a layer is neither head nor tail nor the line end of a block; all of it where it is too short. */
static struct fp_range between(const struct fp_layer *layer, const char *head, const char *tail)
{
	uint32_t before = (uint32_t)strlen(head), after = (uint32_t)strlen(tail), end = layer->len;

	if (end > 0 && layer->text[end - 1] == '\n')
		end--;
	if (end < before + after || memcmp(layer->text, head, before) != 0 ||
	    memcmp(layer->text + end - after, tail, after) != 0)
		return (struct fp_range){0, layer->len};
	return (struct fp_range){before, end - after};
}

static const struct fp_layer *read_string(struct fp_arena *arena, const struct fp_layer *layer,
                                          struct fp_range range)
{
	if (range.from == range.to || layer->text[range.from] != '"' ||
	    !fp_scan(arena, layer->text + range.from, range.to - range.from, NULL, NULL))
		return NULL;
	return fp_string_layer(arena, layer, range, "");
}

struct fp_range wrap_string(const struct wrap *wrap, const struct fp_layer *layer)
{
	return between(layer, wrap->head[0], wrap->tail[0]);
}

const struct fp_layer *wrap_read(struct fp_arena *arena, const struct wrap *wrap, const char *bytes,
                                 size_t len)
{
	const struct fp_layer *layer = read_block(arena, bytes, len);

	for (uint32_t i = wrap->depth; layer && i > 0; i--)
		layer =
		    read_string(arena, layer, between(layer, wrap->head[i - 1], wrap->tail[i - 1]));
	return layer;
}
