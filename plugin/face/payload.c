/* SPDX-License-Identifier: MIT */
/* `fencepost payload`: documents → the payloads they show, corrected, a line each. */
#include "face/command.h"
#include "face/mend.h"
#include "face/paths.h"
#include "face/reports.h"
#include "fencepost.h"
#include "har/request.h"

#include <string.h>

struct options {
	bool raw, unsafe, nul, notes;
	struct fp_config_options config;
	const char *list, *stdin_name;
	struct fp_number block, jobs;
	int color;
};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "block", "N", FP_OPTION_NUMBER, AT(block), "only this block of each document, from 0", NULL,
     0, UINT32_MAX - 1},
    {0, "raw", NULL, FP_OPTION_FLAG, AT(raw), "keep the author's spacing", NULL, 0, 0},
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
    "For a har block the payload is postData.text, decoded; for a json block the block itself.\n"
    "What cannot be corrected is not printed; findings go to standard error.\n"
    "Exit status: 0 no error is left, 1 errors are left, 2 the work could not be done.\n";

struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_configs configs;
	struct fp_mending mending;
	struct fp_output out;
	bool found, trouble;
};

static void work(void *user, struct fp_job *job)
{
	const struct run *run = user;

	fp_mend_job(&run->mending, job);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The end of a string that begins at text[at]. */
static size_t string_end(const char *text, size_t len, size_t at)
{
	for (at++; at < len && text[at] != '"'; at++)
		at += text[at] == '\\';
	return at < len ? at + 1 : len;
}

/* Valid JSON without the white space between its tokens; a stream of values keeps a line for each. */
static void put_compact(struct fp_bytes *out, const char *text, size_t len, bool lines)
{
	size_t start = out->len;

	for (size_t at = 0, next; at < len; at = next) {
		next = text[at] == '"' ? string_end(text, len, at) : at + 1;
		if (!is_blank(text[at]))
			fp_bytes_put(out, text + at, next - at);
		else if (lines && text[at] == '\n' && out->len > start &&
		         out->data[out->len - 1] != '\n')
			fp_bytes_char(out, '\n');
	}
	if (out->len > start && out->data[out->len - 1] != '\n')
		fp_bytes_char(out, '\n');
}

static bool is_wanted(const struct run *run, const struct fencepost_block *block)
{
	return !run->options->block.given || (block && block->index == run->options->block.value);
}

/* Whether an error of syntax is left in a block. */
static bool is_broken(const struct fp_job *job, const struct fencepost_block *block)
{
	const struct fp_sink *sink = &job->corrected.document.sink;

	for (size_t i = 0; i < sink->count; i++) {
		const struct fencepost_finding *finding = &sink->found[i]->pub;

		if (finding->block == block && finding->severity == FENCEPOST_ERROR &&
		    strncmp(finding->rule, "json-", 5) == 0)
			return true;
	}
	return false;
}

static bool should_be_json(const struct fencepost_payload *payload)
{
	return !payload->mime_type ||
	       fp_request_json_type(payload->mime_type, strlen(payload->mime_type));
}

/* A payload that is no JSON: as it is with --raw, else a line that says so. */
static void print_other(struct run *run, const struct fp_job *job,
                        const struct fencepost_payload *payload)
{
	if (is_broken(job, payload->block))
		return;
	if (run->options->raw) {
		fp_bytes_put(&run->out.bytes, payload->text, payload->len);
		fp_bytes_char(&run->out.bytes, '\n');
		return;
	}
	fp_complain(run->arena, "%s:%lu: the payload is no JSON; --raw prints it", job->path->name,
	            (unsigned long)payload->line);
	run->found = run->found || should_be_json(payload);
}

static void print_payload(struct run *run, const struct fp_job *job,
                          const struct fencepost_payload *payload)
{
	if (!payload->valid) {
		print_other(run, job, payload);
	} else if (run->options->raw) {
		fp_bytes_put(&run->out.bytes, payload->text, payload->len);
		if (payload->len > 0 && payload->text[payload->len - 1] != '\n')
			fp_bytes_char(&run->out.bytes, '\n');
	} else {
		put_compact(&run->out.bytes, payload->text, payload->len,
		            strcmp(payload->block->language, "ndjson") == 0);
	}
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
	const struct fp_document *document = &job->corrected.document;
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
	for (size_t i = 0; i < document->payload_count; i++)
		if (is_wanted(run, document->payloads[i].block))
			print_payload(run, job, &document->payloads[i]);
	return !fp_output_flush(&run->out);
}

static int plan(struct run *run, struct fp_error *error)
{
	const struct options *options = run->options;

	if (options->nul && !options->list)
		return fp_fail(error, FENCEPOST_EUSAGE, "-0 needs a list: --files-from FILE");
	run->mending.least = options->unsafe ? FENCEPOST_UNSAFE : FENCEPOST_SAFE;
	return fp_configs_init(&run->configs, run->arena, &options->config, error);
}

static int payload(struct fp_arena *arena, const void *given, const struct fp_words *operands)
{
	const struct options *options = given;
	struct run run = {.arena = arena, .options = options};
	struct fp_sources walk = {&run.configs, options->stdin_name, options->list, options->nul};
	struct fp_work how = {work, done, &run};
	struct fp_paths paths;
	struct fp_error error;

	if (plan(&run, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	fp_output_stdout(&run.out, arena);
	run.trouble = !fp_paths_collect(&paths, arena, &walk, operands);
	fp_jobs_run(&how, paths.of, paths.count, options->jobs.value);
	if (fp_output_close(&run.out, true) || run.trouble)
		return FP_EXIT_TROUBLE;
	return run.found ? FP_EXIT_FOUND : FP_EXIT_CLEAN;
}

const struct fp_command fp_command_payload = {
    "payload", "[path ...]", "print the payloads, corrected",
    notes,     option_table, sizeof(struct options),
    payload};
