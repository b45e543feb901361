/* SPDX-License-Identifier: MIT */
/* Tables of commands, options and rules → manual pages. */
#include "manual/pages.h"

#include "finding/explain.h"
#include "manual/roff.h"
#include "manual/values.h"

#include <ctype.h>
#include <string.h>

static void put_string(struct fp_bytes *out, const char *text)
{
	fp_roff_text(out, text, strlen(text));
}

static void put_words(struct fp_bytes *out, const char *text)
{
	fp_roff_words(out, text, strlen(text));
}

/* The name of a page as other pages have it, in bold. */
static void put_reference(struct fp_bytes *out, const char *name, int section, const char *after)
{
	fp_bytes_text(out, ".BR ");
	put_string(out, name);
	fp_bytes_printf(out, " (%d)%s\n", section, after);
}

static void put_name(struct fp_bytes *out, const char *name, const char *summary)
{
	fp_roff_heading(out, "SH", "NAME");
	put_string(out, name);
	fp_bytes_text(out, " \\- ");
	put_string(out, summary);
	fp_bytes_char(out, '\n');
}

/* ---- a command ---- */

static void put_option(struct fp_bytes *out, const struct fp_option *option)
{
	fp_bytes_text(out, ".TP\n");
	if (option->letter)
		fp_bytes_printf(out, "\\fB\\-%c\\fR, ", option->letter);
	fp_bytes_text(out, "\\fB\\-\\-");
	put_string(out, option->name);
	fp_bytes_text(out, "\\fR");
	if (option->value) {
		fp_bytes_text(out, " \\fI");
		put_string(out, option->value);
		fp_bytes_text(out, "\\fR");
	}
	fp_bytes_char(out, '\n');
	put_words(out, option->help);
}

/* For a list of names that a value may be: one paragraph below the option. */
static void put_choices(struct fp_bytes *out, const struct fp_option *option)
{
	struct fp_bytes line = FP_BYTES(out->arena);
	const char *const *names =
	    fp_value_kind(option) == FP_VALUE_FORMAT ? fp_report_names() : NULL;

	if (!names)
		return;
	for (size_t i = 0; names[i]; i++)
		fp_bytes_printf(&line, "%s%s", i ? ", " : "One of ", names[i]);
	fp_bytes_text(&line, "; FORMAT=FILE prints it to that file.");
	fp_bytes_text(out, ".IP\n");
	fp_roff_words(out, line.data, line.len);
}

static void put_options(struct fp_bytes *out, const struct fp_option *options)
{
	fp_roff_heading(out, "SH", "OPTIONS");
	for (const struct fp_option *option = options; option->name; option++) {
		put_option(out, option);
		if (option->type == FP_OPTION_LIST)
			put_choices(out, option);
	}
	put_option(out, &fp_option_help);
}

static const char *page_name(struct fp_arena *arena, const struct fp_command *command)
{
	struct fp_bytes name = FP_BYTES(arena);

	fp_bytes_printf(&name, "fencepost-%s", command->name);
	return fp_bytes_string(&name);
}

static void put_see_also(struct fp_bytes *out)
{
	fp_roff_heading(out, "SH", "SEE ALSO");
	put_reference(out, "fencepost", 1, ",");
	put_reference(out, "fencepost.json", 5, ",");
	put_reference(out, "fencepost-rules", 7, "");
}

void fp_page_command(struct fp_bytes *out, const struct fp_command *command)
{
	const char *name = page_name(out->arena, command);

	fp_roff_title(out, name, 1);
	put_name(out, name, command->summary);
	fp_roff_heading(out, "SH", "SYNOPSIS");
	fp_bytes_text(out, "\\fBfencepost ");
	put_string(out, command->name);
	fp_bytes_text(out, "\\fR [\\fIoptions\\fR]");
	if (command->operands) {
		fp_bytes_text(out, " \\fI");
		put_string(out, command->operands);
		fp_bytes_text(out, "\\fR");
	}
	fp_bytes_char(out, '\n');
	put_options(out, command->options);
	if (command->notes) {
		fp_roff_heading(out, "SH", "NOTES");
		fp_roff_notes(out, command->notes);
	}
	put_see_also(out);
}

/* ---- the overview ---- */

/* What all commands share; each text is as `--help` would have it. */
static const struct {
	const char *heading, *text;
} shared[] = {
    {"EXIT STATUS",
     "0: nothing of severity error is left. 1: something is. 2: the work could not be "
     "done, and one line on standard error says why; other documents are still "
     "checked, and 2 outdoes 1.\n"},
    {"ENVIRONMENT",
     "NO_COLOR, TERM: with --color auto, NO_COLOR that is not empty or TERM=dumb keeps "
     "colours off a terminal.\n"},
    {"FILES", ".fencepost.json: the settings, in the folder of a document or above it; the nearest "
              "counts alone.\n"},
    {"EXAMPLES", "Check the documents below docs, then mend what can be mended safely:\n"
                 "    fencepost validate docs\n"
                 "    fencepost validate --fix docs\n"
                 "See what that would change first, as a diff:\n"
                 "    fencepost validate --diff docs\n"
                 "A report for a machine beside the one for a person:\n"
                 "    fencepost validate --format human --format sarif=out.sarif docs\n"
                 "The request bodies of a page, corrected:\n"
                 "    fencepost payload docs/login.md | jq .\n"},
};

void fp_page_overview(struct fp_bytes *out)
{
	fp_roff_title(out, "fencepost", 1);
	put_name(out, "fencepost",
	         "checks and mends the har and json examples of Markdown documents");
	fp_roff_heading(out, "SH", "SYNOPSIS");
	fp_bytes_text(out,
	              "\\fBfencepost\\fR \\fICOMMAND\\fR [\\fIoptions\\fR] [\\fIoperands\\fR]\n");
	fp_roff_heading(out, "SH", "DESCRIPTION");
	fp_roff_notes(
	    out, "Finds the har and json code blocks of Markdown documents, reads them, and the "
	         "request body that is escaped in a string of a HAR block. What is wrong is "
	         "told with its line and column in the Markdown file, and mended with the "
	         "smallest edit: nothing outside of it changes.\n");
	fp_roff_heading(out, "SH", "COMMANDS");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		fp_bytes_text(out, ".TP\n");
		put_reference(out, page_name(out->arena, *command), 1, "");
		put_words(out, (*command)->summary);
	}
	for (size_t i = 0; i < sizeof(shared) / sizeof(*shared); i++) {
		fp_roff_heading(out, "SH", shared[i].heading);
		fp_roff_notes(out, shared[i].text);
	}
	fp_roff_heading(out, "SH", "SEE ALSO");
	for (const struct fp_command *const *command = fp_commands; *command; command++)
		put_reference(out, page_name(out->arena, *command), 1, ",");
	put_reference(out, "fencepost.json", 5, ",");
	put_reference(out, "fencepost-rules", 7, "");
}

/* ---- the rules ---- */

static void put_severities(struct fp_bytes *out, const struct fp_rule_info *info)
{
	static const char *const severities[] = {"off", "note", "warning", "error"};
	static const char *const fixes[] = {"none", "unsafe", "safe"};
	struct fp_bytes line = FP_BYTES(out->arena);

	fp_bytes_printf(&line, "%c%s. In har blocks: %s; in json blocks: %s; fix: %s.",
	                toupper((unsigned char)info->summary[0]), info->summary + 1,
	                severities[info->severity[FP_KIND_HAR]],
	                severities[info->severity[FP_KIND_JSON]], fixes[info->fix]);
	fp_roff_words(out, line.data, line.len);
}

static void put_example(struct fp_bytes *out, const char *title, const char *text)
{
	size_t len = strlen(text);

	while (len > 0 && text[len - 1] == '\n')
		len--;
	fp_bytes_text(out, ".PP\n");
	put_words(out, title);
	fp_bytes_text(out, ".PP\n");
	fp_roff_example(out, text, len);
}

static void put_rule(struct fp_bytes *out, enum fp_rule rule)
{
	const struct fp_explanation *row = fp_explain(rule);

	fp_roff_heading(out, "SS", fp_rule_info(rule)->name);
	put_severities(out, fp_rule_info(rule));
	fp_bytes_text(out, ".PP\n");
	put_words(out, row->why);
	if (row->settings)
		put_example(out, "With these settings:", row->settings);
	put_example(out, "Before:", row->before);
	put_example(out, "After:", row->after);
	fp_bytes_text(out, ".PP\nSource: ");
	put_words(out, row->source);
}

void fp_page_rules(struct fp_bytes *out)
{
	fp_roff_title(out, "fencepost-rules", 7);
	put_name(out, "fencepost-rules", "what fencepost looks for");
	fp_roff_heading(out, "SH", "DESCRIPTION");
	fp_roff_notes(
	    out, "A finding names its rule. The severity of a rule may differ in har blocks and "
	         "the payloads in them, and in json blocks; \"rules\" in .fencepost.json sets "
	         "it, --select and --ignore choose for one run. A rule is silenced for one "
	         "block by a comment just before it:\n"
	         "    <!-- fencepost-ignore RULE, RULE -->\n"
	         "`fencepost rules RULE` prints what stands here on one rule.\n");
	fp_roff_heading(out, "SH", "RULES");
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		put_rule(out, (enum fp_rule)rule);
	put_see_also(out);
}
