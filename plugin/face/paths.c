/* SPDX-License-Identifier: MIT */
/*
 * Operands → documents. Where a file may be reached twice, each is known by its true path too; of
 * those that share one, the first to be met stays.
 */
#include "face/paths.h"

#include "face/command.h"
#include "face/true_path.h"
#include "face/walk.h"
#include "fencepost.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A file that was found. */
struct found {
	struct fp_path path;
	const char *real;         /* its one true path; NULL: need not be known */
	struct fp_config *config; /* what holds for it; NULL: still to be asked for */
	size_t order;
};

struct collection {
	struct fp_arena *arena; /* of what stays */
	struct fp_arena *work;  /* of what does not */
	const struct fp_sources *sources;
	struct fp_walk walk;
	const char *real;                /* true path of the folder that is walked */
	struct fp_true_paths true_paths; /* of files that are named */
	struct found *found;
	size_t count, room;
	bool several; /* operands: a file may be reached twice */
};

static void complain(struct collection *c, const char *name)
{
	c->walk.failed = true;
	fp_complain(c->work, "%s: %s", name, strerror(errno));
}

static struct found *add(struct collection *c, const char *name, const char *real, bool named)
{
	if (c->count == c->room) {
		size_t size = c->room * sizeof(*c->found);

		c->room = c->room ? c->room * 2 : 64;
		c->found = fp_arena_grow(c->work, c->found, size, c->room * sizeof(*c->found));
	}
	c->found[c->count] = (struct found){{name, named, false, NULL}, real, NULL, c->count};
	return &c->found[c->count++];
}

static void add_walked(void *user, const char *name, const char *path, struct fp_config *config)
{
	struct collection *c = user;
	const char *real = NULL;

	if (c->several || config->settings.ignored)
		real = fp_walk_join(c->work, c->real, "/", path);
	if (!config->settings.ignored || !fp_config_ignores(config, c->work, real))
		add(c, name, real, false)->config = config;
}

/* ---- operands ---- */

static void walk(struct collection *c, const char *name)
{
	char path[PATH_MAX];
	const char *real = realpath(name, path);

	if (!real) {
		c->walk.failed = true;
		fp_complain(
		    c->work,
		    "%s: its true path cannot be found: %s; its ignore patterns are not applied",
		    name, strerror(errno));
		real = name;
	}
	real = fp_arena_copy(c->work, real, strlen(real));
	c->real = strcmp(real, "/") != 0 ? real : "";
	fp_walk_folder(&c->walk, name, real);
}

static void collect_named(struct collection *c, const char *name)
{
	struct stat is;
	bool link;

	if (lstat(name, &is) < 0 || ((link = S_ISLNK(is.st_mode)) && stat(name, &is) < 0)) {
		complain(c, name);
		return;
	}
	if (S_ISDIR(is.st_mode))
		walk(c, name);
	else
		add(c, fp_walk_tidy(c->arena, name),
		    link ? fp_true_path(c->work, name) : fp_true_path_of_file(&c->true_paths, name),
		    true);
}

static void collect_stdin(struct collection *c)
{
	const char *name = c->sources->stdin_name;

	add(c, name ? name : "-", "-", true)->path.standard_input = true;
}

static void collect_list(struct collection *c, const char *bytes, size_t len)
{
	char separator = c->sources->nul_separated ? '\0' : '\n';

	while (len > 0) {
		const char *end = memchr(bytes, separator, len);
		size_t used = end ? (size_t)(end - bytes) : len;

		if (used > 0)
			collect_named(c, fp_arena_copy(c->arena, bytes, used));
		used += end != NULL;
		bytes += used;
		len -= used;
	}
}

static void read_list(struct collection *c)
{
	struct fp_path path = {c->sources->list, true, strcmp(c->sources->list, "-") == 0, NULL};
	struct fp_file file;
	struct fp_error error;
	const char *bytes;
	uint32_t len;

	if (fp_file_open(&file, &path, &error) ||
	    fp_file_read(&file, c->work, UINT32_MAX, &bytes, &len, &error)) {
		c->walk.failed = true;
		fp_complain(c->work, "%s", error.text);
	} else {
		collect_list(c, bytes, len);
	}
	fp_file_close(&file);
}

/* ---- order ---- */

static int by_real(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->real, y->real);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_name(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->path.name, y->path.name);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Of the names of one file the one that was met first stays. */
static void drop_doubles(struct collection *c)
{
	size_t kept = 0;

	qsort(c->found, c->count, sizeof(*c->found), by_real);
	for (size_t i = 0; i < c->count; i++)
		if (kept == 0 || strcmp(c->found[kept - 1].real, c->found[i].real) != 0)
			c->found[kept++] = c->found[i];
	c->count = kept;
}

/* Gives a document the settings that hold for it; false: they do not read. */
static bool take_settings(struct collection *c, struct found *found)
{
	bool plain = found->path.standard_input && !c->sources->stdin_name;
	struct fp_config *config = found->config;

	if (!config)
		config = fp_configs_for(c->sources->configs, plain ? "" : found->path.name, NULL);
	found->path.settings = &config->settings;
	if (fp_config_is_well(config, c->arena))
		return true;
	c->walk.failed = true;
	return false;
}

static void hand_out(struct fp_paths *out, struct collection *c)
{
	if (c->several && c->count > 0)
		drop_doubles(c);
	if (c->count > 0)
		qsort(c->found, c->count, sizeof(*c->found), by_name);
	out->count = 0;
	out->of = fp_arena_zero(c->arena, c->count, sizeof(*out->of));
	for (size_t i = 0; i < c->count; i++)
		if (take_settings(c, &c->found[i]))
			out->of[out->count++] = c->found[i].path;
}

int fp_paths_check(bool *standard_input, const struct fp_sources *sources,
                   const struct fp_words *operands, struct fp_error *error)
{
	*standard_input = sources->stdin_name && operands->count == 0 && !sources->list;
	for (size_t i = 0; i < operands->count; i++)
		*standard_input = *standard_input || strcmp(operands->of[i], "-") == 0;
	if (sources->nul_separated && !sources->list)
		return fp_fail(error, FENCEPOST_EUSAGE, "-0 needs a list: --files-from FILE");
	if (*standard_input && sources->list && strcmp(sources->list, "-") == 0)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "standard input cannot be both the list of paths and a document");
	if (sources->stdin_name && !*standard_input)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "--stdin-filename names standard input, but '-' is not among the "
		               "paths");
	return 0;
}

bool fp_paths_collect(struct fp_paths *out, struct fp_arena *arena,
                      const struct fp_sources *sources, const struct fp_words *operands)
{
	struct collection c = {.arena = arena, .work = fp_arena_child(arena), .sources = sources};

	c.true_paths.arena = c.work;
	c.walk = (struct fp_walk){arena, c.work, sources->configs, add_walked, &c, false};
	c.several = operands->count > 1 || sources->list;
	for (size_t i = 0; i < operands->count; i++)
		if (strcmp(operands->of[i], "-") == 0)
			collect_stdin(&c);
		else
			collect_named(&c, operands->of[i]);
	if (sources->list)
		read_list(&c);
	else if (operands->count == 0 && sources->stdin_name)
		collect_stdin(&c);
	else if (operands->count == 0)
		collect_named(&c, ".");
	hand_out(out, &c);
	fp_arena_free(c.work);
	return !c.walk.failed;
}
