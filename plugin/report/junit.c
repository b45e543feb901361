/* SPDX-License-Identifier: MIT */
/*
 * Findings → JUnit's XML: a suite a file, a test case a finding. An error is a case that failed,
 * so that the report fails where the command exits with 1; warnings and notes are cases that passed
 * and say something. A suite has its counts in front, so the cases of one file wait for its end.
 */
#include "report/writers.h"
#include "report/xml.h"

#include <string.h>

struct suite {
	struct fp_bytes path, cases;
	struct fp_bytes line; /* what one finding says, before it is escaped */
	size_t tests, failures;
	bool any; /* a suite was written */
};

static void put_suite(struct fp_report *report)
{
	struct suite *suite = report->own;
	struct fp_bytes *out = report->out;

	if (suite->tests == 0)
		return;
	fp_bytes_text(out, "  <testsuite name=\"");
	fp_xml_text(out, suite->path.data, suite->path.len);
	fp_bytes_printf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", suite->tests,
	                suite->failures);
	fp_bytes_put(out, suite->cases.data, suite->cases.len);
	fp_bytes_text(out, "  </testsuite>\n");
	suite->cases.len = 0;
	suite->tests = suite->failures = 0;
	suite->any = true;
}

/*
 * <failure> or <system-out>: the finding in the GNU form, which those who read a place in it know, and
 * the way to it. Attributes for the place are not in the schema that test readers go by.
 */
static void put_words(struct suite *suite, const struct fencepost_finding *finding)
{
	bool failed = finding->severity == FENCEPOST_ERROR;

	fp_bytes_text(&suite->cases, failed ? "<failure" : "<system-out>");
	if (failed) {
		fp_xml_attribute(&suite->cases, "type", finding->rule);
		fp_xml_attribute(&suite->cases, "message", finding->message);
		fp_bytes_char(&suite->cases, '>');
	}
	suite->line.len = 0;
	fp_bytes_put(&suite->line, suite->path.data, suite->path.len);
	fp_bytes_printf(&suite->line, ":%u:%u: %s: %s [%s]", (unsigned)finding->start.line,
	                (unsigned)finding->start.column, fp_report_severity(finding->severity),
	                finding->message, finding->rule);
	if (finding->block)
		fp_bytes_text(&suite->line, ", ");
	fp_report_chain(&suite->line, finding);
	fp_xml_text(&suite->cases, suite->line.data, suite->line.len);
	fp_bytes_text(&suite->cases, failed ? "</failure>" : "</system-out>");
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct suite *suite = report->own;
	size_t path_len;
	const char *path = fp_report_path(file, &path_len);

	if (!fp_report_wants(report, finding))
		return;
	if (!fp_report_is_file(&suite->path, file))
		put_suite(report);
	fp_report_keep_file(&suite->path, file);
	suite->tests++;
	suite->failures += finding->severity == FENCEPOST_ERROR;
	fp_bytes_printf(&suite->cases, "    <testcase name=\"%u:%u %s\" classname=\"",
	                (unsigned)finding->start.line, (unsigned)finding->start.column,
	                finding->rule);
	fp_xml_text(&suite->cases, path, path_len);
	fp_bytes_text(&suite->cases, "\">");
	put_words(suite, finding);
	fp_bytes_text(&suite->cases, "</testcase>\n");
}

static void begin(struct fp_report *report)
{
	struct fp_arena *arena = report->out->arena;
	struct suite *suite = fp_arena_zero(arena, 1, sizeof(*suite));

	suite->path = suite->cases = suite->line = FP_BYTES(arena);
	report->own = suite;
	fp_bytes_text(report->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                           "<testsuites name=\"fencepost\">\n");
}

/* A report without a test counts as a broken one in some places, so there is one that passed. */
static void end(struct fp_report *report, const struct fp_summary *summary)
{
	const struct suite *suite = report->own;

	put_suite(report);
	if (!suite->any)
		fp_bytes_printf(report->out,
		                "  <testsuite name=\"fencepost\" tests=\"1\" failures=\"0\" "
		                "errors=\"0\">\n"
		                "    <testcase name=\"%zu files, %zu blocks\" "
		                "classname=\"fencepost\"/>\n"
		                "  </testsuite>\n",
		                summary->files, summary->blocks);
	fp_bytes_text(report->out, "</testsuites>\n");
}

const struct fp_writer fp_writer_junit = {"junit", begin, put_finding, end};
