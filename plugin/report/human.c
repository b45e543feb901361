/* SPDX-License-Identifier: MIT */
/*
 * Findings → lines for a person, the first of each in the GNU form that editors parse:
 *
 *     guide/twitch.md:33:90: error: expected ':' after ..., found ',' [json-missing-colon]
 *         33 | ..."options\": { \"client_id\", \"YOUR-TWITCH...
 *            |                                ^
 *            = har block at line 20 → postData.text → /options/client_id
 *            = fix: replace ',' with ':'
 *
 * Whatever comes from a document, its name included, is printed clean.
 */
#include "report/window.h"
#include "report/writers.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 100, GUTTER = 9, NUMBER = 16 };

static const char plain[] = "\x1b[0m", bold[] = "\x1b[1m", dim[] = "\x1b[2m", green[] = "\x1b[32m",
                  blue[] = "\x1b[1;34m";

static const char *const severity_colors[] = {
    [FENCEPOST_OFF] = plain,
    [FENCEPOST_NOTE] = "\x1b[1;36m",
    [FENCEPOST_WARNING] = "\x1b[1;33m",
    [FENCEPOST_ERROR] = "\x1b[1;31m",
};

static void paint(struct fp_report *report, const char *color)
{
	if (report->options.color)
		fp_bytes_text(report->out, color);
}

/* ---- a finding ---- */

static void put_first_line(struct fp_report *report, const struct fp_report_file *file,
                           const struct fencepost_finding *finding)
{
	struct fp_bytes *out = report->out;

	paint(report, bold);
	fp_bytes_clean(out, file->path, file->path_len);
	fp_bytes_printf(out, ":%u:%u: ", (unsigned)finding->start.line,
	                (unsigned)finding->start.column);
	paint(report, plain);
	paint(report, severity_colors[finding->severity]);
	fp_bytes_printf(out, "%s: ", fp_report_severity(finding->severity));
	paint(report, plain);
	paint(report, bold);
	fp_bytes_clean(out, finding->message, strlen(finding->message));
	paint(report, plain);
	paint(report, dim);
	fp_bytes_printf(out, " [%s]", finding->rule);
	paint(report, plain);
	fp_bytes_char(out, '\n');
}

/* What stands before each line below the first: a line number or as many blanks, and a bar. */
static void put_gutter(struct fp_report *report, const char *number, char bar)
{
	paint(report, blue);
	fp_bytes_printf(report->out, "%s %c", number, bar);
	paint(report, plain);
}

static void put_source(struct fp_report *report, const struct fp_report_file *file,
                       const struct fencepost_finding *finding, char number[NUMBER])
{
	struct fp_bytes *out = report->out;
	unsigned columns = report->options.width ? report->options.width : COLUMNS;
	struct fp_window window;

	fp_window_find(&window, file, finding->span, columns > GUTTER ? columns - GUTTER : 0, out);
	snprintf(number, NUMBER, "%6u", (unsigned)finding->start.line);
	put_gutter(report, number, '|');
	if (window.from < window.to)
		fp_bytes_char(out, ' ');
	fp_window_source(&window, out);
	fp_bytes_char(out, '\n');
	memset(number, ' ', strlen(number));
	put_gutter(report, number, '|');
	fp_bytes_char(out, ' ');
	paint(report, severity_colors[finding->severity]);
	fp_window_marks(&window, out);
	paint(report, plain);
	fp_bytes_char(out, '\n');
}

static void put_chain(struct fp_report *report, const struct fencepost_finding *finding,
                      const char *blanks)
{
	if (!finding->block)
		return;
	put_gutter(report, blanks, '=');
	fp_bytes_char(report->out, ' ');
	fp_report_chain(report->out, finding);
	fp_bytes_char(report->out, '\n');
}

static void put_fix(struct fp_report *report, const struct fencepost_fix *fix, const char *blanks)
{
	if (!fix)
		return;
	put_gutter(report, blanks, '=');
	fp_bytes_char(report->out, ' ');
	paint(report, green);
	fp_bytes_text(report->out, fix->applicability == FENCEPOST_SAFE ? "fix" : "unsafe fix");
	paint(report, plain);
	fp_bytes_text(report->out, ": ");
	fp_bytes_clean(report->out, fix->message, strlen(fix->message));
	fp_bytes_char(report->out, '\n');
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	char number[NUMBER];

	if (!fp_report_wants(report, finding))
		return;
	put_first_line(report, file, finding);
	put_source(report, file, finding, number);
	put_chain(report, finding, number);
	put_fix(report, finding->fix, number);
	fp_bytes_char(report->out, '\n');
}

/* ---- the last line ---- */

static void put_count(struct fp_bytes *out, size_t count, const char *what)
{
	fp_bytes_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

/* What --fix would mend, or what --unsafe-fixes would mend beside what was mended. */
static void put_fixable(struct fp_report *report, const struct fp_summary *summary)
{
	struct fp_bytes *out = report->out;
	const char *fix = report->options.unsafe ? "--fix --unsafe-fixes" : "--fix";

	if (report->options.fixing) {
		if (summary->withheld > 0)
			fp_bytes_printf(out, "; %zu fixable with --unsafe-fixes",
			                summary->withheld);
	} else if (summary->fixable > 0) {
		fp_bytes_printf(out, "; %zu fixable with %s", summary->fixable, fix);
		if (summary->withheld > 0)
			fp_bytes_printf(out, ", %zu more with --unsafe-fixes", summary->withheld);
	} else if (summary->withheld > 0) {
		fp_bytes_printf(out, "; %zu fixable with --fix --unsafe-fixes", summary->withheld);
	}
}

static void put_summary(struct fp_report *report, const struct fp_summary *summary)
{
	struct fp_bytes *out = report->out;
	const struct fp_report_options *options = &report->options;

	put_count(out, summary->files, "file");
	fp_bytes_text(out, ", ");
	put_count(out, summary->blocks, "block");
	fp_bytes_text(out, ": ");
	if (options->fixing)
		fp_bytes_printf(out, "%zu %s; ", summary->fixed,
		                options->trial ? "would be fixed" : "fixed");
	put_count(out, summary->errors, "error");
	fp_bytes_text(out, ", ");
	put_count(out, summary->warnings, "warning");
	if (options->notes) {
		fp_bytes_text(out, ", ");
		put_count(out, summary->notes, "note");
	}
	if (options->fixing)
		fp_bytes_text(out, " left");
	put_fixable(report, summary);
	fp_bytes_char(out, '\n');
}

static void begin(struct fp_report *report)
{
	(void)report;
}

const struct fp_writer fp_writer_human = {"human", begin, put_finding, put_summary};
