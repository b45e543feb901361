/* SPDX-License-Identifier: MIT */
/* --format, --output, --color → writers with an output each; findings → all of them. */
#include "face/reports.h"

#include "fencepost.h"
#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

const char *const fp_color_names[] = {"auto", "always", "never", NULL};

bool fp_color_on(enum fp_color when, const struct fp_output *out)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	switch (when) {
	case FP_COLOR_ALWAYS:
		return true;
	case FP_COLOR_NEVER:
		return false;
	case FP_COLOR_AUTO:
		break;
	}
	return out->terminal && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
}

void fp_reports_init(struct fp_reports *reports, struct fp_arena *arena,
                     const struct fp_report_options *options, enum fp_color color)
{
	memset(reports, 0, sizeof(*reports));
	reports->arena = arena;
	reports->options = *options;
	reports->color = color;
}

static struct fp_target *new_target(struct fp_reports *reports, const struct fp_writer *writer)
{
	struct fp_target *target = fp_arena_zero(reports->arena, 1, sizeof(*target));

	target->report.writer = writer;
	return target;
}

static void add_target(struct fp_reports *reports, struct fp_target *target)
{
	target->next = reports->targets;
	reports->targets = target;
}

void fp_reports_to_stderr(struct fp_reports *reports)
{
	struct fp_target *target = new_target(reports, fp_report_writer("human"));

	fp_output_stderr(&target->out, reports->arena);
	add_target(reports, target);
}

static int unknown_format(struct fp_arena *arena, const char *word, size_t len,
                          struct fp_error *error)
{
	const char *nearest = fp_nearest(word, len, fp_report_names());
	struct fp_bytes all = FP_BYTES(arena);

	if (nearest)
		return fp_fail(error, FENCEPOST_EUSAGE, "unknown format '%.*s'; did you mean '%s'?",
		               (int)len, word, nearest);
	for (const char *const *name = fp_report_names(); *name; name++)
		fp_bytes_printf(&all, "%s%s", all.len ? ", " : "", *name);
	return fp_fail(error, FENCEPOST_EUSAGE, "unknown format '%.*s'; there are %s", (int)len,
	               word, fp_bytes_string(&all));
}

static int same_place(struct fp_output *out, const char *name, const char *other,
                      struct fp_error *error)
{
	fp_output_forget(out);
	return fp_fail(
	    error, FENCEPOST_EUSAGE,
	    "--format '%s' and %s print to the same place; '%s=FILE' gives it one of its "
	    "own",
	    name, other, name);
}

/* The target of one value of --format; `taken` is what prints to the main output. */
static int open_format(struct fp_reports *reports, const char *word, const char *output,
                       const char *taken, struct fp_error *error)
{
	size_t len = strcspn(word, "=");
	const char *file = word[len] ? word + len + 1 : output;
	const char *name = fp_arena_copy(reports->arena, word, len);
	const struct fp_writer *writer = fp_report_writer(name);
	const char *other;
	struct fp_target *target;

	if (!writer)
		return unknown_format(reports->arena, word, len, error);
	if (word[len] && !*file)
		return fp_fail(error, FENCEPOST_EUSAGE, "--format '%s' names no file", word);
	target = new_target(reports, writer);
	if (!file)
		fp_output_stdout(&target->out, reports->arena);
	else if (fp_output_file(&target->out, reports->arena, file, error))
		return error->status;
	other = word[len] || !taken ? fp_reports_at(reports, &target->out) : taken;
	if (other)
		return same_place(&target->out, name, other, error);
	add_target(reports, target);
	return 0;
}

const char *fp_reports_at(const struct fp_reports *reports, const struct fp_output *out)
{
	for (const struct fp_target *target = reports->targets; target; target = target->next)
		if (fp_output_same(&target->out, out))
			return target->report.writer->name;
	return NULL;
}

bool fp_reports_replace(const struct fp_reports *reports, const struct stat *file)
{
	for (const struct fp_target *target = reports->targets; target; target = target->next)
		if (fp_output_replaces(&target->out, file))
			return true;
	return false;
}

int fp_reports_open(struct fp_reports *reports, const struct fp_words *formats, const char *output,
                    const char *taken, struct fp_error *error)
{
	for (size_t i = 0; i < formats->count; i++)
		if (open_format(reports, formats->of[i], output, taken, error)) {
			fp_reports_close(reports, false);
			return error->status;
		}
	return 0;
}

void fp_reports_begin(struct fp_reports *reports)
{
	for (struct fp_target *target = reports->targets; target; target = target->next) {
		struct fp_report_options options = reports->options;

		options.color = fp_color_on(reports->color, &target->out);
		options.width = fp_output_columns(&target->out);
		fp_report_begin(&target->report, target->report.writer, &options,
		                &target->out.bytes);
	}
}

enum fencepost_applicability fp_reports_least(const struct fp_reports *reports,
                                              const struct fp_job *job)
{
	if (reports->options.unsafe)
		return FENCEPOST_UNSAFE;
	return reports->as_settings ? job->path->settings->fix : FENCEPOST_SAFE;
}

void fp_reports_add(struct fp_reports *reports, const struct fp_job *job,
                    struct fp_finding *const *found, size_t count)
{
	enum fencepost_applicability least = fp_reports_least(reports, job);
	struct fp_report_file file = {.path = job->path->name,
	                              .path_len = strlen(job->path->name),
	                              .text = job->corrected.text,
	                              .len = job->corrected.len,
	                              .lines = &job->corrected.document.lines,
	                              .masks = job->corrected.document.masks,
	                              .mask_count = job->corrected.document.mask_count};

	reports->summary.files++;
	reports->summary.blocks += job->blocks;
	reports->summary.fixed += job->fixed;
	for (size_t i = 0; i < count; i++) {
		const struct fencepost_finding *finding = &found[i]->pub;

		fp_summary_add(&reports->summary, finding, least);
		for (struct fp_target *target = reports->targets; target; target = target->next)
			target->report.writer->finding(&target->report, &file, finding);
	}
}

size_t fp_reports_say_left(struct fp_arena *arena, const struct fp_report_options *options,
                           enum fp_color color, const struct fp_job *job,
                           struct fp_finding *const *left, size_t count)
{
	struct fp_reports reports;

	if (count == 0)
		return 0;
	fp_reports_init(&reports, arena, options, color);
	fp_reports_to_stderr(&reports);
	fp_reports_begin(&reports);
	fp_reports_add(&reports, job, left, count);
	fp_reports_close(&reports, true);
	return reports.summary.errors;
}

bool fp_reports_flush(struct fp_reports *reports)
{
	bool well = true;

	for (struct fp_target *target = reports->targets; target; target = target->next)
		if (fp_output_flush(&target->out))
			well = false;
	return well;
}

bool fp_reports_close(struct fp_reports *reports, bool whole)
{
	bool well = true;

	for (struct fp_target *target = reports->targets; target; target = target->next) {
		if (whole)
			target->report.writer->end(&target->report, &reports->summary);
		if (fp_output_close(&target->out, whole))
			well = false;
	}
	reports->targets = NULL;
	return well;
}
