/* SPDX-License-Identifier: MIT */
/*
 * Where printed bytes go: stdout, or a file that is replaced when all of it is there. A writer adds
 * to `bytes`; fp_output_flush sends them off. The first failure is kept and told by fp_output_close.
 * One that is all zero is no output: nothing is added to it, flush and close do nothing.
 */
#ifndef FP_FACE_OUTPUT_H
#define FP_FACE_OUTPUT_H

#include "face/replace.h"
#include "text/bytes.h"

#include <stdbool.h>

struct fp_output {
	struct fp_bytes bytes; /* not yet sent off */
	const char *name;
	struct fp_replacement file; /* where `replaces` holds */
	int fd;                     /* else */
	bool replaces, terminal;
	int reason;            /* errno of a stream that failed */
	struct fp_error error; /* status 0: nothing has failed */
};

/* Output on stdout, or on stderr; cannot fail. */
void fp_output_stdout(struct fp_output *out, struct fp_arena *arena);
void fp_output_stderr(struct fp_output *out, struct fp_arena *arena);

/* The columns of the terminal it goes to; 0: it goes to none, or to one that does not say. */
unsigned fp_output_columns(const struct fp_output *out);

/*
 * Output to a file, `-` being stdout; what is there before (a pipe or a device) and is no regular file is written to
 * as it is. Answers 0 or FENCEPOST_EIO.
 */
int fp_output_file(struct fp_output *out, struct fp_arena *arena, const char *path,
                   struct fp_error *error);

/* Whether two outputs go to one place, so that one would spoil the other. */
bool fp_output_same(const struct fp_output *one, const struct fp_output *other);

/* Whether it is to replace that file. */
bool fp_output_replaces(const struct fp_output *out, const struct stat *file);

/* Gives up an output to which nothing was sent; a stream stays open, for another may have it too. */
void fp_output_forget(struct fp_output *out);

/* Sends off what was added. Answers 0, or the status of the first failure, then and ever after. */
int fp_output_flush(struct fp_output *out);

/* Sends off what was added and then these bytes, without a copy; answers as fp_output_flush. */
int fp_output_send(struct fp_output *out, const char *bytes, size_t len);

/*
 * Sends off the rest; a file takes its name, or with `whole` false it is left as it was. Says on
 * stderr what has failed, once. Answers 0 or the status of the failure.
 */
int fp_output_close(struct fp_output *out, bool whole);

#endif
