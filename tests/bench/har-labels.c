/* SPDX-License-Identifier: MIT */
/*
 * Har blocks with the rules that are to fire on them → how well the rules do, one line a rule.
 *
 *     har-labels BLOCKS.jsonl [-v]
 *
 * Each line of the file is {"id", "text", "block_json", "labels": [{"rule", "layer"}]}. A rule
 * counts once a block and layer. In blocks whose own JSON is invalid the labels tell of syntax
 * only, so nothing else is counted there. Rules that are off are counted as if they were on where a
 * label names them. Without the file the answer is 77, a skip. -v prints each difference.
 */
#include "check/document.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_HAR, IN_PAYLOAD, LAYERS };

struct score {
	unsigned hit, missed, extra;
};

struct bench {
	struct fp_settings settings;
	struct score of[FP_RULE_COUNT][LAYERS];
	unsigned blocks, exact;
	bool verbose;
};

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0, got;

	if (!file)
		return NULL;
	do {
		text = realloc(text, len + 65537);
		got = text ? fread(text + len, 1, 65536, file) : 0;
		len += got;
	} while (got > 0);
	fclose(file);
	if (text)
		text[len] = '\0';
	return text;
}

static const char *string_in(const cJSON *object, const char *name)
{
	const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

	return value ? value : "";
}

static void read_labels(bool labels[][LAYERS], const cJSON *block)
{
	const cJSON *label;

	cJSON_ArrayForEach(label, cJSON_GetObjectItemCaseSensitive(block, "labels"))
	{
		const char *name = string_in(label, "rule");
		enum fp_rule rule = fp_rule_by_name(name, strlen(name));

		if (rule < FP_RULE_COUNT)
			labels[rule][strcmp(string_in(label, "layer"), "payload") == 0] = true;
	}
}

/* Turns on what a label names and is off by default. */
static void select_labelled(struct fp_levels *levels, bool labels[][LAYERS])
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		uint8_t *level = &levels->of[rule][FP_KIND_HAR];

		if (*level == FENCEPOST_OFF && (labels[rule][IN_HAR] || labels[rule][IN_PAYLOAD]))
			*level = (uint8_t)fp_rule_info((enum fp_rule)rule)->when_selected;
	}
}

static void read_findings(bool found[][LAYERS], const struct fp_sink *sink)
{
	for (size_t i = 0; i < sink->count; i++)
		found[sink->found[i]->rule][sink->found[i]->pub.pointer_count > 1] = true;
}

static void check_block(struct bench *bench, const cJSON *block, struct fp_arena *arena)
{
	const char *text = string_in(block, "text");
	bool partly = strcmp(string_in(block, "block_json"), "invalid") == 0;
	bool labels[FP_RULE_COUNT][LAYERS] = {{0}}, found[FP_RULE_COUNT][LAYERS] = {{0}};
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fp_budget budget = {UINT64_C(1000000000)};
	struct fp_bytes markdown = FP_BYTES(arena);
	struct fp_settings settings = bench->settings;
	struct fp_document document;
	bool exact = true;

	fp_bytes_printf(&markdown, "````har\n%s````\n", text);
	read_labels(labels, block);
	select_labelled(&settings.levels, labels);
	fp_document_check(&document, arena, &settings, &source, NULL, fp_bytes_string(&markdown),
	                  (uint32_t)markdown.len, &budget);
	read_findings(found, &document.sink);
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int layer = 0; layer < LAYERS; layer++) {
			const char *name = fp_rule_info((enum fp_rule)rule)->name;
			bool want = labels[rule][layer], have = found[rule][layer];

			if (partly && strncmp(name, "json-", 5) != 0)
				continue;
			bench->of[rule][layer].hit += want && have;
			bench->of[rule][layer].missed += want && !have;
			bench->of[rule][layer].extra += !want && have;
			exact = exact && want == have;
			if (bench->verbose && want != have)
				printf("%s: %s %s in the %s\n", string_in(block, "id"),
				       want ? "no" : "extra", name, layer ? "payload" : "block");
		}
	bench->blocks++;
	bench->exact += exact;
}

struct line {
	struct bench *bench;
	const cJSON *block;
	struct fp_arena *arena;
};

static void check_line(void *argument)
{
	struct line *line = argument;

	check_block(line->bench, line->block, line->arena);
}

static void print_scores(const struct bench *bench)
{
	struct score sum = {0};

	printf("%-28s %-8s %5s %6s %5s\n", "rule", "layer", "hit", "missed", "extra");
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int layer = 0; layer < LAYERS; layer++) {
			struct score score = bench->of[rule][layer];

			sum.hit += score.hit;
			sum.missed += score.missed;
			sum.extra += score.extra;
			if (score.hit + score.missed + score.extra > 0)
				printf("%-28s %-8s %5u %6u %5u\n",
				       fp_rule_info((enum fp_rule)rule)->name,
				       layer ? "payload" : "har", score.hit, score.missed,
				       score.extra);
		}
	printf("precision %.1f %%, recall %.1f %%; %u of %u blocks as labelled\n",
	       100.0 * sum.hit / (sum.hit + sum.extra), 100.0 * sum.hit / (sum.hit + sum.missed),
	       bench->exact, bench->blocks);
}

int main(int argc, char **argv)
{
	struct bench bench = {.verbose = argc > 2 && strcmp(argv[2], "-v") == 0};
	char *text = argc > 1 ? read_file(argv[1]) : NULL, *at = text;

	if (!text) {
		fprintf(stderr, "har-labels: no labelled blocks, skipped\n");
		return 77;
	}
	fp_settings_default(&bench.settings);
	while (*at) {
		char *end = strchr(at, '\n');
		cJSON *block = cJSON_ParseWithLength(at, end ? (size_t)(end - at) : strlen(at));
		struct line line = {&bench, block, fp_arena_new(NULL, 0)};

		if (block && fp_arena_try(line.arena, check_line, &line) != 0)
			fprintf(stderr, "har-labels: %s\n", "out of memory");
		fp_arena_free(line.arena);
		cJSON_Delete(block);
		at = end ? end + 1 : at + strlen(at);
	}
	free(text);
	print_scores(&bench);
	return 0;
}
