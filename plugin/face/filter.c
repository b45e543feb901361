/* SPDX-License-Identifier: MIT */
/* `fencepost filter`: a document on stdin → the corrected one on stdout, what is left on stderr. */
#include "face/command.h"
#include "face/config.h"
#include "face/mend.h"
#include "face/reports.h"
#include "fencepost.h"

#include <errno.h>
#include <string.h>

struct options {
	bool unsafe, notes;
	struct fp_config_options config;
	const char *stdin_name;
	int color;
};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "unsafe-fixes", NULL, FP_OPTION_FLAG, AT(unsafe), "apply the unsafe fixes too", NULL, 0, 0},
    FP_CONFIG_OPTIONS(AT),
    {0, "notes", NULL, FP_OPTION_FLAG, AT(notes), "print findings of severity note too", NULL, 0,
     0},
    {0, "stdin-filename", "NAME", FP_OPTION_TEXT, AT(stdin_name),
     "what standard input is called in what is printed", NULL, 0, 0},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "auto, always or never", fp_color_names, 0,
     0},
    {0},
};

static const char notes[] =
    "What is outside the corrected places comes out as it went in; findings go to\n"
    "standard error. A document of a name that the settings ignore is left alone.\n"
    "\n"
    "Exit status: 0 no error is left, 1 errors are, 2 the work could not be done.\n";

struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_configs configs;
	struct fp_mending mending;
	int status;
};

static void work(void *user, struct fp_job *job)
{
	const struct run *run = user;

	fp_mend_job(&run->mending, job);
}

static void report(struct run *run, const struct fp_job *job)
{
	struct fp_job told = fp_mend_told(job);
	const struct fp_sink *sink = &told.corrected.document.sink;
	struct fp_report_options how = {
	    .notes = run->options->notes, .fixing = true, .unsafe = run->options->unsafe};

	if (fp_reports_say_left(run->arena, &how, (enum fp_color)run->options->color, &told,
	                        sink->found, sink->count) > 0)
		run->status = FP_EXIT_FOUND;
}

/* Whoever has stopped reading knows it, and is not told. */
static bool print(struct run *run, const struct fp_job *job)
{
	struct fp_output out;

	fp_output_stdout(&out, run->arena);
	if (fp_output_send(&out, job->corrected.text, job->corrected.len) && out.reason == EPIPE)
		return false;
	return !fp_output_close(&out, true);
}

static bool done(void *user, struct fp_job *job)
{
	struct run *run = user;

	run->status = FP_EXIT_CLEAN;
	if (job->error.status) {
		run->status = FP_EXIT_TROUBLE;
		fp_complain(run->arena, "%s", job->error.text);
		return true;
	}
	report(run, job);
	if (!print(run, job))
		run->status = FP_EXIT_TROUBLE;
	return true;
}

static int filter(struct fp_arena *arena, const void *given, const struct fp_words *operands)
{
	const struct options *options = given;
	struct run run = {.arena = arena, .options = options};
	struct fp_path path = {options->stdin_name ? options->stdin_name : "-", true, true, NULL};
	struct fp_work how = {work, done, &run};
	const char *name = options->stdin_name ? options->stdin_name : "";
	struct fp_settings settings;
	struct fp_config *config;
	struct fp_error error;
	bool ignored;

	(void)operands;
	if (fp_configs_init(&run.configs, arena, &options->config, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	config = fp_configs_for(&run.configs, name, &ignored);
	if (!fp_config_is_well(config, arena))
		return FP_EXIT_TROUBLE;
	settings = config->settings;
	if (options->stdin_name && ignored)
		settings.languages.count = 0; /* so no block of it is checked */
	path.settings = &settings;
	run.mending.least = options->unsafe ? FENCEPOST_UNSAFE : FENCEPOST_SAFE;
	run.mending.tell = true;
	fp_jobs_run(&how, &path, 1, 1);
	return run.status;
}

const struct fp_command fp_command_filter = {
    "filter", NULL,         "Markdown on stdin to corrected Markdown on stdout",
    notes,    option_table, sizeof(struct options),
    filter};
