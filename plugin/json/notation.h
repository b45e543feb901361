/* SPDX-License-Identifier: MIT */
/* What a text is when it is not JSON alone: another language, or a transcript with JSON in it. */
#ifndef FP_JSON_NOTATION_H
#define FP_JSON_NOTATION_H

#include "text/layer.h"

/* The name of what the text looks like ("YAML", "a shell command"); NULL: it may well be JSON. */
const char *fp_notation_language(const char *text, uint32_t len);

#endif
