/* SPDX-License-Identifier: MIT */
/*
 * fencepost.h, implemented: the handle, and the library itself; one document is checked.c's. Each call
 * does its work inside fp_arena_try, in an arena that the handle or the document owns: so whatever
 * goes wrong, one free undoes it, and nothing is written that two threads share.
 */
#include "face/module.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* No struct of the header will ever be larger; a `size` beyond it was never set. */
#define MOST_SIZE 4096

int fp_module_take(void *known, size_t known_size, const void *given)
{
	const char *bytes = given;
	size_t size;

	memcpy(&size, given, sizeof(size));
	if (size < sizeof(size) || size > MOST_SIZE || size % sizeof(size) != 0)
		return FENCEPOST_EABI;
	memset(known, 0, known_size);
	memcpy(known, given, size < known_size ? size : known_size);
	for (size_t i = known_size; i < size; i++)
		if (bytes[i] != 0)
			return FENCEPOST_EABI;
	return FENCEPOST_OK;
}

/* Writes the sentence to `why`, as many whole characters of it as there is room for. */
static int say(int status, char *why, size_t why_len, const char *sentence)
{
	if (why && why_len > 0) {
		snprintf(why, why_len, "%s", sentence);
		why[fp_utf8_valid(why, strlen(why))] = '\0'; /* the sentence itself is UTF-8 */
	}
	return status;
}

/* ---- the handle ---- */

struct making {
	struct fp_arena *arena;
	const struct fencepost_options *options;
	struct fencepost *made;
	int status;
	const char *why; /* of a status that is not 0 */
};

static void make_handle(void *argument)
{
	struct making *making = argument;
	const struct fencepost_options *options = making->options;
	struct fencepost *handle = fp_arena_zero(making->arena, 1, sizeof(*handle));

	handle->arena = making->arena;
	handle->from = (struct fp_allocator){options->alloc, options->user};
	fp_settings_default(&handle->settings);
	if (options->settings)
		making->status =
		    fp_settings_read(&handle->settings, making->arena, options->settings,
		                     (uint32_t)options->settings_len, &making->why);
	if (options->max_bytes)
		handle->settings.max_bytes = options->max_bytes;
	making->made = handle;
}

static int read_options(struct fencepost_options *known, const struct fencepost_options *given)
{
	int status;

	*known = (struct fencepost_options)FENCEPOST_OPTIONS_INIT;
	if (!given)
		return FENCEPOST_OK;
	status = fp_module_take(known, sizeof(*known), given);
	if (status == FENCEPOST_OK && known->reserved)
		return FENCEPOST_EABI;
	if (status == FENCEPOST_OK && known->settings_len >= UINT32_MAX)
		return FENCEPOST_ESETTINGS;
	return status;
}

int fencepost_new(struct fencepost **out, const struct fencepost_options *options, char *why,
                  size_t why_len)
{
	struct fencepost_options known;
	struct making making = {.options = &known};
	int status = read_options(&known, options);

	*out = NULL;
	if (status != FENCEPOST_OK)
		return say(status, why, why_len, fencepost_strerror(status));
	making.arena =
	    fp_arena_new(&(struct fp_allocator){known.alloc, known.user}, FP_MODULE_MEMORY);
	making.why = fencepost_strerror(FENCEPOST_ENOMEM);
	if (!making.arena || fp_arena_try(making.arena, make_handle, &making) != FENCEPOST_OK)
		making.status = FENCEPOST_ENOMEM;
	if (making.status != FENCEPOST_OK) {
		say(making.status, why, why_len, making.why);
		fp_arena_free(making.arena);
		return making.status;
	}
	*out = making.made;
	return FENCEPOST_OK;
}

void fencepost_free(struct fencepost *handle)
{
	if (handle)
		fp_arena_free(handle->arena);
}

/* ---- what can be asked of the settings ---- */

int fencepost_least(const struct fencepost *handle)
{
	return (int)handle->settings.fix;
}

struct asking {
	struct fp_arena *arena;
	const struct fp_patterns *patterns;
	const char *path;
	size_t len;
	bool covered;
};

static void ask(void *argument)
{
	struct asking *asking = argument;

	asking->covered =
	    fp_patterns_cover(asking->patterns, asking->arena,
	                      fp_arena_copy(asking->arena, asking->path, asking->len));
}

int fencepost_ignores(const struct fencepost *handle, const char *path, size_t len)
{
	struct asking asking = {.patterns = handle->settings.ignored, .path = path, .len = len};
	int status = FENCEPOST_ENOMEM;

	if (!asking.patterns)
		return 0;
	asking.arena = fp_arena_new(&handle->from, FP_MODULE_MEMORY);
	if (asking.arena)
		status = fp_arena_try(asking.arena, ask, &asking);
	fp_arena_free(asking.arena);
	return status == FENCEPOST_OK ? asking.covered : FENCEPOST_ENOMEM;
}

/* ---- what can be asked of the library ---- */

uint32_t fencepost_abi(void)
{
	return FENCEPOST_ABI;
}

const char *fencepost_version(void)
{
	return FENCEPOST_VERSION;
}

const char *fencepost_strerror(int status)
{
	switch (status) {
	case FENCEPOST_OK:
		return "success";
	case FENCEPOST_ENOMEM:
		return "out of memory";
	case FENCEPOST_EBIG:
		return "the document is too large";
	case FENCEPOST_EABI:
		return "the caller asks for something that this version does not know";
	case FENCEPOST_ESETTINGS:
		return "the settings do not read";
	case FENCEPOST_EIO:
		return "a file cannot be read or written";
	case FENCEPOST_EUSAGE:
		return "the call makes no sense";
	case FENCEPOST_EGIT:
		return "git refuses";
	}
	return "unknown status";
}

static const struct fencepost_module module = {
    .size = sizeof(struct fencepost_module),
    .abi = fencepost_abi,
    .version = fencepost_version,
    .strerror = fencepost_strerror,
    .create = fencepost_new,
    .free = fencepost_free,
    .check = fencepost_check,
    .correct = fencepost_correct,
    .document_free = fencepost_document_free,
    .changed = fencepost_changed,
    .fixed_count = fencepost_fixed_count,
    .bytes = fencepost_bytes,
    .json = fencepost_json,
    .finding_count = fencepost_finding_count,
    .finding = fencepost_finding,
    .block_count = fencepost_block_count,
    .block = fencepost_block,
    .payload_count = fencepost_payload_count,
    .payload = fencepost_payload,
    .fixed = fencepost_fixed,
    .least = fencepost_least,
    .ignores = fencepost_ignores,
};

const struct fencepost_module *fencepost_module(uint32_t abi)
{
	return abi == FENCEPOST_ABI ? &module : NULL;
}
