/* SPDX-License-Identifier: MIT */
/*
 * Many documents, several threads: one document a thread, each with memory of its own, results
 * handed over in the order of the paths whatever the number of threads.
 *
 * Only so many results wait for their turn as a window holds, and only so many bytes: a slow
 * document makes the others wait, not pile up.
 */
#ifndef FP_FACE_JOBS_H
#define FP_FACE_JOBS_H

#include "check/correct.h"
#include "face/files.h"

/* One document, from its path to its result. */
struct fp_job {
	const struct fp_path *path;
	struct fp_arena *arena; /* of the document; NULL once it was let go */
	struct fp_file file;    /* open while the work goes on */
	const char *text;       /* of the file, `len` bytes; in the arena */
	uint32_t len;
	struct fp_corrected corrected; /* in the arena */
	struct fp_document told; /* likewise; what is left, said of `text`, where it was wanted */
	struct fp_bytes diff;    /* likewise; empty: none was wanted, or nothing differs */
	bool outside;            /* the diff's file does not lie below the current directory */
	size_t blocks, fixed;
	bool silent;           /* nothing in the arena is of interest: it may be let go */
	struct fp_error error; /* status 0: all went well; else only the path holds */
};

/* What is done with each document. */
struct fp_work {
	/* On any thread, inside fp_arena_try of the job's arena. */
	void (*run)(void *user, struct fp_job *job);
	/* On the calling thread, in the order of the paths; false ends the whole. */
	bool (*done)(void *user, struct fp_job *job);
	void *user;
};

/* Works through all paths with that many threads (0: as many as there are processors). */
void fp_jobs_run(const struct fp_work *work, const struct fp_path *paths, size_t count,
                 unsigned threads);

#endif
