/* SPDX-License-Identifier: MIT */
/*
 * The table of rules: name, severity in each kind of block, the most its fix may be, one line on
 * it.
 */
#ifndef FP_FINDING_RULE_H
#define FP_FINDING_RULE_H

#include "fencepost.h"

#include <stdbool.h>

/*
 * FP_RULES(X): X(ID, name, in_har, in_json, when_selected, fix, summary).
 * in_har: severity in har blocks and the payloads in them; in_json: in json blocks (and in no
 * block); when_selected: what a rule that is off by default has when a user turns it on by name.
 */
#include "finding/rules.def"

#define FP_RULE_ENUM(ID, name, in_har, in_json, when_selected, fix, summary) FP_##ID,
enum fp_rule { FP_RULES(FP_RULE_ENUM) FP_RULE_COUNT };
#undef FP_RULE_ENUM

/* What kind of block (and so, which column of severities) a layer belongs to. */
enum fp_kind { FP_KIND_HAR, FP_KIND_JSON };

/* What a rule's fix may be at most. */
enum fp_rule_fix { FP_FIX_NONE, FP_FIX_UNSAFE, FP_FIX_SAFE };

struct fp_rule_info {
	const char *name;                    /* "json-missing-colon" */
	enum fencepost_severity severity[2]; /* by enum fp_kind */
	enum fencepost_severity when_selected;
	enum fp_rule_fix fix;
	const char *summary; /* one line for `fencepost rules` */
};

const struct fp_rule_info *fp_rule_info(enum fp_rule rule);

/* The rule of that name (len bytes); FP_RULE_COUNT where there is none. */
enum fp_rule fp_rule_by_name(const char *name, size_t len);

/* The severities in force for one document. */
struct fp_levels {
	uint8_t of[FP_RULE_COUNT][2]; /* enum fencepost_severity, by enum fp_kind */
};

/* The table's own severities. */
void fp_levels_init(struct fp_levels *levels);

#endif
