/* SPDX-License-Identifier: MIT */
/*
 * argv → a struct, by a table. getopt is not used: it prints unknown options raw, and a terminal
 * would obey the control characters in them.
 */
#include "face/options.h"

#include "fencepost.h"
#include "text/nearest.h"

#include <stdbool.h>
#include <string.h>

/* What is being parsed: the words that are left, and where their values go. */
struct parse {
	struct fp_arena *arena;
	const struct fp_command *command;
	void *target;
	char **next; /* the word that comes next; NULL ends them */
	struct fp_error *error;
};

/* ---- values ---- */

void fp_words_add(struct fp_arena *arena, struct fp_words *words, const char *word)
{
	size_t size = words->count * sizeof(*words->of);

	words->of = fp_arena_grow(arena, words->of, size, size + sizeof(*words->of));
	words->of[words->count++] = word;
}

static bool read_number(unsigned *out, const char *text, unsigned most)
{
	unsigned long value = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (unsigned long)(*text - '0');
		if (value > most)
			return false;
	}
	*out = (unsigned)value;
	return true;
}

static int take_number(struct parse *parse, const struct fp_option *option, const char *value,
                       struct fp_number *out)
{
	if (read_number(&out->value, value, option->most) && out->value >= option->least) {
		out->given = true;
		return 0;
	}
	return fp_fail(parse->error, FENCEPOST_EUSAGE,
	               "option '--%s' expects a number from %u to %u, not '%s'", option->name,
	               option->least, option->most, value);
}

static int take_choice(struct parse *parse, const struct fp_option *option, const char *value,
                       int *out)
{
	struct fp_bytes all = FP_BYTES(parse->arena);

	for (int i = 0; option->choices[i]; i++) {
		if (strcmp(option->choices[i], value) == 0) {
			*out = i;
			return 0;
		}
		fp_bytes_printf(&all, "%s%s", i ? ", " : "", option->choices[i]);
	}
	return fp_fail(parse->error, FENCEPOST_EUSAGE, "option '--%s' expects one of %s, not '%s'",
	               option->name, fp_bytes_string(&all), value);
}

static int take_value(struct parse *parse, const struct fp_option *option, const char *value)
{
	void *place = (char *)parse->target + option->at;

	switch (option->type) {
	case FP_OPTION_FLAG:
		*(bool *)place = true;
		return 0;
	case FP_OPTION_TEXT:
		*(const char **)place = value;
		return 0;
	case FP_OPTION_NUMBER:
		return take_number(parse, option, value, place);
	case FP_OPTION_LIST:
		fp_words_add(parse->arena, place, value);
		return 0;
	case FP_OPTION_CHOICE:
		return take_choice(parse, option, value, place);
	}
	return 0;
}

/* ---- words ---- */

static const struct fp_option *by_name(const struct fp_command *command, const char *name,
                                       size_t len)
{
	for (const struct fp_option *option = command->options; option->name; option++)
		if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
			return option;
	return NULL;
}

static const struct fp_option *by_letter(const struct fp_command *command, char letter)
{
	for (const struct fp_option *option = command->options; option->name; option++)
		if (option->letter == letter)
			return option;
	return NULL;
}

static int unknown_name(struct parse *parse, const char *name, size_t len)
{
	struct fp_words names = {NULL, 0};
	const char *nearest;

	for (const struct fp_option *option = parse->command->options; option->name; option++)
		fp_words_add(parse->arena, &names, option->name);
	fp_words_add(parse->arena, &names, "help");
	fp_words_add(parse->arena, &names, NULL);
	nearest = fp_nearest(name, len, names.of);
	if (nearest)
		return fp_fail(parse->error, FENCEPOST_EUSAGE,
		               "unknown option '--%.*s'; did you mean '--%s'?", (int)len, name,
		               nearest);
	return fp_fail(parse->error, FENCEPOST_EUSAGE,
	               "unknown option '--%.*s'; 'fencepost %s --help' lists the options", (int)len,
	               name, parse->command->name);
}

/* `--name`, `--name=value` or `--name value`; `word` is what follows the dashes. */
static int take_long(struct parse *parse, const char *word)
{
	size_t len = strcspn(word, "=");
	const struct fp_option *option = by_name(parse->command, word, len);

	if (len == 4 && memcmp(word, "help", 4) == 0 && !word[len])
		return 1;
	if (!option)
		return unknown_name(parse, word, len);
	if (option->type == FP_OPTION_FLAG && word[len])
		return fp_fail(parse->error, FENCEPOST_EUSAGE, "option '--%s' takes no value",
		               option->name);
	if (option->type == FP_OPTION_FLAG)
		return take_value(parse, option, NULL);
	if (word[len])
		return take_value(parse, option, word + len + 1);
	if (!*parse->next)
		return fp_fail(parse->error, FENCEPOST_EUSAGE, "option '--%s' needs a value: %s",
		               option->name, option->value);
	return take_value(parse, option, *parse->next++);
}

/* `-q`, `-qj4`, `-j 4`; `word` is what follows the dash. */
static int take_short(struct parse *parse, const char *word)
{
	for (; *word; word++) {
		const struct fp_option *option = by_letter(parse->command, *word);
		int status;

		if (*word == 'h' && !option)
			return 1;
		if (!option)
			return fp_fail(
			    parse->error, FENCEPOST_EUSAGE,
			    "unknown option '-%c'; 'fencepost %s --help' lists the options", *word,
			    parse->command->name);
		if (option->type != FP_OPTION_FLAG) {
			const char *value = word[1] ? word + 1 : *parse->next;

			if (!value)
				return fp_fail(parse->error, FENCEPOST_EUSAGE,
				               "option '-%c' needs a value: %s", *word,
				               option->value);
			parse->next += !word[1];
			return take_value(parse, option, value);
		}
		status = take_value(parse, option, NULL);
		if (status)
			return status;
	}
	return 0;
}

static int take_operand(struct parse *parse, struct fp_words *operands, const char *word)
{
	if (!parse->command->operands)
		return fp_fail(parse->error, FENCEPOST_EUSAGE, "'fencepost %s' takes no '%s'",
		               parse->command->name, word);
	fp_words_add(parse->arena, operands, word);
	return 0;
}

int fp_options_parse(struct fp_arena *arena, const struct fp_command *command, void *target,
                     struct fp_words *operands, char **words, struct fp_error *error)
{
	struct parse parse = {arena, command, target, words, error};
	bool ended = false;
	int status = 0;

	memset(target, 0, command->size);
	*operands = (struct fp_words){NULL, 0};
	while (!status && *parse.next) {
		const char *word = *parse.next++;

		if (ended || word[0] != '-' || !word[1])
			status = take_operand(&parse, operands, word);
		else if (word[1] != '-')
			status = take_short(&parse, word + 1);
		else if (word[2])
			status = take_long(&parse, word + 2);
		else
			ended = true;
	}
	return status;
}

/* ---- help ---- */

const struct fp_option fp_option_help = {
    'h', "help", NULL, FP_OPTION_FLAG, 0, "print this and exit", NULL, 0, 0};

/* Where the explanations of options begin, and where all lines end. */
enum { HELP_COLUMN = 26, COLUMNS = 80 };

/* Words as lines from column `indent` on; the first begins where the line already is, at `column`. */
static void put_words(struct fp_bytes *out, const char *text, size_t len, size_t indent,
                      size_t column)
{
	for (size_t at = 0, word; at < len; at += word + 1) {
		word = 0;
		while (at + word < len && text[at + word] != ' ' && text[at + word] != '\n')
			word++;
		if (at > 0 && column + 1 + word > COLUMNS) {
			fp_bytes_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (at > 0) {
			fp_bytes_char(out, ' ');
			column++;
		}
		fp_bytes_put(out, text + at, word);
		column += word;
	}
	fp_bytes_char(out, '\n');
}

static void put_option(struct fp_bytes *out, const struct fp_option *option)
{
	size_t start = out->len;

	if (option->letter)
		fp_bytes_printf(out, "  -%c, --%s", option->letter, option->name);
	else
		fp_bytes_printf(out, "      --%s", option->name);
	if (option->value)
		fp_bytes_printf(out, " %s", option->value);
	if (out->len - start + 2 > HELP_COLUMN) {
		fp_bytes_char(out, '\n');
		start = out->len;
	}
	fp_bytes_printf(out, "%*s", (int)(HELP_COLUMN - (out->len - start)), "");
	put_words(out, option->help, strlen(option->help), HELP_COLUMN, HELP_COLUMN);
}

size_t fp_options_paragraph(const char *notes)
{
	size_t end = strcspn(notes, "\n");

	while (notes[end] && notes[end + 1] && notes[end + 1] != '\n' &&
	       (notes[end + 1] == ' ') == (*notes == ' ') &&
	       strncmp(notes + end + 1, "Exit status:", 12) != 0)
		end += 1 + strcspn(notes + end + 1, "\n");
	return end;
}

/* Each paragraph after an empty line; an example keeps its lines. */
static void put_notes(struct fp_bytes *out, const char *notes)
{
	while (*notes) {
		size_t len = fp_options_paragraph(notes);

		if (*notes == ' ')
			fp_bytes_printf(out, "\n%.*s\n", (int)len, notes);
		else if (len > 0) {
			fp_bytes_char(out, '\n');
			put_words(out, notes, len, 0, 0);
		}
		notes += len + (notes[len] == '\n');
	}
}

void fp_options_help(struct fp_bytes *out, const struct fp_command *command)
{
	fp_bytes_printf(out, "usage: fencepost %s [options]%s%s\n\n%s\n\noptions:\n", command->name,
	                command->operands ? " " : "", command->operands ? command->operands : "",
	                command->summary);
	for (const struct fp_option *option = command->options; option->name; option++)
		put_option(out, option);
	put_option(out, &fp_option_help);
	if (command->notes)
		put_notes(out, command->notes);
}
