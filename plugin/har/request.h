/* SPDX-License-Identifier: MIT */
/* A tree read as HAR requests (HAR 1.2 "request", "postData"), each part with its node. */
#ifndef FP_HAR_REQUEST_H
#define FP_HAR_REQUEST_H

#include "json/tree.h"

/* Node indexes; FP_NO_NODE where a part is absent. What has the wrong type is still named here. */
struct fp_request {
	uint32_t node; /* the request object */
	uint32_t method, url, http_version, headers, cookies, query, post_data;
	uint32_t mime_type, text, params; /* of postData, where that is an object */
	bool in_log; /* an entry of a whole log: all eight fields are required */
};

/*
 * Is this the payload of a request JSON? By mimeType, else a Content-Type header, else the first
 * character ({ or [).
 */
bool fp_request_is_json(struct fp_arena *arena, const struct fp_tree *tree,
                        const struct fp_request *request, const char *text, size_t len);

/*
 * The node of the value of the first Content-Type header (its map form too); FP_NO_NODE: there is
 * none.
 */
uint32_t fp_request_content_type(const struct fp_tree *tree, const struct fp_request *request);

/*
 * Whether a media type is JSON: application/json, text/json, text/x-json, application/x-json, any
 * +json; parameters and case ignored.
 */
bool fp_request_json_type(const char *type, size_t len);

/*
 * The requests of a har block: its root object, or each entries[].request of {"log": …}. Answers
 * how many; *out is in the arena. 0 and NULL for a root that is no object, and for a log without
 * entries.
 */
size_t fp_request_find(struct fp_request **out, struct fp_arena *arena, const struct fp_tree *tree);

/*
 * The decoded string at a node, NUL-terminated, *len bytes (may be NULL); NULL where the node is
 * absent or no string.
 */
const char *fp_request_string(struct fp_arena *arena, const struct fp_tree *tree, uint32_t node,
                              size_t *len);

#endif
