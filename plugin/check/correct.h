/* SPDX-License-Identifier: MIT */
/* Check, choose, splice, check again: until nothing is left to take or nothing gets better. */
#ifndef FP_CHECK_CORRECT_H
#define FP_CHECK_CORRECT_H

#include "check/document.h"
#include "check/origin.h"

struct fp_corrected {
	const char *text; /* the corrected bytes; the source's own where nothing changed */
	uint32_t len;
	bool changed;
	size_t old_count;                 /* blocks that were out of scope before mending */
	size_t fixed;                     /* findings that were there before and are gone */
	struct fencepost_finding *mended; /* these, at their places in the source */
	struct fp_document document;      /* of the corrected text: what is left */
	struct fp_origin origin;          /* where all that was in the source */
};

/*
 * Corrects a document with the fixes of applicability `least` or better (FENCEPOST_NONE: check
 * only). A fix is kept only if the corrected document was checked, its fault is gone and nothing
 * got worse; what does not hold is taken back, block by block. With a scope (not NULL) what is old
 * is neither reported nor mended.
 */
void fp_correct(struct fp_corrected *out, struct fp_arena *arena,
                const struct fp_settings *settings, const struct fencepost_source *source,
                const struct fp_scope *scope, enum fencepost_applicability least);

#endif
