/* SPDX-License-Identifier: MIT */
/*
 * `git check-attr -z` → a bool a path. For each path and attribute, in the order in which they were
 * asked for: path, attribute, value, with a NUL after each. An answer that is missing or is another's
 * is an error: a file that git filters must not pass for one that it does not.
 */
#include "git/attributes.h"

#include "fencepost.h"

#include <string.h>

static const char *const asked[] = {"filter", "working-tree-encoding"};
#define ASKED (sizeof(asked) / sizeof(*asked))

int fp_attributes_ask(struct fp_child *child, struct fp_arena *arena, struct fp_error *error)
{
	const char *words[] = {"check-attr", "-z", "--stdin", asked[0], asked[1], NULL};

	return fp_child_start(child, arena, words, NULL, error);
}

/* Takes one answer; false where it is not that of the path and the attribute. */
static bool take_answer(bool *set, const char **at, const char *end, const char *path,
                        const char *attribute)
{
	const char *of = fp_child_text(at, end), *name = of ? fp_child_text(at, end) : NULL;
	const char *value = name ? fp_child_text(at, end) : NULL;

	if (!value || strcmp(of, path) != 0 || strcmp(name, attribute) != 0)
		return false;
	*set = *set || (strcmp(value, "unspecified") != 0 && strcmp(value, "unset") != 0);
	return true;
}

int fp_attributes_parse(bool *filtered, const struct fp_bytes *answers, const char *const *paths,
                        size_t count, struct fp_error *error)
{
	const char *at = answers->data, *end = answers->len > 0 ? at + answers->len : at;

	for (size_t i = 0; i < count; i++) {
		filtered[i] = false;
		for (size_t j = 0; j < ASKED; j++)
			if (!take_answer(&filtered[i], &at, end, paths[i], asked[j]))
				return fp_fail(error, FENCEPOST_EGIT,
				               "git check-attr printed what it should not");
	}
	return at == end
	           ? 0
	           : fp_fail(error, FENCEPOST_EGIT, "git check-attr printed more than it should");
}

int fp_attributes_read(bool *filtered, struct fp_arena *arena, struct fp_child *child,
                       const char *const *paths, size_t count, struct fp_error *error)
{
	struct fp_bytes list = FP_BYTES(arena), all = FP_BYTES(arena);
	int status;

	for (size_t i = 0; i < count; i++)
		fp_bytes_put(&list, paths[i], strlen(paths[i]) + 1);
	status = fp_child_finish(child, list.data, list.len, &all, error);
	if (status)
		return status > 0 ? fp_child_fail(child, error) : status;
	return fp_attributes_parse(filtered, &all, paths, count, error);
}
