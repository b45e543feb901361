/* SPDX-License-Identifier: MIT */
/* `fencepost payload`: documents → the payloads or requests they show, corrected, on stdout or in files. */
#include "face/command.h"
#include "face/folder.h"
#include "face/mend.h"
#include "face/paths.h"
#include "face/reports.h"
#include "face/shown.h"
#include "fencepost.h"
#include "har/request.h"

#include <string.h>

struct options {
	bool raw, har, curl, force, unsafe, nul, notes;
	struct fp_config_options config;
	const char *list, *stdin_name, *folder;
	struct fp_number block, jobs;
	int color, format;
};

enum format { FORMAT_TEXT, FORMAT_JSON };
static const char *const format_names[] = {"text", "json", NULL};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "block", "N", FP_OPTION_NUMBER, AT(block), "only this block of each document, from 0", NULL,
     0, UINT32_MAX - 1},
    {0, "raw", NULL, FP_OPTION_FLAG, AT(raw), "keep the author's spacing", NULL, 0, 0},
    {0, "har", NULL, FP_OPTION_FLAG, AT(har), "print the whole HAR request", NULL, 0, 0},
    {0, "curl", NULL, FP_OPTION_FLAG, AT(curl), "print the request as a curl command", NULL, 0, 0},
    {0, "format", "FORMAT", FP_OPTION_CHOICE, AT(format),
     "text, or json: an object with path, line and request around each", format_names, 0, 0},
    {0, "output", "DIR", FP_OPTION_TEXT, AT(folder), "a file for each, NAME.BLOCK.json, in DIR",
     NULL, 0, 0},
    {0, "force", NULL, FP_OPTION_FLAG, AT(force), "replace files that are in DIR already", NULL, 0,
     0},
    {0, "unsafe-fixes", NULL, FP_OPTION_FLAG, AT(unsafe), "apply the unsafe fixes too", NULL, 0, 0},
    FP_CONFIG_OPTIONS(AT),
    {0, "notes", NULL, FP_OPTION_FLAG, AT(notes), "print findings of severity note too", NULL, 0,
     0},
    {0, "files-from", "FILE", FP_OPTION_TEXT, AT(list),
     "the paths in FILE too, a line each (-: stdin)", NULL, 0, 0},
    {'0', "null", NULL, FP_OPTION_FLAG, AT(nul), "the paths in that FILE end with NUL", NULL, 0, 0},
    {0, "stdin-filename", "NAME", FP_OPTION_TEXT, AT(stdin_name),
     "what standard input is called in what is printed", NULL, 0, 0},
    {'j', "jobs", "N", FP_OPTION_NUMBER, AT(jobs), "so many threads; all processors by default",
     NULL, 1, 1024},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "auto, always or never", fp_color_names, 0,
     0},
    {0},
};

static const char notes[] =
    "For a har block the payload is postData.text, decoded; for a json block the\n"
    "block itself. A block that is no JSON even corrected is not printed; findings go\n"
    "to standard error.\n"
    "\n"
    "With --curl, Content-Type is the header that is listed, else the mimeType, else\n"
    "none: none is made up. Accept and User-Agent are curl's own where no header names\n"
    "them. Query parameters and cookies that the URL or the Cookie header have too are\n"
    "sent once.\n"
    "\n"
    "Exit status: 0 no error is left, 1 errors are, 2 the work could not be done.\n";

struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_configs configs;
	struct fp_mending mending;
	struct fp_output out; /* unless there is a folder */
	struct fp_folder folder;
	bool found, trouble;
};

static void work(void *user, struct fp_job *job)
{
	const struct run *run = user;

	fp_mend_job(&run->mending, job);
}

static enum fp_show shown_by(const struct options *options)
{
	return options->curl ? FP_SHOW_CURL : options->har ? FP_SHOW_HAR : FP_SHOW_PAYLOAD;
}

static bool is_wanted(const struct run *run, const struct fencepost_block *block)
{
	return !run->options->block.given || (block && block->index == run->options->block.value);
}

/* ---- one that is printed ---- */

/* The name of a document without its folders and its ending. */
static void put_stem(struct fp_bytes *out, const struct fp_job *job)
{
	const char *name = job->path->name, *slash = strrchr(name, '/'), *dot;

	if (slash)
		name = slash + 1;
	if (strcmp(name, "-") == 0)
		name = "stdin";
	dot = strrchr(name, '.');
	fp_bytes_put(out, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* `twitch.0.json`; where a block has several: `twitch.0.2.json`. */
static const char *file_name(const struct run *run, struct fp_arena *arena,
                             const struct fp_job *job, const struct fp_shown *shown, size_t index,
                             bool alone)
{
	struct fp_bytes name = FP_BYTES(arena);
	bool json = shown->json || run->options->format == FORMAT_JSON;

	put_stem(&name, job);
	fp_bytes_printf(&name, ".%u", (unsigned)shown->block->index);
	if (!alone)
		fp_bytes_printf(&name, ".%zu", index);
	fp_bytes_text(&name, json ? ".json" : run->options->curl ? ".sh" : ".txt");
	return fp_bytes_string(&name);
}

static void put(const struct run *run, struct fp_bytes *out, const struct fp_job *job,
                const struct fp_shown *shown)
{
	const struct options *options = run->options;

	if (options->format == FORMAT_JSON)
		fp_shown_wrap(out, shown, job->path->name, shown_by(options), options->raw);
	else
		fp_shown_put(out, shown, options->raw);
}

static void write_one(struct run *run, struct fp_arena *scratch, const struct fp_job *job,
                      const struct fp_shown *shown, const char *name)
{
	struct fp_bytes bytes = FP_BYTES(scratch);
	struct fp_error error;

	put(run, &bytes, job, shown);
	if (fp_folder_write(&run->folder, name, job->path->name, &bytes, &error) == 0)
		return;
	fp_complain(run->arena, "%s", error.text);
	run->trouble = true;
}

/* A text that never was meant to be JSON is no error. */
static bool should_be_json(const struct fp_shown *shown)
{
	return !shown->mime_type ||
	       fp_request_json_type(shown->mime_type, strlen(shown->mime_type));
}

static void withhold(struct run *run, const struct fp_job *job, const struct fp_shown *shown)
{
	if (!shown->why)
		return;
	fp_complain(run->arena, "%s:%lu: %s", job->path->name, (unsigned long)shown->line,
	            shown->why);
	run->found =
	    run->found || shown_by(run->options) != FP_SHOW_PAYLOAD || should_be_json(shown);
}

/* ---- one document ---- */

static bool same_block(const struct fp_shown *shown, size_t count, size_t a, size_t b)
{
	return b < count && shown[a].block == shown[b].block;
}

static void print(struct run *run, const struct fp_job *job)
{
	struct fp_arena *scratch = fp_arena_child(run->arena);
	struct fp_shown *shown;
	size_t count =
	    fp_shown_list(&shown, scratch, job, shown_by(run->options), run->options->raw);
	size_t first = 0; /* of the block */

	for (size_t i = 0; i < count; i++) {
		bool alone;

		if (!same_block(shown, count, i, first))
			first = i;
		alone = first == i && !same_block(shown, count, i, i + 1);
		if (!is_wanted(run, shown[i].block))
			continue;
		if (shown[i].withheld)
			withhold(run, job, &shown[i]);
		else if (run->options->folder)
			write_one(run, scratch, job, &shown[i],
			          file_name(run, scratch, job, &shown[i], i - first, alone));
		else
			put(run, &run->out.bytes, job, &shown[i]);
	}
	fp_arena_free(scratch);
}

/* What is left to be said on the blocks that are wanted. */
static void report(struct run *run, const struct fp_job *job)
{
	const struct fp_sink *sink = &job->corrected.document.sink;
	struct fp_report_options how = {
	    .notes = run->options->notes, .fixing = true, .unsafe = run->options->unsafe};
	struct fp_arena *scratch = fp_arena_child(run->arena);
	struct fp_finding **left = fp_arena_alloc(scratch, sink->count * sizeof(void *));
	size_t count = 0;

	for (size_t i = 0; i < sink->count; i++)
		if (is_wanted(run, sink->found[i]->pub.block))
			left[count++] = sink->found[i];
	if (fp_reports_say_left(run->arena, &how, (enum fp_color)run->options->color, job, left,
	                        count) > 0)
		run->found = true;
	fp_arena_free(scratch);
}

static bool done(void *user, struct fp_job *job)
{
	struct run *run = user;

	if (!job->error.status && run->options->block.given &&
	    run->options->block.value >= job->blocks)
		fp_fail(&job->error, FENCEPOST_EUSAGE, "%s: has no block %u", job->path->name,
		        run->options->block.value);
	if (job->error.status) {
		run->trouble = true;
		fp_complain(run->arena, "%s", job->error.text);
		return true;
	}
	report(run, job);
	print(run, job);
	return !fp_output_flush(&run->out);
}

static int plan(struct run *run, const struct fp_sources *sources, const struct fp_words *operands,
                struct fp_error *error)
{
	const struct options *options = run->options;
	bool standard_input;

	if (fp_paths_check(&standard_input, sources, operands, error))
		return error->status;
	if (options->har && options->curl)
		return fp_fail(error, FENCEPOST_EUSAGE, "--har and --curl exclude each other");
	if (options->raw && options->curl)
		return fp_fail(error, FENCEPOST_EUSAGE, "--raw and --curl exclude each other");
	if (options->force && !options->folder)
		return fp_fail(error, FENCEPOST_EUSAGE, "--force needs a folder: --output DIR");
	run->mending.least = options->unsafe ? FENCEPOST_UNSAFE : FENCEPOST_SAFE;
	if (fp_configs_init(&run->configs, run->arena, &options->config, error))
		return error->status;
	if (!options->folder)
		fp_output_stdout(&run->out, run->arena);
	else if (fp_folder_open(&run->folder, run->arena, options->folder, options->force, error))
		return error->status;
	return 0;
}

static int payload(struct fp_arena *arena, const void *given, const struct fp_words *operands)
{
	const struct options *options = given;
	struct run run = {.arena = arena, .options = options};
	struct fp_sources sources = {&run.configs, options->stdin_name, options->list,
	                             options->nul};
	struct fp_work how = {work, done, &run};
	struct fp_paths paths;
	struct fp_error error;

	if (plan(&run, &sources, operands, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	run.trouble = !fp_paths_collect(&paths, arena, &sources, operands);
	fp_jobs_run(&how, paths.of, paths.count, options->jobs.value);
	if (fp_output_close(&run.out, true) || run.trouble)
		return FP_EXIT_TROUBLE;
	return run.found ? FP_EXIT_FOUND : FP_EXIT_CLEAN;
}

const struct fp_command fp_command_payload = {
    "payload", "[path ...]", "print the payloads, corrected",
    notes,     option_table, sizeof(struct options),
    payload};
