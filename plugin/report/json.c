/* SPDX-License-Identifier: MIT */
/* Findings → one JSON document: tool, findings, and last the summary, so that it can stream. */
#include "report/emit.h"
#include "report/writers.h"

static void put_place(struct fp_emit *e, const char *name, struct fencepost_place place)
{
	fp_emit_open(e, name, '{', false);
	fp_emit_number(e, "line", place.line);
	fp_emit_number(e, "column", place.column);
	fp_emit_number(e, "offset", place.offset);
	fp_emit_close(e);
}

static void put_block(struct fp_emit *e, const struct fencepost_block *block)
{
	if (!block)
		return;
	fp_emit_open(e, "block", '{', false);
	fp_emit_string(e, "language", block->language);
	fp_emit_number(e, "line", block->line);
	fp_emit_number(e, "index", block->index);
	fp_emit_close(e);
}

static void put_pointers(struct fp_emit *e, const struct fencepost_finding *finding)
{
	fp_emit_open(e, "pointers", '[', false);
	for (size_t i = 0; i < finding->pointer_count; i++)
		fp_emit_string(e, NULL, finding->pointers[i]);
	fp_emit_close(e);
}

static void put_fix(struct fp_emit *e, const struct fencepost_fix *fix, uint32_t first_offset)
{
	if (!fix)
		return;
	fp_emit_open(e, "fix", '{', false);
	fp_emit_string(e, "applicability",
	               fix->applicability == FENCEPOST_SAFE ? "safe" : "unsafe");
	fp_emit_string(e, "message", fix->message);
	fp_emit_open(e, "edits", '[', false);
	for (size_t i = 0; i < fix->count; i++) {
		const struct fencepost_edit *edit = &fix->edits[i];

		fp_emit_open(e, NULL, '{', false);
		fp_emit_number(e, "start", (uint64_t)first_offset + edit->span.start);
		fp_emit_number(e, "end", (uint64_t)first_offset + edit->span.end);
		fp_emit_text(e, "text", edit->text, edit->len);
		fp_emit_close(e);
	}
	fp_emit_close(e);
	fp_emit_close(e);
}

static void put_finding(struct fp_report *report, const struct fp_report_file *file,
                        const struct fencepost_finding *finding)
{
	struct fp_emit *e = report->own;

	fp_emit_open(e, NULL, '{', true);
	fp_emit_text(e, "path", file->path, file->path_len);
	fp_emit_string(e, "rule", finding->rule);
	fp_emit_string(e, "severity", fp_report_severity(finding->severity));
	fp_emit_string(e, "message", finding->message);
	put_place(e, "start", finding->start);
	put_place(e, "end", finding->end);
	put_block(e, finding->block);
	put_pointers(e, finding);
	put_fix(e, finding->fix, file->first_offset);
	fp_emit_close(e);
}

static void begin(struct fp_report *report)
{
	struct fp_emit *e = fp_arena_zero(report->out->arena, 1, sizeof(*e));

	report->own = e;
	e->out = report->out;
	fp_emit_open(e, NULL, '{', true);
	fp_emit_open(e, "tool", '{', false);
	fp_emit_string(e, "name", "fencepost");
	fp_emit_string(e, "version", FENCEPOST_VERSION);
	fp_emit_close(e);
	fp_emit_open(e, "findings", '[', true);
}

static void end(struct fp_report *report, const struct fp_summary *summary)
{
	struct fp_emit *e = report->own;

	fp_emit_close(e);
	fp_emit_open(e, "summary", '{', false);
	fp_emit_number(e, "files", summary->files);
	fp_emit_number(e, "blocks", summary->blocks);
	fp_emit_number(e, "errors", summary->errors);
	fp_emit_number(e, "warnings", summary->warnings);
	fp_emit_number(e, "fixable", summary->fixable);
	fp_emit_number(e, "fixed", summary->fixed);
	fp_emit_close(e);
	fp_emit_close(e);
}

const struct fp_writer fp_writer_json = {"json", begin, put_finding, end};
