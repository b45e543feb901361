/* SPDX-License-Identifier: MIT */
/*
 * Older versions of a document → the set of their blocks and lines. Content is compared, not place:
 * a block that moved is old. A block is compared as its container shows it, so one that was moved
 * into a list, or whose line ends were changed, is old as well.
 */
#include "check/scope.h"

#include <string.h>

/* What a line is in the set, beside the kinds of blocks. */
#define LINE (-1)

struct fp_old {
	uint64_t hash;
	const char *text; /* NULL: a free place */
	size_t len;
	int kind;
};

/* FNV-1a over the bytes, seeded with the kind. */
static uint64_t hash_of(int kind, const char *text, size_t len)
{
	uint64_t hash = UINT64_C(14695981039346656037) ^ (uint64_t)(kind + 1);

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
	return hash;
}

/* The place where it is, or where it would go. */
static struct fp_old *find(const struct fp_scope *scope, const struct fp_old *wanted)
{
	size_t at = wanted->hash & (scope->room - 1);

	for (;; at = (at + 1) & (scope->room - 1)) {
		struct fp_old *old = &scope->table[at];

		if (!old->text ||
		    (old->hash == wanted->hash && old->kind == wanted->kind &&
		     old->len == wanted->len && memcmp(old->text, wanted->text, old->len) == 0))
			return old;
	}
}

static void make_room(struct fp_scope *scope, struct fp_arena *arena)
{
	struct fp_scope bigger = {NULL, scope->count, scope->room ? 2 * scope->room : 256};

	if (2 * (scope->count + 1) <= scope->room)
		return;
	bigger.table = fp_arena_zero(arena, bigger.room, sizeof(*bigger.table));
	for (size_t i = 0; i < scope->room; i++)
		if (scope->table[i].text)
			*find(&bigger, &scope->table[i]) = scope->table[i];
	*scope = bigger;
}

static void add(struct fp_scope *scope, struct fp_arena *arena, int kind, const char *text,
                size_t len)
{
	struct fp_old old = {hash_of(kind, text, len), text, len, kind}, *place;

	make_room(scope, arena);
	place = find(scope, &old);
	if (place->text)
		return;
	*place = old;
	scope->count++;
}

static bool has(const struct fp_scope *scope, int kind, const char *text, size_t len)
{
	struct fp_old wanted = {hash_of(kind, text, len), text, len, kind};

	return scope->count > 0 && find(scope, &wanted)->text != NULL;
}

void fp_scope_add(struct fp_scope *scope, struct fp_arena *arena,
                  const struct fp_settings *settings, const char *text, uint32_t len)
{
	struct fp_fences fences;
	struct fp_lines lines;
	struct fp_sink sink;

	fp_lines_find(&lines, arena, text, len);
	for (uint32_t i = 0; i < lines.count; i++) {
		struct fencepost_span line = fp_lines_span(&lines, i);

		add(scope, arena, LINE, text + line.start, line.end - line.start);
	}
	if (!fp_blocks_possible(text, len, &settings->languages))
		return;
	fp_sink_init(&sink, arena, &lines, &settings->levels);
	fp_blocks_find(&fences, &sink, &lines, &settings->languages, true);
	for (size_t i = 0; i < fences.count; i++) {
		const struct fp_layer *layer = fences.of[i].layer;

		add(scope, arena, (int)fences.of[i].kind, layer->text, layer->len);
	}
}

bool fp_scope_has_block(const struct fp_scope *scope, enum fp_language_kind kind,
                        const struct fp_layer *layer)
{
	return has(scope, (int)kind, layer->text, layer->len);
}

bool fp_scope_has_line(const struct fp_scope *scope, const char *text, size_t len)
{
	return has(scope, LINE, text, len);
}
