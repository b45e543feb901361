/* SPDX-License-Identifier: MIT */
/*
 * One document → findings, blocks and payloads. Start reading here.
 *
 *     file ──blocks.c──▶ layer of a block ──repair.c──▶ tree ──request.c──▶ postData.text
 *                                                                              │ string.c
 *                                            tree ◀──repair.c── layer of the payload
 *
 * A layer is read by the same code whatever it is spelled in, and where it had to be mended, what
 * lies inside is read from the mended text: so all layers speak in one pass. The sink knows where
 * everything stands in the file.
 */
#include "check/document.h"
#include "check/secrets.h"
#include "check/wording.h"
#include "har/rules.h"
#include "json/meaning.h"
#include "json/pointer.h"
#include "json/string.h"
#include "json/trivia.h"

#include <string.h>

/* What the steps of one pass share. */
struct pass {
	struct fp_document *out;
	struct fp_arena *arena;
	const struct fp_settings *settings;
	struct fp_budget *budget;
	uint32_t lines_before; /* of the file, ahead of the text */
	size_t payload_room, request_room;
	struct fp_seen *seen;
	struct fp_secrets secrets;
};

static struct fp_dialect dialect_of(const struct fp_settings *settings, enum fp_language_kind kind)
{
	return (struct fp_dialect){
	    .comments = kind == FP_LANGUAGE_JSONC,
	    .trailing_commas = kind == FP_LANGUAGE_JSONC,
	    .many = kind == FP_LANGUAGE_NDJSON,
	    .placeholders = &settings->placeholders,
	};
}

/* Reads one layer as JSON: its grammar, and what its values mean to consumers. */
static void read_json(struct fp_json *out, struct pass *pass, const struct fp_layer *layer,
                      const struct fp_dialect *dialect, const char *where)
{
	struct fp_json_options options = {
	    .dialect = dialect, .budget = pass->budget, .where = where};

	fp_json_read(out, &pass->out->sink, layer, &options);
	if (out->tree.count > 0)
		fp_meaning_check(&pass->out->sink, &out->tree);
}

/* ---- what a text says, whatever it means ---- */

/* The strings of a tree that are layers of their own, in order. */
struct inner {
	uint32_t *nodes;
	struct fp_range *ranges;
	size_t count;
};

/*
 * Looks through one layer for secrets and for what the settings forbid. A text that is no valid
 * JSON is looked through as it stands, with all that lies in it: then `covered` says so to the
 * layers inside.
 */
static void look_through(struct pass *pass, const struct fp_layer *layer,
                         const struct fp_json *json, const struct inner *inner, bool covered)
{
	const struct fp_tree *tree = json && json->tree.count > 0 ? &json->tree : NULL;

	if (tree && json->verdict == FP_VERDICT_VALID)
		fp_secrets_in_tree(&pass->secrets, tree, inner->nodes, inner->count);
	else if (!covered)
		fp_secrets_in_text(&pass->secrets, layer);
	fp_wording_check(&pass->out->sink, pass->settings, tree ? tree->layer : layer, tree,
	                 inner->ranges, inner->count);
}

/* ---- payloads ---- */

static uint32_t line_of(const struct pass *pass, const struct fp_layer *layer, uint32_t offset)
{
	return fp_lines_place(&pass->out->lines, layer->pos[offset]).line + pass->lines_before;
}

/* An array with room for one more. */
static void *with_room(struct pass *pass, void *array, size_t count, size_t *room, size_t size)
{
	size_t old = *room;

	if (count < old)
		return array;
	*room = old ? 2 * old : 8;
	return fp_arena_grow(pass->arena, array, old * size, *room * size);
}

static struct fencepost_payload *add_payload(struct pass *pass, const struct fp_layer *layer)
{
	struct fp_document *out = pass->out;
	struct fencepost_payload *payload;

	out->payloads = with_room(pass, out->payloads, out->payload_count, &pass->payload_room,
	                          sizeof(*payload));
	payload = &out->payloads[out->payload_count++];
	*payload = (struct fencepost_payload){
	    .block = out->sink.block,
	    .text = layer->text,
	    .len = layer->len,
	    .line = line_of(pass, layer, 0),
	    .pointer = layer->outer ? layer->pointer : "",
	};
	return payload;
}

/*
 * As it stands in the corrected file, or not at all: what is still to be mended is not shown as if
 * it were.
 */
static bool is_strict(struct pass *pass, const struct fp_layer *layer)
{
	return fp_scan(pass->arena, layer->text, layer->len, NULL, NULL);
}

/* Each value of newline-delimited JSON is a payload of its own. */
static void list_values(struct pass *pass, const struct fp_tree *tree)
{
	for (uint32_t i = 0; i != FP_NO_NODE; i = tree->nodes[i].next) {
		struct fp_range range = tree->nodes[i].range;
		struct fencepost_payload *payload = add_payload(pass, tree->layer);
		uint32_t start = fp_layer_span(tree->layer, range).start;

		payload->text += range.from;
		payload->len = range.to - range.from;
		payload->valid =
		    fp_scan(pass->arena, payload->text, (uint32_t)payload->len, NULL, NULL);
		payload->line = fp_lines_place(&pass->out->lines, start).line + pass->lines_before;
	}
}

static void list_block(struct pass *pass, const struct fp_fence *fence, const struct fp_json *json)
{
	if (json->verdict == FP_VERDICT_EMPTY)
		return;
	if (fence->kind == FP_LANGUAGE_NDJSON && json->verdict == FP_VERDICT_VALID)
		list_values(pass, &json->tree);
	else
		add_payload(pass, fence->layer)->valid = is_strict(pass, fence->layer);
}

/* ---- one request ---- */

static bool is_blank(const struct fp_layer *layer)
{
	uint32_t at = 0;

	while (at < layer->len && fp_trivia_blank(layer->text[at]))
		at++;
	return at == layer->len;
}

/* The layer of postData.text, or NULL where there is none. */
static struct fp_layer *body_layer(struct pass *pass, const struct fp_json *block,
                                   const struct fp_request *request)
{
	const struct fp_tree *tree = &block->tree;
	struct fp_layer *layer;

	if (request->text == FP_NO_NODE || tree->nodes[request->text].kind != FP_NODE_STRING)
		return NULL;
	layer = fp_string_layer(pass->arena, tree->layer, tree->nodes[request->text].range,
	                        fp_pointer_of(pass->arena, tree, request->text));
	if (!block->safe)
		layer->doubtful = true;
	return layer;
}

static void list_request(struct pass *pass, const struct fp_json *block,
                         const struct fp_request *request, const struct fp_layer *body)
{
	const struct fp_tree *tree = &block->tree;
	struct fencepost_payload *payload = add_payload(pass, body);

	payload->valid = block->verdict == FP_VERDICT_VALID && is_strict(pass, body);
	payload->method = fp_request_string(pass->arena, tree, request->method, NULL);
	payload->url = fp_request_string(pass->arena, tree, request->url, NULL);
	payload->mime_type = fp_request_string(pass->arena, tree, request->mime_type, NULL);
}

static void show_request(struct pass *pass, const struct fp_json *block,
                         const struct fp_request *request, const struct fp_json *body)
{
	const struct fp_tree *tree = &block->tree;
	struct fp_document *out = pass->out;

	out->requests = with_room(pass, out->requests, out->request_count, &pass->request_room,
	                          sizeof(*out->requests));
	out->requests[out->request_count++] = (struct fp_shown_request){
	    .block = out->sink.block,
	    .tree = *tree,
	    .request = *request,
	    .line = line_of(pass, tree->layer, tree->nodes[request->node].range.from),
	    .whole = block->verdict == FP_VERDICT_VALID,
	    .broken = body && body->verdict > FP_VERDICT_ILLUSTRATIVE,
	};
}

static bool reads_as_json(struct pass *pass, const struct fp_json *block,
                          const struct fp_request *request, const struct fp_layer *body)
{
	return body && !is_blank(body) && !fp_payload_is_form(body) &&
	       fp_request_is_json(pass->arena, &block->tree, request, body->text, body->len);
}

static void check_request(struct pass *pass, const struct fp_json *block,
                          const struct fp_request *request, struct inner *inner)
{
	static const struct inner none = {NULL, NULL, 0};
	struct fp_layer *body = body_layer(pass, block, request);
	struct fp_dialect dialect = dialect_of(pass->settings, FP_LANGUAGE_HAR);
	struct fp_json json = {0};
	struct fp_har har = {
	    .sink = &pass->out->sink,
	    .tree = &block->tree,
	    .request = request,
	    .placeholders = &pass->settings->placeholders,
	    .fields = pass->settings->fields,
	    .body = body,
	    .doubtful = !block->safe,
	    .seen = &pass->seen,
	};

	if (reads_as_json(pass, block, request, body)) {
		read_json(&json, pass, body, &dialect, "payload");
		har.json = &json;
	}
	fp_rules_check(&har);
	show_request(pass, block, request, har.json);
	if (!body)
		return;
	look_through(pass, body, har.json, &none, block->verdict != FP_VERDICT_VALID);
	inner->nodes[inner->count] = request->text;
	inner->ranges[inner->count++] = block->tree.nodes[request->text].range;
	list_request(pass, block, request, body);
}

static void check_requests(struct pass *pass, const struct fp_json *block, struct inner *inner)
{
	struct fp_request *requests;
	size_t count = fp_request_find(&requests, pass->arena, &block->tree);

	if (!requests && block->tree.count > 0)
		fp_rules_check_root(&pass->out->sink, &block->tree);
	inner->nodes = fp_arena_alloc(pass->arena, count * sizeof(*inner->nodes));
	inner->ranges = fp_arena_alloc(pass->arena, count * sizeof(*inner->ranges));
	for (size_t i = 0; i < count; i++)
		check_request(pass, block, &requests[i], inner);
}

/* ---- one block ---- */

static void describe_block(struct pass *pass, const struct fp_fence *fence,
                           struct fencepost_block *block)
{
	static const char *const names[] = {"har", "json", "jsonc", "ndjson"};
	*block = (struct fencepost_block){
	    .language = names[fence->kind],
	    .index = (uint32_t)(block - pass->out->blocks),
	    .line = fence->line + 1 + pass->lines_before,
	    .span = fp_layer_span(fence->layer, (struct fp_range){0, fence->layer->len}),
	};
}

static void check_block(struct pass *pass, const struct fp_fence *fence)
{
	bool har = fence->kind == FP_LANGUAGE_HAR;
	struct fp_dialect dialect = dialect_of(pass->settings, fence->kind);
	struct inner inner = {NULL, NULL, 0};
	struct fp_json json;

	pass->out->sink.kind = har ? FP_KIND_HAR : FP_KIND_JSON;
	read_json(&json, pass, fence->layer, &dialect, "block");
	if (har)
		check_requests(pass, &json, &inner);
	else
		list_block(pass, fence, &json);
	look_through(pass, fence->layer, &json, &inner, false);
}

/* ---- what is old ---- */

/* Whether what was found is old: it stands in an old block, or in none and in an old line. */
static bool is_old(const struct fp_document *out, const struct fp_scope *scope,
                   const bool *old_blocks, const struct fp_finding *finding)
{
	struct fencepost_span line;

	if (finding->pub.block)
		return old_blocks[finding->pub.block->index];
	line = fp_lines_span(&out->lines, fp_lines_at(&out->lines, finding->pub.span.start));
	return fp_scope_has_line(scope, out->lines.text + line.start, line.end - line.start);
}

/*
 * Old blocks were checked as well: a comment that silences one of them is of use, and no report may
 * show a secret in one.
 */
static void leave_out_old(struct pass *pass, const struct fp_scope *scope,
                          const struct fp_fences *fences)
{
	bool *old = fp_arena_zero(pass->arena, fences->count, sizeof(*old));
	struct fp_document *out = pass->out;

	for (size_t i = 0; i < fences->count; i++) {
		old[i] = fp_scope_has_block(scope, fences->of[i].kind, fences->of[i].layer);
		out->old_count += old[i];
	}
	for (size_t i = 0; i < out->sink.count; i++)
		if (is_old(out, scope, old, out->sink.found[i]))
			out->sink.found[i]->muted = true;
}

void fp_document_check(struct fp_document *out, struct fp_arena *arena,
                       const struct fp_settings *settings, const struct fencepost_source *source,
                       const struct fp_scope *scope, const char *text, uint32_t len,
                       struct fp_budget *budget)
{
	struct pass pass = {
	    .out = out,
	    .arena = arena,
	    .settings = settings,
	    .budget = budget,
	    .lines_before = source->first_line ? source->first_line - 1 : 0,
	};
	struct fp_secrets *secrets = &pass.secrets;
	bool whole_file = pass.lines_before == 0 && source->first_offset == 0;
	struct fp_fences fences;

	*out = (struct fp_document){.lines = {.text = text, .len = len}};
	fp_sink_init(&out->sink, arena, &out->lines, &settings->levels);
	if (!fp_blocks_possible(text, len, &settings->languages))
		return;
	fp_lines_find(&out->lines, arena, text, len);
	*secrets = (struct fp_secrets){.sink = &out->sink, .placeholders = &settings->placeholders};
	out->sink.lines_before = pass.lines_before;
	fp_blocks_find(&fences, &out->sink, &out->lines, &settings->languages, whole_file);
	out->blocks = fp_arena_zero(arena, fences.count, sizeof(*out->blocks));
	out->fences = fences.of;
	out->block_count = fences.count;
	for (size_t i = 0; i < fences.count; i++) {
		describe_block(&pass, &fences.of[i], &out->blocks[i]);
		out->sink.block = &out->blocks[i];
		check_block(&pass, &fences.of[i]);
	}
	out->sink.block = NULL;
	fp_comment_apply(&out->sink, &fences.comments);
	fp_secrets_hide(secrets);
	out->masks = secrets->masks;
	out->mask_count = secrets->mask_count;
	if (scope)
		leave_out_old(&pass, scope, &fences);
	fp_sink_finish(&out->sink, source->first_line, source->first_offset);
}

const bool *fp_document_broken(struct fp_arena *arena, const struct fp_document *document,
                               const char *rules)
{
	bool *broken = fp_arena_zero(arena, document->block_count + 1, sizeof(*broken));

	for (size_t i = 0; i < document->sink.count; i++) {
		const struct fencepost_finding *finding = &document->sink.found[i]->pub;

		if (finding->block && finding->severity == FENCEPOST_ERROR &&
		    strncmp(finding->rule, rules, strlen(rules)) == 0)
			broken[finding->block->index] = true;
	}
	return broken;
}
