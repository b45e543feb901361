/* SPDX-License-Identifier: MIT */
/*
 * What a JSON text says that its consumers will not read as it was meant: names given twice, numbers
 * that a double cannot hold, lone surrogates, invisible characters inside strings. Grammar is
 * repair.c's.
 */
#ifndef FP_JSON_MEANING_H
#define FP_JSON_MEANING_H

#include "finding/sink.h"
#include "json/tree.h"

/*
 * Adds json-duplicate-key, json-number-precision, json-lone-surrogate and, inside strings,
 * json-invisible-char. Linear but for sorting.
 */
void fp_meaning_check(struct fp_sink *sink, const struct fp_tree *tree);

#endif
