/* SPDX-License-Identifier: MIT */
/* Findings → a table: count, rule, fixable; by falling count, then by the rule's name. */
#include "face/statistics.h"

#include <stdlib.h>
#include <string.h>

void fp_statistics_add(struct fp_statistics *statistics, const struct fp_finding *finding,
                       enum fencepost_applicability least)
{
	struct fp_tally *tally = &statistics->of[finding->rule];

	tally->rule = finding->rule;
	tally->count++;
	if (finding->pub.fix && finding->pub.fix->applicability >= least)
		tally->fixable++;
}

static int compare(const void *a, const void *b)
{
	const struct fp_tally *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(fp_rule_info(x->rule)->name, fp_rule_info(y->rule)->name);
}

void fp_statistics_print(struct fp_bytes *out, struct fp_statistics *statistics)
{
	qsort(statistics->of, FP_RULE_COUNT, sizeof(*statistics->of), compare);
	for (size_t i = 0; i < FP_RULE_COUNT && statistics->of[i].count > 0; i++)
		fp_bytes_printf(out, "%8zu  %-30s %8zu fixable\n", statistics->of[i].count,
		                fp_rule_info(statistics->of[i].rule)->name,
		                statistics->of[i].fixable);
}
