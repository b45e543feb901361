/* SPDX-License-Identifier: MIT */
/*
 * rules.def → the table of rules: what each is called, how grave it is where, what its fix may be.
 */
#include "finding/rule.h"

#include <string.h>

#define ROW(ID, name, in_har, in_json, when_selected, fix, summary)                                \
	[FP_##ID] = {name, {in_har, in_json}, when_selected, fix, summary},
static const struct fp_rule_info rules[] = {FP_RULES(ROW)};
#undef ROW

const struct fp_rule_info *fp_rule_info(enum fp_rule rule)
{
	return &rules[rule];
}

enum fp_rule fp_rule_by_name(const char *name, size_t len)
{
	int rule = 0;

	while (rule < FP_RULE_COUNT &&
	       (strlen(rules[rule].name) != len || memcmp(rules[rule].name, name, len) != 0))
		rule++;
	return (enum fp_rule)rule;
}

void fp_levels_init(struct fp_levels *levels)
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		for (int kind = 0; kind < 2; kind++)
			levels->of[rule][kind] = (uint8_t)rules[rule].severity[kind];
}
