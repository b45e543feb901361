/* SPDX-License-Identifier: MIT */
/*
 * Documents → what all rules together cost, beside what it costs to read the documents.
 *
 *     rule-time < LIST
 *
 * LIST names a file a line. Reading is what has to be done before any rule can speak: lines,
 * blocks, JSON, requests and their payloads. The rules are the rest of a check. The best of five
 * runs counts.
 */
#include "check/document.h"
#include "har/request.h"
#include "json/pointer.h"
#include "json/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, MOST_FILES = 100000 };

struct file {
	char *text;
	uint32_t len;
};

struct bench {
	struct fp_settings settings;
	struct file *files;
	size_t count;
	const struct file *now; /* what is being read */
	struct fp_arena *arena;
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void read_json(struct fp_json *out, struct bench *bench, struct fp_sink *sink,
                      const struct fp_layer *layer)
{
	struct fp_dialect dialect = {.placeholders = &bench->settings.placeholders};
	struct fp_budget budget = {UINT64_C(1000000000)};
	struct fp_json_options options = {.dialect = &dialect, .budget = &budget, .where = "block"};

	fp_json_read(out, sink, layer, &options);
}

static void read_payload(struct bench *bench, struct fp_sink *sink, const struct fp_tree *tree)
{
	struct fp_request *requests;
	size_t count = fp_request_find(&requests, bench->arena, tree);
	struct fp_json payload;

	for (size_t i = 0; i < count; i++) {
		uint32_t text = requests[i].text;
		const struct fp_layer *body;

		if (text == FP_NO_NODE || tree->nodes[text].kind != FP_NODE_STRING)
			continue;
		body = fp_string_layer(bench->arena, tree->layer, tree->nodes[text].range,
		                       fp_pointer_of(bench->arena, tree, text));
		if (fp_request_is_json(bench->arena, tree, &requests[i], body->text, body->len))
			read_json(&payload, bench, sink, body);
	}
}

/* All that comes before the rules. */
static void read_document(void *argument)
{
	struct bench *bench = argument;
	struct fp_lines lines;
	struct fp_sink sink;
	struct fp_fences fences;
	struct fp_json json;

	fp_lines_find(&lines, bench->arena, bench->now->text, bench->now->len);
	fp_sink_init(&sink, bench->arena, &lines, &bench->settings.levels);
	fp_blocks_find(&fences, &sink, &lines, &bench->settings.languages, true);
	for (size_t i = 0; i < fences.count; i++) {
		sink.kind = fences.of[i].kind == FP_LANGUAGE_HAR ? FP_KIND_HAR : FP_KIND_JSON;
		read_json(&json, bench, &sink, fences.of[i].layer);
		if (fences.of[i].kind == FP_LANGUAGE_HAR && json.tree.count > 0)
			read_payload(bench, &sink, &json.tree);
	}
	fp_sink_finish(&sink, 0, 0);
}

static void check_document(void *argument)
{
	struct bench *bench = argument;
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_budget budget = {UINT64_C(1000000000)};
	struct fp_document document;

	fp_document_check(&document, bench->arena, &bench->settings, &source, NULL,
	                  bench->now->text, bench->now->len, &budget);
}

/* The best time that the work on all files took. */
static double measure(struct bench *bench, void (*work)(void *))
{
	double best = 1e9;

	for (int run = 0; run < RUNS; run++) {
		double start = seconds(), took;

		for (size_t i = 0; i < bench->count; i++) {
			bench->now = &bench->files[i];
			bench->arena = fp_arena_new(NULL, 0);
			if (fp_arena_try(bench->arena, work, bench) != 0)
				fprintf(stderr, "rule-time: out of memory\n");
			fp_arena_free(bench->arena);
		}
		took = seconds() - start;
		if (took < best)
			best = took;
	}
	return best;
}

static void read_file(struct bench *bench, const char *path)
{
	FILE *stream = fopen(path, "rb");
	struct file *file = &bench->files[bench->count];
	long len;

	if (!stream)
		return;
	fseek(stream, 0, SEEK_END);
	len = ftell(stream);
	rewind(stream);
	file->text = malloc((size_t)len + 1);
	if (file->text && fread(file->text, 1, (size_t)len, stream) == (size_t)len) {
		file->len = (uint32_t)len;
		bench->count++;
	}
	fclose(stream);
}

int main(void)
{
	struct bench bench = {.files = calloc(MOST_FILES, sizeof(*bench.files))};
	char path[4096];
	double reading, checking;

	fp_settings_default(&bench.settings);
	while (bench.files && bench.count < MOST_FILES && fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		read_file(&bench, path);
	}
	if (bench.count == 0) {
		fprintf(stderr, "rule-time: no documents named on stdin, skipped\n");
		return 77;
	}
	reading = measure(&bench, read_document);
	checking = measure(&bench, check_document);
	printf("%zu documents: read in %.3f s, checked in %.3f s; the rules take %.2f of reading\n",
	       bench.count, reading, checking, (checking - reading) / reading);
	for (size_t i = 0; i < bench.count; i++)
		free(bench.files[i].text);
	free(bench.files);
	return 0;
}
