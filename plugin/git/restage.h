/* SPDX-License-Identifier: MIT */
/*
 * Mended content goes into the index, and the same edits into the working tree. Whatever happens
 * meanwhile, index and files are each wholly old or wholly new, and what is not staged is not lost.
 */
#ifndef FP_GIT_RESTAGE_H
#define FP_GIT_RESTAGE_H

#include "git/checkout.h"
#include "git/reindex.h"

/* Called once nobody else can stage anything: 0 where what was checked is still what counts. */
typedef int fp_restage_check(void *user, struct fp_error *error);

/*
 * Stages all of them, or fails and leaves everything as it was. The file of each is mended too as far
 * as that can be done without touching changes that are not staged; copy.left says where it was not.
 */
int fp_restage(struct fp_mended *files, size_t count, struct fp_arena *arena,
               const struct fp_checkout *checkout, fp_restage_check *check, void *user,
               struct fp_error *error);

#endif
