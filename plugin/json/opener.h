/* SPDX-License-Identifier: MIT */
/* The quotes that open a string, JSON's own and others: shared by opener.c and reading.c. */
#ifndef FP_JSON_OPENER_H
#define FP_JSON_OPENER_H

#include "json/reading.h"

struct fp_opener {
	const char *open, *close; /* close: alternatives, a blank between them */
	enum fp_quote_style style;
};

/* Places in the table that are asked for by name. */
enum {
	FP_OPEN_PLAIN = 0, /* JSON's own */
	FP_OPEN_TRIPLE = 1,
	FP_OPEN_DOUBLED = 3,
	FP_OPEN_DOUBLED_SINGLE = 4,
	FP_OPEN_CODE = 5
};
extern const struct fp_opener fp_openers[];

/* Length of that opening quote, if it stands at `at`; 0: it does not. */
uint32_t fp_opener_length(const struct fp_opener *opener, const char *text, uint32_t len,
                          uint32_t at);

#endif
