/* SPDX-License-Identifier: MIT */
/* --select and --ignore: names of rules, beginnings such as `har-`, or `all`, separated by commas. */
#ifndef FP_FACE_SELECT_H
#define FP_FACE_SELECT_H

#include "face/options.h"
#include "finding/rule.h"

/*
 * Changes the severities: with words in `select` the rules they name alone are on (one that is off by
 * default with its severity for that case), what `ignore` names is off. Where both name a rule, the
 * longer word counts; `ignore` where they are alike. Answers 0 or FENCEPOST_EUSAGE.
 */
int fp_select_rules(struct fp_arena *arena, struct fp_levels *levels, const struct fp_words *select,
                    const struct fp_words *ignore, struct fp_error *error);

/* Fails with `unknown rule 'WORD'` and the name that was most likely meant. */
int fp_select_unknown(struct fp_arena *arena, const char *word, size_t len, struct fp_error *error);

#endif
