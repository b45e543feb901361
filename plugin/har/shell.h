/* SPDX-License-Identifier: MIT */
/* Text → words of a POSIX shell (IEEE 1003.1 §2.2), so that the shell reads back what was meant. */
#ifndef FP_HAR_SHELL_H
#define FP_HAR_SHELL_H

#include "text/bytes.h"

/*
 * Adds text (without NUL) as the inside of a word in single quotes, where nothing but the quote itself
 * means anything; who calls writes the quotes around it.
 */
void fp_shell_quoted(struct fp_bytes *out, const char *text, size_t len);

/* Adds text (without NUL) as one word; in quotes where a character of it could mean something. */
void fp_shell_word(struct fp_bytes *out, const char *text, size_t len);

/* Whether text holds a control character that is neither line feed nor tab. */
bool fp_shell_has_control(const char *text, size_t len);

/*
 * Adds text (without NUL) as the word that makes `printf` print it: control characters but line feed and tab are
 * octal, so the word survives a terminal and a Markdown document.
 */
void fp_shell_format(struct fp_bytes *out, const char *text, size_t len);

#endif
