/* SPDX-License-Identifier: MIT */
/* JSON drawn by lot, and the mistakes that people make in it. */
#ifndef LAWS_BROKEN_H
#define LAWS_BROKEN_H

#include "random.h"
#include "text/bytes.h"

/* Adds a valid object or array, on one line or indented. */
void broken_value(struct fp_bytes *out, struct random *r);

/* Adds the text with `mistakes` mistakes made in it, one after the other. */
void broken_text(struct fp_bytes *out, struct random *r, const char *text, size_t len,
                 uint32_t mistakes);

/* Adds what is hardly JSON at all: punctuation and words. */
void broken_noise(struct fp_bytes *out, struct random *r);

#endif
