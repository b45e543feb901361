/* SPDX-License-Identifier: MIT */
/* `fencepost mdbook`: the book that mdBook hands to a preprocessor → the same with mended chapters. */
#include "face/book.h"
#include "face/command.h"
#include "face/config.h"
#include "face/mend.h"
#include "face/reports.h"
#include "fencepost.h"
#include "json/string.h"

#include <string.h>

struct options {
	bool unsafe, notes, exit_zero;
	struct fp_config_options config;
	int color;
};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "unsafe-fixes", NULL, FP_OPTION_FLAG, AT(unsafe), "apply the unsafe fixes too", NULL, 0, 0},
    FP_CONFIG_OPTIONS(AT),
    {0, "notes", NULL, FP_OPTION_FLAG, AT(notes), "print findings of severity note too", NULL, 0,
     0},
    {0, "exit-zero", NULL, FP_OPTION_FLAG, AT(exit_zero), "exit with 0 whatever is found", NULL, 0,
     0},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "auto, always or never", fp_color_names, 0,
     0},
    {0},
};

static const char notes[] =
    "mdBook runs it: 'command = \"fencepost mdbook\"' in [preprocessor.fencepost] of book.toml.\n"
    "Exit status: 0 no error is left (and: the renderer is supported, as all are), 1 errors are\n"
    "left, which ends mdBook's build, 2 the work could not be done.\n";

struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_mending mending;
	struct fp_book book;
	struct fp_path *paths;        /* one a chapter that is mended */
	struct fp_chapter **chapters; /* likewise */
	struct fp_bytes
	    *respelled; /* likewise: what comes between the quotes; in the job's arena */
	size_t count;
	struct fp_reports reports;
	struct fp_output out;
	const char *text; /* that was handed over */
	uint32_t sent;    /* how much of it, or of what took its place, was written */
	bool said, trouble;
};

/* ---- a chapter ---- */

static void work(void *user, struct fp_job *job)
{
	const struct run *run = user;
	size_t index = (size_t)(job->path - run->paths);
	struct fp_bytes *respelled = &run->respelled[index];
	const struct fp_layer *content =
	    fp_string_layer(job->arena, run->book.tree.layer, run->chapters[index]->string, "");
	uint32_t most = job->path->settings->max_bytes;

	if (content->len > most) {
		fp_fail(&job->error, FENCEPOST_EBIG, "%s: larger than %u bytes", job->path->name,
		        (unsigned)most);
		return;
	}
	job->text = content->text;
	job->len = content->len;
	fp_mend_text(&run->mending, job, NULL);
	*respelled = FP_BYTES(job->arena);
	fp_book_respell(respelled, content, &job->corrected);
}

static void put_mended(struct run *run, struct fp_range string, const struct fp_bytes *respelled)
{
	fp_bytes_put(&run->out.bytes, run->text + run->sent, string.from + 1 - run->sent);
	fp_bytes_put(&run->out.bytes, respelled->data, respelled->len);
	run->sent = string.to - 1;
}

static bool done(void *user, struct fp_job *job)
{
	struct run *run = user;
	size_t index = (size_t)(job->path - run->paths);
	struct fp_job told = fp_mend_told(job);

	if (job->error.status) {
		run->trouble = true;
		fp_complain(run->arena, "%s", job->error.text);
		return true;
	}
	fp_reports_add(&run->reports, &told, told.corrected.document.sink.found,
	               told.corrected.document.sink.count);
	fp_reports_flush(&run->reports);
	run->said |= told.corrected.document.sink.count > 0;
	if (job->corrected.changed)
		put_mended(run, run->chapters[index]->string, &run->respelled[index]);
	return true;
}

/* ---- the book ---- */

static bool read_book(struct run *run)
{
	static const struct fp_path standard_input = {"standard input", true, true, NULL};
	struct fp_file file = {.fd = -1};
	struct fp_error error = {0};
	uint32_t len = 0;

	if (!fp_file_open(&file, &standard_input, &error) &&
	    !fp_file_read(&file, run->arena, UINT32_MAX - 1, &run->text, &len, &error))
		fp_book_read(&run->book, run->arena, run->text, len, &error);
	fp_file_close(&file);
	if (error.status)
		fp_complain(run->arena, "%s", error.text);
	return !error.status;
}

/* Those chapters that the settings do not ignore. */
static bool choose_chapters(struct run *run, struct fp_configs *configs)
{
	run->paths = fp_arena_zero(run->arena, run->book.count, sizeof(*run->paths));
	run->respelled = fp_arena_zero(run->arena, run->book.count, sizeof(*run->respelled));
	run->chapters = fp_arena_zero(run->arena, run->book.count, sizeof(struct fp_chapter *));
	for (size_t i = 0; i < run->book.count; i++) {
		struct fp_chapter *chapter = &run->book.chapters[i];
		bool ignored;
		struct fp_config *config = fp_configs_for(configs, chapter->file, &ignored);

		if (!fp_config_is_well(config, run->arena))
			return false;
		if (ignored)
			continue;
		run->paths[run->count] =
		    (struct fp_path){chapter->path, true, false, &config->settings};
		run->chapters[run->count++] = chapter;
	}
	return true;
}

static int mend_book(struct run *run)
{
	struct fp_work how = {work, done, run};
	struct fp_report_options options = {
	    .notes = run->options->notes, .fixing = true, .unsafe = run->options->unsafe};

	fp_reports_init(&run->reports, run->arena, &options, (enum fp_color)run->options->color);
	fp_reports_to_stderr(&run->reports);
	fp_reports_begin(&run->reports);
	fp_output_stdout(&run->out, run->arena);
	run->sent = run->book.range.from;
	run->mending.tell = true;
	run->mending.as_settings = !run->options->unsafe;
	run->mending.least = FENCEPOST_UNSAFE;
	fp_jobs_run(&how, run->paths, run->count, 0);
	fp_bytes_put(&run->out.bytes, run->text + run->sent, run->book.range.to - run->sent);
	if (run->said)
		fp_reports_close(&run->reports, true);
	if (fp_output_close(&run->out, true) || run->trouble)
		return FP_EXIT_TROUBLE;
	return run->reports.summary.errors > 0 && !run->options->exit_zero ? FP_EXIT_FOUND
	                                                                   : FP_EXIT_CLEAN;
}

/* `supports RENDERER`: what is mended is Markdown, so any. */
static int supports(struct fp_arena *arena, const struct fp_words *operands)
{
	if (strcmp(operands->of[0], "supports") == 0 && operands->count == 2)
		return FP_EXIT_CLEAN;
	fp_complain(arena, "'fencepost mdbook' takes nothing or 'supports RENDERER', not '%s'",
	            operands->of[0]);
	return FP_EXIT_TROUBLE;
}

static int mdbook(struct fp_arena *arena, const void *given, const struct fp_words *operands)
{
	struct run run = {.arena = arena, .options = given};
	struct fp_configs configs;
	struct fp_error error;

	if (operands->count > 0)
		return supports(arena, operands);
	if (fp_configs_init(&configs, arena, &run.options->config, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	if (!read_book(&run) || !choose_chapters(&run, &configs))
		return FP_EXIT_TROUBLE;
	return mend_book(&run);
}

const struct fp_command fp_command_mdbook = {
    "mdbook", "[supports RENDERER]", "an mdBook preprocessor",
    notes,    option_table,          sizeof(struct options),
    mdbook};
