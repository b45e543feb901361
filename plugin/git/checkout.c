/* SPDX-License-Identifier: MIT */
/*
 * One `git rev-parse` → git dir, top, HEAD. Its answers come a line each, but that the git dir may
 * hold line ends, and that there is none for HEAD before the first commit.
 */
#include "git/checkout.h"

#include "fencepost.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The id that the tree without entries has, which git knows without an object. */
static const char *const empty_trees[][2] = {
    {"sha1", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"},
    {"sha256", "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"},
};

int fp_checkout_ask(struct fp_child *child, struct fp_arena *arena, struct fp_error *error)
{
	static const char *const words[] = {"rev-parse",
	                                    "--is-inside-work-tree",
	                                    "--show-object-format",
	                                    "--show-cdup",
	                                    "--absolute-git-dir",
	                                    "--revs-only",
	                                    "HEAD",
	                                    NULL};

	return fp_child_start(child, arena, words, NULL, error);
}

/* Cuts the next line off the text; "" where there is none. */
static char *take_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	if (end) {
		*end = '\0';
		*text = end + 1;
	} else {
		*text = line + strlen(line);
	}
	return line;
}

/* Cuts the id off the end of the text, if it has one: a line of its own that is as long. */
static char *take_id(char *text, size_t id_len)
{
	size_t len = strlen(text);
	char *id;

	if (len == 0)
		return NULL;
	text[len - 1] = '\0'; /* the end of the last line */
	id = strrchr(text, '\n');
	if (!id || strspn(id + 1, "0123456789abcdef") != id_len || id[1 + id_len])
		return NULL;
	*id = '\0';
	return id + 1;
}

static const char *empty_tree(const char *format)
{
	for (size_t i = 0; i < sizeof(empty_trees) / sizeof(*empty_trees); i++)
		if (strcmp(empty_trees[i][0], format) == 0)
			return empty_trees[i][1];
	return NULL;
}

/* $GIT_INDEX_FILE, or the one in the git dir. */
static const char *index_path(struct fp_arena *arena, const char *git_dir)
{
	const char *named = getenv("GIT_INDEX_FILE");
	struct fp_bytes path = FP_BYTES(arena);

	if (named && *named)
		return named;
	fp_bytes_printf(&path, "%s/index", git_dir);
	return fp_bytes_string(&path);
}

int fp_checkout_read(struct fp_checkout *out, struct fp_arena *arena, struct fp_child *child,
                     struct fp_error *error)
{
	struct fp_bytes all = FP_BYTES(arena);
	int status = fp_child_finish(child, NULL, 0, &all, error);
	char *text = fp_bytes_string(&all), *inside, *format;

	*out = (struct fp_checkout){NULL, NULL, NULL, NULL, NULL};
	if (status)
		return status > 0 ? fp_child_fail(child, error) : status;
	inside = take_line(&text);
	format = take_line(&text);
	if (strcmp(inside, "true") != 0)
		return fp_fail(error, FENCEPOST_EGIT,
		               "this is not inside the working tree of a git repository");
	out->nothing = empty_tree(format);
	if (!out->nothing)
		return fp_fail(error, FENCEPOST_EGIT,
		               "the repository has objects of an unknown kind: %s", format);
	out->up = take_line(&text);
	out->head = take_id(text, strlen(out->nothing));
	out->git_dir = text;
	out->index = index_path(arena, text);
	return 0;
}

int fp_checkout_enter(const struct fp_checkout *checkout, struct fp_error *error)
{
	if (!*checkout->up)
		return 0;
	if (chdir(checkout->up) < 0)
		return fp_fail(error, FENCEPOST_EGIT, "%s: %s", checkout->up, strerror(errno));
	/* what counted from where we were counts from here now ($GIT_INDEX_FILE always did) */
	if ((getenv("GIT_DIR") && setenv("GIT_DIR", checkout->git_dir, 1) < 0) ||
	    (getenv("GIT_WORK_TREE") && setenv("GIT_WORK_TREE", ".", 1) < 0))
		return fp_fail(error, FENCEPOST_EGIT, "git cannot be told where it is: %s",
		               strerror(errno));
	return 0;
}

const char *fp_checkout_base(const struct fp_checkout *checkout)
{
	return checkout->head ? checkout->head : checkout->nothing;
}
