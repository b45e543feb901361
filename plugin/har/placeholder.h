/* SPDX-License-Identifier: MIT */
/*
 * What stands for something else: `${...}`, YOUR_DOMAIN, `...`. Such text is never judged by its
 * content.
 */
#ifndef FP_HAR_PLACEHOLDER_H
#define FP_HAR_PLACEHOLDER_H

#include "json/scan.h"

/* More patterns than these are not looked for; the settings do not take more. */
#define FP_PLACEHOLDER_MOST 32

/* The configured placeholders of a text, one after the other; start with fp_placeholder_walk. */
struct fp_placeholder_walk {
	const struct fp_placeholders *configured;
	const char *text;
	size_t len, at;
	size_t dead[FP_PLACEHOLDER_MOST]; /* before this offset the pattern is never closed */
};

void fp_placeholder_walk(struct fp_placeholder_walk *walk, const struct fp_placeholders *configured,
                         const char *text, size_t len);

/* The next one, [*from, *to); false: there are no more. All of a text is walked in linear time. */
bool fp_placeholder_next(struct fp_placeholder_walk *walk, size_t *from, size_t *to);

/* Whether a text holds a configured placeholder. */
bool fp_placeholder_configured(const struct fp_placeholders *configured, const char *text,
                               size_t len);

/* Whether a text holds a configured placeholder, an UPPER_CASE word, `...`, `xxxx` or `ABCD`. */
bool fp_placeholder_in(const struct fp_placeholders *configured, const char *text, size_t len);

/* Whether a text is one placeholder from end to end (of any of those kinds). */
bool fp_placeholder_is(const struct fp_placeholders *configured, const char *text, size_t len);

/* Overwrites each configured placeholder in a copy of the text with `x`. */
void fp_placeholder_mask(const struct fp_placeholders *configured, char *text, size_t len);

#endif
