/* SPDX-License-Identifier: MIT */
/* `fencepost install` and `uninstall`: the hook of this repository, in and out, and what was done. */
#include "face/command.h"
#include "face/output.h"
#include "fencepost.h"
#include "git/hook.h"

#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct options {
	bool fix, force;
};

static const struct fp_option install_options[] = {
    {.name = "fix",
     .type = FP_OPTION_FLAG,
     .at = offsetof(struct options, fix),
     .help = "a hook that mends what it safely can, and lets the commit go on"},
    {.name = "force",
     .type = FP_OPTION_FLAG,
     .at = offsetof(struct options, force),
     .help = "keep a hook that is there and call it first; write where a global "
             "core.hooksPath leads"},
    {0},
};

static const struct fp_option no_options[] = {{0}};

static const char install_notes[] =
    "Writes a pre-commit hook where git looks for it ('git rev-parse --git-path hooks'). It runs\n"
    "'fencepost pre-commit' and passes over nothing that is staged; 'git commit --no-verify' does\n"
    "without it. A hook of another kind is not touched without --force. Again, with other "
    "options,\n"
    "it is written anew. 'fencepost uninstall' takes it out.\n";

static const char uninstall_notes[] =
    "Takes out the hook that 'fencepost install' wrote; one that --force has kept is put back. A\n"
    "hook of another kind is not touched.\n";

/* ---- what is told ---- */

/* One line on stdout; what it quotes is cleaned for a terminal. */
__attribute__((format(printf, 2, 3))) static void say(struct fp_output *out, const char *format,
                                                      ...)
{
	struct fp_bytes line = FP_BYTES(out->bytes.arena);
	va_list arguments;

	va_start(arguments, format);
	fp_bytes_vprintf(&line, format, arguments);
	va_end(arguments);
	fp_bytes_clean(&out->bytes, line.data, line.len);
	fp_bytes_char(&out->bytes, '\n');
}

static const char *does(bool fix)
{
	return fix ? "checks what is staged and mends what it safely can" : "checks what is staged";
}

static int trouble(struct fp_arena *arena, const struct fp_error *error)
{
	fp_complain(arena, "%s", error->text);
	return FP_EXIT_TROUBLE;
}

static int finish(struct fp_output *out)
{
	return fp_output_close(out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

/* ---- install ---- */

/* The file that runs now; NULL where it has no name any more. */
static const char *own_path(struct fp_arena *arena)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (len <= 0)
		return NULL;
	path[len] = '\0';
	return access(path, X_OK) == 0 ? fp_arena_copy(arena, path, (size_t)len) : NULL;
}

static int refuse(struct fp_error *error, const struct fp_hook *hook, const struct options *options)
{
	if (hook->shared && !options->force)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "%s: a global core.hooksPath leads there, so every repository would "
		               "get this hook; 'fencepost install --force' writes it all the same",
		               hook->path);
	if (hook->kind != FP_HOOK_FOREIGN)
		return 0;
	if (!options->force)
		return fp_fail(
		    error, FENCEPOST_EUSAGE,
		    "%s: a hook that is not fencepost's, left as it is; 'fencepost install "
		    "--force' keeps it and calls it first",
		    hook->path);
	if (hook->has_before)
		return fp_fail(
		    error, FENCEPOST_EUSAGE,
		    "%s: a hook that is not fencepost's, left as it is: there is one kept "
		    "already, %s",
		    hook->path, hook->before);
	return 0;
}

static bool is_the_same(const struct fp_hook *hook, const char *text)
{
	return hook->kind == FP_HOOK_OURS && strcmp(hook->text, text) == 0 &&
	       (hook->is.st_mode & 07777) == 0755;
}

static void tell_written(struct fp_output *out, const struct fp_hook *hook, bool fix)
{
	say(out, "%s: written; it %s", hook->path, does(fix));
	if (hook->kind == FP_HOOK_OURS && fp_hook_fixes(hook->text) != fix)
		say(out, "it replaces the one that %s", does(!fix));
	if (hook->kind == FP_HOOK_FOREIGN || hook->has_before)
		say(out, "%s: the hook that was there; it is %s", hook->before,
		    access(hook->before, X_OK) == 0 ? "called first"
		                                    : "not executable, so git did not call it");
}

static int install(struct fp_arena *arena, const void *argument, const struct fp_words *operands)
{
	const struct options *options = argument;
	struct fp_bytes bytes = FP_BYTES(arena);
	struct fp_output out;
	struct fp_error error;
	struct fp_hook hook;
	const char *text;

	(void)operands;
	fp_hook_put(&bytes, own_path(arena), options->fix);
	text = fp_bytes_string(&bytes);
	if (fp_hook_find(&hook, arena, &error) || refuse(&error, &hook, options))
		return trouble(arena, &error);
	fp_output_stdout(&out, arena);
	if (is_the_same(&hook, text))
		say(&out, "%s: there already; it %s", hook.path, does(options->fix));
	else if (fp_hook_write(&hook, text, &error))
		return trouble(arena, &error);
	else
		tell_written(&out, &hook, options->fix);
	return finish(&out);
}

const struct fp_command fp_command_install = {"install",
                                              NULL,
                                              "put the hook into this repository",
                                              install_notes,
                                              install_options,
                                              sizeof(struct options),
                                              install};

/* ---- uninstall ---- */

static int uninstall(struct fp_arena *arena, const void *options, const struct fp_words *operands)
{
	struct fp_output out;
	struct fp_error error;
	struct fp_hook hook;

	(void)options;
	(void)operands;
	if (fp_hook_find(&hook, arena, &error))
		return trouble(arena, &error);
	if (hook.kind == FP_HOOK_FOREIGN) {
		fp_complain(arena, "%s: a hook that is not fencepost's, left as it is", hook.path);
		return FP_EXIT_TROUBLE;
	}
	fp_output_stdout(&out, arena);
	if (hook.kind == FP_HOOK_NONE && !hook.has_before)
		say(&out, "%s: no hook is there", hook.path);
	else if (fp_hook_remove(&hook, &error))
		return trouble(arena, &error);
	else if (hook.has_before)
		say(&out, "%s: the hook that was there before is back", hook.path);
	else
		say(&out, "%s: taken out", hook.path);
	return finish(&out);
}

const struct fp_command fp_command_uninstall = {
    "uninstall", NULL, "take the hook out again", uninstall_notes, no_options, 1, uninstall};
