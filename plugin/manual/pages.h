/* SPDX-License-Identifier: MIT */
/* The manual pages, each as a whole. */
#ifndef FP_MANUAL_PAGES_H
#define FP_MANUAL_PAGES_H

#include "face/command.h"

/* fencepost(1): what there is, and what all commands share. */
void fp_page_overview(struct fp_bytes *out);

/* fencepost-COMMAND(1). */
void fp_page_command(struct fp_bytes *out, const struct fp_command *command);

/* fencepost-rules(7): every rule, why, and an example. */
void fp_page_rules(struct fp_bytes *out);

/* fencepost.json(5), from the schema of the settings; false where that does not read. */
bool fp_page_settings(struct fp_bytes *out, const char *schema);

#endif
