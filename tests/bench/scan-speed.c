/* SPDX-License-Identifier: MIT */
/*
 * How fast fp_scan reads valid JSON, beside cJSON in the same run: what counts is the ratio, for it
 * does not depend on the machine. Each text is read again and again, the best turn is taken.
 */
#include "json/scan.h"

#include "text/bytes.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_SIZE (4u << 20)
#define TURNS 15

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A request as documents show them, laid out in lines, its body escaped in a string. */
static void put_request(struct fp_bytes *b, unsigned i)
{
	fp_bytes_printf(
	    b,
	    "  {\n    \"method\": \"POST\",\n    \"url\": "
	    "\"https://api.example.org/v2/items/%u\",\n"
	    "    \"headers\": [\n      {\"name\": \"Content-Type\", \"value\": "
	    "\"application/json\"}\n    ],\n    \"bodySize\": %u,\n    \"postData\": {\n"
	    "      \"mimeType\": \"application/json\",\n      \"text\": \"{\\n  \\\"id\\\": %u,"
	    "\\n  \\\"name\\\": \\\"caf\\u00e9 %u\\\"\\n}\"\n    }\n  }",
	    i, i % 977, i, i);
}

static void put_numbers(struct fp_bytes *b, unsigned i)
{
	fp_bytes_printf(b, "[%u,-%u.%u,%ue-3,true,null]", i, i, i % 1000, i);
}

static void put_prose(struct fp_bytes *b, unsigned i)
{
	fp_bytes_printf(
	    b,
	    "{\"%u\":\"A sentence of plain words, as descriptions have them, and then one "
	    "more, so that the string is long enough to be read at full speed.\"}",
	    i);
}

static void put_cyrillic(struct fp_bytes *b, unsigned i)
{
	fp_bytes_printf(
	    b,
	    "{\"%u\":\"\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80 "
	    "\xd1\x82\xd0\xb5\xd0\xba\xd1\x81\xd1\x82\xd0\xb0 \xe4\xbe\x8b\xe6\x96\x87\"}",
	    i);
}

static const struct shape {
	const char *name;
	void (*put)(struct fp_bytes *b, unsigned i);
} shapes[] = {
    {"requests", put_request},
    {"numbers", put_numbers},
    {"prose", put_prose},
    {"non-ASCII", put_cyrillic},
};

static void fill(struct fp_bytes *b, const struct shape *shape)
{
	unsigned i;

	for (i = 0; b->len < TEXT_SIZE; i++) {
		fp_bytes_text(b, i == 0 ? "[\n" : ",\n");
		shape->put(b, i);
	}
	fp_bytes_text(b, "\n]\n");
}

static void scan(struct fp_arena *arena, const struct fp_bytes *text)
{
	if (!fp_scan(arena, text->data, (uint32_t)text->len, NULL, NULL))
		abort();
}

static void parse(struct fp_arena *arena, const struct fp_bytes *text)
{
	cJSON *json = cJSON_ParseWithLength(text->data, text->len);

	(void)arena;
	if (!json)
		abort();
	cJSON_Delete(json);
}

/* MB/s of the best turn. */
static double speed(void (*read)(struct fp_arena *, const struct fp_bytes *),
                    struct fp_arena *arena, const struct fp_bytes *text)
{
	double best = 1e9, from, took;
	int turn;

	for (turn = 0; turn < TURNS; turn++) {
		from = now();
		read(arena, text);
		took = now() - from;
		if (took < best)
			best = took;
	}
	return (double)text->len / best / 1e6;
}

int main(void)
{
	size_t i;

	printf("%-10s %10s %10s %8s\n", "text", "scan MB/s", "cJSON MB/s", "ratio");
	for (i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct fp_arena *arena = fp_arena_new(NULL, 0);
		struct fp_bytes text = FP_BYTES(arena);
		double ours, theirs;

		if (!arena)
			return 1;
		fill(&text, &shapes[i]);
		ours = speed(scan, arena, &text);
		theirs = speed(parse, arena, &text);
		printf("%-10s %10.0f %10.0f %8.1f\n", shapes[i].name, ours, theirs, ours / theirs);
		fp_arena_free(arena);
	}
	return 0;
}
