/* SPDX-License-Identifier: MIT */
/* The bytes of a document before cmark reads them. */
#ifndef FP_MARKDOWN_SOURCE_H
#define FP_MARKDOWN_SOURCE_H

#include "markdown/fence.h"

/* Whether a fence of these languages, or a line that looks like one, may be in the text. */
bool fp_source_may_hold(const char *text, uint32_t len, const struct fp_languages *languages);

/* How many lines of YAML (`---` to `---` or `...`) or TOML (`+++`) a file begins with; 0: none. */
uint32_t fp_source_front_matter(const struct fp_lines *file);

/*
 * The text for cmark: as long as the file, with the same blocks, and read in linear time. It is the
 * file's own or a copy in the arena, which differs only where inlines look.
 */
const char *fp_source_disarm(struct fp_arena *arena, const struct fp_lines *file);

#endif
