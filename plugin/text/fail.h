/* SPDX-License-Identifier: MIT */
/*
 * The work cannot be done: one sentence, written where the names are known, passed up unchanged and
 * printed once.
 *
 *     return fp_fail(error, FENCEPOST_EIO, "%s: %s", path, strerror(errno));
 */
#ifndef FP_TEXT_FAIL_H
#define FP_TEXT_FAIL_H

/* `text` is the sentence, as bytes: whoever prints it cleans it. Room for the longest path and a reason. */
struct fp_error {
	int status; /* 0, or an enum fencepost_status */
	char text[4096 + 512];
};

/* Fills the error (NULL: nobody wants the sentence) and answers `status`. */
int fp_fail(struct fp_error *error, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
