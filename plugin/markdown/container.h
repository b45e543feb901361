/* SPDX-License-Identifier: MIT */
/*
 * Lines of a block ↔ lines of the file: makes the layer of a block. Each line of cmark's literal text is
 * a suffix of its file line (bytes compared, never assumed); what stands before it is the prefix of
 * the containers around ("> ", list indentation), which belongs to the spelling of the line break before.
 */
#ifndef FP_MARKDOWN_CONTAINER_H
#define FP_MARKDOWN_CONTAINER_H

#include "text/layer.h"
#include "text/lines.h"

/*
 * The layer of a block whose fence opens in line `fence_line` (index from 0) of the file and whose
 * literal text is `literal`. `read` is the text that cmark was given: as long as the file, and
 * perhaps with other bytes where only inlines would look; the layer has the file's own bytes.
 *
 * Where a line fits no line of the file the layer's `fixable` is false, and *bad_line receives the
 * index of the first such line. The layer of an empty block lies at the start of the line after its
 * fence. An inserted line end is spelled as the file's own line ending at that place and the
 * prefix of that line, filled up with spaces to where the fence stands.
 */
struct fp_layer *fp_container_layer(struct fp_arena *arena, const struct fp_lines *file,
                                    const char *read, uint32_t fence_line, const char *literal,
                                    uint32_t len, uint32_t *bad_line);

/*
 * Adds the prefix that a line of a block has where it has all of it: the line of its fence up to the fence,
 * list markers as spaces.
 */
void fp_container_prefix(struct fp_bytes *out, const struct fp_lines *file, uint32_t fence_line);

#endif
