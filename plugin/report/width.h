/* SPDX-License-Identifier: MIT */
/* How many columns of a terminal a printable code point takes. */
#ifndef FP_REPORT_WIDTH_H
#define FP_REPORT_WIDTH_H

#include <stdint.h>

/* 0 for marks that stand on the character before them, 2 for wide characters, else 1. */
unsigned fp_width(uint32_t point);

#endif
