/* SPDX-License-Identifier: MIT */
/*
 * What is checked and how: .fencepost.json, or the defaults. Immutable once made, shared by
 * threads.
 */
#ifndef FP_CHECK_SETTINGS_H
#define FP_CHECK_SETTINGS_H

#include "finding/rule.h"
#include "markdown/blocks.h"
#include "text/patterns.h"
#include "json/scan.h"

/* The keys of .fencepost.json, in the order of its documentation. */
enum fp_setting {
	FP_SETTING_LANGUAGES,
	FP_SETTING_RULES,
	FP_SETTING_PLACEHOLDERS,
	FP_SETTING_IGNORE,
	FP_SETTING_EXTENSIONS,
	FP_SETTING_HAR,
	FP_SETTING_TEMPLATES,
	FP_SETTING_FORBIDDEN,
	FP_SETTING_MAX_BYTES,
	FP_SETTING_FIX,
	FP_SETTING_COUNT
};

/* A text that a project does not want to see, and what to write instead. */
struct fp_forbidden {
	const char *text;
	const char *replace; /* NULL: no fix */
	enum fencepost_severity severity;
};

/* Lists of strings end with NULL. */
struct fp_settings {
	struct fp_levels levels;
	struct fp_languages languages;
	struct fp_placeholders placeholders;
	uint32_t max_bytes;
	enum fencepost_applicability fix; /* FENCEPOST_NONE: `none` */
	const char *const *extensions;    /* "md", "markdown", "mdx" */
	size_t extension_count;
	const char *const
	    *ignore; /* patterns as in .gitignore, relative to the file's folder; NULL: none */
	const struct fp_patterns *ignored; /* the same, to be asked; NULL: none */
	const char *const *fields;         /* har.fields; NULL: none */
	const char *const *variables;      /* templates.variables; NULL: not checked */
	const struct fp_forbidden *forbidden;
	size_t forbidden_count;
	bool given[FP_SETTING_COUNT];   /* by the file that was read */
	bool rule_given[FP_RULE_COUNT]; /* likewise */
};

/* The defaults; all that is pointed to is static. */
void fp_settings_default(struct fp_settings *settings);

/*
 * Reads the text of a .fencepost.json (comments and trailing commas allowed) over the settings that
 * are there; what comes of it lives in the arena. Answers 0, or FENCEPOST_ESETTINGS with one
 * sentence in `why`: "3:5: unknown key \"rule\"; did you mean \"rules\"?".
 */
int fp_settings_read(struct fp_settings *settings, struct fp_arena *arena, const char *text,
                     uint32_t len, const char **why);

/* The name of a key. */
const char *fp_settings_name(enum fp_setting setting);

/*
 * Adds what is in force as a text that reads as settings, with a comment behind each value: where
 * it comes from (`file`, or "default", or "command line" for a severity that neither explains).
 */
void fp_settings_show(struct fp_bytes *out, const struct fp_settings *settings, const char *file);

#endif
