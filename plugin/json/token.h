/* SPDX-License-Identifier: MIT */
/*
 * One token of RFC 8259: how far does it go? Each function begins at text[*at] and leaves *at behind
 * the token, or on the first byte that no such token has there (len: it ends too early).
 */
#ifndef FP_JSON_TOKEN_H
#define FP_JSON_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

/* A string with its quotes; text[*at] is the first of them. */
bool fp_token_string(const uint8_t *text, uint32_t len, uint32_t *at);

/* A number, and nothing glued to it that would make it another, wrong one: "01", "1.5.2", "2px". */
bool fp_token_number(const uint8_t *text, uint32_t len, uint32_t *at);

/* true, false or null, with nothing glued to it. */
bool fp_token_word(const uint8_t *text, uint32_t len, uint32_t *at);

/* A comment, from its '/' to the end of the line (which is not taken), or to its star and '/'. */
bool fp_token_comment(const uint8_t *text, uint32_t len, uint32_t *at);

/* Anything that is UTF-8, up to the offset `to`. */
bool fp_token_utf8(const uint8_t *text, uint32_t to, uint32_t *at);

/* The end of the longest number that begins at text[at]; `at` where there is none. */
uint32_t fp_token_number_end(const uint8_t *text, uint32_t len, uint32_t at);

#endif
