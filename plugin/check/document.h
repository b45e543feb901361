/* SPDX-License-Identifier: MIT */
/*
 * One document → findings, blocks and payloads. Start reading here: document.c introduces Markdown
 * to JSON.
 */
#ifndef FP_CHECK_DOCUMENT_H
#define FP_CHECK_DOCUMENT_H

#include "check/scope.h"
#include "check/settings.h"
#include "finding/sink.h"
#include "har/request.h"
#include "markdown/blocks.h"
#include "json/repair.h"

/* One request of a har block, and what it was read from. */
struct fp_shown_request {
	const struct fencepost_block *block;
	struct fp_tree tree; /* of the block */
	struct fp_request request;
	uint32_t line; /* where it begins in the file */
	bool whole;    /* the tree is that of the block as it stands, not as it could be mended */
	bool broken;   /* its body should be JSON, and is not */
};

/* What one pass over a document found; all of it is in the arena. */
struct fp_document {
	struct fp_lines lines;
	struct fp_sink sink; /* finished: sorted, with places */
	struct fencepost_block *blocks;
	const struct fp_fence *fences; /* of the blocks */
	size_t block_count;
	size_t old_count; /* of these blocks: so many are not in scope */
	struct fencepost_payload *payloads;
	size_t payload_count;
	struct fp_shown_request *requests; /* in document order */
	size_t request_count;
	/* secrets: sorted, not overlapping; no report shows more than four bytes of one */
	const struct fencepost_span *masks;
	size_t mask_count;
};

/*
 * Checks `len` bytes of text, which must outlive the result; jumps (fp_arena_fail) where memory
 * ends. With a scope (not NULL) what is old is left out of the findings.
 */
void fp_document_check(struct fp_document *out, struct fp_arena *arena,
                       const struct fp_settings *settings, const struct fencepost_source *source,
                       const struct fp_scope *scope, const char *text, uint32_t len,
                       struct fp_budget *budget);

/*
 * For each block of a checked document, whether an error is left in it, of the rules whose names begin
 * so; in the arena.
 */
const bool *fp_document_broken(struct fp_arena *arena, const struct fp_document *document,
                               const char *rules);

#endif
