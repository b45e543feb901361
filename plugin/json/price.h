/* SPDX-License-Identifier: MIT */
/* The table of prices: what each mistake that people make costs, in hundredths of a cost unit. */
#ifndef FP_JSON_PRICE_H
#define FP_JSON_PRICE_H

struct fp_prices;

#endif
