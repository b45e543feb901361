/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as settings: they are refused with one sentence that names a place in them, or what they
 * say reads the same when it is shown, and a document is checked and mended by it.
 */
#include "check.h"
#include "check/settings.h"
#include "fencepost.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char page[] =
    "<!-- fencepost-ignore json- -->\n"
    "```json\n{\"a\" 1, \"b\": <x>, // c\n}\n```\n"
    "```jsonc\n{\"a\": @x@,}\n```\n"
    "> ```har\n> {\"method\": \"POST\", \"url\": \"https://${account.namespace}.auth0.com/\",\n"
    "> \"description\": 1, \"postData\": {\"mimeType\": \"application/json\", \"text\":\n"
    "> \"{\\\"a\\\", \\\"{{account.name}}\\\"}\"}}\n> ```\n"
    "```x\n{'a': 1\n```\n";

/* The settings, read and written again; NULL where they are refused. */
static const char *shown(struct fp_arena *arena, const char *text, size_t len, const char **why)
{
	struct fp_settings settings;
	struct fp_bytes out = FP_BYTES(arena);

	fp_settings_default(&settings);
	if (fp_settings_read(&settings, arena, text, (uint32_t)len, why) != FENCEPOST_OK)
		return NULL;
	fp_settings_show(&out, &settings, "file");
	return fp_bytes_string(&out);
}

/* "3:5: unknown key": the line is one of the text, and the sentence is one line of UTF-8. */
static void check_why(const char *why, const char *text, size_t len)
{
	unsigned long lines = 1, line;
	char *end;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	line = strtoul(why, &end, 10);
	check(line >= 1 && line <= lines && *end == ':');
	check(strtoul(end + 1, &end, 10) >= 1 && *end == ':');
	check(!strpbrk(why, "\r\n") && fp_utf8_valid(why, strlen(why)) == strlen(why));
}

/* What is shown all stands in a file when it is read again, so it is the same from then on. */
static void check_shown(struct fp_arena *arena, const char *text, size_t len)
{
	const char *why = NULL, *once = shown(arena, text, len, &why), *twice, *again;

	if (!once) {
		check_why(why, text, len);
		return;
	}
	twice = shown(arena, once, strlen(once), &why);
	check(twice != NULL);
	again = shown(arena, twice, strlen(twice), &why);
	check(again && strcmp(twice, again) == 0);
}

static void check_use(const struct fencepost *handle)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost_document *document;
	const char *bytes;
	int status;

	source.bytes = page;
	source.len = sizeof(page) - 1;
	status = fencepost_correct(&document, handle, &source, FENCEPOST_UNSAFE);
	check(status == FENCEPOST_OK || status == FENCEPOST_EBIG);
	if (status != FENCEPOST_OK)
		return;
	bytes = fencepost_bytes(document, &source.len);
	check(bytes && fencepost_changed(document) == (fencepost_fixed_count(document) > 0));
	fencepost_document_free(document);
}

struct input {
	struct fp_arena *arena;
	const char *text;
	size_t len;
};

static void check_text(void *argument)
{
	const struct input *in = argument;

	check_shown(in->arena, in->text, in->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fencepost_options options = FENCEPOST_OPTIONS_INIT;
	struct input in = {fp_arena_new(NULL, 0), (const char *)data, size};
	struct fencepost *handle;
	char why[256] = "";

	check(in.arena && fp_arena_try(in.arena, check_text, &in) == FENCEPOST_OK);
	fp_arena_free(in.arena);
	options.settings = size > 0 ? (const char *)data : "";
	options.settings_len = size;
	if (fencepost_new(&handle, &options, why, sizeof(why)) == FENCEPOST_OK)
		check_use(handle);
	else
		check(!handle && *why);
	fencepost_free(handle);
	return 0;
}
