/* SPDX-License-Identifier: MIT */
/* --statistics: how often each rule was broken, and how many of these findings a fix would mend. */
#ifndef FP_FACE_STATISTICS_H
#define FP_FACE_STATISTICS_H

#include "finding/sink.h"
#include "text/bytes.h"

struct fp_statistics {
	struct fp_tally {
		enum fp_rule rule;
		size_t count, fixable;
	} of[FP_RULE_COUNT];
};

/* Counts a finding; its fix counts from applicability `least` on. */
void fp_statistics_add(struct fp_statistics *statistics, const struct fp_finding *finding,
                       enum fencepost_applicability least);

/* Adds a line for each rule that was broken, the most frequent first; sorts the tallies. */
void fp_statistics_print(struct fp_bytes *out, struct fp_statistics *statistics);

#endif
