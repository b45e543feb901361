/* SPDX-License-Identifier: MIT */
/* A word without quotes → what it may stand for: a literal, a type, what is to be put there. */
#include "json/word_kind.h"

#include "text/ascii.h"

#include <string.h>

static bool is_upper_word(const char *text, uint32_t n)
{
	uint32_t letters = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (text[i] >= 'A' && text[i] <= 'Z')
			letters++;
		else if (!fp_ascii_is_digit(text[i]) && text[i] != '_' && text[i] != '-')
			return false;
	}
	return letters >= 2 && text[0] >= 'A' && text[0] <= 'Z';
}

bool fp_word_type(const char *text, uint32_t n)
{
	static const char *const names[] = {
	    "string",  "str",     "text",      "number",   "integer",  "int",      "long",
	    "float",   "double",  "decimal",   "bool",     "boolean",  "object",   "array",
	    "list",    "map",     "dict",      "any",      "date",     "datetime", "timestamp",
	    "time",    "uuid",    "guid",      "bytes",    "byte",     "int8",     "int16",
	    "int32",   "int64",   "uint",      "uint8",    "uint16",   "uint32",   "uint64",
	    "float32", "float64", "char",      "varchar",  "json",     "url",      "uri",
	    "email",   "enum",    "num",       "optional", "void",     "unknown",  "bigint",
	    "short",   "binary",  "snowflake", "numeric",  "value",    "value",    "values",
	    "token",   "id",      "ref",       "money",    "currency", "duration", "instant",
	    "blob",
	};

	while (n > 2 && text[n - 1] == ']' && text[n - 2] == '[')
		n -= 2;
	if (n && text[n - 1] == '?')
		n--;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strlen(names[i]) == n && fp_ascii_same(text, names[i], n))
			return true;
	}
	return false;
}

static const struct foreign {
	const char *word, *literal;
} foreign[] = {
    {"True", "true"},   {"TRUE", "true"},      {"False", "false"}, {"FALSE", "false"},
    {"None", "null"},   {"NULL", "null"},      {"Null", "null"},   {"nil", "null"},
    {"Nil", "null"},    {"undefined", "null"}, {"NONE", "null"},   {"ture", "true"},
    {"flase", "false"}, {"nul", "null"},       {"tru", "true"},    {"fasle", "false"},
    {"treu", "true"},   {"trues", "true"},     {"fale", "false"},  {"falsse", "false"},
};

/* true|false, yes/no: the values that may stand there, one of them known to be one. */
static bool is_choice(const char *text, uint32_t n)
{
	static const char *const literals[] = {"true", "false", "null"};
	uint32_t from = 0, parts = 0;
	bool known = false;

	for (uint32_t i = 0; i <= n; i++) {
		if (i < n && text[i] != '|' && text[i] != '/')
			continue;
		if (i == from)
			return false;
		known = known || fp_word_type(text + from, i - from);
		for (size_t k = 0; k < sizeof(literals) / sizeof(*literals); k++)
			known = known || (strlen(literals[k]) == i - from &&
			                  memcmp(text + from, literals[k], i - from) == 0);
		from = i + 1;
		parts++;
	}
	return parts > 1 && known;
}

/* List<Item>, Ref[name]: a type that takes another. */
static bool is_generic_type(const char *text, uint32_t n)
{
	uint32_t name = 0;

	while (name < n && fp_word_letter(text[name]))
		name++;
	return name && name + 2 < n &&
	       ((text[name] == '<' && text[n - 1] == '>') ||
	        (text[name] == '[' && text[n - 1] == ']')) &&
	       fp_word_letter(text[name + 1]);
}

/* #name#, #unixtime; a colour is a value that has lost its quotes. */
static bool is_marked(const char *text, uint32_t n)
{
	if (n < 3 || text[0] != '#')
		return false;
	if (text[n - 1] == '#')
		return true;
	for (uint32_t i = 1; i < n; i++) {
		if (!fp_ascii_is_xdigit(text[i]))
			return fp_word_letter(text[1]);
	}
	return false;
}

/* your_model, reqData, $credential.id, #name#, ***, xxx, N: names of what is to be put there. */
static bool is_stand_in(const char *text, uint32_t n)
{
	bool lower = false, same = true;

	if (is_choice(text, n) || is_generic_type(text, n) || is_marked(text, n) ||
	    (n == 1 && strchr("KMNXYZ", text[0])))
		return true;
	for (uint32_t i = 0; i < n; i++) {
		bool upper = text[i] >= 'A' && text[i] <= 'Z';

		same = same && text[i] == text[0] && strchr("*xX", text[i]);
		if ((upper && lower) || (text[i] == '_' && i > 0))
			return true;
		lower = text[i] >= 'a' && text[i] <= 'z';
	}
	return same || (n > 1 && text[0] == '$');
}

void fp_word_classify(struct fp_word *out, const char *text, uint32_t at)
{
	uint32_t n = out->to - at;
	const char *w = text + at;

	out->kind = FP_WORD_PLAIN;
	if ((n == 4 && memcmp(w, "true", 4) == 0) || (n == 5 && memcmp(w, "false", 5) == 0) ||
	    (n == 4 && memcmp(w, "null", 4) == 0))
		out->kind = FP_WORD_LITERAL;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		if (strlen(foreign[i].word) == n && memcmp(w, foreign[i].word, n) == 0) {
			out->kind = FP_WORD_FOREIGN;
			out->literal = foreign[i].literal;
		}
	}
	if ((n == 3 && memcmp(w, "NaN", 3) == 0) || (n == 8 && memcmp(w, "Infinity", 8) == 0))
		out->kind = FP_WORD_NOT_FINITE;
	if (out->kind == FP_WORD_PLAIN &&
	    (is_upper_word(w, n) || fp_word_type(w, n) || is_stand_in(w, n)))
		out->kind = FP_WORD_PLACEHOLDER;
}
