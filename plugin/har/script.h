/* SPDX-License-Identifier: MIT */
/*
 * Scripts in strings: whether their brackets, quotes and comments balance. Not a JavaScript parser.
 */
#ifndef FP_HAR_SCRIPT_H
#define FP_HAR_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a text begins as a function does: `function`, or `(`…`=>`. */
bool fp_script_is(const char *text, size_t len);

/* Whether all that opens in it closes in order: brackets, quotes, template literals, comments. */
bool fp_script_balances(const char *text, size_t len);

#endif
