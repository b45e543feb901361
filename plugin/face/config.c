/* SPDX-License-Identifier: MIT */
/*
 * Folders → settings. A folder has its own file, or what the folder above it has; where a `.git`
 * lies
 * the search ends. Each folder is looked at once, each file read once.
 */
#include "face/config.h"

#include "face/command.h"
#include "face/files.h"
#include "face/select.h"
#include "face/walk.h"
#include "fencepost.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME ".fencepost.json"

/* A folder that has been asked for, by its true path. */
struct fp_known_folder {
	const char *path;
	uint32_t hash;
	struct fp_config *config;
	struct fp_known_folder *next;
};

static struct fp_config *plain_config(struct fp_configs *configs)
{
	struct fp_config *config = fp_arena_zero(configs->arena, 1, sizeof(*config));

	fp_settings_default(&config->settings);
	return config;
}

/* The path as it is printed: from the current folder on where it lies below it. */
static const char *shown(struct fp_arena *arena, const char *path)
{
	char here[PATH_MAX];
	size_t len;

	if (!realpath(".", here))
		return path;
	len = strcmp(here, "/") != 0 ? strlen(here) : 0;
	if (strncmp(path, here, len) != 0 || path[len] != '/')
		return path;
	return fp_arena_copy(arena, path + len + 1, strlen(path + len + 1));
}

/* ---- one file ---- */

static int read_text(struct fp_arena *arena, const char *name, const char **text, uint32_t *len,
                     struct fp_error *error)
{
	struct fp_path path = {.name = name, .named = true};
	struct fp_file file;
	int status = fp_file_open(&file, &path, error);

	if (!status)
		status = fp_file_read(&file, arena, UINT32_MAX - 1, text, len, error);
	fp_file_close(&file);
	return status;
}

/* Reads the text of settings; what is wrong with it is in config->error, and the defaults hold. */
static void take_text(struct fp_config *config, struct fp_configs *configs, const char *text,
                      uint32_t len)
{
	const char *why;

	if (fp_settings_read(&config->settings, configs->arena, text, len, &why)) {
		fp_fail(&config->error, FENCEPOST_ESETTINGS, "%s:%s", config->file, why);
		fp_settings_default(&config->settings);
	}
}

/* The same of a file. */
static struct fp_config *read_config(struct fp_configs *configs, const char *name, size_t base)
{
	struct fp_config *config = plain_config(configs);
	const char *text;
	uint32_t len;

	config->file = shown(configs->arena, name);
	config->base = base;
	if (!read_text(configs->arena, config->file, &text, &len, &config->error))
		take_text(config, configs, text, len);
	return config;
}

/* Those of a folder as they are staged, or NULL where none are. */
static struct fp_config *read_staged(struct fp_configs *configs, const char *folder)
{
	struct fp_config *config;
	const char *below, *text;
	size_t len = strlen(folder), top;
	uint32_t text_len;
	int status;

	if (!configs->staged)
		return NULL;
	top = strlen(configs->top);
	below = len > top ? folder + top + 1 : "";
	config = plain_config(configs);
	status = configs->staged(configs->user, below, &text, &text_len, &config->error);
	if (status == 0)
		return NULL;
	config->file = fp_walk_join(configs->arena, below, *below ? "/" : "", FILE_NAME);
	config->base = len + 1;
	if (status > 0)
		take_text(config, configs, text, text_len);
	return config;
}

/*
 * What the command line says of rules goes over what the file says; it has been found to make
 * sense.
 */
static struct fp_config *with_options(struct fp_configs *configs, struct fp_config *config)
{
	struct fp_error error;

	fp_select_rules(configs->arena, &config->settings.levels, &configs->options->select,
	                &configs->options->ignore, &error);
	return config;
}

/* ---- folders ---- */

static bool ends_search(const struct fp_configs *configs, const char *folder)
{
	if (configs->top)
		return strcmp(folder, configs->top) == 0;
	return access(fp_walk_join(configs->arena, folder, "/", ".git"), F_OK) == 0;
}

/* Settings that may be there and cannot be looked at. */
static struct fp_config *unknown(struct fp_configs *configs, const char *what, int reason)
{
	struct fp_config *config = plain_config(configs);

	fp_fail(&config->error, FENCEPOST_EIO, "%s: %s", what, strerror(reason));
	return config;
}

/* What a folder says itself, or as the last one to be asked; NULL: what holds above it holds in it. */
static struct fp_config *look(struct fp_configs *configs, const char *folder)
{
	const char *slash = strrchr(folder, '/');
	const char *file = fp_walk_join(configs->arena, folder, "/", FILE_NAME);
	struct fp_config *staged = read_staged(configs, folder);
	int reason;

	if (staged)
		return with_options(configs, staged);
	if (access(file, F_OK) == 0)
		return with_options(configs, read_config(configs, file, strlen(folder) + 1));
	reason = errno;
	if (reason != ENOENT && reason != ENOTDIR && reason != ENAMETOOLONG)
		return unknown(configs, shown(configs->arena, file), reason);
	if (!*folder || !slash || ends_search(configs, folder))
		return with_options(configs, plain_config(configs));
	return NULL;
}

/* FNV-1a: a tree may have a hundred thousand folders. */
static uint32_t hash_of(const char *path)
{
	uint32_t hash = 2166136261u;

	for (; *path; path++)
		hash = (hash ^ (unsigned char)*path) * 16777619u;
	return hash;
}

static void keep(struct fp_configs *configs, struct fp_known_folder *folder)
{
	struct fp_known_folder **list = &configs->known[folder->hash & (configs->known_room - 1)];

	folder->next = *list;
	*list = folder;
}

/* Twice as many lists, and the folders in them anew. */
static void make_room(struct fp_configs *configs)
{
	struct fp_known_folder **old = configs->known, *folder, *next;
	size_t room = configs->known_room;

	configs->known_room = room ? 2 * room : 64;
	configs->known =
	    fp_arena_zero(configs->arena, configs->known_room, sizeof(*configs->known));
	for (size_t i = 0; i < room; i++)
		for (folder = old[i]; folder; folder = next) {
			next = folder->next;
			keep(configs, folder);
		}
}

static struct fp_known_folder *find(const struct fp_configs *configs, const char *path,
                                    uint32_t hash)
{
	struct fp_known_folder *folder = NULL;

	if (configs->known_room > 0)
		folder = configs->known[hash & (configs->known_room - 1)];
	while (folder && (folder->hash != hash || strcmp(folder->path, path) != 0))
		folder = folder->next;
	return folder;
}

static void remember(struct fp_configs *configs, const char *path, struct fp_config *config)
{
	struct fp_known_folder *folder = fp_arena_zero(configs->arena, 1, sizeof(*folder));

	folder->path = fp_arena_copy(configs->arena, path, strlen(path));
	folder->hash = hash_of(path);
	folder->config = config;
	if (configs->known_count++ == configs->known_room)
		make_room(configs);
	keep(configs, folder);
}

/* What is known of a folder, or what it says itself. */
static struct fp_config *config_of(struct fp_configs *configs, const char *path)
{
	struct fp_known_folder *known = find(configs, path, hash_of(path));
	struct fp_config *config = known ? known->config : look(configs, path);

	if (config && !known)
		remember(configs, path, config);
	return config;
}

struct fp_config *fp_configs_in(struct fp_configs *configs, const char *real_folder)
{
	size_t len = strcmp(real_folder, "/") != 0 ? strlen(real_folder) : 0;
	struct fp_config *config;
	char *folder;

	if (configs->only)
		return (struct fp_config *)configs->only;
	folder = fp_arena_copy(configs->arena, real_folder, len);
	while (!(config = config_of(configs, folder)))
		*strrchr(folder, '/') = '\0';
	/* and down again, past the slashes that were taken out */
	for (size_t at = strlen(folder); at < len; at += strlen(folder + at)) {
		folder[at] = '/';
		remember(configs, folder, config);
	}
	return config;
}

/* ---- documents ---- */

bool fp_config_ignores(const struct fp_config *config, struct fp_arena *arena, const char *real)
{
	const struct fp_patterns *ignored = config->settings.ignored;

	return ignored && strlen(real) > config->base &&
	       fp_patterns_cover(ignored, arena, real + config->base);
}

/* What holds in the folder of that name; of one that there is not, what holds in the current one. */
static void enter(struct fp_configs *configs, const char *name, size_t len)
{
	const char *real = fp_true_path_of_folder(&configs->true_paths, name);

	if (!real)
		real = fp_true_path_of_folder(&configs->true_paths, "");
	configs->last_folder = fp_arena_copy(configs->arena, name, len);
	configs->last_real = real ? real : "";
	configs->last = real || configs->only
	                    ? fp_configs_in(configs, configs->last_real)
	                    : unknown(configs, ".: its true path cannot be found", errno);
}

struct fp_config *fp_configs_for(struct fp_configs *configs, const char *name, bool *ignored)
{
	const char *slash = strrchr(name, '/');
	size_t len = slash ? (size_t)(slash - name) + 1 : 0;

	if (!configs->last_folder || strlen(configs->last_folder) != len ||
	    strncmp(configs->last_folder, name, len) != 0)
		enter(configs, name, len);
	if (ignored)
		*ignored = fp_config_ignores(
		    configs->last, configs->arena,
		    fp_walk_join(configs->arena, configs->last_real, "/", name + len));
	return configs->last;
}

struct fp_config *fp_configs_at(struct fp_configs *configs, const char *path, bool *ignored)
{
	const char *full = fp_walk_join(configs->arena, configs->top, "/", path);
	size_t len = (size_t)(strrchr(full, '/') - full);

	if (!configs->last_real || strlen(configs->last_real) != len ||
	    strncmp(configs->last_real, full, len) != 0) {
		configs->last_real = fp_arena_copy(configs->arena, full, len);
		configs->last = fp_configs_in(configs, configs->last_real);
	}
	*ignored = fp_config_ignores(configs->last, configs->arena, full);
	return configs->last;
}

bool fp_config_is_well(struct fp_config *config, struct fp_arena *arena)
{
	if (!config->error.status)
		return true;
	if (!config->told)
		fp_complain(arena, "%s", config->error.text);
	config->told = true;
	return false;
}

/* ---- the command line ---- */

/* --config: one file for all; its patterns count from its folder. */
static int take_file(struct fp_configs *configs, struct fp_error *error)
{
	char real[PATH_MAX];
	const char *name = configs->options->file;
	const char *slash = realpath(name, real) ? strrchr(real, '/') : NULL;
	struct fp_config *config =
	    read_config(configs, name, slash ? (size_t)(slash - real) + 1 : 0);

	if (config->error.status) {
		*error = config->error;
		return error->status;
	}
	configs->only = with_options(configs, config);
	return 0;
}

int fp_configs_init(struct fp_configs *out, struct fp_arena *arena,
                    const struct fp_config_options *options, struct fp_error *error)
{
	struct fp_levels levels;

	*out =
	    (struct fp_configs){.arena = arena, .options = options, .true_paths = {.arena = arena}};
	fp_levels_init(&levels);
	if (fp_select_rules(arena, &levels, &options->select, &options->ignore, error))
		return error->status;
	if (options->file && options->none)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "--config and --no-config exclude each other");
	if (options->none)
		out->only = with_options(out, plain_config(out));
	return options->file ? take_file(out, error) : 0;
}
