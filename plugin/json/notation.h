/* SPDX-License-Identifier: MIT */
/* What a text is when it is not JSON: another language. */
#ifndef FP_JSON_NOTATION_H
#define FP_JSON_NOTATION_H

#include <stdint.h>

/*
 * What the text looks like, for a sentence ("YAML", "a shell command"); NULL: it may well be JSON.
 * Asked only of texts that are not JSON.
 */
const char *fp_notation_language(const char *text, uint32_t len);

#endif
