/* SPDX-License-Identifier: MIT */
/* argv: the first word picks a command of the table, its options fill its struct, it runs. */
#include "face/command.h"
#include "face/memory.h"
#include "face/output.h"
#include "text/nearest.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* One run of the tool, from argv to the exit status. */
struct run {
	struct fp_arena *arena;
	char **words; /* after the name of the tool; NULL ends them */
	int status;
};

/*
 * Keeps the first file that is opened from becoming stdin, stdout or stderr. What was closed is opened
 * the wrong way round, so that using it fails as it would have.
 */
static void open_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Removes what is half written and dies by the same signal, so that the shell sees what it sent. */
static void on_signal(int number)
{
	fp_replace_abandon_all();
	(void)raise(number);
}

/* A signal that whoever started us ignores (nohup) stays ignored. */
static void catch_signals(void)
{
	static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND}, before;

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(ends[i], &action, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	(void)signal(SIGCHLD, SIG_DFL); /* ignored, it would take away how our children end */
}

/*
 * A document gives all its memory back before the next one asks for as much again. glibc would hand it
 * to the system and fetch fresh pages each time, which costs more than to read the document.
 */
static void keep_freed_memory(void)
{
#if defined(__GLIBC__)
	enum { MIB = 1 << 20 };

	(void)mallopt(M_TRIM_THRESHOLD, 8 * MIB);
	(void)mallopt(M_MMAP_THRESHOLD, 4 * MIB);
#endif
}

static int usage(struct fp_arena *arena, const char *sentence)
{
	fp_complain(arena, "%s", sentence);
	return FP_EXIT_TROUBLE;
}

static int print_help(struct fp_arena *arena)
{
	struct fp_output out;

	fp_output_stdout(&out, arena);
	fp_bytes_text(&out.bytes,
	              "usage: fencepost COMMAND [options] [operands]\n\n"
	              "Checks the har and json examples of Markdown documents, and mends "
	              "them.\n\ncommands:\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++)
		fp_bytes_printf(&out.bytes, "  %-12s%s\n", (*command)->name, (*command)->summary);
	fp_bytes_text(&out.bytes, "\n'fencepost COMMAND --help' lists the options of a command;\n"
	                          "'fencepost --version' prints the version.\n");
	return fp_output_close(&out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

static int print_version(struct fp_arena *arena)
{
	struct fp_output out;

	fp_output_stdout(&out, arena);
	fp_bytes_text(&out.bytes, "fencepost " FENCEPOST_VERSION "\n");
	return fp_output_close(&out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

static const struct fp_command *command_by_name(const char *name)
{
	for (const struct fp_command *const *command = fp_commands; *command; command++)
		if (strcmp((*command)->name, name) == 0)
			return *command;
	return NULL;
}

static int no_such_command(struct fp_arena *arena, const char *word)
{
	struct fp_words names = {NULL, 0};
	const char *kind = word[0] == '-' ? "option" : "command", *nearest;

	for (const struct fp_command *const *command = fp_commands; *command; command++)
		fp_words_add(arena, &names, (*command)->name);
	fp_words_add(arena, &names, "--help");
	fp_words_add(arena, &names, "--version");
	fp_words_add(arena, &names, NULL);
	nearest = fp_nearest(word, strlen(word), names.of);
	if (nearest)
		fp_complain(arena, "unknown %s '%s'; did you mean '%s'?", kind, word, nearest);
	else
		fp_complain(arena, "unknown %s '%s'; 'fencepost --help' lists the commands", kind,
		            word);
	return FP_EXIT_TROUBLE;
}

static int print_command_help(struct fp_arena *arena, const struct fp_command *command)
{
	struct fp_output out;

	fp_output_stdout(&out, arena);
	fp_options_help(&out.bytes, command);
	return fp_output_close(&out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

static int run_command(struct fp_arena *arena, const struct fp_command *command, char **words)
{
	struct fp_words operands;
	struct fp_error error;
	void *options = fp_arena_alloc(arena, command->size);

	switch (fp_options_parse(arena, command, options, &operands, words, &error)) {
	case 0:
		return command->run(arena, options, &operands);
	case 1:
		return print_command_help(arena, command);
	default:
		return usage(arena, error.text);
	}
}

static void run_tool(void *argument)
{
	struct run *run = argument;
	const char *word = run->words[0];
	const struct fp_command *command;

	if (!word)
		run->status = usage(run->arena, "no command given; 'fencepost --help' lists them");
	else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		run->status = print_help(run->arena);
	else if (strcmp(word, "--version") == 0)
		run->status = print_version(run->arena);
	else if (strcmp(word, "--explain") == 0)
		run->status = run_command(run->arena, &fp_command_rules, run->words + 1);
	else if ((command = command_by_name(word)))
		run->status = run_command(run->arena, command, run->words + 1);
	else
		run->status = no_such_command(run->arena, word);
}

int main(int argc, char **argv)
{
	static const char no_memory[] = "fencepost: out of memory\n";
	struct run run = {NULL, argc > 0 ? argv + 1 : argv, FP_EXIT_TROUBLE};

	open_standard_streams();
	catch_signals();
	keep_freed_memory();
	run.arena = fp_arena_new(&fp_memory, 0);
	if (!run.arena || fp_arena_try(run.arena, run_tool, &run)) {
		fp_replace_abandon_all();
		(void)fp_write_all(STDERR_FILENO, no_memory, sizeof(no_memory) - 1);
		_exit(FP_EXIT_TROUBLE); /* other threads may still be at work */
	}
	fp_arena_free(run.arena);
	return run.status;
}
