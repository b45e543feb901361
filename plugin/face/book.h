/* SPDX-License-Identifier: MIT */
/*
 * What mdBook hands to a preprocessor, `[context, book]` in JSON → the chapters in it, and back.
 *
 *     [{"root": "/home/me/guide", "config": {"book": {"src": "src"}}, …},
 *      {"items": [{"Chapter": {"content": "# …", "path": "a.md", "sub_items": […], …}}, …]}]
 *
 * mdBook 0.4 says `sections` where 0.5 says `items`.
 */
#ifndef FP_FACE_BOOK_H
#define FP_FACE_BOOK_H

#include "check/correct.h"
#include "text/fail.h"
#include "json/tree.h"

struct fp_chapter {
	const char *path;       /* "src/a.md", from the root of the book */
	const char *file;       /* the same with that root before it */
	struct fp_range string; /* its content, with the quotes */
};

struct fp_book {
	struct fp_tree tree;   /* of all that was handed over */
	struct fp_range range; /* of the book in it: what goes back */
	struct fp_chapter *chapters;
	size_t count; /* in their order */
};

/*
 * Finds the chapters of a text, which must outlive the result. Fails (FENCEPOST_EUSAGE) where it is
 * not what mdBook sends.
 */
int fp_book_read(struct fp_book *out, struct fp_arena *arena, const char *text, uint32_t len,
                 struct fp_error *error);

/*
 * Adds the contents of a string as mending has left them. What was kept of `content`, the layer of
 * that string, keeps its spelling; the rest is spelled as JSON.
 */
void fp_book_respell(struct fp_bytes *out, const struct fp_layer *content,
                     const struct fp_corrected *corrected);

#endif
