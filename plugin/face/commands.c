/* SPDX-License-Identifier: MIT */
/* The table of commands: what main.c runs, and what the manual and the completions are made from. */
#include "face/command.h"

const struct fp_command *const fp_commands[] = {
    &fp_command_validate,   &fp_command_payload, &fp_command_filter,
    &fp_command_pre_commit, &fp_command_install, &fp_command_uninstall,
    &fp_command_rules,      &fp_command_mdbook,  NULL,
};
