/* SPDX-License-Identifier: MIT */
/* One line of a text that may be no JSON: shared by notation.c and transcript.c. */
#ifndef FP_JSON_NOTATION_LINE_H
#define FP_JSON_NOTATION_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One line, without the blanks around it. */
struct fp_line {
	const char *text;
	uint32_t len;
	uint32_t from, next; /* offsets of its first non-blank byte, and of the next line */
};

/* The line that begins at `at`, or what is left of it. */
struct fp_line fp_line_at(const char *text, uint32_t len, uint32_t at);

bool fp_line_begins(const struct fp_line *line, const char *what);

/* Whether it begins with one of the words of an array. */
#define FP_LINE_BEGINS_ANY(line, words)                                                            \
	fp_line_begins_any((line), (words), sizeof(words) / sizeof(*(words)))
bool fp_line_begins_any(const struct fp_line *line, const char *const *words, size_t count);

bool fp_line_holds(const struct fp_line *line, const char *what);

/* A byte of a name, as programs, shells and files have them. */
bool fp_line_is_word(char c);

/* Length of the name that the line begins with. */
uint32_t fp_line_word(const struct fp_line *line);

/* The last byte; NUL where the line is empty. */
char fp_line_last(const struct fp_line *line);

/* A prompt, a command, or what curl -v prints around a message. */
bool fp_line_is_command(const struct fp_line *line);

#endif
