/* SPDX-License-Identifier: MIT */
/*
 * How fast valid JSON is passed: texts on stdin (each after a line `KIND LENGTH`, as repair-eval
 * takes them); nanoseconds for all of them by the scanner, by the reading that checks do (scanner
 * and tree), and by cJSON. The shortest of several rounds.
 */
#include "json/repair.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 7

struct text {
	char *bytes;
	uint32_t len;
};

struct round {
	struct fp_arena *arena;
	const struct text *text;
};

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void scan(void *argument)
{
	struct round *r = argument;

	if (!fp_scan(r->arena, r->text->bytes, r->text->len, NULL, NULL))
		abort();
}

static void read_whole(void *argument)
{
	static const struct fp_dialect strict;
	static const struct fp_json_options options = {&strict, NULL, NULL, "block"};
	struct round *r = argument;
	struct fp_levels levels;
	struct fp_lines lines = {.text = r->text->bytes, .len = r->text->len};
	struct fp_sink sink;
	struct fp_json json;

	fp_levels_init(&levels);
	fp_sink_init(&sink, r->arena, &lines, &levels);
	fp_json_read(&json, &sink,
	             fp_layer_of_file(r->arena, &lines, (struct fencepost_span){0, lines.len}),
	             &options);
}

/* The time of one round over all texts, each in an arena of its own. */
static uint64_t time_ours(const struct text *texts, size_t count, void (*work)(void *))
{
	uint64_t start = now();

	for (size_t i = 0; i < count; i++) {
		struct round r = {fp_arena_new(NULL, 0), &texts[i]};

		if (!r.arena || fp_arena_try(r.arena, work, &r))
			abort();
		fp_arena_free(r.arena);
	}
	return now() - start;
}

static uint64_t time_cjson(const struct text *texts, size_t count)
{
	uint64_t start = now();

	for (size_t i = 0; i < count; i++)
		cJSON_Delete(cJSON_ParseWithLength(texts[i].bytes, texts[i].len));
	return now() - start;
}

static void keep_shortest(uint64_t *best, uint64_t ns)
{
	if (ns < *best)
		*best = ns;
}

int main(void)
{
	struct text *texts = NULL, next;
	size_t count = 0;
	uint64_t bytes = 0, best[3] = {UINT64_MAX, UINT64_MAX, UINT64_MAX};

	while (scanf("%*s %" SCNu32, &next.len) == 1 && getchar() == '\n') {
		next.bytes = malloc(next.len + 1);
		texts = realloc(texts, (count + 1) * sizeof(*texts));
		if (!texts || !next.bytes || fread(next.bytes, 1, next.len, stdin) != next.len)
			abort();
		texts[count++] = next;
		bytes += next.len;
	}
	for (int i = 0; i < ROUNDS; i++) {
		keep_shortest(&best[0], time_ours(texts, count, scan));
		keep_shortest(&best[1], time_ours(texts, count, read_whole));
		keep_shortest(&best[2], time_cjson(texts, count));
	}
	printf("%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", bytes, best[0], best[1],
	       best[2]);
	return 0;
}
