/* SPDX-License-Identifier: MIT */
/*
 * `git diff-index -z`, `git diff-tree -z` → changes. Their lines: `:OLDMODE MODE OLDID ID STATUS`, NUL,
 * the path, NUL, and of a file that was moved the new path behind the old one.
 *
 * git compares 50,000 files in 5 ms, for it skips equal folders by the trees in its index; libgit2
 * takes ten times that, and cannot read every kind of index.
 */
#include "git/changed.h"

#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fp_changed_ask(struct fp_child *child, struct fp_arena *arena, const char *commit, bool staged,
                   struct fp_error *error)
{
	const char *words[] = {"diff-index",
	                       "--raw",
	                       "-z",
	                       "-M",
	                       "--no-abbrev",
	                       "--no-relative",
	                       "--ita-invisible-in-index",
	                       staged ? "--ignore-submodules=none" : "--ignore-submodules=all",
	                       staged ? "--cached" : "--raw",
	                       commit,
	                       "--", /* a file may have the name of the commit */
	                       NULL};

	return fp_child_start(child, arena, words, NULL, error);
}

/*
 * To compare trees git reads the index all the same, unless there is none: an index that is not there
 * is an empty one.
 */
int fp_changed_ask_tree(struct fp_child *child, struct fp_arena *arena, const char *commit,
                        const char *tree, const char *index, struct fp_error *error)
{
	const char *words[] = {"diff-tree",
	                       "-r",
	                       "--raw",
	                       "-z",
	                       "-M",
	                       "--no-abbrev",
	                       "--no-relative",
	                       "--ignore-submodules=none",
	                       commit,
	                       tree,
	                       "--",
	                       NULL};
	struct fp_bytes none = FP_BYTES(arena);

	fp_bytes_printf(&none, "%s.none", index);
	return fp_child_start(child, arena, words, fp_bytes_string(&none), error);
}

/* Cuts a word off the text, which is ours. */
static char *take_word(char **text)
{
	char *word = *text, *blank = strchr(word, ' ');

	if (blank)
		*blank++ = '\0';
	*text = blank ? blank : word + strlen(word);
	return word;
}

static bool take_mode(unsigned *mode, char **text)
{
	const char *word = take_word(text);
	size_t len = strlen(word);

	*mode = (unsigned)strtoul(word, NULL, 8);
	return len > 0 && len <= 6 && strspn(word, "01234567") == len;
}

bool fp_changed_is_id(const char *word)
{
	size_t len = strlen(word);

	return (len == 40 || len == 64) && strspn(word, "0123456789abcdef") == len;
}

/* A kind of change that we do not know has perhaps more paths, or means what we do not expect. */
static bool parse(struct fp_change *out, const char **at, const char *end)
{
	const char *line = fp_child_text(at, end);
	char *rest = (char *)line;

	if (!line || *line != ':')
		return false;
	rest++;
	if (!take_mode(&out->old_mode, &rest) || !take_mode(&out->mode, &rest))
		return false;
	out->old_id = take_word(&rest);
	out->id = take_word(&rest);
	out->status = *rest;
	if (!fp_changed_is_id(out->old_id) || !fp_changed_is_id(out->id) || !*rest ||
	    !strchr("ADMRTUX", *rest))
		return false;
	out->path = fp_child_text(at, end);
	out->old_path = out->path;
	if (out->path && out->status == 'R')
		out->path = fp_child_text(at, end);
	return out->path && *out->path;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct fp_change *)a)->path, ((const struct fp_change *)b)->path);
}

static size_t count_nuls(const struct fp_bytes *bytes)
{
	size_t count = 0;

	for (size_t i = 0; i < bytes->len; i++)
		count += bytes->data[i] == '\0';
	return count;
}

int fp_changed_read(struct fp_changes *out, struct fp_arena *arena, struct fp_child *child,
                    struct fp_error *error)
{
	struct fp_bytes all = FP_BYTES(arena);
	int status = fp_child_finish(child, NULL, 0, &all, error);

	*out = (struct fp_changes){NULL, 0};
	if (status)
		return status > 0 ? fp_child_fail(child, error) : status;
	return fp_changed_parse(out, arena, &all, child->what, error);
}

int fp_changed_parse(struct fp_changes *out, struct fp_arena *arena, const struct fp_bytes *all,
                     const char *what, struct fp_error *error)
{
	const char *at = all->data, *end = all->len > 0 ? at + all->len : at;

	*out = (struct fp_changes){NULL, 0};
	out->of = fp_arena_zero(arena, count_nuls(all) / 2 + 1, sizeof(*out->of));
	while (at < end) {
		if (!parse(&out->of[out->count], &at, end))
			return fp_fail(error, FENCEPOST_EGIT, "git %s printed what it should not",
			               what);
		out->count++;
	}
	qsort(out->of, out->count, sizeof(*out->of), by_path);
	return 0;
}

const struct fp_change *fp_changed_find(const struct fp_changes *changes, const char *path)
{
	struct fp_change wanted = {.path = path};

	if (changes->count == 0)
		return NULL;
	return bsearch(&wanted, changes->of, changes->count, sizeof(wanted), by_path);
}

bool fp_changed_is_in(const char *path, const char *name)
{
	size_t len = strlen(name);

	return strncmp(path, name, len) == 0 && (len == 0 || !path[len] || path[len] == '/');
}

bool fp_changed_regular(unsigned mode)
{
	return (mode & 0170000) == 0100000;
}

/* ---- a merge ---- */

static int read_merge_heads(struct fp_bytes *out, const char *git_dir, struct fp_error *error)
{
	struct fp_bytes path = FP_BYTES(out->arena);
	char text[1024];
	ssize_t got;
	int fd;

	fp_bytes_printf(&path, "%s/MERGE_HEAD", git_dir);
	fd = open(fp_bytes_string(&path), O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return 0;
	while (fd >= 0 && (got = read(fd, text, sizeof(text))) > 0)
		fp_bytes_put(out, text, (size_t)got);
	if (fd < 0 || got < 0) {
		fp_fail(error, FENCEPOST_EGIT, "%s: %s", path.data, strerror(errno));
		if (fd >= 0)
			close(fd);
		return error->status;
	}
	return close(fd);
}

int fp_changed_parents(const char *const **out, struct fp_arena *arena,
                       const struct fp_checkout *checkout, struct fp_error *error)
{
	struct fp_bytes text = FP_BYTES(arena);
	const char **ids;
	char *line, *rest;
	size_t count = 0;

	if (read_merge_heads(&text, checkout->git_dir, error))
		return error->status;
	ids = fp_arena_alloc(arena, (text.len / 2 + 2) * sizeof(*ids));
	rest = fp_bytes_string(&text);
	while ((line = strtok_r(NULL, "\n", &rest)))
		ids[count++] = line;
	ids[count] = NULL;
	*out = ids;
	return 0;
}
