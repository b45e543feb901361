/* SPDX-License-Identifier: MIT */
/*
 * manual WHAT OUT [SOURCE]: a program of the build. The tables that the command runs on → its manual
 * pages and the completions of three shells, so that a new option or rule is in all of them.
 */
#include "face/command.h"
#include "manual/pages.h"
#include "manual/shells.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct fp_arena *arena;

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "manual: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* A file with a name of its own first: so a folder is younger after each run, as ninja wants it. */
static void write_file(const char *path, const struct fp_bytes *bytes)
{
	struct fp_bytes part = FP_BYTES(arena);
	FILE *file;

	fp_bytes_printf(&part, "%s.part", path);
	file = fopen(fp_bytes_string(&part), "wb");
	if (!file || fwrite(bytes->data, 1, bytes->len, file) != bytes->len || fclose(file) != 0 ||
	    rename(part.data, path) != 0)
		give_up(path);
}

static const char *read_file(const char *path)
{
	struct fp_bytes text = FP_BYTES(arena);
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t got;

	if (!file)
		give_up(path);
	while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
		fp_bytes_put(&text, piece, got);
	(void)fclose(file);
	return fp_bytes_string(&text);
}

/* fencepost.1 and a page for each command, in a folder. */
static void make_pages(const char *folder)
{
	struct fp_bytes page = FP_BYTES(arena), path = FP_BYTES(arena);

	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		give_up(folder);
	fp_page_overview(&page);
	fp_bytes_printf(&path, "%s/fencepost.1", folder);
	write_file(fp_bytes_string(&path), &page);
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		page.len = path.len = 0;
		fp_page_command(&page, *command);
		fp_bytes_printf(&path, "%s/fencepost-%s.1", folder, (*command)->name);
		write_file(fp_bytes_string(&path), &page);
	}
}

/* The source with the tables in the place of its line `@tables@`. */
static void splice(struct fp_bytes *out, const char *source, void (*put)(struct fp_bytes *out))
{
	static const char mark[] = "@tables@";
	const char *text = read_file(source), *at = strstr(text, mark);

	if (!at)
		give_up(source);
	fp_bytes_put(out, text, (size_t)(at - text));
	put(out);
	fp_bytes_text(out, at + sizeof(mark) - 1);
}

static bool make(const char *what, const char *out, const char *source)
{
	struct fp_bytes text = FP_BYTES(arena);

	if (strcmp(what, "commands") == 0) {
		make_pages(out);
		return true;
	}
	if (strcmp(what, "rules") == 0)
		fp_page_rules(&text);
	else if (strcmp(what, "settings") == 0 && source) {
		if (!fp_page_settings(&text, read_file(source)))
			give_up(source);
	} else if (strcmp(what, "bash") == 0 && source)
		splice(&text, source, fp_shell_bash);
	else if (strcmp(what, "zsh") == 0 && source)
		splice(&text, source, fp_shell_zsh);
	else if (strcmp(what, "fish") == 0)
		fp_shell_fish(&text);
	else
		return false;
	write_file(out, &text);
	return true;
}

int main(int argc, char **argv)
{
	arena = fp_arena_new(NULL, 0);
	if (argc < 3 || !arena || !make(argv[1], argv[2], argv[3])) {
		(void)fputs("usage: manual commands|rules|settings|bash|zsh|fish OUT [SOURCE]\n",
		            stderr);
		return 2;
	}
	fp_arena_free(arena);
	return 0;
}
