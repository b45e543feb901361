/* SPDX-License-Identifier: MIT */
/* Tables of commands, options and rules → what bash, zsh and fish read. */
#include "manual/shells.h"

#include "finding/rule.h"
#include "manual/values.h"

#include <string.h>

/* ---- what they share ---- */

typedef void put_fn(struct fp_bytes *out, const struct fp_option *option);

/* All rows of a command, --help last. */
static void put_all(struct fp_bytes *out, const struct fp_command *command, put_fn *put)
{
	for (const struct fp_option *option = command->options; option->name; option++)
		put(out, option);
	put(out, &fp_option_help);
}

static void put_formats(struct fp_bytes *out)
{
	for (const char *const *name = fp_report_names(); *name; name++)
		fp_bytes_printf(out, "%s%s", name == fp_report_names() ? "" : " ", *name);
}

static void put_rules(struct fp_bytes *out)
{
	for (int rule = 0; rule < FP_RULE_COUNT; rule++)
		fp_bytes_printf(out, "%s%s", rule ? " " : "",
		                fp_rule_info((enum fp_rule)rule)->name);
}

static void put_choices(struct fp_bytes *out, const struct fp_option *option)
{
	for (size_t i = 0; option->choices[i]; i++)
		fp_bytes_printf(out, "%s%s", i ? " " : "", option->choices[i]);
}

/* Operands that stand for themselves: those of "[supports RENDERER]" that are no capitals. */
static void put_literals(struct fp_bytes *out, const struct fp_command *command)
{
	size_t len;

	for (const char *word = command->operands; word && *word;
	     word += len + (word[len] != '\0')) {
		word += strspn(word, "[ ");
		len = strcspn(word, "[] .");
		if (len > 0 && word[0] >= 'a' && word[0] <= 'z')
			fp_bytes_printf(out, "%.*s ", (int)len, word);
	}
}

/* Text in single quotes, as sh, zsh and fish read them: none in it stays. */
static void put_quoted(struct fp_bytes *out, const char *text)
{
	fp_bytes_char(out, '\'');
	for (; *text; text++)
		if (*text == '\'')
			fp_bytes_text(out, "'\\''");
		else
			fp_bytes_char(out, *text);
	fp_bytes_char(out, '\'');
}

/* ---- bash ---- */

static const char *const bash_values[] = {
    [FP_VALUE_NONE] = NULL,        [FP_VALUE_ANY] = "@any",       [FP_VALUE_CHOICE] = NULL,
    [FP_VALUE_FORMAT] = "@format", [FP_VALUE_RULE] = "@rule",     [FP_VALUE_RULES] = "@rules",
    [FP_VALUE_FILE] = "@file",     [FP_VALUE_FOLDER] = "@folder", [FP_VALUE_REVISION] = "@revision",
};

static void put_bash_name(struct fp_bytes *out, const struct fp_option *option)
{
	if (option->letter)
		fp_bytes_printf(out, "-%c ", option->letter);
	fp_bytes_printf(out, "--%s ", option->name);
}

static void put_bash_value(struct fp_bytes *out, const struct fp_option *option)
{
	if (option->type == FP_OPTION_FLAG)
		return;
	fp_bytes_text(out, "\t\t");
	if (option->letter)
		fp_bytes_printf(out, "-%c | ", option->letter);
	fp_bytes_printf(out, "--%s) echo '", option->name);
	if (option->type == FP_OPTION_CHOICE)
		put_choices(out, option);
	else
		fp_bytes_text(out, bash_values[fp_value_kind(option)]);
	fp_bytes_text(out, "' ;;\n");
}

static void put_bash_options(struct fp_bytes *out)
{
	fp_bytes_text(out, "_fencepost_options() {\n\tcase $1 in\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		fp_bytes_printf(out, "\t%s) echo '", (*command)->name);
		put_all(out, *command, put_bash_name);
		fp_bytes_text(out, "' ;;\n");
	}
	fp_bytes_text(out, "\tesac\n}\n\n");
}

static void put_bash_values(struct fp_bytes *out)
{
	fp_bytes_text(out, "_fencepost_value() {\n\tcase $1 in\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		fp_bytes_printf(out, "\t%s)\n\t\tcase $2 in\n", (*command)->name);
		put_all(out, *command, put_bash_value);
		fp_bytes_text(out, "\t\tesac\n\t\t;;\n");
	}
	fp_bytes_text(out, "\tesac\n}\n\n");
}

static void put_bash_operands(struct fp_bytes *out)
{
	fp_bytes_text(out, "_fencepost_operand() {\n\tcase $1 in\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		enum fp_value value = fp_value_operand(*command);

		if (value == FP_VALUE_NONE)
			continue;
		fp_bytes_printf(out, "\t%s) echo '", (*command)->name);
		if (value == FP_VALUE_ANY)
			put_literals(out, *command);
		else
			fp_bytes_text(out, bash_values[value]);
		fp_bytes_text(out, "' ;;\n");
	}
	fp_bytes_text(out, "\tesac\n}");
}

void fp_shell_bash(struct fp_bytes *out)
{
	fp_bytes_text(out, "_fencepost_commands='");
	for (const struct fp_command *const *command = fp_commands; *command; command++)
		fp_bytes_printf(out, "%s%s", command == fp_commands ? "" : " ", (*command)->name);
	fp_bytes_text(out, "'\n_fencepost_formats='");
	put_formats(out);
	fp_bytes_text(out, "'\n_fencepost_rules='");
	put_rules(out);
	fp_bytes_text(out, "'\n\n");
	put_bash_options(out);
	put_bash_values(out);
	put_bash_operands(out);
}

/* ---- zsh ---- */

static const char *const zsh_actions[] = {
    [FP_VALUE_NONE] = "",
    [FP_VALUE_ANY] = "",
    [FP_VALUE_CHOICE] = "",
    [FP_VALUE_FORMAT] = "_fencepost_format",
    [FP_VALUE_RULE] = "_fencepost_rule",
    [FP_VALUE_RULES] = "_fencepost_list",
    [FP_VALUE_FILE] = "_files",
    [FP_VALUE_FOLDER] = "_files -/",
    [FP_VALUE_REVISION] = "_fencepost_revision",
};

/* The explanation of a specification of _arguments, in which brackets and colons mean something. */
static void put_zsh_explanation(struct fp_bytes *spec, const char *text)
{
	fp_bytes_char(spec, '[');
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			fp_bytes_char(spec, '\\');
		fp_bytes_char(spec, *text);
	}
	fp_bytes_char(spec, ']');
}

static void put_zsh_spec(struct fp_bytes *out, const struct fp_option *option, const char *name,
                         const char *excluded)
{
	struct fp_bytes spec = FP_BYTES(out->arena);

	if (option->type == FP_OPTION_LIST)
		fp_bytes_char(&spec, '*');
	else
		fp_bytes_printf(&spec, "(%s)", excluded);
	fp_bytes_printf(&spec, "%s%s", name,
	                option->type == FP_OPTION_FLAG ? ""
	                : name[1] == '-'               ? "="
	                                               : "+");
	put_zsh_explanation(&spec, option->help);
	if (option->type != FP_OPTION_FLAG)
		fp_bytes_printf(&spec, ":%s:%s", option->value, zsh_actions[fp_value_kind(option)]);
	if (option->type == FP_OPTION_CHOICE) {
		fp_bytes_char(&spec, '(');
		put_choices(&spec, option);
		fp_bytes_char(&spec, ')');
	}
	fp_bytes_text(out, " \\\n\t\t\t");
	put_quoted(out, fp_bytes_string(&spec));
}

static void put_zsh_option(struct fp_bytes *out, const struct fp_option *option)
{
	struct fp_bytes both = FP_BYTES(out->arena);
	const char letter[] = {'-', option->letter, '\0'};
	const char *name;

	fp_bytes_printf(&both, "--%s", option->name);
	name = fp_arena_copy(out->arena, both.data, both.len);
	if (option->letter)
		fp_bytes_printf(&both, " %s", letter);
	put_zsh_spec(out, option, name, fp_bytes_string(&both));
	if (option->letter)
		put_zsh_spec(out, option, letter, fp_bytes_string(&both));
}

static void put_zsh_operand(struct fp_bytes *out, const struct fp_command *command)
{
	enum fp_value value = fp_value_operand(command);

	if (value == FP_VALUE_NONE)
		return;
	fp_bytes_text(out, " \\\n\t\t\t'*:operand:");
	if (value == FP_VALUE_ANY) {
		fp_bytes_char(out, '(');
		put_literals(out, command);
		fp_bytes_char(out, ')');
	}
	fp_bytes_printf(out, "%s'", zsh_actions[value]);
}

void fp_shell_zsh(struct fp_bytes *out)
{
	fp_bytes_text(out, "typeset -ga _fencepost_commands _fencepost_formats _fencepost_rules\n"
	                   "_fencepost_commands=(\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		struct fp_bytes line = FP_BYTES(out->arena);

		fp_bytes_printf(&line, "%s:%s", (*command)->name, (*command)->summary);
		fp_bytes_char(out, '\t');
		put_quoted(out, fp_bytes_string(&line));
		fp_bytes_char(out, '\n');
	}
	fp_bytes_text(out, ")\n_fencepost_formats=(");
	put_formats(out);
	fp_bytes_text(out, ")\n_fencepost_rules=(");
	put_rules(out);
	fp_bytes_text(out, ")\n\n_fencepost_command() {\n\tcase $1 in\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++) {
		fp_bytes_printf(out, "\t%s)\n\t\t_arguments -s -S", (*command)->name);
		put_all(out, *command, put_zsh_option);
		put_zsh_operand(out, *command);
		fp_bytes_text(out, "\n\t\t;;\n");
	}
	fp_bytes_text(out, "\tesac\n}");
}

/* ---- fish ---- */

/* After -x the value is one of the words alone, after -r it may be a file too. */
static const char *const fish_values[] = {
    [FP_VALUE_NONE] = "",
    [FP_VALUE_ANY] = " -x",
    [FP_VALUE_CHOICE] = " -x",
    [FP_VALUE_FORMAT] = " -x -a '(__fencepost_formats)'",
    [FP_VALUE_RULE] = " -x -a '$__fencepost_rules'",
    [FP_VALUE_RULES] = " -x -a '(__fish_append , $__fencepost_rules)'",
    [FP_VALUE_FILE] = " -r -F",
    [FP_VALUE_FOLDER] = " -x -a '(__fish_complete_directories)'",
    [FP_VALUE_REVISION] = " -x -a '(git for-each-ref --format=\"%(refname:short)\" 2>/dev/null)'",
};

static void put_fish_option(struct fp_bytes *out, const struct fp_command *command,
                            const struct fp_option *option)
{
	fp_bytes_printf(out, "complete -c fencepost -n '__fish_seen_subcommand_from %s' -l %s",
	                command->name, option->name);
	if (option->letter)
		fp_bytes_printf(out, " -s %c", option->letter);
	fp_bytes_text(out, fish_values[fp_value_kind(option)]);
	if (option->type == FP_OPTION_CHOICE) {
		fp_bytes_text(out, " -a '");
		put_choices(out, option);
		fp_bytes_char(out, '\'');
	}
	fp_bytes_text(out, " -d ");
	put_quoted(out, option->help);
	fp_bytes_char(out, '\n');
}

static void put_fish_command(struct fp_bytes *out, const struct fp_command *command)
{
	enum fp_value value = fp_value_operand(command);

	fp_bytes_printf(out, "\ncomplete -c fencepost -n __fish_use_subcommand -a %s -d ",
	                command->name);
	put_quoted(out, command->summary);
	fp_bytes_char(out, '\n');
	for (const struct fp_option *option = command->options; option->name; option++)
		put_fish_option(out, command, option);
	put_fish_option(out, command, &fp_option_help);
	if (value == FP_VALUE_NONE)
		return;
	fp_bytes_printf(out, "complete -c fencepost -n '__fish_seen_subcommand_from %s' ",
	                command->name);
	if (value == FP_VALUE_FILE) {
		fp_bytes_text(out, "-F\n");
	} else {
		fp_bytes_text(out, "-a '");
		if (value == FP_VALUE_RULE)
			fp_bytes_text(out, "$__fencepost_rules");
		else
			put_literals(out, command);
		fp_bytes_text(out, "'\n");
	}
}

void fp_shell_fish(struct fp_bytes *out)
{
	fp_bytes_text(out, "# Completion of fencepost(1) for fish.\n\nset -g __fencepost_formats ");
	put_formats(out);
	fp_bytes_text(out, "\nset -g __fencepost_rules ");
	put_rules(out);
	fp_bytes_text(out,
	              "\n\n# A format, or FORMAT=FILE.\n"
	              "function __fencepost_formats\n"
	              "\tset -l word (commandline -ct | string replace -r -- '^--format=' '')\n"
	              "\tif string match -q '*=*' -- $word\n"
	              "\t\tset -l format (string split -m 1 = -- $word)[1]\n"
	              "\t\tprintf '%s\\n' $format=(__fish_complete_path (string split -m 1 = -- "
	              "$word)[2])\n"
	              "\telse\n"
	              "\t\tprintf '%s\\n' $__fencepost_formats\n"
	              "\tend\n"
	              "end\n\n"
	              "complete -c fencepost -f\n"
	              "complete -c fencepost -n __fish_use_subcommand -s h -l help -d "
	              "'list the commands'\n"
	              "complete -c fencepost -n __fish_use_subcommand -l version -d "
	              "'print the version'\n");
	for (const struct fp_command *const *command = fp_commands; *command; command++)
		put_fish_command(out, *command);
}
