/* SPDX-License-Identifier: MIT */
/*
 * Ranges of a layer → spans of the file, text of a layer → bytes of the file, a layer and its edits
 * → the layer that they make. All of it reads one table: pos[i] is where in the file byte i begins.
 */
#include "text/layer.h"

#include <assert.h>
#include <string.h>

static uint8_t mend_of(const struct fp_layer *layer, uint32_t at)
{
	return layer->mended && at < layer->len ? layer->mended[at] : 0;
}

/*
 * Whether a pending edit is made at the place between bytes at - 1 and at. A text that has come to
 * be empty has no byte to bear a mark.
 */
static bool pending_at(const struct fp_layer *layer, uint32_t at)
{
	if (layer->len == 0)
		return layer->mended != NULL;
	if (at > 0 && mend_of(layer, at - 1) & (FP_MEND_PUT | FP_MEND_AFTER))
		return true;
	return mend_of(layer, at) & (FP_MEND_PUT | FP_MEND_BEFORE);
}

bool fp_layer_inside(const struct fp_layer *layer, uint32_t at)
{
	if (at == 0 || at >= layer->len || layer->pos[at] != layer->pos[at - 1])
		return false;
	return !layer->mended || !(layer->mended[at - 1] & FP_MEND_PUT);
}

struct fencepost_span fp_layer_span(const struct fp_layer *layer, struct fp_range range)
{
	uint32_t to = range.to;

	if (to > range.from)
		while (fp_layer_inside(layer, to))
			to++;
	return (struct fencepost_span){layer->pos[range.from], layer->pos[to]};
}

bool fp_layer_boundary(const struct fp_layer *layer, uint32_t at)
{
	return !fp_layer_inside(layer, at) && !pending_at(layer, at);
}

bool fp_layer_is_mended(const struct fp_layer *layer, struct fp_range range)
{
	if (!layer->mended)
		return false;
	if (range.from == range.to)
		return pending_at(layer, range.from);
	for (uint32_t at = range.from; at < range.to; at++)
		if (layer->mended[at] & FP_MEND_PUT || (at > range.from && pending_at(layer, at)))
			return true;
	return false;
}

bool fp_layer_editable(const struct fp_layer *layer, struct fp_range range)
{
	return fp_layer_boundary(layer, range.from) && fp_layer_boundary(layer, range.to) &&
	       !fp_layer_is_mended(layer, range);
}

void fp_layer_marks(uint8_t *marks, uint32_t count, const struct fp_layer *layer,
                    struct fp_range range)
{
	bool put = fp_layer_is_mended(layer, range);

	memset(marks, put ? FP_MEND_PUT : 0, count);
	if (count == 0 || range.from == range.to)
		return;
	marks[0] |= mend_of(layer, range.from) & FP_MEND_BEFORE;
	marks[count - 1] |= mend_of(layer, range.to - 1) & FP_MEND_AFTER;
}

/* The first byte of the layer that is spelled at that offset of the file or later. */
static uint32_t first_at(const struct fp_layer *layer, uint32_t offset)
{
	uint32_t low = 0, high = layer->len, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (layer->pos[middle] < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void fp_layer_spell(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                    const char *text, size_t len)
{
	uint32_t from = layer->pos[range.from], to = layer->pos[range.to];
	const struct fp_layer *first = layer;
	struct fp_bytes spelled;

	for (; layer; layer = layer->outer) {
		spelled = FP_BYTES(out->arena);
		while (layer->written)
			layer = layer->written;
		if (layer != first)
			range = (struct fp_range){first_at(layer, from), first_at(layer, to)};
		layer->spell(&spelled, layer, range, text, len);
		text = spelled.data;
		len = spelled.len;
	}
	fp_bytes_put(out, text, len);
}

/* A layer in the making: what `from` becomes, as far as it has been copied. */
struct splice {
	const struct fp_layer *from;
	char *text;
	uint32_t *pos;
	uint8_t *mended;
	uint32_t len;
};

static void keep(struct splice *to, struct fp_range range)
{
	const struct fp_layer *from = to->from;
	uint32_t len = range.to - range.from;

	memcpy(to->text + to->len, from->text + range.from, len);
	memcpy(to->pos + to->len, from->pos + range.from, len * sizeof(*to->pos));
	if (from->mended)
		memcpy(to->mended + to->len, from->mended + range.from, len);
	else
		memset(to->mended + to->len, 0, len);
	to->len += len;
}

static void put(struct splice *to, const struct fp_layer_edit *edit)
{
	if (edit->len)
		memcpy(to->text + to->len, edit->text, edit->len);
	memset(to->mended + to->len, FP_MEND_PUT, edit->len);
	for (uint32_t i = 0; i < edit->len; i++)
		to->pos[to->len++] = to->from->pos[edit->range.from];
}

static void splice_all(struct splice *to, const struct fp_layer_edit *edits, size_t count)
{
	struct fp_range kept = {0, 0};
	bool touched = false;

	for (size_t i = 0; i <= count; i++) {
		kept.to = i < count ? edits[i].range.from : to->from->len;
		assert(kept.from <= kept.to);
		keep(to, kept);
		if (touched && kept.from < kept.to)
			to->mended[to->len - (kept.to - kept.from)] |= FP_MEND_BEFORE;
		if (i == count)
			return;
		if (to->len > 0)
			to->mended[to->len - 1] |= FP_MEND_AFTER;
		put(to, &edits[i]);
		kept.from = edits[i].range.to;
		touched = true;
	}
}

struct fp_layer *fp_layer_splice(struct fp_arena *arena, const struct fp_layer *layer,
                                 const struct fp_layer_edit *edits, size_t count)
{
	struct fp_layer *made = fp_arena_alloc(arena, sizeof(*made));
	struct splice to = {.from = layer};
	size_t len = layer->len;

	for (size_t i = 0; i < count; i++)
		len += edits[i].len;
	if (len >= UINT32_MAX)
		fp_arena_fail(arena);
	to.text = fp_arena_alloc(arena, len);
	to.pos = fp_arena_alloc(arena, (len + 1) * sizeof(*to.pos));
	to.mended = fp_arena_alloc(arena, len);
	splice_all(&to, edits, count);
	to.pos[to.len] = layer->pos[layer->len];
	*made = *layer;
	made->written = layer;
	made->text = to.text;
	made->pos = to.pos;
	made->mended = count > 0 ? to.mended : layer->mended;
	made->len = to.len;
	return made;
}

static void spell_as_it_is(struct fp_bytes *out, const struct fp_layer *layer,
                           struct fp_range range, const char *text, size_t len)
{
	(void)layer;
	(void)range;
	fp_bytes_put(out, text, len);
}

struct fp_layer *fp_layer_of_file(struct fp_arena *arena, const struct fp_lines *file,
                                  struct fencepost_span span)
{
	struct fp_layer *made = fp_arena_alloc(arena, sizeof(*made));
	uint32_t len = span.end - span.start;
	uint32_t *pos = fp_arena_alloc(arena, ((size_t)len + 1) * sizeof(*pos));

	for (uint32_t i = 0; i <= len; i++)
		pos[i] = span.start + i;
	*made = (struct fp_layer){
	    .text = file->text + span.start,
	    .len = len,
	    .pos = pos,
	    .spell = spell_as_it_is,
	    .pointer = "",
	    .file = file,
	    .fixable = true,
	};
	return made;
}
