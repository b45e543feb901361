/* SPDX-License-Identifier: MIT */
/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef FP_TEXT_UTF8_H
#define FP_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* What fp_utf8_decode answers for bytes that are not well-formed. */
#define FP_UTF8_BAD UINT32_C(0xffffffff)

/*
 * The code point that begins at text[0] (len ≥ 1 bytes are there); *used receives its length. For
 * bytes that are not well-formed: FP_UTF8_BAD, and *used is the length of the maximal bad part as
 * Unicode 15 §3.9 has it (what U+FFFD replaces), at least 1.
 */
uint32_t fp_utf8_decode(const char *text, size_t len, uint32_t *used);

/* Writes the code point (no surrogate, at most U+10FFFF) to out; answers its length, 1 to 4. */
uint32_t fp_utf8_encode(char out[4], uint32_t point);

/* The offset of the first byte that is not well-formed, or len. */
size_t fp_utf8_valid(const char *text, size_t len);

#endif
