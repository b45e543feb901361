/* SPDX-License-Identifier: MIT */
/*
 * Findings → workflow commands of GitHub Actions, which become annotations:
 *
 *     ::error file=a.md,line=2,endLine=2,col=5,endColumn=5,title=json-extra-comma::',' with ...
 *
 * A command is one line, so what would end it or a property of it is percent-encoded.
 */
#include "report/writers.h"
#include "text/utf8.h"

#include <string.h>

/* What stands for characters that a command gives a meaning to; ':' and ',' only in properties. */
static const char *const codes[] = {
    ['\n'] = "%0A", ['\r'] = "%0D", ['%'] = "%25", [','] = "%2C", [':'] = "%3A",
};

static void put_escaped(struct fp_bytes *out, const char *text, size_t len, bool property)
{
	uint32_t used;

	for (size_t at = 0; at < len; at += used) {
		unsigned char byte = (unsigned char)text[at];
		bool coded = byte < sizeof(codes) / sizeof(*codes) && codes[byte] &&
		             (property || (byte != ':' && byte != ','));

		fp_utf8_decode(text + at, len - at, &used);
		if (coded)
			fp_bytes_text(out, codes[byte]);
		else
			fp_bytes_clean(out, text + at, used);
	}
}

static const char *command(const struct fencepost_finding *finding)
{
	return finding->severity == FENCEPOST_NOTE ? "notice"
	                                           : fp_report_severity(finding->severity);
}

/* Columns are for a finding on one line only; endColumn is the last one, not the one behind it. */
static void put_place(struct fp_bytes *out, const struct fencepost_finding *finding)
{
	struct fencepost_place start = finding->start, last = finding->end;

	fp_bytes_printf(out, ",line=%u,endLine=%u", (unsigned)start.line, (unsigned)last.line);
	if (start.line != last.line)
		return;
	if (last.column > start.column)
		last.column--;
	fp_bytes_printf(out, ",col=%u,endColumn=%u", (unsigned)start.column, (unsigned)last.column);
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct fp_bytes *out = report->out;
	size_t len;
	const char *path = fp_report_path(file, &len);

	if (!fp_report_wants(report, finding))
		return;
	fp_bytes_printf(out, "::%s file=", command(finding));
	put_escaped(out, path, len, true);
	put_place(out, finding);
	fp_bytes_printf(out, ",title=%s::", finding->rule);
	put_escaped(out, finding->message, strlen(finding->message), false);
	if (finding->fix) {
		fp_bytes_text(out, finding->fix->applicability == FENCEPOST_SAFE
		                       ? " (fix: "
		                       : " (unsafe fix: ");
		put_escaped(out, finding->fix->message, strlen(finding->fix->message), false);
		fp_bytes_char(out, ')');
	}
	fp_bytes_char(out, '\n');
}

static void begin(struct fp_report *report)
{
	(void)report;
}

static void end(struct fp_report *report, const struct fp_summary *summary)
{
	(void)report;
	(void)summary;
}

const struct fp_writer fp_writer_github = {"github", begin, put_finding, end};
