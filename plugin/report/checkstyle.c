/* SPDX-License-Identifier: MIT */
/* Findings → Checkstyle's XML: an element a file, an element in it a finding. */
#include "report/writers.h"
#include "report/xml.h"

/* `own` is the path of the file whose element is open; empty: none is. */
static void close_file(struct fp_report *report)
{
	const struct fp_bytes *path = report->own;

	if (path->len > 0)
		fp_bytes_text(report->out, "  </file>\n");
}

static void open_file(struct fp_report *report, const struct fp_report_file *file)
{
	struct fp_bytes *path = report->own;

	if (fp_report_is_file(path, file))
		return;
	close_file(report);
	fp_report_keep_file(path, file);
	fp_bytes_text(report->out, "  <file name=\"");
	fp_xml_text(report->out, path->data, path->len);
	fp_bytes_text(report->out, "\">\n");
}

static const char *severity(const struct fencepost_finding *finding)
{
	return finding->severity == FENCEPOST_NOTE ? "info" : fp_report_severity(finding->severity);
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct fp_bytes *out = report->out;

	if (!fp_report_wants(report, finding))
		return;
	open_file(report, file);
	fp_bytes_printf(out, "    <error line=\"%u\" column=\"%u\"", (unsigned)finding->start.line,
	                (unsigned)finding->start.column);
	fp_xml_attribute(out, "severity", severity(finding));
	fp_xml_attribute(out, "message", finding->message);
	fp_bytes_printf(out, " source=\"fencepost.%s\"/>\n", finding->rule);
}

static void begin(struct fp_report *report)
{
	struct fp_bytes *path = fp_arena_alloc(report->out->arena, sizeof(*path));

	*path = FP_BYTES(report->out->arena);
	report->own = path;
	fp_bytes_text(report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                           "<checkstyle version=\"4.3\">\n");
}

static void end(struct fp_report *report, const struct fp_summary *summary)
{
	(void)summary;
	close_file(report);
	fp_bytes_text(report->out, "</checkstyle>\n");
}

const struct fp_writer fp_writer_checkstyle = {"checkstyle", begin, put_finding, end};
