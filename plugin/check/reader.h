/* SPDX-License-Identifier: MIT */
/*
 * Takes values out of the tree of a settings file. What cannot be taken is a sentence with its line
 * and column.
 */
#ifndef FP_CHECK_READER_H
#define FP_CHECK_READER_H

#include "check/settings.h"
#include "text/lines.h"
#include "json/tree.h"

struct fp_reader {
	struct fp_arena *arena;
	struct fp_settings *settings; /* what is being filled */
	struct fp_lines lines;
	struct fp_tree tree;
	const char **why; /* receives the sentence */
};

const struct fp_node *fp_reader_node(const struct fp_reader *r, uint32_t node);

/* Says what is wrong at an offset of the file; answers false. */
bool fp_reader_fail_at(struct fp_reader *r, uint32_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same at the value of a node. */
bool fp_reader_fail(struct fp_reader *r, uint32_t node, const char *message);

/* Whether a node is of that kind; else says that it must be `what`. */
bool fp_reader_expect(struct fp_reader *r, uint32_t node, enum fp_node_kind kind, const char *what);

/* A string that is not empty and holds no NUL; NULL: it was said what is wrong. */
const char *fp_reader_string(struct fp_reader *r, uint32_t node);

/* A list of such strings that ends with NULL, *count of them (may be NULL); NULL: likewise. */
const char *const *fp_reader_strings(struct fp_reader *r, uint32_t node, size_t *count);

/* The index of a string in a list; false where it is none of its words. */
bool fp_reader_word(struct fp_reader *r, uint32_t node, const char *const *list, int *out);

/* The index of a member's name in a list; -1 where it is none: the sentence offers the nearest. */
int fp_reader_name(struct fp_reader *r, uint32_t member, const char *what,
                   const char *const *names);

bool fp_reader_severity(struct fp_reader *r, uint32_t node, enum fencepost_severity *out);

#endif
