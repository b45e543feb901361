/* SPDX-License-Identifier: MIT */
/* What becomes of a JSON number in a consumer that keeps numbers in doubles, as JavaScript does. */
#ifndef FP_JSON_NUMBER_H
#define FP_JSON_NUMBER_H

#include "text/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Room for any double as fp_number_print writes it. */
#define FP_NUMBER_ROOM 32

/* The nearest double of a JSON number, whatever the locale; infinite where it overflows. */
double fp_number_value(struct fp_arena *arena, const char *text, uint32_t len);

/* Writes a double as JavaScript does: the fewest digits that read back as the same. */
void fp_number_print(char out[FP_NUMBER_ROOM], double value);

/* Whether a JSON number is written as an integer (no fraction, no exponent) beyond ±(2^53−1). */
bool fp_number_is_big(const char *text, uint32_t len);

#endif
