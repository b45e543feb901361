/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a list of paths (--files-from; the first byte says whether NULs part them): each
 * document comes out once, in the order of the bytes, and all that is named and there comes out.
 */
#include "../unit/scratch.h"
#include "check.h"
#include "face/paths.h"

#include <stdbool.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static const char *const files[] = {"a.md", "b.md", "d/c.md", "d/e f.md", "d/\xff.md", "l\nm.md"};
#define FILES (sizeof(files) / sizeof(*files))

static void leave(void)
{
	(void)scratch_leave();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	check(scratch_enter() == 0 && atexit(leave) == 0);
	check(mkdir("d", 0777) == 0 && mkdir("d/.git", 0777) == 0);
	for (size_t i = 0; i < FILES; i++)
		scratch_write(files[i], "");
	return 0;
}

/* Nothing of the list leads out of the folder of the test: no name is absolute or has `..` in it. */
static void tame(char *list, size_t len, char separator)
{
	for (size_t i = 0; i < len; i++)
		if ((list[i] == '/' && (i == 0 || list[i - 1] == separator)) ||
		    (list[i] == '.' && i > 0 && list[i - 1] == '.'))
			list[i] = 'x';
}

static void write_list(const char *list, size_t len)
{
	FILE *file = fopen(".list", "wb");

	check(file && fwrite(list, 1, len, file) == len);
	check(fclose(file) == 0);
}

struct input {
	struct fp_arena *arena;
	char *list;
	size_t len;
	char separator;
};

/* Whether the list has that name, as it stands. */
static bool names(const struct input *in, const char *name)
{
	const char *list = in->list, *end = in->list + in->len;
	size_t len = strlen(name);

	while (list < end) {
		const char *stop = memchr(list, in->separator, (size_t)(end - list));

		if (!stop)
			stop = end;
		if ((size_t)(stop - list) == len && memcmp(list, name, len) == 0)
			return true;
		list = stop + 1;
	}
	return false;
}

/* Whether the file came out, perhaps under another name of it (`./a.md`). */
static bool holds(const struct fp_paths *paths, const char *name)
{
	const char *slash = strrchr(name, '/');

	for (size_t i = 0; i < paths->count; i++)
		if (strstr(paths->of[i].name, slash ? slash + 1 : name))
			return true;
	return false;
}

/* What cannot be read is complained of, which nobody wants to read here. */
static void collect(struct fp_paths *out, struct fp_arena *arena, const struct fp_sources *sources)
{
	static const struct fp_words none = {NULL, 0};
	int shown = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	check(shown >= 0 && nowhere >= 0 && dup2(nowhere, STDERR_FILENO) >= 0);
	(void)fp_paths_collect(out, arena, sources, &none);
	check(dup2(shown, STDERR_FILENO) >= 0 && close(shown) == 0 && close(nowhere) == 0);
}

static void check_list(void *argument)
{
	static const struct fp_config_options options = {.none = true};
	const struct input *in = argument;
	struct fp_sources sources = {.list = ".list", .nul_separated = in->separator == '\0'};
	struct fp_configs configs;
	struct fp_paths paths;

	tame(in->list, in->len, in->separator);
	write_list(in->list, in->len);
	check(fp_configs_init(&configs, in->arena, &options, NULL) == 0);
	sources.configs = &configs;
	collect(&paths, in->arena, &sources);
	for (size_t i = 0; i < paths.count; i++) {
		check(access(paths.of[i].name, F_OK) == 0);
		check(i == 0 || strcmp(paths.of[i - 1].name, paths.of[i].name) < 0);
	}
	for (size_t i = 0; i < FILES; i++)
		check(!names(in, files[i]) || holds(&paths, files[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {fp_arena_new(NULL, 0), NULL, 0, '\0'};

	if (size > 0) {
		in.separator = data[0] % 2 ? '\n' : '\0';
		in.list = fp_arena_copy(in.arena, data + 1, in.len = size - 1);
		check(fp_arena_try(in.arena, check_list, &in) == FENCEPOST_OK);
	}
	fp_arena_free(in.arena);
	return 0;
}
