/* SPDX-License-Identifier: MIT */
/*
 * `git ls-files -z` → entries. Its lines: `TAG MODE ID STAGE`, a tab, the path, NUL. Those of
 * `git ls-tree -z`: `MODE TYPE ID`, a tab, the path, NUL.
 */
#include "git/staged.h"

#include "fencepost.h"
#include "git/changed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

int fp_staged_ask(struct fp_child *child, struct fp_arena *arena, const char *const *pathspecs,
                  const char *index, struct fp_error *error)
{
	static const char *const options[] = {"ls-files", "-s", "-v", "-z", "--full-name", "--"};
	size_t fixed = sizeof(options) / sizeof(*options), count = 0;
	const char **words;

	while (pathspecs[count])
		count++;
	words = fp_arena_alloc(arena, (fixed + count + 1) * sizeof(*words));
	memcpy(words, options, sizeof(options));
	memcpy(words + fixed, pathspecs, (count + 1) * sizeof(*words));
	return fp_child_start(child, arena, words, index, error);
}

static bool is_made_of(const char *word, const char *letters, size_t most)
{
	size_t len = strlen(word);

	return len > 0 && len <= most && strspn(word, letters) == len;
}

/*
 * A small letter stands for "assumed unchanged", S for "not wanted in the working tree". Answers how many
 * entries the line is: 1, 0 for a side of a conflict, or -1 where it is no line of git's.
 */
static int parse(struct fp_entry *out, char *line)
{
	char *tab = strchr(line, '\t'), *words[4] = {NULL, NULL, NULL, NULL}, *rest = line;
	bool tree = isdigit((unsigned char)*line) != 0;

	if (!tab || !tab[1])
		return -1;
	*tab = '\0';
	for (int i = tree ? 1 : 0; i < 4 && rest; i++) {
		words[i] = rest;
		rest = strchr(rest, ' ');
		if (rest)
			*rest++ = '\0';
	}
	if (rest || !words[3])
		return -1;
	*out = (struct fp_entry){
	    .path = tab + 1,
	    .id = words[tree ? 3 : 2],
	    .mode = (unsigned)strtoul(words[1], NULL, 8),
	    .skip_worktree = !tree && toupper((unsigned char)*words[0]) == 'S',
	    .assumed = !tree && islower((unsigned char)*words[0]),
	};
	if (!is_made_of(words[1], "01234567", 6) || !fp_changed_is_id(out->id))
		return -1;
	if (tree)
		return 1;
	if (!is_made_of(words[0], "HSMRCKhsmrck", 1) || !is_made_of(words[3], "0123", 1))
		return -1;
	return *words[3] == '0';
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct fp_entry *)a)->path, ((const struct fp_entry *)b)->path);
}

int fp_staged_read(struct fp_entries *out, struct fp_arena *arena, struct fp_child *child,
                   struct fp_error *error)
{
	struct fp_bytes all = FP_BYTES(arena);
	int status = fp_child_finish(child, NULL, 0, &all, error);

	*out = (struct fp_entries){NULL, 0};
	if (status)
		return status > 0 ? fp_child_fail(child, error) : status;
	return fp_staged_parse(out, arena, &all, child->what, error);
}

int fp_staged_parse(struct fp_entries *out, struct fp_arena *arena, const struct fp_bytes *all,
                    const char *what, struct fp_error *error)
{
	size_t lines = 0, at = 0;

	*out = (struct fp_entries){NULL, 0};
	for (size_t i = 0; i < all->len; i++)
		lines += all->data[i] == '\0';
	out->of = fp_arena_alloc(arena, (lines + 1) * sizeof(*out->of));
	for (; lines > 0; lines--) {
		size_t len = strlen(all->data + at);
		int entries = parse(&out->of[out->count], all->data + at);

		if (entries < 0)
			break;
		out->count += (size_t)entries;
		at += len + 1;
	}
	if (at < all->len)
		return fp_fail(error, FENCEPOST_EGIT, "git %s printed what it should not", what);
	qsort(out->of, out->count, sizeof(*out->of), by_path);
	return 0;
}

const struct fp_entry *fp_staged_find(const struct fp_entries *entries, const char *path)
{
	struct fp_entry wanted = {.path = path};

	if (entries->count == 0)
		return NULL;
	return bsearch(&wanted, entries->of, entries->count, sizeof(wanted), by_path);
}
