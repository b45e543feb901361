/* SPDX-License-Identifier: MIT */
/*
 * The tables of the command in the words of a shell. For bash and zsh they take the place of the line
 * `@tables@` of a script that lies beside this file; for fish they are all that there is.
 */
#ifndef FP_MANUAL_SHELLS_H
#define FP_MANUAL_SHELLS_H

#include "text/bytes.h"

void fp_shell_bash(struct fp_bytes *out);
void fp_shell_zsh(struct fp_bytes *out);
void fp_shell_fish(struct fp_bytes *out);

#endif
