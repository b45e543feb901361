/* SPDX-License-Identifier: MIT */
/* `fencepost validate`: options → a plan, documents → reports, what was found → the exit status. */
#include "face/command.h"
#include "face/mend.h"
#include "face/paths.h"
#include "face/progress.h"
#include "face/reports.h"
#include "face/since.h"
#include "face/statistics.h"
#include "fencepost.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct options {
	bool fix, diff, unsafe, nul, notes, quiet, statistics, exit_zero, show_settings;
	struct fp_config_options config;
	struct fp_words formats;
	const char *output, *list, *stdin_name, *since;
	struct fp_number jobs;
	int color;
};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "fix", NULL, FP_OPTION_FLAG, AT(fix), "apply the safe fixes to the files", NULL, 0, 0},
    {0, "diff", NULL, FP_OPTION_FLAG, AT(diff),
     "print what --fix would change as a diff; write nothing", NULL, 0, 0},
    {0, "unsafe-fixes", NULL, FP_OPTION_FLAG, AT(unsafe), "apply the unsafe fixes too", NULL, 0, 0},
    {0, "format", "FORMAT", FP_OPTION_LIST, AT(formats),
     "how findings are printed; may be repeated", NULL, 0, 0},
    {0, "output", "FILE", FP_OPTION_TEXT, AT(output), "print to FILE, not to standard output", NULL,
     0, 0},
    {0, "since", "REV", FP_OPTION_TEXT, AT(since),
     "only blocks that are new or changed since the merge base with REV", NULL, 0, 0},
    FP_CONFIG_OPTIONS(AT),
    {0, "show-settings", NULL, FP_OPTION_FLAG, AT(show_settings),
     "print what is in force for the path, and where it comes from", NULL, 0, 0},
    {0, "notes", NULL, FP_OPTION_FLAG, AT(notes), "print findings of severity note too", NULL, 0,
     0},
    {0, "statistics", NULL, FP_OPTION_FLAG, AT(statistics),
     "print how often each rule was broken, not findings", NULL, 0, 0},
    {0, "files-from", "FILE", FP_OPTION_TEXT, AT(list),
     "check the paths in FILE too, a line each (-: stdin)", NULL, 0, 0},
    {'0', "null", NULL, FP_OPTION_FLAG, AT(nul), "the paths in that FILE end with NUL", NULL, 0, 0},
    {0, "stdin-filename", "NAME", FP_OPTION_TEXT, AT(stdin_name),
     "what standard input is called in what is printed", NULL, 0, 0},
    {'j', "jobs", "N", FP_OPTION_NUMBER, AT(jobs), "so many threads; all processors by default",
     NULL, 1, 1024},
    {'q', "quiet", NULL, FP_OPTION_FLAG, AT(quiet),
     "print nothing but trouble and the reports that are asked for", NULL, 0, 0},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "auto, always or never", fp_color_names, 0,
     0},
    {0, "exit-zero", NULL, FP_OPTION_FLAG, AT(exit_zero), "exit with 0 whatever is found", NULL, 0,
     0},
    {0},
};

static const char notes[] =
    "A path is a file, a folder (searched for .md, .markdown and .mdx; what git\n"
    "ignores is passed over) or - for standard input; none means the current folder.\n"
    "RULES are names of rules, beginnings that end in '-' (har-) or all, with commas\n"
    "between. FORMAT is human (the default), json, sarif, github, gitlab, junit or\n"
    "checkstyle; FORMAT=FILE prints it to that file, so that there may be several.\n"
    "\n"
    "Exit status: 0 no error is left, 1 errors are, 2 the work could not be done.\n";

/* A run of the command. */
struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_configs configs;
	struct fp_mending mend;
	struct fp_since since;
	struct fp_reports reports;
	struct fp_output out; /* of the diff or the statistics, where one of them is wanted */
	struct fp_statistics statistics;
	struct fp_progress progress;
	size_t done;
	bool differs, trouble, spoilt; /* spoilt: a report would take the place of a document */
};

/* ---- the plan ---- */

/* What the fixes may be; with --unsafe-fixes alone they are counted, not applied. */
static void plan_mending(struct run *run)
{
	const struct options *options = run->options;
	bool apply = options->fix || options->diff;
	char here[PATH_MAX];

	run->mend.least = !apply            ? FENCEPOST_NONE
	                  : options->unsafe ? FENCEPOST_UNSAFE
	                                    : FENCEPOST_SAFE;
	run->mend.as_settings = apply && !options->unsafe;
	run->mend.write = options->fix && !options->diff;
	run->mend.diff = run->mend.tell = options->diff; /* whose reader has the text as it is */
	run->mend.here = "";
	if (realpath(".", here) && strcmp(here, "/") != 0)
		run->mend.here = fp_arena_copy(run->arena, here, strlen(here));
}

/* With --since the documents are read beside what they were. */
static int open_since(struct run *run, struct fp_error *error)
{
	if (!run->options->since)
		return 0;
	run->mend.find_old = fp_since_find_old;
	run->mend.user = &run->since;
	return fp_since_open(&run->since, run->arena, run->options->since, error);
}

static int open_main_output(struct run *run, struct fp_error *error)
{
	const char *name = run->options->output ? run->options->output : "-", *other;

	if (fp_output_file(&run->out, run->arena, name, error))
		return error->status;
	other = fp_reports_at(&run->reports, &run->out);
	if (!other)
		return 0;
	fp_output_forget(&run->out);
	return fp_fail(error, FENCEPOST_EUSAGE, "--format '%s' and %s print to the same place",
	               other, run->options->diff ? "--diff" : "--statistics");
}

/*
 * The human report is printed where nothing else was asked for, and beside a diff on stderr. -q keeps
 * it from the terminal, not from a file that it is to be printed to.
 */
static int open_reports(struct run *run, struct fp_error *error)
{
	static const char *human[] = {"human"};
	const struct options *options = run->options;
	const char *taken = options->diff ? "--diff" : options->statistics ? "--statistics" : NULL;
	struct fp_words formats = options->formats;
	struct fp_report_options how = {.notes = options->notes,
	                                .fixing = options->fix || options->diff,
	                                .trial = options->diff,
	                                .unsafe = options->unsafe};

	if (formats.count == 0 && !taken && (!options->quiet || options->output))
		formats = (struct fp_words){human, 1};
	fp_reports_init(&run->reports, run->arena, &how, (enum fp_color)options->color);
	run->reports.as_settings = true;
	if (fp_reports_open(&run->reports, &formats, options->output, taken, error))
		return error->status;
	if (options->diff && !options->quiet)
		fp_reports_to_stderr(&run->reports);
	if (taken && open_main_output(run, error)) {
		fp_reports_close(&run->reports, false);
		return error->status;
	}
	fp_reports_begin(&run->reports);
	return 0;
}

static struct fp_sources sources_of(struct run *run)
{
	const struct options *options = run->options;

	return (struct fp_sources){&run->configs, options->stdin_name, options->list, options->nul};
}

/* Operands and options that make no sense together. */
static int check_usage(struct run *run, const struct fp_words *operands, struct fp_error *error)
{
	const struct options *options = run->options;
	struct fp_sources sources = sources_of(run);
	bool standard_input;

	if (options->diff && options->statistics)
		return fp_fail(error, FENCEPOST_EUSAGE,
		               "--diff and --statistics exclude each other");
	if (fp_paths_check(&standard_input, &sources, operands, error))
		return error->status;
	if (standard_input && options->fix && !options->diff)
		return fp_fail(
		    error, FENCEPOST_EUSAGE,
		    "--fix cannot write to standard input; 'fencepost filter' prints the "
		    "corrected document");
	return 0;
}

/* ---- the work ---- */

static void work(void *user, struct fp_job *job)
{
	const struct run *run = user;

	fp_mend_job(&run->mend, job);
	job->silent =
	    !job->error.status && job->corrected.document.sink.count == 0 && job->diff.len == 0;
}

/* Lines of a diff on a terminal: cleaned, but for tabs and line ends. */
static void put_clean(struct fp_bytes *out, const char *text, size_t len)
{
	while (len > 0) {
		size_t plain = 0;

		while (plain < len && text[plain] != '\n' && text[plain] != '\t')
			plain++;
		fp_bytes_clean(out, text, plain);
		if (plain < len)
			fp_bytes_char(out, text[plain++]);
		text += plain;
		len -= plain;
	}
}

static void print_diff(struct run *run, const struct fp_job *job)
{
	if (job->diff.len == 0)
		return;
	run->differs = true;
	if (run->out.terminal)
		put_clean(&run->out.bytes, job->diff.data, job->diff.len);
	else
		fp_bytes_put(&run->out.bytes, job->diff.data, job->diff.len);
	if (job->outside)
		fp_complain(run->arena,
		            "%s: does not lie below the current directory; git apply and patch "
		            "will refuse its diff here",
		            job->path->name);
}

static void count_findings(struct run *run, const struct fp_job *job,
                           struct fp_finding *const *found, size_t count)
{
	enum fencepost_applicability least = fp_reports_least(&run->reports, job);

	for (size_t i = 0; i < count; i++)
		if (found[i]->pub.severity > FENCEPOST_NOTE || run->options->notes)
			fp_statistics_add(&run->statistics, found[i], least);
}

static void report(struct run *run, const struct fp_job *job)
{
	struct fp_job told = run->mend.tell && !job->silent ? fp_mend_told(job) : *job;
	const struct fp_sink *sink = &told.corrected.document.sink;
	size_t count = job->silent ? 0 : sink->count;

	fp_reports_add(&run->reports, &told, sink->found, count);
	if (run->options->statistics)
		count_findings(run, &told, sink->found, count);
	if (run->options->diff)
		print_diff(run, job);
}

/* A report must not take the place of a document that it is on. */
static void spare(struct run *run, const struct fp_job *job)
{
	if (job->path->standard_input || (!fp_reports_replace(&run->reports, &job->file.is) &&
	                                  !fp_output_replaces(&run->out, &job->file.is)))
		return;
	run->spoilt = run->trouble = true;
	fp_complain(run->arena, "%s: is a document, and no report is written over it",
	            job->path->name);
}

/* Prints what came of a document; false where nobody reads on. */
static bool done(void *user, struct fp_job *job)
{
	struct run *run = user;
	bool well;

	fp_progress_step(&run->progress, ++run->done);
	spare(run, job);
	if (job->silent) {
		report(run, job);
		return true;
	}
	fp_progress_clear(&run->progress);
	if (job->error.status) {
		run->trouble = true;
		fp_complain(run->arena, "%s", job->error.text);
		return true;
	}
	report(run, job);
	well = fp_reports_flush(&run->reports);
	return !fp_output_flush(&run->out) && well;
}

/* ---- the command ---- */

static void check_all(struct run *run, const struct fp_words *operands)
{
	const struct options *options = run->options;
	struct fp_sources sources = sources_of(run);
	struct fp_work how = {work, done, run};
	struct fp_paths paths;

	if (!fp_paths_collect(&paths, run->arena, &sources, operands))
		run->trouble = true;
	fp_progress_begin(&run->progress, paths.count, !options->quiet);
	fp_jobs_run(&how, paths.of, paths.count, options->jobs.value);
	fp_progress_clear(&run->progress);
}

/* Ends the outputs; a file among them takes its name only if all documents were gone through. */
static void close_all(struct run *run)
{
	bool whole = fp_reports_flush(&run->reports) && !fp_output_flush(&run->out) && !run->spoilt;

	if (run->options->statistics)
		fp_statistics_print(&run->out.bytes, &run->statistics);
	if (!fp_reports_close(&run->reports, whole))
		run->trouble = true;
	if (fp_output_close(&run->out, whole))
		run->trouble = true;
}

static int exit_status(const struct run *run)
{
	if (run->trouble)
		return FP_EXIT_TROUBLE;
	if (run->options->exit_zero || (!run->differs && run->reports.summary.errors == 0))
		return FP_EXIT_CLEAN;
	return FP_EXIT_FOUND;
}

/* What is in force for the first operand (the current folder), whether it is a file or a folder. */
static int show_settings(struct run *run, const struct fp_words *operands)
{
	const char *name = operands->count > 0 ? operands->of[0] : ".";
	char real[PATH_MAX];
	struct fp_config *config;
	struct stat is;

	if (stat(name, &is) < 0 || !realpath(name, real)) {
		fp_complain(run->arena, "%s: %s", name, strerror(errno));
		return FP_EXIT_TROUBLE;
	}
	config = S_ISDIR(is.st_mode) ? fp_configs_in(&run->configs, real)
	                             : fp_configs_for(&run->configs, real, NULL);
	if (!fp_config_is_well(config, run->arena))
		return FP_EXIT_TROUBLE;
	fp_output_stdout(&run->out, run->arena);
	fp_settings_show(&run->out.bytes, &config->settings,
	                 config->file ? config->file : "default");
	return fp_output_close(&run->out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

static int validate(struct fp_arena *arena, const void *options, const struct fp_words *operands)
{
	struct run *run = fp_arena_zero(arena, 1, sizeof(*run));
	struct fp_error error;

	run->arena = arena;
	run->options = options;
	if (check_usage(run, operands, &error) ||
	    fp_configs_init(&run->configs, arena, &run->options->config, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	if (run->options->show_settings)
		return show_settings(run, operands);
	plan_mending(run);
	if (open_since(run, &error) || open_reports(run, &error)) {
		fp_complain(arena, "%s", error.text);
		fp_since_close(&run->since);
		return FP_EXIT_TROUBLE;
	}
	check_all(run, operands);
	close_all(run);
	fp_since_close(&run->since);
	return exit_status(run);
}

const struct fp_command fp_command_validate = {
    "validate", "[path ...]", "check documents; --fix corrects them",
    notes,      option_table, sizeof(struct options),
    validate};
