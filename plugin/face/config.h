/* SPDX-License-Identifier: MIT */
/*
 * Which settings hold for a document: those of the nearest .fencepost.json above it, no further up
 * than a folder with a `.git`, or those that the command line names. Options win over them.
 */
#ifndef FP_FACE_CONFIG_H
#define FP_FACE_CONFIG_H

#include "check/settings.h"
#include "face/options.h"
#include "face/true_path.h"
#include "text/fail.h"

/* What the command line says. */
struct fp_config_options {
	const char *file; /* --config; NULL: look for it */
	bool none;        /* --no-config */
	struct fp_words select, ignore;
};

/* Their rows in the table of a command whose options hold them as `config`; AT(member) is an offset. */
/* clang-format off */
#define FP_CONFIG_OPTIONS(AT) \
	{0, "select", "RULES", FP_OPTION_LIST, AT(config.select), \
	 "these rules alone, also those that are off", NULL, 0, 0}, \
	{0, "ignore", "RULES", FP_OPTION_LIST, AT(config.ignore), "not these rules", NULL, 0, 0}, \
	{0, "config", "FILE", FP_OPTION_TEXT, AT(config.file), \
	 "the settings, instead of the nearest .fencepost.json", NULL, 0, 0}, \
	{0, "no-config", NULL, FP_OPTION_FLAG, AT(config.none), \
	 "no settings but the defaults", NULL, 0, 0}
/* clang-format on */

/* What holds in a folder. */
struct fp_config {
	struct fp_settings settings;
	const char *file;      /* where they come from, as printed; NULL: nowhere */
	size_t base;           /* bytes of a true path that lead to the folder of that file */
	struct fp_error error; /* status 0, or why the file does not read: then defaults hold */
	bool told;             /* that reason has been complained of */
};

/*
 * Settings as they would be committed. Answers 1 and the text of the .fencepost.json in that folder
 * (from the top: "" or "docs"), 0 where the index has none there (the working tree's counts then),
 * or fails.
 */
typedef int fp_staged_settings_fn(void *user, const char *folder, const char **text, uint32_t *len,
                                  struct fp_error *error);

struct fp_configs {
	struct fp_arena *arena;
	const struct fp_config_options *options;
	const char
	    *top; /* true path of the working tree, where the search ends; NULL: at a `.git` */
	fp_staged_settings_fn *staged; /* with `top`; NULL: what is staged does not matter */
	void *user;
	const struct fp_config *only;   /* NULL: to be looked for */
	struct fp_known_folder **known; /* by the hash of their paths; a power of two of lists */
	size_t known_count, known_room;
	struct fp_true_paths true_paths;
	const char *last_folder; /* as it was asked for, and what the answer was */
	const char *last_real;
	struct fp_config *last;
};

/* Answers 0, or fails where --select, --ignore or --config make no sense. */
int fp_configs_init(struct fp_configs *out, struct fp_arena *arena,
                    const struct fp_config_options *options, struct fp_error *error);

/* What holds in the folder of that true path. Never NULL. */
struct fp_config *fp_configs_in(struct fp_configs *configs, const char *real_folder);

/*
 * What holds for a document of that name. *ignored (where it is not NULL) receives whether the
 * settings say to pass it over.
 */
struct fp_config *fp_configs_for(struct fp_configs *configs, const char *name, bool *ignored);

/* The same for a path from `top` (which is set by then); the path need not be there. */
struct fp_config *fp_configs_at(struct fp_configs *configs, const char *path, bool *ignored);

/* Whether the settings say to pass over the document of that true path. */
bool fp_config_ignores(const struct fp_config *config, struct fp_arena *arena, const char *real);

/* Complains of settings that do not read, once; answers whether they do. */
bool fp_config_is_well(struct fp_config *config, struct fp_arena *arena);

#endif
