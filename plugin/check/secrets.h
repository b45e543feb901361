/* SPDX-License-Identifier: MIT */
/*
 * Secrets in the strings of a document. A finding shows at most four bytes of one, and so does
 * every other finding: what is to be hidden is remembered, and taken out of all that is said at the
 * end.
 */
#ifndef FP_CHECK_SECRETS_H
#define FP_CHECK_SECRETS_H

#include "check/secret_kinds.h"
#include "finding/sink.h"
#include "json/tree.h"

struct fp_secrets {
	struct fp_sink *sink;
	const struct fp_placeholders *placeholders;
	struct fencepost_span
	    *masks;            /* of the file; after fp_secrets_hide sorted, mask_count of them */
	struct fp_text *texts; /* the secrets themselves, decoded */
	size_t count, room, mask_count;
};

/*
 * Adds the secrets in the strings and names of a tree, but for the strings at the nodes of `skip`
 * (in order): they are layers of their own.
 */
void fp_secrets_in_tree(struct fp_secrets *secrets, const struct fp_tree *tree,
                        const uint32_t *skip, size_t skip_count);

/* Adds the secrets in the text of a layer that has no tree. */
void fp_secrets_in_text(struct fp_secrets *secrets, const struct fp_layer *layer);

/*
 * Takes the secrets out of all messages and pointers, and takes back fixes whose edits hold one.
 * Before fp_sink_finish.
 */
void fp_secrets_hide(struct fp_secrets *secrets);

#endif
