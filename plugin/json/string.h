/* SPDX-License-Identifier: MIT */
/* String contents ↔ bytes: makes the layer of a payload, and spells text back (RFC 8259 §7). */
#ifndef FP_JSON_STRING_H
#define FP_JSON_STRING_H

#include "json/tree.h"

/*
 * The decoded contents of a string token (`range` with its quotes; well-formed) of a layer, as a
 * layer of its own: each byte's pos is that of its spelling, composed here once, so it gives file
 * offsets at any depth. A lone surrogate decodes to U+FFFD. `pointer` is where it sits in `layer`;
 * copied. Text and tables of a string without escapes are borrowed from `layer`.
 */
struct fp_layer *fp_string_layer(struct fp_arena *arena, const struct fp_layer *layer,
                                 struct fp_range range, const char *pointer);

/* The decoded contents of a string token (with its quotes) of a text; adds to out. */
void fp_string_decode(struct fp_bytes *out, const char *text, struct fp_range range);

/* Whether the decoded contents equal `len` bytes of `value`. */
bool fp_string_equals(const char *text, struct fp_range range, const char *value, size_t len);

/* Adds text as the contents of a JSON string: '"', '\' and control characters escaped. */
void fp_string_escape(struct fp_bytes *out, const char *text, size_t len);

/* fp_spell_fn of a string: fp_string_escape. */
void fp_string_spell(struct fp_bytes *out, const struct fp_layer *layer, struct fp_range range,
                     const char *text, size_t len);

#endif
