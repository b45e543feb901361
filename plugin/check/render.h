/* SPDX-License-Identifier: MIT */
/* A checked document → the same, with the requests of each har block as commands behind it. */
#ifndef FP_CHECK_RENDER_H
#define FP_CHECK_RENDER_H

#include "check/document.h"

/*
 * Adds the document with a bash block behind each har block whose requests can be said as curl
 * commands. A block that has an error left or is not closed has none. Answers whether there is any; if there
 * is none, nothing was added.
 */
bool fp_render_curl(struct fp_bytes *out, const struct fp_document *document,
                    const struct fp_settings *settings);

#endif
