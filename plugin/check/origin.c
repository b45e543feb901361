/* SPDX-License-Identifier: MIT */
/*
 * Offsets of a mended text → offsets of the text that came in.
 *
 * The author has the text that came in before him, and a finding that is left after mending stands
 * in another. Each round leaves a list of what its edits replaced; an offset goes back through the
 * rounds, the last one first.
 */
#include "check/origin.h"

#include <stdlib.h>
#include <string.h>

static struct fencepost_span came_from(const struct fp_origin *origin, struct fencepost_span span)
{
	return (struct fencepost_span){fp_origin_of(origin, span.start),
	                               fp_origin_of(origin, span.end)};
}

/* The index of the first edit that stands behind an offset of the new text. */
static size_t edits_up_to(const struct fp_moved *moved, size_t count, uint32_t offset)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (moved[middle].new.start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t fp_origin_of(const struct fp_origin *origin, uint32_t offset)
{
	for (size_t i = origin->round_count; i-- > 0;) {
		const struct fp_moved *moved = origin->rounds[i].moved;
		size_t at = edits_up_to(moved, origin->rounds[i].count, offset);

		if (at == 0)
			continue;
		moved += at - 1;
		if (offset < moved->new.end)
			offset = moved->old.start;
		else
			offset = moved->old.end + (offset - moved->new.end);
	}
	return offset;
}

/* ---- one round ---- */

static struct fp_moved *list_moved(struct fp_arena *arena, const struct fp_edits *edits)
{
	struct fp_moved *moved = fp_arena_alloc(arena, edits->count * sizeof(*moved));
	uint32_t old_end = 0, new_end = 0;

	for (size_t i = 0; i < edits->count; i++) {
		const struct fencepost_edit *edit = &edits->edits[i];
		uint32_t start = new_end + (edit->span.start - old_end);

		old_end = edit->span.end;
		new_end = start + (uint32_t)edit->len;
		moved[i] = (struct fp_moved){edit->span, {start, new_end}};
	}
	return moved;
}

static const char *copy_string(struct fp_arena *arena, const char *string)
{
	return fp_arena_copy(arena, string, strlen(string));
}

static const char *const *copy_pointers(struct fp_arena *arena,
                                        const struct fencepost_finding *finding)
{
	const char **pointers = fp_arena_alloc(arena, finding->pointer_count * sizeof(*pointers));

	for (size_t i = 0; i < finding->pointer_count; i++)
		pointers[i] = copy_string(arena, finding->pointers[i]);
	return pointers;
}

/* A fix that was made has no edits any more. */
static const struct fencepost_fix *copy_fix(struct fp_arena *arena, const struct fencepost_fix *fix)
{
	struct fencepost_fix *copy = fp_arena_zero(arena, 1, sizeof(*copy));

	copy->applicability = fix->applicability;
	copy->message = copy_string(arena, fix->message);
	return copy;
}

static struct fencepost_place place_of(const struct fp_origin *origin,
                                       const struct fencepost_source *source, uint32_t offset)
{
	return fp_lines_place_in_file(&origin->lines, offset, source->first_line,
	                              source->first_offset);
}

/* A block in the text that came in; `now` has the lines of the text that it stands in. */
static const struct fencepost_block *copy_block(const struct fp_origin *origin,
                                                const struct fp_lines *now,
                                                const struct fencepost_block *block)
{
	struct fencepost_block *copy;

	if (!block)
		return NULL;
	copy = fp_arena_alloc(origin->arena, sizeof(*copy));
	*copy = *block;
	copy->span = came_from(origin, block->span);
	copy->line += fp_lines_place(&origin->lines, copy->span.start).line;
	copy->line -= fp_lines_place(now, block->span.start).line;
	return copy;
}

/* The message of a finding, with the place that it quotes told of the text that came in. */
static const char *message_of(const struct fp_origin *origin, const struct fencepost_source *source,
                              const struct fp_finding *finding)
{
	uint32_t offset = fp_origin_of(origin, finding->quote.offset);

	if (finding->quote.len == 0)
		return copy_string(origin->arena, finding->pub.message);
	return fp_requote(origin->arena, finding, place_of(origin, source, offset));
}

static struct fencepost_finding *add(struct fp_origin *origin)
{
	size_t room = origin->mended_room ? 2 * origin->mended_room : 8;

	if (origin->mended_count == origin->mended_room) {
		origin->mended = fp_arena_grow(origin->arena, origin->mended,
		                               origin->mended_room * sizeof(*origin->mended),
		                               room * sizeof(*origin->mended));
		origin->mended_room = room;
	}
	return &origin->mended[origin->mended_count++];
}

static void note(struct fp_origin *origin, const struct fencepost_source *source,
                 const struct fp_lines *now, const struct fp_finding *finding)
{
	const struct fencepost_finding *found = &finding->pub;
	struct fencepost_finding *copy = add(origin);

	*copy = *found;
	copy->message = copy->origin_message = message_of(origin, source, finding);
	copy->span = came_from(origin, found->span);
	copy->start = copy->origin = place_of(origin, source, copy->span.start);
	copy->end = copy->origin_end = place_of(origin, source, copy->span.end);
	copy->block = copy->origin_block = copy_block(origin, now, found->block);
	copy->pointers = copy_pointers(origin->arena, found);
	copy->fix = copy_fix(origin->arena, found->fix);
}

void fp_origin_note(struct fp_origin *origin, const struct fencepost_source *source,
                    const struct fp_lines *now, const struct fp_edits *edits)
{
	if (origin->round_count == 0)
		fp_lines_find(&origin->lines, origin->arena, source->bytes, (uint32_t)source->len);
	for (size_t i = 0; i < edits->chosen; i++)
		note(origin, source, now, edits->findings[i]);
	origin->rounds[origin->round_count].moved = list_moved(origin->arena, edits);
	origin->rounds[origin->round_count++].count = edits->count;
}

/* ---- all of them ---- */

static int in_order(const void *left, const void *right)
{
	const struct fencepost_finding *a = left, *b = right;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	return strcmp(a->rule, b->rule);
}

void fp_origin_finish(struct fp_origin *origin, const struct fencepost_source *source,
                      const struct fp_document *left)
{
	if (origin->round_count == 0)
		return;
	qsort(origin->mended, origin->mended_count, sizeof(*origin->mended), in_order);
	for (size_t i = 0; i < left->sink.count; i++) {
		struct fencepost_finding *pub = &left->sink.found[i]->pub;
		struct fencepost_span span = came_from(origin, pub->span);

		pub->origin = place_of(origin, source, span.start);
		pub->origin_end = place_of(origin, source, span.end);
		pub->origin_message = message_of(origin, source, left->sink.found[i]);
		pub->origin_block = copy_block(origin, &left->lines, pub->block);
	}
}

/* ---- what is left, as a document of its own ---- */

/* Whether a span, and what touches it, stands in the text that came in as it stands now. */
static bool is_unmended(const struct fp_origin *origin, const struct fp_lines *now,
                        struct fencepost_span span)
{
	struct fencepost_span old;

	span.start -= span.start > 0;
	span.end += span.end < now->len;
	old = came_from(origin, span);
	return old.end - old.start == span.end - span.start &&
	       memcmp(origin->lines.text + old.start, now->text + span.start,
	              span.end - span.start) == 0;
}

/* A fix with its edits in the text that came in, or NULL where one of them needs what was mended. */
static const struct fencepost_fix *fix_in_source(const struct fp_origin *origin,
                                                 const struct fp_lines *left,
                                                 const struct fencepost_fix *fix)
{
	struct fencepost_edit *edits;
	struct fencepost_fix *copy;

	if (!fix)
		return NULL;
	copy = fp_arena_alloc(origin->arena, sizeof(*copy));
	edits = fp_arena_alloc(origin->arena, fix->count * sizeof(*edits));
	*copy = *fix;
	copy->edits = edits;
	for (size_t i = 0; i < fix->count; i++) {
		if (!is_unmended(origin, left, fix->edits[i].span))
			return NULL;
		edits[i] = fix->edits[i];
		edits[i].span = came_from(origin, edits[i].span);
	}
	return copy;
}

static struct fp_finding *in_source(const struct fp_origin *origin,
                                    const struct fencepost_source *source,
                                    const struct fp_document *left,
                                    const struct fp_finding *finding)
{
	struct fp_finding *copy = fp_arena_alloc(origin->arena, sizeof(*copy));
	struct fencepost_finding *pub = &copy->pub;

	*copy = *finding;
	pub->message = pub->origin_message;
	pub->span = came_from(origin, finding->pub.span);
	pub->start = pub->origin;
	pub->end = place_of(origin, source, pub->span.end);
	pub->fix = fix_in_source(origin, &left->lines, pub->fix);
	pub->block = pub->origin_block;
	return copy;
}

void fp_origin_document(struct fp_document *out, const struct fp_origin *origin,
                        const struct fencepost_source *source, const struct fp_document *left)
{
	struct fencepost_span *masks;
	struct fp_finding **found;

	*out = *left;
	if (origin->round_count == 0)
		return;
	masks = fp_arena_alloc(origin->arena, left->mask_count * sizeof(*masks));
	found = fp_arena_alloc(origin->arena, left->sink.count * sizeof(struct fp_finding *));
	out->lines = origin->lines;
	for (size_t i = 0; i < left->mask_count; i++)
		masks[i] = came_from(origin, left->masks[i]);
	for (size_t i = 0; i < left->sink.count; i++)
		found[i] = in_source(origin, source, left, left->sink.found[i]);
	out->masks = masks;
	out->sink.found = found;
}
