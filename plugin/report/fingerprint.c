/* SPDX-License-Identifier: MIT */
/*
 * What makes a finding the same tomorrow: path, rule, message, pointers, the text just about it in
 * its line. No line number goes in, and nothing that is masked. Of findings that agree in all that,
 * the second of a file is told from the first by its being the second, which is why those of a file
 * are remembered until the next file comes.
 */
#include "report/fingerprint.h"

#include "report/writers.h"

#include <string.h>

enum { ABOUT = 24, FIRST_ROOM = 64 };

/* A hash, and how often the file has had it so far; count == 0: a free place. */
struct seen {
	uint64_t hash;
	uint32_t count;
};

struct fp_prints {
	struct fp_arena *arena;
	struct fp_bytes path;
	struct fp_arena *of_file; /* what is remembered of one file */
	struct seen *seen;        /* an open hash table of `room` places, a power of two */
	size_t room, used;
};

/* FNV-1a, 64 bits. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
	return hash;
}

/* With the NUL, so that "ab", "c" is not "a", "bc". */
static uint64_t mix_string(uint64_t hash, const char *text)
{
	return mix(hash, text, strlen(text) + 1);
}

static bool is_masked(const struct fp_report_file *file, uint32_t at)
{
	for (size_t i = 0; i < file->mask_count && file->masks[i].start <= at; i++)
		if (at < file->masks[i].end)
			return true;
	return false;
}

/* The text of the line before and after where the finding begins. */
static uint64_t mix_about(uint64_t hash, const struct fp_report_file *file, uint32_t start)
{
	uint32_t from = start, to = start;

	while (from > 0 && start - from < ABOUT && !strchr("\r\n", file->text[from - 1]))
		from--;
	while (to < file->len && to - start < ABOUT && !strchr("\r\n", file->text[to]))
		to++;
	for (uint32_t at = from; at < to; at++)
		if (!is_masked(file, at))
			hash = mix(hash, file->text + at, 1);
	return hash;
}

static struct seen *find(struct seen *seen, size_t room, uint64_t hash)
{
	size_t at = hash & (room - 1);

	while (seen[at].count > 0 && seen[at].hash != hash)
		at = (at + 1) & (room - 1);
	return &seen[at];
}

static void begin_file(struct fp_prints *prints, const struct fp_report_file *file)
{
	fp_report_keep_file(&prints->path, file);
	fp_arena_free(prints->of_file);
	prints->of_file = fp_arena_child(prints->arena);
	prints->room = FIRST_ROOM;
	prints->used = 0;
	prints->seen = fp_arena_zero(prints->of_file, prints->room, sizeof(*prints->seen));
}

static void grow(struct fp_prints *prints)
{
	size_t room = 2 * prints->room;
	struct seen *seen = fp_arena_zero(prints->of_file, room, sizeof(*seen));

	for (size_t i = 0; i < prints->room; i++)
		if (prints->seen[i].count > 0)
			*find(seen, room, prints->seen[i].hash) = prints->seen[i];
	prints->seen = seen;
	prints->room = room;
}

/* How many findings of this file had the hash before. */
static uint32_t count_before(struct fp_prints *prints, uint64_t hash)
{
	struct seen *seen;

	if (2 * prints->used >= prints->room)
		grow(prints);
	seen = find(prints->seen, prints->room, hash);
	prints->used += seen->count == 0;
	seen->hash = hash;
	return seen->count++;
}

struct fp_prints *fp_prints_new(struct fp_arena *arena)
{
	struct fp_prints *prints = fp_arena_zero(arena, 1, sizeof(*prints));

	prints->arena = arena;
	prints->path = FP_BYTES(arena);
	return prints;
}

uint64_t fp_prints_next(struct fp_prints *prints, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	uint32_t before;

	if (!fp_report_is_file(&prints->path, file))
		begin_file(prints, file);
	hash = mix(hash, prints->path.data, prints->path.len);
	hash = mix_string(hash, finding->rule);
	hash = mix_string(hash, finding->message);
	for (size_t i = 0; i < finding->pointer_count; i++)
		hash = mix_string(hash, finding->pointers[i]);
	hash = mix_about(hash, file, finding->span.start);
	before = count_before(prints, hash);
	return before > 0 ? mix(hash, &before, sizeof(before)) : hash;
}
