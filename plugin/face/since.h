/* SPDX-License-Identifier: MIT */
/* --since REV: only what is new against the merge base with a revision is reported and mended. */
#ifndef FP_FACE_SINCE_H
#define FP_FACE_SINCE_H

#include "face/mend.h"
#include "git/base.h"
#include "git/objects.h"

struct fp_since {
	struct fp_base base;
	struct fp_objects objects;
};

/* Asks git, and starts the child that reads old versions. Answers 0 or FENCEPOST_EGIT. */
int fp_since_open(struct fp_since *since, struct fp_arena *arena, const char *revision,
                  struct fp_error *error);

/* An fp_mending.find_old whose `user` is the struct. */
bool fp_since_find_old(void *since, struct fp_job *job, struct fp_scope *scope);

/* Ends the child; nothing where none was started (all zero). */
void fp_since_close(struct fp_since *since);

#endif
