/* SPDX-License-Identifier: MIT */
/*
 * Findings → SARIF 2.1.0 (OASIS): the rules, then a result a finding, last the figures. Columns
 * count code points, which `columnKind` says. The path is a URI: each byte that is not unreserved
 * there is percent-encoded, so it names the file whatever bytes it has.
 */
#include "finding/explain.h"
#include "report/emit.h"
#include "report/fingerprint.h"
#include "report/writers.h"
#include "text/ascii.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

struct run {
	struct fp_emit emit;
	struct fp_prints *prints;
	struct fp_bytes text; /* put together before it is written: a URI, a way through layers */
};

static void put_message(struct fp_emit *e, const char *name, const char *text)
{
	fp_emit_open(e, name, '{', false);
	fp_emit_string(e, "text", text);
	fp_emit_close(e);
}

/* ---- the rules ---- */

/* Its graver severity of the two kinds of block; one that is off has what it gets when selected. */
static void put_configuration(struct fp_emit *e, const struct fp_rule_info *rule)
{
	enum fencepost_severity most = rule->severity[FP_KIND_HAR] > rule->severity[FP_KIND_JSON]
	                                   ? rule->severity[FP_KIND_HAR]
	                                   : rule->severity[FP_KIND_JSON];
	bool off = most == FENCEPOST_OFF;

	fp_emit_open(e, "defaultConfiguration", '{', false);
	fp_emit_bool(e, "enabled", !off);
	fp_emit_string(e, "level", fp_report_severity(off ? rule->when_selected : most));
	fp_emit_close(e);
}

/* An example of a help text, in a fence that is longer than any in it. */
static void put_example(struct fp_bytes *out, const char *title, const char *text)
{
	size_t len = strlen(text);

	fp_bytes_printf(out, "\n\n%s:\n\n`````\n%s%s`````", title, text,
	                len > 0 && text[len - 1] == '\n' ? "" : "\n");
}

/* The help is plain enough to be read as it is; as Markdown it is shown beside an alert. */
static void put_help(struct run *run, const struct fp_rule_info *rule,
                     const struct fp_explanation *row)
{
	static const char *const fixes[] = {
	    [FP_FIX_NONE] = "It is not mended by itself.",
	    [FP_FIX_UNSAFE] = "Its fix is unsafe: a person should look at it.",
	    [FP_FIX_SAFE] = "Its fix is safe where there is one sensible reading.",
	};
	struct fp_bytes *text = &run->text;

	text->len = 0;
	fp_bytes_printf(text, "%s (%s)\n\n%s", row->why, row->source, fixes[rule->fix]);
	put_example(text, "Before", row->before);
	put_example(text, "After", row->after);
	fp_bytes_printf(text,
	                "\n\nTo silence it: \"rules\": {\"%s\": \"off\"} in .fencepost.json, or "
	                "`<!-- fencepost-ignore %s -->` before the block.",
	                rule->name, rule->name);
	fp_emit_open(&run->emit, "help", '{', true);
	fp_emit_text(&run->emit, "text", text->data, text->len);
	fp_emit_text(&run->emit, "markdown", text->data, text->len);
	fp_emit_close(&run->emit);
}

static void put_rule(struct run *run, enum fp_rule number)
{
	const struct fp_rule_info *rule = fp_rule_info(number);
	const struct fp_explanation *row = fp_explain(number);
	struct fp_emit *e = &run->emit;

	fp_emit_open(e, NULL, '{', true);
	fp_emit_string(e, "id", rule->name);
	put_message(e, "shortDescription", rule->summary);
	put_message(e, "fullDescription", row->why);
	put_help(run, rule, row);
	put_configuration(e, rule);
	fp_emit_close(e);
}

static void put_tool(struct run *run)
{
	struct fp_emit *e = &run->emit;

	fp_emit_open(e, "tool", '{', true);
	fp_emit_open(e, "driver", '{', true);
	fp_emit_string(e, "name", "fencepost");
	fp_emit_string(e, "version", FENCEPOST_VERSION);
	fp_emit_string(e, "semanticVersion", FENCEPOST_VERSION);
	fp_emit_open(e, "rules", '[', true);
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		put_rule(run, (enum fp_rule)rule);
	fp_emit_close(e);
	fp_emit_close(e);
	fp_emit_close(e);
}

/* ---- places ---- */

static void put_artifact(struct run *run, const struct fp_report_file *file)
{
	struct fp_bytes *uri = &run->text;
	size_t len;
	const char *path = fp_report_path(file, &len);

	uri->len = 0;
	if (path[0] == '/')
		fp_bytes_text(uri, "file://");
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)path[i];

		if (fp_ascii_is_alnum(path[i]) || (c != '\0' && strchr("-._~/", c)))
			fp_bytes_char(uri, (char)c);
		else
			fp_bytes_printf(uri, "%%%02X", c);
	}
	fp_emit_open(&run->emit, "artifactLocation", '{', false);
	fp_emit_text(&run->emit, "uri", uri->data, uri->len);
	fp_emit_close(&run->emit);
}

static void put_region(struct fp_emit *e, const char *name, struct fencepost_place start,
                       struct fencepost_place end)
{
	fp_emit_open(e, name, '{', false);
	fp_emit_number(e, "startLine", start.line);
	fp_emit_number(e, "startColumn", start.column);
	fp_emit_number(e, "endLine", end.line);
	fp_emit_number(e, "endColumn", end.column);
	fp_emit_number(e, "byteOffset", start.offset);
	fp_emit_number(e, "byteLength", end.offset - start.offset);
	fp_emit_close(e);
}

static void put_logical_location(struct run *run, const struct fencepost_finding *finding)
{
	struct fp_emit *e = &run->emit;

	if (!finding->block)
		return;
	run->text.len = 0;
	fp_report_chain(&run->text, finding);
	fp_emit_open(e, "logicalLocations", '[', false);
	fp_emit_open(e, NULL, '{', false);
	fp_emit_text(e, "fullyQualifiedName", run->text.data, run->text.len);
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_location(struct run *run, const struct fp_report_file *file,
                         const struct fencepost_finding *finding)
{
	struct fp_emit *e = &run->emit;

	fp_emit_open(e, "locations", '[', false);
	fp_emit_open(e, NULL, '{', false);
	fp_emit_open(e, "physicalLocation", '{', false);
	put_artifact(run, file);
	put_region(e, "region", finding->start, finding->end);
	fp_emit_close(e);
	put_logical_location(run, finding);
	fp_emit_close(e);
	fp_emit_close(e);
}

/* ---- a result ---- */

/* Line and column of an offset of the text; those of a finding are of the file, and so is this. */
static struct fencepost_place place(const struct fp_report_file *file,
                                    const struct fencepost_finding *finding, uint32_t offset)
{
	struct fencepost_place place = fp_lines_place(file->lines, offset);
	uint32_t own = fp_lines_place(file->lines, finding->span.start).line;

	place.line += finding->start.line - own;
	place.offset += file->first_offset;
	return place;
}

static void put_replacement(struct fp_emit *e, const struct fp_report_file *file,
                            const struct fencepost_finding *finding,
                            const struct fencepost_edit *edit)
{
	fp_emit_open(e, NULL, '{', false);
	put_region(e, "deletedRegion", place(file, finding, edit->span.start),
	           place(file, finding, edit->span.end));
	fp_emit_open(e, "insertedContent", '{', false);
	fp_emit_text(e, "text", edit->text, edit->len);
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_changes(struct run *run, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct fp_emit *e = &run->emit;

	fp_emit_open(e, "artifactChanges", '[', false);
	fp_emit_open(e, NULL, '{', false);
	put_artifact(run, file);
	fp_emit_open(e, "replacements", '[', false);
	for (size_t i = 0; i < finding->fix->count; i++)
		put_replacement(e, file, finding, &finding->fix->edits[i]);
	fp_emit_close(e);
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_fix(struct run *run, const struct fp_report_file *file,
                    const struct fencepost_finding *finding)
{
	const struct fencepost_fix *fix = finding->fix;
	struct fp_emit *e = &run->emit;

	if (!fix || !file->lines)
		return;
	fp_emit_open(e, "fixes", '[', false);
	fp_emit_open(e, NULL, '{', false);
	put_message(e, "description", fix->message);
	put_changes(run, file, finding);
	fp_emit_open(e, "properties", '{', false);
	fp_emit_string(e, "applicability",
	               fix->applicability == FENCEPOST_SAFE ? "safe" : "unsafe");
	fp_emit_close(e);
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct run *run = report->own;
	struct fp_emit *e = &run->emit;
	char print[17];

	snprintf(print, sizeof(print), "%016" PRIx64, fp_prints_next(run->prints, file, finding));
	fp_emit_open(e, NULL, '{', true);
	fp_emit_string(e, "ruleId", finding->rule);
	fp_emit_number(e, "ruleIndex", fp_rule_by_name(finding->rule, strlen(finding->rule)));
	fp_emit_string(e, "level", fp_report_severity(finding->severity));
	put_message(e, "message", finding->message);
	put_location(run, file, finding);
	fp_emit_open(e, "partialFingerprints", '{', false);
	fp_emit_string(e, "fencepost/v1", print);
	fp_emit_close(e);
	put_fix(run, file, finding);
	fp_emit_close(e);
}

/* ---- the document ---- */

static void begin(struct fp_report *report)
{
	struct fp_arena *arena = report->out->arena;
	struct run *run = fp_arena_zero(arena, 1, sizeof(*run));
	struct fp_emit *e = &run->emit;

	report->own = run;
	e->out = report->out;
	run->prints = fp_prints_new(arena);
	run->text = FP_BYTES(arena);
	fp_emit_open(e, NULL, '{', true);
	fp_emit_string(e, "$schema", SCHEMA);
	fp_emit_string(e, "version", "2.1.0");
	fp_emit_open(e, "runs", '[', true);
	fp_emit_open(e, NULL, '{', true);
	put_tool(run);
	fp_emit_string(e, "columnKind", "unicodeCodePoints");
	fp_emit_open(e, "results", '[', true);
}

static void end(struct fp_report *report, const struct fp_summary *summary)
{
	struct run *run = report->own;
	struct fp_emit *e = &run->emit;

	fp_emit_close(e);
	fp_emit_open(e, "properties", '{', false);
	fp_emit_number(e, "files", summary->files);
	fp_emit_number(e, "blocks", summary->blocks);
	fp_emit_number(e, "fixable", summary->fixable);
	fp_emit_number(e, "fixed", summary->fixed);
	for (int open = 0; open < 4; open++)
		fp_emit_close(e);
}

const struct fp_writer fp_writer_sarif = {"sarif", begin, put_finding, end};
