/* SPDX-License-Identifier: MIT */
/* The settings that hold where nobody has said otherwise. All that they point to is static. */
#include "check/settings.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct fp_language languages[] = {
    {"har", FP_LANGUAGE_HAR},
    {"json", FP_LANGUAGE_JSON},
};

static const struct fp_placeholder placeholders[] = {
    {"${", "}"},
    {"{{", "}}"},
    {"<", ">"},
};

static const char *const extensions[] = {"md", "markdown", "mdx"};

void fp_settings_default(struct fp_settings *settings)
{
	*settings = (struct fp_settings){
	    .languages = {languages, COUNT(languages)},
	    .placeholders = {placeholders, COUNT(placeholders)},
	    .max_bytes = UINT32_C(64) << 20,
	    .fix = FENCEPOST_SAFE,
	    .extensions = extensions,
	    .extension_count = COUNT(extensions),
	};
	fp_levels_init(&settings->levels);
}
