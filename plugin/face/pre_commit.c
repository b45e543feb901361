/* SPDX-License-Identifier: MIT */
/*
 * `fencepost pre-commit`: what the index differs in from HEAD → the documents among it → reports, and
 * with --fix mended content in the index and in the working tree.
 *
 * git itself is asked what is staged (git/child.h): it reads every kind of repository, and is faster
 * at it than libgit2, which is not started here.
 */
#include "face/command.h"
#include "face/mend.h"
#include "face/reports.h"
#include "face/wanted.h"
#include "fencepost.h"
#include "git/restage.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
	bool fix, unsafe, all, notes;
	struct fp_words formats;
	struct fp_config_options config;
	int color;
};

#define AT(member) offsetof(struct options, member)
static const struct fp_option option_table[] = {
    {0, "fix", NULL, FP_OPTION_FLAG, AT(fix),
     "mend what is staged, and the same lines in the working tree", NULL, 0, 0},
    {0, "unsafe-fixes", NULL, FP_OPTION_FLAG, AT(unsafe), "apply the unsafe fixes too", NULL, 0, 0},
    {0, "all", NULL, FP_OPTION_FLAG, AT(all),
     "check the whole of each staged file, not what is new in it", NULL, 0, 0},
    {0, "format", "FORMAT", FP_OPTION_LIST, AT(formats),
     "how findings are printed; may be repeated", NULL, 0, 0},
    FP_CONFIG_OPTIONS(AT),
    {0, "notes", NULL, FP_OPTION_FLAG, AT(notes), "print findings of severity note too", NULL, 0,
     0},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "auto, always or never", fp_color_names, 0,
     0},
    {0},
};

static const char notes[] =
    "Checks the blocks that the commit would add or change, as they are staged; the git hook runs "
    "it. With paths, only these files and what lies in these folders.\n"
    "Exit status: 0 no error is left, 1 errors are left, 2 the work could not be done.\n";

/* A staged document. */
struct document {
	const struct fp_change *change;
	const char *const *old; /* ids of what it was; NULL: nothing in it is new */
};

/* A run of the command. */
struct run {
	struct fp_arena *arena;
	const struct options *options;
	struct fp_pending pending;
	struct fp_wanted wanted;
	struct fp_mending mend;
	struct fp_reports reports;
	struct fp_path *paths; /* of the documents, in their order */
	struct document *documents;
	size_t count;
	struct fp_mended *mended;
	size_t mended_count;
	int home; /* the directory that names on the command line count from */
	bool trouble;
};

/* ---- the documents ---- */

static void add_document(struct run *run, const struct fp_change *change)
{
	const struct fp_settings *settings;

	if (!fp_wanted_settings(&settings, &run->wanted, change))
		run->trouble = true;
	if (!settings)
		return;
	run->paths[run->count] = (struct fp_path){.name = change->path, .settings = settings};
	run->documents[run->count++] =
	    (struct document){change, fp_pending_old(&run->pending, run->arena, change)};
}

static void find_documents(struct run *run)
{
	const struct fp_changes *changes = &run->pending.changes;

	run->paths = fp_arena_zero(run->arena, changes->count, sizeof(*run->paths));
	run->documents = fp_arena_zero(run->arena, changes->count, sizeof(*run->documents));
	run->mended = fp_arena_zero(run->arena, changes->count, sizeof(*run->mended));
	for (size_t i = 0; i < changes->count; i++)
		add_document(run, &changes->of[i]);
}

/* ---- the work ---- */

static bool add_old(struct run *run, struct fp_job *job, struct fp_scope *scope, const char *id)
{
	const char *text;
	uint32_t len;

	if (fp_objects_read(&run->pending.objects, job->arena, id, job->path->name, UINT32_MAX - 1,
	                    &text, &len, &job->error))
		return false;
	fp_scope_add(scope, job->arena, job->path->settings, text, len);
	return true;
}

/* Reads and checks one document; one in which nothing is new need not even be read. */
static void work(void *user, struct fp_job *job)
{
	struct run *run = user;
	const struct document *document = &run->documents[job->path - run->paths];
	const char *const *id = run->options->all ? NULL : document->old;
	struct fp_scope scope = {NULL, 0, 0};

	if (!document->old && !run->options->all) {
		job->silent = true;
		return;
	}
	if (fp_objects_read(&run->pending.objects, job->arena, document->change->id,
	                    job->path->name, job->path->settings->max_bytes, &job->text, &job->len,
	                    &job->error))
		return;
	for (; id && *id; id++)
		if (!add_old(run, job, &scope, *id))
			return;
	fp_mend_text(&run->mend, job, run->options->all ? NULL : &scope);
	job->silent = job->corrected.document.sink.count == 0 && !job->corrected.changed;
}

static struct fp_version keep(struct fp_arena *arena, const char *text, uint32_t len)
{
	return (struct fp_version){fp_arena_copy(arena, text, len), len};
}

static void note_mended(struct run *run, const struct fp_job *job)
{
	const struct fp_change *change = run->documents[job->path - run->paths].change;
	struct fp_mended *mended = &run->mended[run->mended_count++];

	mended->id = change->id;
	mended->mode = change->mode;
	mended->copy.path = change->path;
	mended->copy.staged = keep(run->arena, job->text, job->len);
	mended->copy.mended = keep(run->arena, job->corrected.text, job->corrected.len);
}

/* What was found is printed once it is known that it was mended; without --fix at once. */
static bool done(void *user, struct fp_job *job)
{
	struct run *run = user;
	const struct fp_sink *sink = &job->corrected.document.sink;

	if (job->error.status) {
		run->trouble = true;
		fp_complain(run->arena, "%s", job->error.text);
		return true;
	}
	fp_reports_add(&run->reports, job, sink->found, job->silent ? 0 : sink->count);
	if (!job->silent && job->corrected.changed)
		note_mended(run, job);
	return run->options->fix || fp_reports_flush(&run->reports);
}

static void check_all(struct run *run)
{
	struct fp_work how = {work, done, run};

	fp_jobs_run(&how, run->paths, run->count, 0);
}

/* ---- the command ---- */

static int open_reports(struct run *run, struct fp_error *error)
{
	static const char *human[] = {"human"};
	struct fp_words formats = run->options->formats;
	struct fp_report_options how = {.notes = run->options->notes,
	                                .fixing = run->options->fix,
	                                .unsafe = run->options->unsafe};

	if (formats.count == 0)
		formats = (struct fp_words){human, 1};
	fp_reports_init(&run->reports, run->arena, &how, (enum fp_color)run->options->color);
	run->reports.as_settings = true;
	if (fp_reports_open(&run->reports, &formats, NULL, NULL, error))
		return error->status;
	fp_reports_begin(&run->reports);
	return 0;
}

static void plan_mending(struct run *run)
{
	const struct options *options = run->options;

	run->mend.least = !options->fix     ? FENCEPOST_NONE
	                  : options->unsafe ? FENCEPOST_UNSAFE
	                                    : FENCEPOST_SAFE;
	run->mend.as_settings = options->fix && !options->unsafe;
}

static int read_pending(struct run *run, const struct fp_words *operands, struct fp_error *error)
{
	char here[PATH_MAX], top[PATH_MAX];

	if (!realpath(".", here))
		return fp_fail(error, FENCEPOST_EIO, ".: %s", strerror(errno));
	run->home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fp_pending_read(&run->pending, run->arena, error))
		return error->status;
	if (!realpath(".", top))
		return fp_fail(error, FENCEPOST_EGIT, "the top of the working tree: %s",
		               strerror(errno));
	if (fp_wanted_name(&run->wanted, operands, here, top, error))
		return error->status;
	run->wanted.configs.top =
	    strcmp(top, "/") != 0 ? fp_arena_copy(run->arena, top, strlen(top)) : "";
	fp_private_tidy(run->arena, run->pending.checkout.git_dir);
	return 0;
}

/* Names of reports count from where we were called. */
static bool close_reports(struct run *run, bool whole)
{
	const char *up = run->pending.checkout.up;
	bool here = !up || !*up || fchdir(run->home) == 0;

	if (!here)
		fp_complain(run->arena, "the folder of the call cannot be entered again: %s",
		            strerror(errno));
	return fp_reports_close(&run->reports, whole && here) && here;
}

/* What `git commit` shows of a hook that found nothing: nothing. */
static bool is_silent(const struct run *run)
{
	const struct fp_summary *summary = &run->reports.summary;

	return run->options->formats.count == 0 &&
	       summary->errors + summary->warnings + summary->fixed == 0 &&
	       (summary->notes == 0 || !run->options->notes);
}

/*
 * A way to go on. Under `commit -a` and `commit PATH` the index is git's for this commit only, so
 * what is to be mended is the files.
 */
static void say_how_to_go_on(struct run *run)
{
	const char *index = run->pending.checkout.index;
	size_t len = strlen(index);
	bool passing = len > 5 && strcmp(index + len - 5, ".lock") == 0;

	if (run->options->fix || run->reports.summary.fixable == 0)
		fp_complain(run->arena, "the commit is stopped; correct what is named above, "
		                        "'git add' it and commit again");
	else if (passing)
		fp_complain(run->arena, "the commit is stopped; 'fencepost validate --fix FILE' "
		                        "mends the fixable part of a file, then commit again");
	else
		fp_complain(run->arena, "the commit is stopped; 'fencepost pre-commit --fix' "
		                        "mends the fixable part, staged and in the working tree, "
		                        "then commit again");
}

/* Each file whose working copy was left, and why. */
static void say_what_was_left(const struct run *run)
{
	for (size_t i = 0; i < run->mended_count; i++) {
		const struct fp_copy *copy = &run->mended[i].copy;

		if (copy->left && *copy->left)
			fp_complain(run->arena, "%s: mended in what is staged; %s", copy->path,
			            copy->left);
	}
}

/*
 * git has judged before the hook whether there is something to commit, and would now make a commit
 * without a change.
 */
static bool is_nothing_left(const struct run *run)
{
	const struct fp_changes *changes = &run->pending.changes;

	if (run->mended_count == 0 || run->mended_count != changes->count ||
	    run->pending.merged_count > 0)
		return false;
	for (size_t i = 0; i < changes->count; i++)
		if (changes->of[i].status != 'M' ||
		    changes->of[i].mode != changes->of[i].old_mode ||
		    strcmp(run->mended[i].new_id, changes->of[i].old_id) != 0)
			return false;
	return true;
}

static int finish(struct run *run)
{
	bool found = run->reports.summary.errors > 0;

	if (!close_reports(run, !is_silent(run)))
		run->trouble = true;
	say_what_was_left(run);
	if (run->trouble)
		return FP_EXIT_TROUBLE;
	if (found) {
		say_how_to_go_on(run);
		return FP_EXIT_FOUND;
	}
	if (!is_nothing_left(run))
		return FP_EXIT_CLEAN;
	fp_complain(run->arena, "nothing is left to commit: what was staged is, mended, what HEAD "
	                        "has");
	return FP_EXIT_FOUND;
}

/* Mends what can be mended. Where the commit is stopped anyway, nobody need look again. */
static int conclude(struct run *run, struct fp_error *error)
{
	if (run->mended_count > 0)
		return fp_restage(run->mended, run->mended_count, run->arena,
		                  &run->pending.checkout, fp_wanted_again, &run->wanted, error);
	return run->trouble || run->reports.summary.errors > 0
	           ? 0
	           : fp_wanted_again(&run->wanted, error);
}

/*
 * A stdout that is closed is /dev/null, as in git's own commands: what is mended is not to be called a
 * failure afterwards.
 */
static void open_stdout(void)
{
	int flags = fcntl(STDOUT_FILENO, F_GETFL), null;

	if (flags < 0 || (flags & O_ACCMODE) != O_RDONLY)
		return;
	null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null < 0)
		return;
	dup2(null, STDOUT_FILENO);
	close(null);
}

static int pre_commit(struct fp_arena *arena, const void *options, const struct fp_words *operands)
{
	struct run *run = fp_arena_zero(arena, 1, sizeof(*run));
	struct fp_error error;
	int status;

	run->arena = arena;
	run->options = options;
	open_stdout();
	plan_mending(run);
	if (fp_wanted_init(&run->wanted, arena, &run->pending, &run->options->config, &error) ||
	    open_reports(run, &error)) {
		fp_complain(arena, "%s", error.text);
		return FP_EXIT_TROUBLE;
	}
	if (read_pending(run, operands, &error)) {
		fp_pending_close(&run->pending);
		fp_complain(arena, "%s", error.text);
		close_reports(run, false);
		return FP_EXIT_TROUBLE;
	}
	find_documents(run);
	check_all(run);
	status = conclude(run, &error);
	fp_pending_close(&run->pending);
	if (status) {
		fp_complain(arena, "%s", error.text);
		close_reports(run, false);
		return FP_EXIT_TROUBLE;
	}
	return finish(run);
}

const struct fp_command fp_command_pre_commit = {
    "pre-commit", "[path ...]", "check what is staged; the git hook runs this",
    notes,        option_table, sizeof(struct options),
    pre_commit};
