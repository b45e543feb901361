/* SPDX-License-Identifier: MIT */
/*
 * Lines of a block ↔ lines of the file: makes the layer of a block. Each line of cmark's literal text is a
 * suffix of its file line (bytes compared, never assumed); what stands before it is the prefix of
 * the containers around ("> ", list indentation), which belongs to the spelling of the line break before.
 */
#ifndef FP_MARKDOWN_CONTAINER_H
#define FP_MARKDOWN_CONTAINER_H

#include "text/layer.h"
#include "text/lines.h"

/*
 * The layer of a block whose literal text is `literal` and whose first line of text is line
 * `first_line` (index from 0) of the file. Its `fixable` is false where a line fits no line of the file;
 * *bad_line then receives that line's index. An inserted line end is spelled as the file's own line ending at that place plus the prefix of that line.
 */
struct fp_layer *fp_container_layer(struct fp_arena *arena, const struct fp_lines *file,
                                    uint32_t first_line, const char *literal, uint32_t len,
                                    uint32_t *bad_line);

#endif
