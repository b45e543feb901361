/* SPDX-License-Identifier: MIT */
/* A name → the writer that has it; and what several writers say alike. */
#include "report/report.h"

#include "report/writers.h"

#include <string.h>

/* Of a pointer, in a chain of layers; a name may be as long as its author likes. */
enum { MOST_POINTER = 80 };

static const struct fp_writer *const writers[] = {
    &fp_writer_human,  &fp_writer_json,  &fp_writer_sarif,      &fp_writer_github,
    &fp_writer_gitlab, &fp_writer_junit, &fp_writer_checkstyle, NULL,
};

/* postData.text for /postData/text, as an author says it; a name with a dot stays a pointer. */
static void put_layer(struct fp_bytes *out, const char *pointer)
{
	bool dotted = pointer[0] == '/' && !strpbrk(pointer, ".~");
	size_t from;

	if (!dotted) {
		fp_bytes_brief(out, pointer, strlen(pointer), MOST_POINTER);
		return;
	}
	from = out->len;
	fp_bytes_brief(out, pointer + 1, strlen(pointer + 1), MOST_POINTER);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] == '/')
			out->data[i] = '.';
}

const char *fp_report_severity(enum fencepost_severity severity)
{
	static const char *const names[] = {
	    [FENCEPOST_OFF] = "off",
	    [FENCEPOST_NOTE] = "note",
	    [FENCEPOST_WARNING] = "warning",
	    [FENCEPOST_ERROR] = "error",
	};

	return names[severity];
}

bool fp_report_wants(const struct fp_report *report, const struct fencepost_finding *finding)
{
	return finding->severity > FENCEPOST_NOTE || report->options.notes;
}

void fp_report_chain(struct fp_bytes *out, const struct fencepost_finding *finding)
{
	size_t last = finding->pointer_count;

	if (!finding->block)
		return;
	fp_bytes_printf(out, "%s block at line %u", finding->block->language,
	                (unsigned)finding->block->line);
	for (size_t i = 0; i + 1 < last; i++) {
		fp_bytes_text(out, " \u2192 ");
		put_layer(out, finding->pointers[i]);
	}
	if (last > 0 && *finding->pointers[last - 1]) {
		fp_bytes_text(out, " \u2192 ");
		fp_bytes_brief(out, finding->pointers[last - 1],
		               strlen(finding->pointers[last - 1]), MOST_POINTER);
	}
}

const char *fp_report_path(const struct fp_report_file *file, size_t *len)
{
	size_t skip = file->path_len > 2 && memcmp(file->path, "./", 2) == 0 ? 2 : 0;

	*len = file->path_len - skip;
	return file->path + skip;
}

bool fp_report_is_file(const struct fp_bytes *path, const struct fp_report_file *file)
{
	size_t len;
	const char *name = fp_report_path(file, &len);

	return path->len > 0 && path->len == len && memcmp(path->data, name, len) == 0;
}

void fp_report_keep_file(struct fp_bytes *path, const struct fp_report_file *file)
{
	size_t len;
	const char *name = fp_report_path(file, &len);

	path->len = 0;
	fp_bytes_put(path, name, len);
}

const struct fp_writer *fp_report_writer(const char *name)
{
	for (const struct fp_writer *const *writer = writers; *writer; writer++)
		if (strcmp((*writer)->name, name) == 0)
			return *writer;
	return NULL;
}

const char *const *fp_report_names(void)
{
	static const char *const names[] = {
	    "human", "json", "sarif", "github", "gitlab", "junit", "checkstyle", NULL,
	};

	return names;
}

void fp_report_begin(struct fp_report *report, const struct fp_writer *writer,
                     const struct fp_report_options *options, struct fp_bytes *out)
{
	*report = (struct fp_report){.writer = writer, .options = *options, .out = out};
	writer->begin(report);
}
