/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a host → one call into check/ → a document that the host walks. What it hands out lies
 * in the document's own arena, and counts from the beginning of the file it came from.
 */
#include "face/module.h"

#include "check/correct.h"
#include "check/render.h"
#include "report/report.h"

struct fencepost_document {
	struct fp_arena *arena; /* holds the document itself */
	struct fp_corrected corrected;
	const char
	    *bytes; /* what fencepost_bytes hands out: the corrected text, or that and more */
	size_t len;
	bool changed;
	const char *json; /* NULL: not asked for */
	size_t json_len;
};

/* ---- the work ---- */

struct checking {
	struct fp_arena *arena;
	const struct fp_settings *settings;
	struct fencepost_source source;
	enum fencepost_applicability least;
	struct fencepost_document *made;
};

#ifdef FENCEPOST_WITHOUT_REPORTS

/* A module that is built into one host, which walks the findings, does without cJSON. */
enum { KNOWN_FLAGS = FENCEPOST_WITH_CURL };

static void write_json(struct fencepost_document *made, const struct checking *checking)
{
	(void)made;
	(void)checking;
}

#else

enum { KNOWN_FLAGS = FENCEPOST_WITH_JSON | FENCEPOST_WITH_CURL };

static void sum_up(struct fp_summary *sum, const struct fp_corrected *corrected,
                   enum fencepost_applicability least)
{
	const struct fp_document *document = &corrected->document;

	*sum = (struct fp_summary){
	    .files = 1, .blocks = document->block_count, .fixed = corrected->fixed};
	for (size_t i = 0; i < document->sink.count; i++)
		fp_summary_add(sum, &document->sink.found[i]->pub, least);
}

/* Writes the json report of a finished document into its own arena. */
static void write_json(struct fencepost_document *made, const struct checking *checking)
{
	const struct fp_sink *sink = &made->corrected.document.sink;
	bool unsafe = checking->least == FENCEPOST_UNSAFE;
	struct fp_report_options options = {.unsafe = unsafe,
	                                    .fixing = checking->least != FENCEPOST_NONE};
	struct fp_report_file file = {.path = checking->source.name,
	                              .path_len = checking->source.name_len,
	                              .text = made->corrected.text,
	                              .len = made->corrected.len,
	                              .first_offset = checking->source.first_offset,
	                              .lines = &made->corrected.document.lines,
	                              .masks = made->corrected.document.masks,
	                              .mask_count = made->corrected.document.mask_count};
	struct fp_bytes *out = fp_arena_alloc(checking->arena, sizeof(*out));
	struct fp_summary sum;
	struct fp_report report;

	*out = FP_BYTES(checking->arena);
	sum_up(&sum, &made->corrected, unsafe ? FENCEPOST_UNSAFE : FENCEPOST_SAFE);
	fp_report_begin(&report, fp_report_writer("json"), &options, out);
	for (size_t i = 0; i < sink->count; i++)
		report.writer->finding(&report, &file, &sink->found[i]->pub);
	report.writer->end(&report, &sum);
	made->json = fp_bytes_string(out);
	made->json_len = out->len;
}

#endif

/* Puts the commands in; findings and offsets stay those of the corrected text. */
static void render_curl(struct fencepost_document *made, const struct checking *checking)
{
	struct fp_bytes out = FP_BYTES(checking->arena);

	if (!fp_render_curl(&out, &made->corrected.document, checking->settings))
		return;
	made->len = out.len;
	made->bytes = fp_bytes_string(&out);
	made->changed = true;
}

static void move(struct fencepost_span *span, uint32_t by)
{
	span->start += by;
	span->end += by;
}

/* The block of a finding in the text that came in, which is a copy of its own if that was mended. */
static void move_origin(struct fencepost_finding *finding, uint32_t by)
{
	struct fencepost_block *block = (struct fencepost_block *)finding->origin_block;

	if (block)
		move(&block->span, by);
}

/* Inside, a span counts from the bytes that came in; outside, from the beginning of their file. */
static void count_from_file(struct fp_corrected *corrected, uint32_t first_offset)
{
	struct fp_document *document = &corrected->document;

	for (size_t i = 0; i < document->block_count; i++)
		move(&document->blocks[i].span, first_offset);
	for (size_t i = 0; i < document->sink.count; i++) {
		struct fp_finding *finding = document->sink.found[i];

		move(&finding->pub.span, first_offset);
		for (size_t j = 0; j < finding->edit_count; j++)
			move(&finding->edits[j].span, first_offset);
		if (finding->pub.origin_block != finding->pub.block)
			move_origin(&finding->pub, first_offset);
	}
	for (size_t i = 0; i < corrected->fixed; i++) {
		move(&corrected->mended[i].span, first_offset);
		move_origin(&corrected->mended[i], first_offset);
	}
}

static void make_document(void *argument)
{
	struct checking *checking = argument;
	struct fencepost_source *source = &checking->source;
	struct fencepost_document *made = fp_arena_zero(checking->arena, 1, sizeof(*made));

	source->bytes = fp_arena_copy(checking->arena, source->bytes, source->len);
	made->arena = checking->arena;
	fp_correct(&made->corrected, checking->arena, checking->settings, source, NULL,
	           checking->least);
	made->bytes = made->corrected.text;
	made->len = made->corrected.len;
	made->changed = made->corrected.changed;
	if (source->flags & FENCEPOST_WITH_JSON)
		write_json(made, checking);
	if (source->flags & FENCEPOST_WITH_CURL)
		render_curl(made, checking);
	count_from_file(&made->corrected, source->first_offset);
	checking->made = made;
}

/* Everything the engine counts in fits 32 bits, also where the document begins far into a file. */
static bool too_large(const struct fencepost_source *source, uint32_t max_bytes)
{
	return source->len > max_bytes || source->len >= UINT32_MAX - source->first_offset ||
	       source->len >= UINT32_MAX - source->first_line;
}

static int read_source(struct fencepost_source *known, const struct fencepost_source *given,
                       uint32_t max_bytes)
{
	int status = fp_module_take(known, sizeof(*known), given);

	if (status != FENCEPOST_OK)
		return status;
	if (known->reserved || (known->flags & ~(uint32_t)KNOWN_FLAGS))
		return FENCEPOST_EABI;
	if (too_large(known, max_bytes))
		return FENCEPOST_EBIG;
	if (!known->bytes && known->len > 0)
		return FENCEPOST_EUSAGE;
	if (!known->bytes)
		known->bytes = "";
	if (!known->name) {
		known->name = "-";
		known->name_len = 1;
	}
	return FENCEPOST_OK;
}

int fencepost_correct(struct fencepost_document **out, const struct fencepost *handle,
                      const struct fencepost_source *source, int least)
{
	struct checking checking = {.settings = &handle->settings,
	                            .least = (enum fencepost_applicability)least};
	int status = read_source(&checking.source, source, handle->settings.max_bytes);

	*out = NULL;
	if (status != FENCEPOST_OK)
		return status;
	if (least < FENCEPOST_UNSAFE || least > FENCEPOST_NONE)
		return FENCEPOST_EUSAGE;
	checking.arena = fp_arena_new(&handle->from, FP_MODULE_MEMORY);
	if (!checking.arena)
		return FENCEPOST_ENOMEM;
	status = fp_arena_try(checking.arena, make_document, &checking);
	if (status != FENCEPOST_OK) {
		fp_arena_free(checking.arena);
		return status;
	}
	*out = checking.made;
	return FENCEPOST_OK;
}

int fencepost_check(struct fencepost_document **out, const struct fencepost *handle,
                    const struct fencepost_source *source)
{
	return fencepost_correct(out, handle, source, FENCEPOST_NONE);
}

void fencepost_document_free(struct fencepost_document *document)
{
	if (document)
		fp_arena_free(document->arena);
}

/* ---- what can be asked of a document ---- */

int fencepost_changed(const struct fencepost_document *document)
{
	return document->changed;
}

size_t fencepost_fixed_count(const struct fencepost_document *document)
{
	return document->corrected.fixed;
}

const struct fencepost_finding *fencepost_fixed(const struct fencepost_document *document,
                                                size_t index)
{
	const struct fp_corrected *corrected = &document->corrected;

	return index < corrected->fixed ? &corrected->mended[index] : NULL;
}

const char *fencepost_bytes(const struct fencepost_document *document, size_t *len)
{
	*len = document->len;
	return document->bytes;
}

const char *fencepost_json(const struct fencepost_document *document, size_t *len)
{
	*len = document->json_len;
	return document->json;
}

size_t fencepost_finding_count(const struct fencepost_document *document)
{
	return document->corrected.document.sink.count;
}

const struct fencepost_finding *fencepost_finding(const struct fencepost_document *document,
                                                  size_t index)
{
	const struct fp_sink *sink = &document->corrected.document.sink;

	return index < sink->count ? &sink->found[index]->pub : NULL;
}

size_t fencepost_block_count(const struct fencepost_document *document)
{
	return document->corrected.document.block_count;
}

const struct fencepost_block *fencepost_block(const struct fencepost_document *document,
                                              size_t index)
{
	const struct fp_document *checked = &document->corrected.document;

	return index < checked->block_count ? &checked->blocks[index] : NULL;
}

size_t fencepost_payload_count(const struct fencepost_document *document)
{
	return document->corrected.document.payload_count;
}

const struct fencepost_payload *fencepost_payload(const struct fencepost_document *document,
                                                  size_t index)
{
	const struct fp_document *checked = &document->corrected.document;

	return index < checked->payload_count ? &checked->payloads[index] : NULL;
}
