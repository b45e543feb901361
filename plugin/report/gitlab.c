/* SPDX-License-Identifier: MIT */
/* Findings → GitLab's Code Quality report: an array, an issue a finding. */
#include "report/emit.h"
#include "report/fingerprint.h"
#include "report/writers.h"

#include <inttypes.h>
#include <stdio.h>

struct issues {
	struct fp_emit emit;
	struct fp_prints *prints;
};

static const char *const severities[] = {
    [FENCEPOST_OFF] = "info",
    [FENCEPOST_NOTE] = "info",
    [FENCEPOST_WARNING] = "minor",
    [FENCEPOST_ERROR] = "major",
};

static void put_location(struct fp_emit *e, const struct fp_report_file *file,
                         const struct fencepost_finding *finding)
{
	size_t len;
	const char *path = fp_report_path(file, &len);

	fp_emit_open(e, "location", '{', false);
	fp_emit_text(e, "path", path, len);
	fp_emit_open(e, "lines", '{', false);
	fp_emit_number(e, "begin", finding->start.line);
	fp_emit_number(e, "end", finding->end.line);
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct issues *issues = report->own;
	struct fp_emit *e = &issues->emit;
	char print[17];

	if (!fp_report_wants(report, finding))
		return;
	snprintf(print, sizeof(print), "%016" PRIx64,
	         fp_prints_next(issues->prints, file, finding));
	fp_emit_open(e, NULL, '{', true);
	fp_emit_string(e, "description", finding->message);
	fp_emit_string(e, "check_name", finding->rule);
	fp_emit_string(e, "fingerprint", print);
	fp_emit_string(e, "severity", severities[finding->severity]);
	put_location(e, file, finding);
	fp_emit_close(e);
}

static void begin(struct fp_report *report)
{
	struct issues *issues = fp_arena_zero(report->out->arena, 1, sizeof(*issues));

	report->own = issues;
	issues->emit.out = report->out;
	issues->prints = fp_prints_new(report->out->arena);
	fp_emit_open(&issues->emit, NULL, '[', true);
}

static void end(struct fp_report *report, const struct fp_summary *summary)
{
	struct issues *issues = report->own;

	(void)summary;
	fp_emit_close(&issues->emit);
}

const struct fp_writer fp_writer_gitlab = {"gitlab", begin, put_finding, end};
