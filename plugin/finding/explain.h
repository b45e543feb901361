/* SPDX-License-Identifier: MIT */
/*
 * What there is to know of a rule beyond its row in rules.def: for `fencepost rules ID`, and the
 * documentation.
 */
#ifndef FP_FINDING_EXPLAIN_H
#define FP_FINDING_EXPLAIN_H

#include "finding/rule.h"

/*
 * Why a rule is there, and an example. `before` has this one fault and no other; where the rule has
 * a fix, `after` is what the fix makes of it, else it is right by hand. The tests hold the table to
 * that.
 */
struct fp_explanation {
	enum fp_rule rule;
	const char
	    *language;   /* of the example: "har", "json"; NULL: the example is a whole document */
	const char *why; /* a sentence or two, with capitals and full stops */
	const char *before;
	const char *after;
	const char *source; /* where the requirement comes from */
	const char
	    *settings; /* what .fencepost.json has to say for the rule to speak; NULL: nothing */
};

/* The explanation of a rule; every rule has one. */
const struct fp_explanation *fp_explain(enum fp_rule rule);

/* The tables that fp_explain looks in, by family: each ends with a row whose `why` is NULL. */
extern const struct fp_explanation fp_explain_json[];
extern const struct fp_explanation fp_explain_har[];
extern const struct fp_explanation fp_explain_rest[];

#endif
