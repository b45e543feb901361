/* SPDX-License-Identifier: MIT */
/*
 * What the settings forbid: template variables that are not on their list, and texts with a
 * replacement.
 */
#ifndef FP_CHECK_WORDING_H
#define FP_CHECK_WORDING_H

#include "check/settings.h"
#include "finding/sink.h"
#include "json/tree.h"

/*
 * Looks through the text of a layer, but for the ranges in `skip` (in order): they are layers of
 * their own. `tree` names the places; NULL: the layer has none.
 */
void fp_wording_check(struct fp_sink *sink, const struct fp_settings *settings,
                      const struct fp_layer *layer, const struct fp_tree *tree,
                      const struct fp_range *skip, size_t skip_count);

#endif
