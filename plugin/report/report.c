/* SPDX-License-Identifier: MIT */
/* The table of writers, and what they share. */
#include "report/report.h"

#include <string.h>

static const struct fp_writer *const writers[] = {&fp_writer_human, &fp_writer_json};
static const char *const names[] = {"human", "json", NULL};

const struct fp_writer *fp_report_writer(const char *name)
{
	for (size_t i = 0; i < sizeof(writers) / sizeof(*writers); i++) {
		if (strcmp(writers[i]->name, name) == 0)
			return writers[i];
	}
	return NULL;
}

const char *const *fp_report_names(void)
{
	return names;
}

void fp_report_begin(struct fp_report *report, const struct fp_writer *writer,
                     const struct fp_report_options *options, struct fp_bytes *out)
{
	*report = (struct fp_report){.writer = writer, .options = *options, .out = out};
	writer->begin(report);
}
