/* SPDX-License-Identifier: MIT */
/* What is checked and how: .fencepost.json, or the defaults. Immutable once made, shared by threads. */
#ifndef FP_CHECK_SETTINGS_H
#define FP_CHECK_SETTINGS_H

#include "finding/rule.h"
#include "json/scan.h"
#include "markdown/blocks.h"

struct fp_settings {
	struct fp_levels levels;
	struct fp_languages languages;
	struct fp_placeholders placeholders;
	uint32_t max_bytes;
	enum fencepost_applicability fix; /* FENCEPOST_NONE: `none` */
	const char *const *extensions;    /* "md", "markdown", "mdx" */
	size_t extension_count;
};

/* The defaults; all that is pointed to is static. */
void fp_settings_default(struct fp_settings *settings);

#endif
