/* SPDX-License-Identifier: MIT */
/* Bodies of application/x-www-form-urlencoded (URL Standard §5). */
#ifndef FP_HAR_FORM_H
#define FP_HAR_FORM_H

#include "har/rules.h"

/* Whether a text is `name=value`, `&` and so on, and nothing else; one pair counts too. */
bool fp_form_is(const char *text, size_t len);

/* Adds har-bad-form-text. */
void fp_form_check(struct fp_har *har);

/*
 * Adds the pairs of the body, decoded, as the JSON array that `params` holds; laid out as postData
 * is.
 */
void fp_form_put_params(struct fp_bytes *out, struct fp_har *har, const struct fp_tree *tree);

#endif
