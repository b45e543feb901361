/* SPDX-License-Identifier: MIT */
/* A curl command under construction: what curl.c, target.c and fields.c add their options to. */
#ifndef FP_HAR_COMMAND_LINE_H
#define FP_HAR_COMMAND_LINE_H

#include "har/placeholder.h"
#include "har/request.h"
#include "har/value.h"

/* Linux takes no argument of 128 KiB; this leaves room for what stands around a value. */
#define FP_LONGEST_ARGUMENT 100000

struct fp_command_line {
	struct fp_arena *arena;
	const struct fp_tree *tree;
	const struct fp_request *request;
	const struct fp_placeholders *placeholders;
	struct fp_bytes input; /* the command that is piped into curl; empty: none is */
	struct fp_bytes flags; /* options of the first line */
	struct fp_bytes lines; /* options that have a line each */
	bool asks;             /* the headers say what to Expect */
	const char *why;       /* why there is no such command; NULL: there is one */
};

/* Says why there is no such command; the first reason stays. */
void fp_command_line_refuse(struct fp_command_line *line, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a line with an option whose value is this text, quoted. */
void fp_command_line_add(struct fp_command_line *line, const char *option, const char *text,
                         size_t len);

/*
 * What a node says: a string decoded; a number, true, false or a bare placeholder as it is written.
 * .text is NULL where it is absent or null. Refuses NUL, and a list or an object; `what` names it.
 */
struct fp_value fp_command_line_text(struct fp_command_line *line, uint32_t node, const char *what);

/* The member of that name of an object, likewise. */
struct fp_value fp_command_line_member(struct fp_command_line *line, uint32_t object,
                                       const char *name);

/*
 * The first entry of a list of objects, or FP_NO_NODE where it is absent, null or empty; `next` of
 * the nodes leads on. Refuses what is no such list.
 */
uint32_t fp_command_line_list(struct fp_command_line *line, uint32_t node, const char *what);

/* ---- parts of the command ---- */

/* --url, with the query parameters that it lacks (target.c). */
void fp_target_add(struct fp_command_line *line);

/*
 * Adds text percent-encoded for a query or a form: all that is not unreserved (RFC 3986 §2.3), but of
 * a placeholder only what would be read as something else (target.c).
 */
void fp_target_encode(struct fp_bytes *out, const struct fp_placeholders *placeholders,
                      const char *text, size_t len);

/* --form, once for each of postData.params (fields.c). */
void fp_fields_add_form(struct fp_command_line *line);

/*
 * --data-urlencode, likewise. Answers false and adds nothing where a value cannot stand on a command
 * line; then fp_fields_put_pairs gives the body.
 */
bool fp_fields_add_pairs(struct fp_command_line *line);

/* Adds postData.params as a urlencoded body (fields.c). */
void fp_fields_put_pairs(struct fp_bytes *out, struct fp_command_line *line);

#endif
