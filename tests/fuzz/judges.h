/* SPDX-License-Identifier: MIT */
/*
 * Other readers of JSON, asked about what we call valid: cJSON at once, and Python's afterwards, for
 * which each text is kept where $FUZZ_KEEP names a file: a line with its length, and the bytes.
 */
#ifndef FP_FUZZ_JUDGES_H
#define FP_FUZZ_JUDGES_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the other readers accept it, or cannot be asked: too deep, or half a surrogate pair in it. */
bool judge_accepts(const char *text, size_t len);

#endif
