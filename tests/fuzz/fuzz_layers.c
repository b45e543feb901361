/* SPDX-License-Identifier: MIT */
/*
 * Any text as JSON, up to three strings deep in a block in containers: it reads as it was written, and
 * mended there it is what it is mended by itself.
 *
 * The input's first four bytes choose the way in which it is wrapped.
 */
#include "../laws/wrap.h"
#include "check.h"
#include "finding/edit.h"
#include "text/utf8.h"
#include "json/repair.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHOICE = 4 };

struct input {
	struct fp_arena *arena;
	struct random random;
	const char *text;
	size_t len;
};

/* Adds the file of a layer with all that is found in the layer mended. */
static void mend(struct fp_bytes *out, struct fp_arena *arena, const struct fp_layer *layer)
{
	static const struct fp_dialect strict;
	struct fp_json_options options = {.dialect = &strict, .where = "block"};
	struct fp_levels levels;
	struct fp_edits edits;
	struct fp_sink sink;
	struct fp_json json;

	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int kind = FP_KIND_HAR; kind <= FP_KIND_JSON; kind++)
			levels.of[rule][kind] = FENCEPOST_ERROR;
	fp_sink_init(&sink, arena, layer->file, &levels);
	fp_json_read(&json, &sink, layer, &options);
	fp_sink_finish(&sink, 0, 0);
	fp_edit_choose(&edits, arena, &sink, FENCEPOST_UNSAFE, NULL, NULL);
	fp_edit_splice(out, layer->file->text, layer->file->len, &edits);
}

static bool is(const struct fp_layer *layer, const char *text, size_t len)
{
	return layer && layer->len == len && (len == 0 || memcmp(layer->text, text, len) == 0);
}

static void put_without_line_ends(struct fp_bytes *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] != '\n' && text[i] != '\r')
			fp_bytes_char(out, text[i]);
}

/*
 * Whether the layer is mended as the text is by itself. A block has but LF, and what goes at its end
 * takes the line end before it instead of the one behind it: in a text with CR these may be of two
 * kinds, and what is left of CR and LF may become a pair.
 */
static bool is_alike(const struct input *in, const struct fp_layer *layer,
                     const struct fp_bytes *alone)
{
	struct fp_bytes a = FP_BYTES(in->arena), b = a;

	if (!layer || !memchr(in->text, '\r', in->len))
		return is(layer, alone->data, alone->len);
	put_without_line_ends(&a, layer->text, layer->len);
	put_without_line_ends(&b, alone->data, alone->len);
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static const struct fp_layer *bare_layer(struct fp_arena *arena, const char *text, size_t len)
{
	struct fp_lines *lines = fp_arena_alloc(arena, sizeof(*lines));

	fp_lines_find(lines, arena, text, (uint32_t)len);
	return fp_layer_of_file(arena, lines, (struct fencepost_span){0, (uint32_t)len});
}

static void check_text(void *argument)
{
	struct input *in = argument;
	struct fp_bytes file = FP_BYTES(in->arena), alone = file, mended = file;
	const struct fp_layer *layer;
	struct wrap wrap;

	wrap_draw(&wrap, &in->random, 1 + random_below(&in->random, MOST_DEPTH));
	wrap_put(&file, &wrap, &in->random, in->text, in->len);
	layer = wrap_read(in->arena, &wrap, file.data, file.len);
	check(is(layer, in->text, in->len));
	mend(&alone, in->arena, bare_layer(in->arena, in->text, in->len));
	mend(&mended, in->arena, layer);
	layer = wrap_read(in->arena, &wrap, mended.data, mended.len);
	check(is_alike(in, layer, &alone));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {.text = (const char *)data + CHOICE, .len = size - CHOICE};

	if (size < CHOICE || fp_utf8_valid(in.text, in.len) != in.len)
		return 0; /* a string cannot spell what is no character */
	memcpy(&in.random.state, data, CHOICE);
	in.arena = fp_arena_new(NULL, 0);
	check(in.arena && fp_arena_try(in.arena, check_text, &in) == FENCEPOST_OK);
	fp_arena_free(in.arena);
	return 0;
}
