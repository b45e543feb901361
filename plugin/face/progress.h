/* SPDX-License-Identifier: MIT */
/* How far a run has come: one line on a terminal's stderr, from the second second on, gone at the end. */
#ifndef FP_FACE_PROGRESS_H
#define FP_FACE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fp_progress {
	size_t total;
	int64_t begun, shown_at; /* milliseconds of a clock that only runs forward */
	bool wanted, shown;
};

/* Shows nothing where `wanted` is false or stderr is no terminal. */
void fp_progress_begin(struct fp_progress *progress, size_t total, bool wanted);

/* So many are done; shows it where it is time to. */
void fp_progress_step(struct fp_progress *progress, size_t done);

/* Takes the line away, so that something else can be printed. */
void fp_progress_clear(struct fp_progress *progress);

#endif
