/* SPDX-License-Identifier: MIT */
/* A HAR request as a curl command that a POSIX shell runs as it is. */
#ifndef FP_HAR_CURL_H
#define FP_HAR_CURL_H

#include "har/request.h"

/*
 * Adds the command, with a line end, that delivers method, URL, query string, headers, cookies and body
 * of a request. Answers NULL; or why no command can (a few words, in the arena), and then nothing
 * was added.
 *
 * What a list says that stands elsewhere too is sent once: a query parameter whose name is in the URL's
 * query, a cookie whose name is in the Cookie header. Content-Type is that of the headers, else the
 * mimeType, else none. Placeholders stay as they are written.
 */
const char *fp_curl_put(struct fp_bytes *out, struct fp_arena *arena, const struct fp_tree *tree,
                        const struct fp_request *request,
                        const struct fp_placeholders *placeholders);

#endif
