/* SPDX-License-Identifier: MIT */
/* `fencepost rules`: the table of rules, or what there is to know of some of them. */
#include "face/command.h"
#include "face/output.h"
#include "face/select.h"
#include "fencepost.h"
#include "finding/explain.h"

#include <string.h>

static const struct fp_option option_table[] = {{0}};

static const char *severity_name(enum fencepost_severity severity)
{
	switch (severity) {
	case FENCEPOST_OFF:
		return "off";
	case FENCEPOST_NOTE:
		return "note";
	case FENCEPOST_WARNING:
		return "warning";
	case FENCEPOST_ERROR:
		return "error";
	}
	return "";
}

static const char *fix_name(enum fp_rule_fix fix)
{
	switch (fix) {
	case FP_FIX_NONE:
		return "-";
	case FP_FIX_UNSAFE:
		return "unsafe";
	case FP_FIX_SAFE:
		return "safe";
	}
	return "";
}

static void put_row(struct fp_bytes *out, const char *name, const char *har, const char *json,
                    const char *fix, const char *summary)
{
	fp_bytes_printf(out, "%-30s %-8s %-8s %-7s %s\n", name, har, json, fix, summary);
}

static void put_table(struct fp_bytes *out)
{
	put_row(out, "rule", "in har", "in json", "fix", "what it finds");
	for (int rule = 0; rule < FP_RULE_COUNT; rule++) {
		const struct fp_rule_info *info = fp_rule_info((enum fp_rule)rule);

		put_row(out, info->name, severity_name(info->severity[FP_KIND_HAR]),
		        severity_name(info->severity[FP_KIND_JSON]), fix_name(info->fix),
		        info->summary);
	}
}

/* A text, each of its lines indented. */
static void put_example(struct fp_bytes *out, const char *title, const char *text)
{
	fp_bytes_printf(out, "\n%s:\n", title);
	for (size_t len; *text; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		fp_bytes_text(out, "    ");
		fp_bytes_clean(out, text, len);
		fp_bytes_char(out, '\n');
	}
}

static void put_explanation(struct fp_bytes *out, enum fp_rule rule)
{
	const struct fp_explanation *row = fp_explain(rule);
	const char *name = fp_rule_info(rule)->name;

	fp_bytes_printf(out, "\n%s\n", row->why);
	if (row->settings)
		put_example(out, "needs in .fencepost.json", row->settings);
	put_example(out, "before", row->before);
	put_example(out, "after", row->after);
	fp_bytes_printf(out,
	                "\nto silence it: \"rules\": {\"%s\": \"off\"} in .fencepost.json,\n"
	                "or <!-- fencepost-ignore %s --> before the block\n",
	                name, name);
	fp_bytes_printf(out, "source: %s\n", row->source);
}

static void put_rule(struct fp_bytes *out, enum fp_rule rule)
{
	const struct fp_rule_info *info = fp_rule_info(rule);

	fp_bytes_printf(out, "%s: %s\n", info->name, info->summary);
	fp_bytes_printf(out, "  in har blocks: %s, in json blocks: %s, when selected: %s\n",
	                severity_name(info->severity[FP_KIND_HAR]),
	                severity_name(info->severity[FP_KIND_JSON]),
	                severity_name(info->when_selected));
	fp_bytes_printf(out, "  fix: %s\n",
	                info->fix == FP_FIX_NONE ? "none" : fix_name(info->fix));
}

static int rules(struct fp_arena *arena, const void *options, const struct fp_words *operands)
{
	struct fp_output out;
	struct fp_error error;

	(void)options;
	fp_output_stdout(&out, arena);
	if (operands->count == 0)
		put_table(&out.bytes);
	for (size_t i = 0; i < operands->count; i++) {
		const char *word = operands->of[i];
		enum fp_rule rule = fp_rule_by_name(word, strlen(word));

		if (rule == FP_RULE_COUNT) {
			fp_select_unknown(arena, word, strlen(word), &error);
			fp_complain(arena, "%s", error.text);
			return FP_EXIT_TROUBLE;
		}
		if (i > 0)
			fp_bytes_char(&out.bytes, '\n');
		put_rule(&out.bytes, rule);
		put_explanation(&out.bytes, rule);
	}
	return fp_output_close(&out, true) ? FP_EXIT_TROUBLE : FP_EXIT_CLEAN;
}

const struct fp_command fp_command_rules = {
    "rules", "[rule ...]", "list the rules, or explain some of them", NULL, option_table, 1, rules};
