/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document: every finding lies in it and reads well, a correction settles at once and
 * makes nothing worse, and a payload that is called valid is.
 */
#include "check.h"
#include "fencepost.h"
#include "text/utf8.h"
#include "json/scan.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_fix(const struct fencepost_fix *fix, size_t len)
{
	size_t i;

	check(fix->count > 0 && *fix->message);
	for (i = 0; i < fix->count; i++) {
		check(fix->edits[i].span.start <= fix->edits[i].span.end &&
		      fix->edits[i].span.end <= len);
		check(i == 0 || fix->edits[i - 1].span.end <= fix->edits[i].span.start);
	}
}

/* Checks the findings of a document; answers how many are errors. */
static size_t check_findings(const struct fencepost_document *document)
{
	size_t count = fencepost_finding_count(document), errors = 0, len, i;
	const struct fencepost_finding *f;
	uint32_t start = 0;

	(void)fencepost_bytes(document, &len);
	for (i = 0; i < count; i++) {
		f = fencepost_finding(document, i);
		check(start <= f->span.start && f->span.start <= f->span.end && f->span.end <= len);
		check(f->start.line >= 1 && f->start.column >= 1 && f->end.line >= f->start.line);
		check(*f->message && !strchr(f->message, '\n'));
		check(fp_utf8_valid(f->message, strlen(f->message)) == strlen(f->message));
		if (f->fix)
			check_fix(f->fix, len);
		errors += f->severity == FENCEPOST_ERROR;
		start = f->span.start;
	}
	return errors;
}

static void check_payloads(const struct fencepost_document *document)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	const struct fencepost_payload *payload;
	size_t i;

	check(arena != NULL);
	for (i = 0; i < fencepost_payload_count(document); i++) {
		payload = fencepost_payload(document, i);
		if (payload->valid)
			check(fp_scan(arena, payload->text, (uint32_t)payload->len, NULL, NULL));
	}
	fp_arena_free(arena);
}

static struct fencepost_document *corrected(const struct fencepost *handle, const char *text,
                                            size_t len, int least)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;

	source.bytes = text;
	source.len = len;
	check(fencepost_correct(&document, handle, &source, least) == FENCEPOST_OK);
	return document;
}

static void check_correction(const struct fencepost *handle, const char *text, size_t len,
                             int least, size_t blocks, size_t errors)
{
	struct fencepost_document *once = corrected(handle, text, len, least), *twice;
	const char *bytes, *again;
	size_t bytes_len, again_len;

	/* a fix outside of blocks may open one that nobody has read before */
	check(check_findings(once) <= errors || fencepost_block_count(once) != blocks);
	check_payloads(once);
	bytes = fencepost_bytes(once, &bytes_len);
	twice = corrected(handle, bytes, bytes_len, least);
	again = fencepost_bytes(twice, &again_len);
	check(again_len == bytes_len && (!bytes_len || memcmp(again, bytes, bytes_len) == 0));
	fencepost_document_free(twice);
	fencepost_document_free(once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fencepost_document *document;
	struct fencepost *handle;
	size_t blocks, errors;

	check(fencepost_new(&handle, NULL, NULL, 0) == FENCEPOST_OK);
	document = corrected(handle, (const char *)data, size, FENCEPOST_NONE);
	blocks = fencepost_block_count(document);
	errors = check_findings(document);
	check_payloads(document);
	check(!fencepost_changed(document));
	fencepost_document_free(document);
	check_correction(handle, (const char *)data, size, FENCEPOST_SAFE, blocks, errors);
	check_correction(handle, (const char *)data, size, FENCEPOST_UNSAFE, blocks, errors);
	fencepost_free(handle);
	return 0;
}
