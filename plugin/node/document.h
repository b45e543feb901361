/* SPDX-License-Identifier: MIT */
/* A finished document as a JavaScript object. */
#ifndef FP_NODE_DOCUMENT_H
#define FP_NODE_DOCUMENT_H

#include "fencepost.h"
#include "node/values.h"

/*
 * The `Document` of index.d.ts. `given` is what the host handed in, a string or bytes: `text` is of
 * the same kind, and the very same value where nothing changed.
 */
napi_value fp_js_document(struct fp_js *js, const struct fencepost_document *document,
                          napi_value given);

#endif
