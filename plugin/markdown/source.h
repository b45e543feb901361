/* SPDX-License-Identifier: MIT */
/* The bytes of a document before cmark reads them. */
#ifndef FP_MARKDOWN_SOURCE_H
#define FP_MARKDOWN_SOURCE_H

#include "markdown/fence.h"

/* Whether a run of fence characters may open a block of these languages, or look as if it did. */
bool fp_source_possible(const char *text, uint32_t len, const struct fp_languages *languages);

/* The last such run; NULL where there is none. */
const char *fp_source_last(const char *text, uint32_t len, const struct fp_languages *languages);

/* Where the line ends that closes a block which opens at offset `last`, going by looks; else the file's end. */
uint32_t fp_source_stop(const struct fp_lines *file, uint32_t last);

/* How many lines of YAML (`---` to `---` or `...`) or TOML (`+++`) a file begins with; 0: none. */
uint32_t fp_source_front_matter(const struct fp_lines *file);

/*
 * The text for cmark: as long as the file, with the same blocks, and read in linear time. It is the
 * file's own or a copy in the arena, which differs only where inlines look. cmark is given what lies
 * from `start` on.
 */
const char *fp_source_disarm(struct fp_arena *arena, const struct fp_lines *file, uint32_t start);

#endif
