/* SPDX-License-Identifier: MIT */
/* The commands, what they answer to the shell, and the one door to stderr. */
#ifndef FP_FACE_COMMAND_H
#define FP_FACE_COMMAND_H

#include "face/options.h"

/* Exit statuses, ordered: the graver outdoes the others. */
enum fp_exit {
	FP_EXIT_CLEAN = 0,  /* nothing of severity error is left */
	FP_EXIT_FOUND = 1,  /* something is */
	FP_EXIT_TROUBLE = 2 /* the work could not be done */
};

extern const struct fp_command fp_command_validate;
extern const struct fp_command fp_command_payload;
extern const struct fp_command fp_command_filter;
extern const struct fp_command fp_command_pre_commit;
extern const struct fp_command fp_command_install;
extern const struct fp_command fp_command_uninstall;
extern const struct fp_command fp_command_rules;
extern const struct fp_command fp_command_mdbook;

/* All commands, in the order of --help; NULL ends them. */
extern const struct fp_command *const fp_commands[];

/*
 * Prints `fencepost: SENTENCE` and a line end to stderr, cleaned for a terminal. One sentence is one
 * write, so lines of several processes do not mix.
 */
void fp_complain(struct fp_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
