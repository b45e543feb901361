/* SPDX-License-Identifier: MIT */
/* A path → a corrected document; the file is written only after its corrected text was checked. */
#include "face/mend.h"

#include "fencepost.h"
#include "git/patch.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static struct fencepost_source source_of(const struct fp_job *job)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;

	source.name = job->path->name;
	source.name_len = strlen(job->path->name);
	source.bytes = job->text;
	source.len = job->len;
	return source;
}

void fp_mend_text(const struct fp_mending *mend, struct fp_job *job, const struct fp_scope *scope)
{
	const struct fp_settings *settings = job->path->settings;
	struct fencepost_source source = source_of(job);

	fp_correct(&job->corrected, job->arena, settings, &source, scope,
	           mend->as_settings ? settings->fix : mend->least);
	job->blocks = job->corrected.document.block_count - job->corrected.old_count;
	job->fixed = job->corrected.fixed;
	if (mend->tell)
		fp_origin_document(&job->told, &job->corrected.origin, &source,
		                   &job->corrected.document);
}

/*
 * The name that git and patch know a file by: they follow no link, and refuse `..` and what is
 * absolute. The name as it was given where there is none, and that is marked.
 */
static const char *name_below(const struct fp_mending *mend, struct fp_job *job)
{
	size_t len = strlen(mend->here);
	char real[PATH_MAX];

	if (job->path->standard_input)
		return job->path->name;
	if (realpath(job->path->name, real) && strncmp(real, mend->here, len) == 0 &&
	    real[len] == '/')
		return fp_arena_copy(job->arena, real + len + 1, strlen(real + len + 1));
	job->outside = true;
	return job->path->name;
}

static void make_diff(const struct fp_mending *mend, struct fp_job *job)
{
	struct fp_version old = {job->text, job->len};
	struct fp_version new = {job->corrected.text, job->corrected.len};

	job->diff = FP_BYTES(job->arena);
	fp_patch_put(&job->diff, name_below(mend, job), &old, &new, &job->error);
}

void fp_mend_job(const struct fp_mending *mend, struct fp_job *job)
{
	struct fp_scope scope = {NULL, 0, 0};

	if (fp_file_open(&job->file, job->path, &job->error) ||
	    fp_file_read(&job->file, job->arena, job->path->settings->max_bytes, &job->text,
	                 &job->len, &job->error))
		return;
	if (mend->find_old && !mend->find_old(mend->user, job, &scope))
		return;
	fp_mend_text(mend, job, mend->find_old ? &scope : NULL);
	if (job->corrected.changed && mend->write)
		fp_file_replace(&job->file, job->arena, job->corrected.text, job->corrected.len,
		                &job->error);
	if (job->corrected.changed && mend->diff)
		make_diff(mend, job);
}

struct fp_job fp_mend_told(const struct fp_job *job)
{
	struct fp_job told = *job;

	told.corrected.document = job->told;
	told.corrected.text = job->text;
	told.corrected.len = job->len;
	return told;
}
