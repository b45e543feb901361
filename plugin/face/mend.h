/* SPDX-License-Identifier: MIT */
/* One document from its path to its result: read, checked, mended, written back or shown as a diff. */
#ifndef FP_FACE_MEND_H
#define FP_FACE_MEND_H

#include "face/jobs.h"

/* What is to become of each document; shared by threads. */
struct fp_mending {
	enum fencepost_applicability least; /* FENCEPOST_NONE: check only */
	bool as_settings; /* not `least` but what the settings call `fix` counts */
	bool write;       /* the corrected document takes the old one's place */
	bool diff;        /* or the difference is wanted */
	bool tell;        /* what is left is also said of the text that came in: job->told */
	const char *here; /* true path of the current directory, which names in a diff count from */
	/*
	 * Fills what of a document is old; false where nothing in it is new, or with a failure in
	 * job->error. NULL: all is new.
	 */
	bool (*find_old)(void *user, struct fp_job *job, struct fp_scope *scope);
	void *user;
};

/* Checks and mends the text that the job has; with a scope (not NULL) only what is new in it. */
void fp_mend_text(const struct fp_mending *mend, struct fp_job *job, const struct fp_scope *scope);

/* The work of a job; on any thread, inside fp_arena_try of its arena. */
void fp_mend_job(const struct fp_mending *mend, struct fp_job *job);

/* A job of a mending that tells, for a report of it: what is left, at its places in the job's text. */
struct fp_job fp_mend_told(const struct fp_job *job);

#endif
