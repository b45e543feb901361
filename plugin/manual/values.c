/* SPDX-License-Identifier: MIT */
/* FILE, RULES, [path ...] → what to offer. The words are those of the tables of options. */
#include "manual/values.h"

#include <string.h>

static const struct {
	const char *word;
	enum fp_value value;
} words[] = {
    {"FORMAT", FP_VALUE_FORMAT}, {"RULES", FP_VALUE_RULES},  {"FILE", FP_VALUE_FILE},
    {"DIR", FP_VALUE_FOLDER},    {"REV", FP_VALUE_REVISION}, {"path", FP_VALUE_FILE},
    {"rule", FP_VALUE_RULE},
};

static enum fp_value of_word(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i].word) == len && memcmp(words[i].word, word, len) == 0)
			return words[i].value;
	return FP_VALUE_ANY;
}

enum fp_value fp_value_kind(const struct fp_option *option)
{
	if (option->type == FP_OPTION_FLAG)
		return FP_VALUE_NONE;
	if (option->type == FP_OPTION_CHOICE)
		return FP_VALUE_CHOICE;
	return of_word(option->value, strlen(option->value));
}

enum fp_value fp_value_operand(const struct fp_command *command)
{
	const char *word = command->operands;

	if (!word)
		return FP_VALUE_NONE;
	word += *word == '[';
	return of_word(word, strcspn(word, " ]"));
}
