/* SPDX-License-Identifier: MIT */
/*
 * The ways a string could end. Where a string begins and ends is part of the search: at an opening
 * quote every plausible end is a reading with a price, and the story picks the cheapest.
 */
#ifndef FP_JSON_READING_H
#define FP_JSON_READING_H

#include "text/arena.h"
#include "text/layer.h"
#include "json/price.h"

/* How a string is closed. */
enum fp_close {
	FP_CLOSE_SAME,      /* by the quote that it was opened with (or its partner) */
	FP_CLOSE_MISSING,   /* not at all: the quote goes in at `content.to` */
	FP_CLOSE_BACKSLASH, /* by \" */
	FP_CLOSE_DOUBLED,   /* by "" */
	FP_CLOSE_OTHER      /* by a quote of another kind */
};

struct fp_reading {
	struct fp_range content; /* between the quotes */
	uint32_t end;            /* the first byte behind the closing quote */
	int32_t style;           /* price of its style: reduced once it is a habit */
	int32_t rest;            /* price of its inner quotes, line ends and a missing close */
	uint32_t habits;         /* bits of enum fp_habit that it sets */
	uint16_t inner;          /* unescaped quotes inside that must be escaped */
	bool structural;         /* one of them looks as if it were the document's own */
	uint8_t close;           /* enum fp_close */
	uint8_t open;            /* index into the table of openers; 0: a plain '"' */
	bool bad_utf8; /* bytes that are no UTF-8 were passed: they are content, at no price */
};

enum { FP_READINGS_MOST = 40 };

/* Whether a string (of any style of quote) begins at `at`; answers the length of its opening quote, or 0. */
uint32_t fp_reading_open(const char *text, uint32_t len, uint32_t at, uint8_t *open);

/* Whether a property name or a value is read: the two end in different places. */
enum fp_reading_kind { FP_READING_KEY, FP_READING_VALUE };

/*
 * Fills `out` (FP_READINGS_MOST entries) with the readings of the string that begins at `at`, in the
 * order of their ends; answers how many. *steps is raised by the bytes that were looked at.
 */
uint32_t fp_reading_list(struct fp_reading *out, const char *text, uint32_t len, uint32_t at,
                         enum fp_reading_kind kind, const struct fp_prices *prices,
                         uint64_t *steps);

/* The name of a reading's opening quote as a message gives it: "single quote", "typographic quote U+201C". */
enum fp_quote_style {
	FP_QUOTE_PLAIN,
	FP_QUOTE_SINGLE,
	FP_QUOTE_BACKTICK,
	FP_QUOTE_SMART,
	FP_QUOTE_TRIPLE,
	FP_QUOTE_ESCAPED,
	FP_QUOTE_ENTITY,
	FP_QUOTE_PREFIX,
	FP_QUOTE_DOUBLED
};
enum fp_quote_style fp_reading_style(const struct fp_reading *reading);

/* Length of the opening quote of a reading. */
uint32_t fp_reading_open_length(const struct fp_reading *reading);

#endif
