/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the text of a block: what is mended is JSON, and the rules of requests look at whatever
 * came of it. Calls no package, so that the memory sanitizer sees all of it.
 */
#include "check.h"
#include "finding/edit.h"
#include "har/rules.h"
#include "json/string.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct page {
	struct fp_arena *arena;
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_sink sink;
	const struct fp_layer *layer;
	struct fp_json json;
};

/* No finding is left out, so that all edits go in. */
static void select_all(struct fp_levels *levels)
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int kind = FP_KIND_HAR; kind <= FP_KIND_JSON; kind++)
			levels->of[rule][kind] = FENCEPOST_ERROR;
}

static void read_page(struct page *p, const char *text, uint32_t len, enum fp_kind kind)
{
	static const struct fp_dialect strict = {0};
	struct fp_json_options options = {.dialect = &strict, .where = "block"};

	select_all(&p->levels);
	fp_lines_find(&p->lines, p->arena, text, len);
	fp_sink_init(&p->sink, p->arena, &p->lines, &p->levels);
	p->sink.kind = kind;
	p->layer = fp_layer_of_file(p->arena, &p->lines, (struct fencepost_span){0, len});
	fp_json_read(&p->json, &p->sink, p->layer, &options);
}

static bool all_have_fixes(const struct fp_sink *sink)
{
	for (size_t i = 0; i < sink->count; i++)
		if (!sink->found[i]->pub.fix)
			return false;
	return true;
}

/* The first clauses of the contract: valid text draws nothing, and all fixes together give JSON. */
static void check_mending(struct page *p)
{
	struct fp_bytes mended = FP_BYTES(p->arena);
	struct fp_edits edits;

	fp_sink_finish(&p->sink, 1, 0);
	if (p->json.verdict == FP_VERDICT_VALID) {
		check(fp_scan(p->arena, p->layer->text, p->layer->len, NULL, NULL));
		return;
	}
	check(p->sink.count > 0);
	if (p->json.verdict != FP_VERDICT_BROKEN || !all_have_fixes(&p->sink))
		return;
	fp_edit_choose(&edits, p->arena, &p->sink, FENCEPOST_UNSAFE, NULL, NULL);
	fp_edit_splice(&mended, p->lines.text, p->lines.len, &edits);
	check(edits.chosen == p->sink.count);
	check(fp_scan(p->arena, mended.data, (uint32_t)mended.len, NULL, NULL));
}

static void check_requests(struct page *p)
{
	static const struct fp_placeholders none = {NULL, 0};
	struct fp_request *requests;
	size_t count = fp_request_find(&requests, p->arena, &p->json.tree);
	struct fp_seen *seen = NULL;

	for (size_t i = 0; i < count; i++) {
		struct fp_har har = {.sink = &p->sink,
		                     .tree = &p->json.tree,
		                     .request = &requests[i],
		                     .placeholders = &none,
		                     .doubtful = !p->json.safe,
		                     .seen = &seen};

		fp_rules_check(&har);
	}
	fp_sink_finish(&p->sink, 1, 0);
}

struct input {
	struct fp_arena *arena;
	const char *text;
	uint32_t len;
};

static void check_text(void *argument)
{
	const struct input *in = argument;
	struct page p = {.arena = in->arena};

	read_page(&p, in->text, in->len, FP_KIND_JSON);
	check_mending(&p);
	read_page(&p, in->text, in->len, FP_KIND_HAR);
	check_requests(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {fp_arena_new(NULL, 0), (const char *)data, (uint32_t)size};

	check(in.arena && fp_arena_try(in.arena, check_text, &in) == FENCEPOST_OK);
	fp_arena_free(in.arena);
	return 0;
}
