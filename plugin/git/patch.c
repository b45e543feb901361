/* SPDX-License-Identifier: MIT */
/*
 * Two versions → hunks → a patch. Without a `diff --git` line names count from the current directory;
 * with one, git takes them from the top of the repository, and in a folder below passes them over
 * without a word.
 */
#include "git/patch.h"

#include "fencepost.h"
#include "git/libgit2.h"

#include <stdbool.h>
#include <string.h>

static bool needs_quotes(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < 0x20 || (unsigned char)*name >= 0x7f || *name == '"' ||
		    *name == '\\')
			return true;
	return false;
}

/* As git does in C style; octal but for the letters that have a name. */
static void put_quoted(struct fp_bytes *out, const char *text)
{
	static const char named[] = "\a\b\t\n\v\f\r\"\\", letters[] = "abtnvfr\"\\";

	for (; *text; text++) {
		const char *found = strchr(named, *text);

		if (found)
			fp_bytes_printf(out, "\\%c", letters[found - named]);
		else if ((unsigned char)*text < 0x20 || (unsigned char)*text >= 0x7f)
			fp_bytes_printf(out, "\\%03o", (unsigned char)*text);
		else
			fp_bytes_char(out, *text);
	}
}

/* A tab after a name with blanks says where it ends. */
static void put_name(struct fp_bytes *out, const char *mark, const char *side, const char *name)
{
	fp_bytes_text(out, mark);
	if (needs_quotes(name)) {
		fp_bytes_printf(out, "\"%s", side);
		put_quoted(out, name);
		fp_bytes_text(out, "\"\n");
	} else {
		fp_bytes_printf(out, "%s%s%s\n", side, name, strchr(name, ' ') ? "\t" : "");
	}
}

struct copy {
	const struct fp_libgit2 *git;
	struct fp_bytes *out;
	const char *name;
	git_patch *patch;
};

/* What comes after libgit2's own header, and ours before it. */
static void copy_patch(void *argument)
{
	struct copy *copy = argument;
	size_t hunks = copy->git->patch_num_hunks(copy->patch);

	put_name(copy->out, "--- ", "a/", copy->name);
	put_name(copy->out, "+++ ", "b/", copy->name);
	for (size_t i = 0; i < hunks; i++) {
		const git_diff_hunk *hunk;
		size_t lines;

		copy->git->patch_get_hunk(&hunk, &lines, copy->patch, i);
		fp_bytes_put(copy->out, hunk->header, hunk->header_len);
		for (size_t j = 0; j < lines; j++) {
			const git_diff_line *line;

			copy->git->patch_get_line_in_hunk(&line, copy->patch, i, j);
			if (line->origin == GIT_DIFF_LINE_CONTEXT ||
			    line->origin == GIT_DIFF_LINE_ADDITION ||
			    line->origin == GIT_DIFF_LINE_DELETION)
				fp_bytes_char(copy->out, line->origin);
			fp_bytes_put(copy->out, line->content, line->content_len);
		}
	}
}

int fp_patch_put(struct fp_bytes *out, const char *name, const struct fp_version *old,
                 const struct fp_version *new, struct fp_error *error)
{
	const struct fp_libgit2 *git = fp_libgit2(error);
	git_diff_options options;
	struct copy copy = {git, out, name, NULL};
	int status = 0;

	if (!git)
		return error->status;
	git->diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT; /* a NUL makes it binary otherwise */
	if (git->patch_from_buffers(&copy.patch, old->text, old->len, name, new->text, new->len,
	                            name, &options) < 0)
		return fp_libgit2_fail(git, name, error);
	if (git->patch_num_hunks(copy.patch) > 0)
		status = fp_arena_try(out->arena, copy_patch, &copy);
	git->patch_free(copy.patch);
	if (status)
		fp_arena_fail(out->arena);
	return 0;
}
