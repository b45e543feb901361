/* SPDX-License-Identifier: MIT */
/* What is wrong inside a string, and what is to stand there instead. */
#ifndef FP_JSON_FLAW_H
#define FP_JSON_FLAW_H

#include "json/reading.h"

/* What one place inside a string needs. */
enum fp_flaw_kind {
	FP_FLAW_QUOTE,   /* a quote that must be escaped */
	FP_FLAW_LINE,    /* a raw line end */
	FP_FLAW_CONTROL, /* another raw control character */
	FP_FLAW_ESCAPE,  /* a backslash that begins no escape */
	FP_FLAW_UTF8,    /* bytes that are no UTF-8 */
	FP_FLAW_ENTITY   /* &quot; inside a string that &quot; delimits */
};

struct fp_flaw {
	enum fp_flaw_kind kind;
	struct fp_range range;
	char text[8]; /* what is to stand there */
	uint8_t text_len;
	bool safe; /* there is one sensible mend */
};

/*
 * The first flaw at or after *at in the content of a reading; moves *at behind it. false: none is
 * left. With the flaws replaced, and '"' for the quotes, the string is JSON.
 */
bool fp_flaw_next(struct fp_flaw *out, const char *text, const struct fp_reading *reading,
                  uint32_t *at);

/* Length of the escape at a backslash, 0 where it is none that JSON knows. */
uint32_t fp_flaw_escape(const char *text, uint32_t len, uint32_t at);

#endif
