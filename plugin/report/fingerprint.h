/* SPDX-License-Identifier: MIT */
/*
 * A finding → a number that stays the same while lines above it come and go, and that no other
 * finding has.
 */
#ifndef FP_REPORT_FINGERPRINT_H
#define FP_REPORT_FINGERPRINT_H

#include "report/report.h"

struct fp_prints;

struct fp_prints *fp_prints_new(struct fp_arena *arena);

/* The fingerprint of the next finding. */
uint64_t fp_prints_next(struct fp_prints *prints, const struct fp_report_file *file,
                        const struct fencepost_finding *finding);

#endif
