/* SPDX-License-Identifier: MIT */
/*
 * The checks of a HAR request. A rule is a row in finding/rules.def, a function here (a row in the
 * table of rules.c), and a case in tests/cases.
 */
#ifndef FP_HAR_RULES_H
#define FP_HAR_RULES_H

#include "finding/sink.h"
#include "har/request.h"
#include "har/value.h"
#include "json/repair.h"

/*
 * One entry of `headers` that is a name/value pair. Texts are NULL where a part is absent or no
 * string.
 */
struct fp_header {
	uint32_t node;
	uint32_t value_node;
	struct fp_value name, value;
};

#define FP_SEEN_CHAINS 4096

/* Names that were reported once in this document: chains, by a hash of the name. */
struct fp_seen {
	struct fp_seen_name {
		const char *name;
		struct fp_seen_name *next;
	} * chains[FP_SEEN_CHAINS];
};

/*
 * A request, and all that a rule may look at. The first part is filled by the caller, the rest by
 * fp_rules_check.
 */
struct fp_har {
	struct fp_sink *sink;
	const struct fp_tree *tree; /* of the block */
	const struct fp_request *request;
	const struct fp_placeholders *placeholders;
	const char *const *fields;   /* names that the settings add; NULL ends them; may be NULL */
	const struct fp_layer *body; /* the contents of postData.text; NULL: there is none */
	const struct fp_json *json;  /* what they were read as; NULL: not read as JSON */
	bool doubtful;               /* the block was mended unsafely: no fix in it is safe */
	struct fp_seen **seen; /* unknown fields, over the document; NULL until there is one */

	const char *text; /* of the tree's layer */
	struct fp_value method, url, mime_type;
	const struct fp_header *headers;
	size_t header_count;
	const struct fp_header *content_type; /* the first of that name, or NULL */
};

/* Runs every rule on one request. */
void fp_rules_check(struct fp_har *har);

/* Says what a har block holds instead of an object. */
void fp_rules_check_root(struct fp_sink *sink, const struct fp_tree *tree);

/* The checks by topic: each file has one. They run in the order of the table in rules.c. */
void fp_structure_check(
    struct fp_har *har);                 /* fields: missing, unknown, misplaced, of a wrong type */
void fp_pairs_check(struct fp_har *har); /* entries of headers, cookies, queryString, params */
void fp_method_check(struct fp_har *har);
void fp_url_check(struct fp_har *har);
void fp_headers_check(struct fp_har *har);
void fp_content_type_check(struct fp_har *har);
void fp_body_check(struct fp_har *har);    /* postData and its mimeType */
void fp_payload_check(struct fp_har *har); /* what the text of postData is */

/* ---- what they share ---- */

/* A finding at a node of the block (its value), with its JSON Pointer. */
struct fp_finding *fp_har_found(struct fp_har *har, uint32_t node, enum fp_rule rule,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same at bytes [from, to) of the decoded text of a node's value. */
struct fp_finding *fp_har_found_in(struct fp_har *har, uint32_t node, const struct fp_value *value,
                                   uint32_t from, uint32_t to, enum fp_rule rule,
                                   const char *format, ...) __attribute__((format(printf, 7, 8)));

/* The same at the name of a member. */
struct fp_finding *fp_har_found_name(struct fp_har *har, uint32_t member, enum fp_rule rule,
                                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Replaces bytes [from, to) of a decoded text; the replacement is spelled as JSON. */
void fp_har_edit_in(struct fp_finding *finding, const struct fp_value *value, uint32_t from,
                    uint32_t to, const char *text);

/* Lowers the severity of a finding to `most`, where it is higher. */
void fp_har_soften(struct fp_finding *finding, enum fencepost_severity most);

/* SAFE, or UNSAFE in a block that was mended unsafely. */
enum fencepost_applicability fp_har_safe(const struct fp_har *har);

/* Text of the author for a message. */
const char *fp_har_words(struct fp_har *har, const struct fp_value *value);

/* Whether a node is there and of that kind. */
bool fp_har_is(const struct fp_har *har, uint32_t node, enum fp_node_kind kind);

/* The member of an object with that name, or FP_NO_NODE (also where `object` is none). */
uint32_t fp_har_member(const struct fp_har *har, uint32_t object, const char *name);

/* Whether a text holds something that stands for something else. */
bool fp_har_stands_for(const struct fp_har *har, const struct fp_value *value);

/*
 * Whether recovery has made or changed a scalar's bytes, or a container's opener: then no rule
 * judges it.
 */
bool fp_har_is_mended(const struct fp_har *har, uint32_t node);

/* Whether postData holds nothing that a postData has: it is the payload itself. */
bool fp_body_is_payload(const struct fp_har *har);

/* Whether a text is a form's (`a=b&c=d`): then it is not read as JSON, whatever mimeType says. */
bool fp_payload_is_form(const struct fp_layer *body);

/* Whether mimeType is there and no media type (har-bad-mimetype says so, and others keep quiet). */
bool fp_body_bad_type(const struct fp_har *har);

#endif
