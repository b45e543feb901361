/* SPDX-License-Identifier: MIT */
/*
 * A corrected document → what `payload` prints of it. What could not be corrected is withheld: its finding
 * says so. Where there is no finding (a placeholder that stands bare, a request that no command
 * line can hold) there is a reason instead.
 */
#include "face/shown.h"

#include "har/curl.h"
#include "report/emit.h"
#include "json/compact.h"
#include "json/scan.h"
#include "json/trivia.h"

#include <string.h>

/* What the steps for one document share. */
struct showing {
	struct fp_arena *arena;
	const struct fp_job *job;
	const bool *broken; /* by the index of the block */
	bool raw;
};

static bool is_broken(const struct showing *showing, const struct fencepost_block *block)
{
	return showing->broken[block->index];
}

static void withhold(struct fp_shown *shown, const char *why)
{
	shown->withheld = true;
	shown->why = why;
}

/* ---- payloads ---- */

/* Whether a text of a jsonc block is what that language calls valid. */
static bool is_jsonc(const struct showing *showing, const struct fencepost_payload *payload)
{
	static const struct fp_dialect dialect = {.comments = true, .trailing_commas = true};

	return strcmp(payload->block->language, "jsonc") == 0 &&
	       fp_scan(showing->arena, payload->text, (uint32_t)payload->len, &dialect, NULL);
}

static void show_payload(struct fp_shown *out, const struct showing *showing,
                         const struct fencepost_payload *payload)
{
	*out = (struct fp_shown){
	    .block = payload->block,
	    .line = payload->line,
	    .method = payload->method,
	    .url = payload->url,
	    .mime_type = payload->mime_type,
	    .text = payload->text,
	    .len = payload->len,
	    .json = payload->valid || is_jsonc(showing, payload),
	};
	if (is_broken(showing, payload->block))
		out->withheld = true;
	else if (!out->json && !showing->raw)
		withhold(out, "the payload is no JSON; --raw prints it");
}

/* ---- requests ---- */

static void show_har(struct fp_shown *out, const struct showing *showing,
                     const struct fp_shown_request *request)
{
	const struct fp_tree *tree = &request->tree;
	struct fp_range range = tree->nodes[request->request.node].range;

	out->text = tree->layer->text + range.from;
	out->len = range.to - range.from;
	out->json =
	    request->whole && fp_scan(showing->arena, out->text, (uint32_t)out->len, NULL, NULL);
	if (!request->whole)
		withhold(out, "the request is no JSON");
	else if (!out->json && !showing->raw)
		withhold(out, "the request is no JSON; --raw prints it");
}

static void show_curl(struct fp_shown *out, const struct showing *showing,
                      const struct fp_shown_request *request)
{
	struct fp_bytes command = FP_BYTES(showing->arena), why = command;
	const char *reason;

	if (!request->whole) {
		withhold(out, "the request is no JSON");
		return;
	}
	reason = fp_curl_put(&command, showing->arena, &request->tree, &request->request,
	                     &showing->job->path->settings->placeholders);
	if (reason) {
		fp_bytes_printf(&why, "no curl command: %s", reason);
		withhold(out, fp_bytes_string(&why));
	}
	out->text = command.data;
	out->len = command.len;
}

static void show_request(struct fp_shown *out, const struct showing *showing,
                         const struct fp_shown_request *request, enum fp_show show)
{
	const struct fp_tree *tree = &request->tree;
	const struct fp_request *parts = &request->request;

	*out = (struct fp_shown){
	    .block = request->block,
	    .line = request->line,
	    .method = fp_request_string(showing->arena, tree, parts->method, NULL),
	    .url = fp_request_string(showing->arena, tree, parts->url, NULL),
	    .mime_type = fp_request_string(showing->arena, tree, parts->mime_type, NULL),
	};
	if (is_broken(showing, request->block))
		out->withheld = true;
	else if (show == FP_SHOW_HAR)
		show_har(out, showing, request);
	else
		show_curl(out, showing, request);
}

size_t fp_shown_list(struct fp_shown **out, struct fp_arena *arena, const struct fp_job *job,
                     enum fp_show show, bool raw)
{
	const struct fp_document *document = &job->corrected.document;
	/* what a rule of HAR says of a request is told, and keeps no payload back */
	struct showing showing = {arena, job, fp_document_broken(arena, document, "json-"), raw};
	size_t count = show == FP_SHOW_PAYLOAD ? document->payload_count : document->request_count;

	*out = fp_arena_alloc(arena, count * sizeof(**out));
	for (size_t i = 0; i < count; i++) {
		if (show == FP_SHOW_PAYLOAD)
			show_payload(&(*out)[i], &showing, &document->payloads[i]);
		else
			show_request(&(*out)[i], &showing, &document->requests[i], show);
	}
	return count;
}

/* ---- as bytes ---- */

void fp_shown_put(struct fp_bytes *out, const struct fp_shown *shown, bool raw)
{
	if (shown->json && !raw)
		fp_compact_put(out, shown->text, shown->len);
	else
		fp_bytes_put(out, shown->text, shown->len);
	if (shown->len > 0 && out->data[out->len - 1] != '\n')
		fp_bytes_char(out, '\n');
}

/*
 * JSON as its author wrote it, on one line: a line end stands between tokens, where a blank says the
 * same.
 */
static void put_on_a_line(struct fp_bytes *out, const char *text, size_t len)
{
	while (len > 0 && fp_trivia_blank(text[len - 1]))
		len--;
	for (size_t i = 0; i < len; i++) {
		bool pair = text[i] == '\r' && i + 1 < len && text[i + 1] == '\n';

		if (!pair)
			fp_bytes_char(out, text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
	}
}

/* The member with the text itself: JSON where it is that, else a string. */
static void wrap_text(struct fp_emit *e, const char *name, const struct fp_shown *shown, bool raw)
{
	struct fp_bytes text = FP_BYTES(e->out->arena);
	bool json = shown->json;

	if (json && !raw)
		fp_compact_put(&text, shown->text, shown->len);
	else if (json &&
	         (json = fp_scan(text.arena, shown->text, (uint32_t)shown->len, NULL, NULL)))
		put_on_a_line(&text, shown->text, shown->len);
	if (json)
		fp_emit_json(e, name, text.data, text.len);
	else
		fp_emit_text(e, name, shown->text, shown->len);
}

void fp_shown_wrap(struct fp_bytes *out, const struct fp_shown *shown, const char *path,
                   enum fp_show show, bool raw)
{
	static const char *const names[] = {"payload", "har", "curl"};
	struct fp_emit e = {.out = out};

	fp_emit_open(&e, NULL, '{', false);
	fp_emit_string(&e, "path", path);
	fp_emit_number(&e, "line", shown->line);
	fp_emit_string(&e, "language", shown->block->language);
	if (shown->method)
		fp_emit_string(&e, "method", shown->method);
	if (shown->url)
		fp_emit_string(&e, "url", shown->url);
	if (shown->mime_type)
		fp_emit_string(&e, "mimeType", shown->mime_type);
	wrap_text(&e, names[show], shown, raw);
	fp_emit_close(&e);
}
