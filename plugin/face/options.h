/* SPDX-License-Identifier: MIT */
/*
 * Tables of options: argv → a struct of the command, and the same table → `--help`.
 *
 * The struct starts as zero, which is each option's default. Parsing goes through the whole line, so
 * options may follow operands; `--` ends them, `-` alone is an operand. What is wrong is told as one
 * sentence; it quotes the user's bytes, so whoever prints it cleans it.
 */
#ifndef FP_FACE_OPTIONS_H
#define FP_FACE_OPTIONS_H

#include "text/arena.h"
#include "text/bytes.h"
#include "text/fail.h"

#include <stdbool.h>
#include <stddef.h>

/* Words of the command line, in their order; borrowed from argv. */
struct fp_words {
	const char **of;
	size_t count;
};

/* A number, or none. */
struct fp_number {
	bool given;
	unsigned value;
};

/* What an option leaves in the struct. */
enum fp_option_type {
	FP_OPTION_FLAG,   /* bool: true */
	FP_OPTION_TEXT,   /* const char *: its value; the last one counts */
	FP_OPTION_NUMBER, /* struct fp_number: a value from `least` to `most` */
	FP_OPTION_LIST,   /* struct fp_words: each value */
	FP_OPTION_CHOICE  /* int: the index of the value among `choices` */
};

/* A row of a table: members in the order in which a row reads. */
struct fp_option {         /* NOLINT(clang-analyzer-optin.performance.Padding) */
	char letter;       /* 0: none */
	const char *name;  /* without the dashes; NULL ends the table */
	const char *value; /* what --help calls its value; NULL for a flag */
	enum fp_option_type type;
	size_t at; /* offsetof in the command's struct */
	const char *help;
	const char *const *choices; /* of a choice; NULL ends them */
	unsigned least, most;       /* of a number */
};

/* The option that every command has beside those of its table. */
extern const struct fp_option fp_option_help;

/* A command of the tool: `fencepost NAME [options] [operands]`. */
struct fp_command {
	const char *name;
	const char *operands; /* what --help calls them: "[path ...]"; NULL: it takes none */
	const char *summary;  /* a few words for the list of commands */
	const char *notes;    /* more for its own --help; NULL: nothing more */
	const struct fp_option *options;
	size_t size; /* of the struct that the options fill */
	/* Does the work and answers the exit status; `arena` lives as long as the run. */
	int (*run)(struct fp_arena *arena, const void *options, const struct fp_words *operands);
};

/*
 * Fills `target` and `operands` (in the arena) from the words after the command's name, which NULL
 * ends. Answers 0, 1 where --help was asked for, or FENCEPOST_EUSAGE.
 */
int fp_options_parse(struct fp_arena *arena, const struct fp_command *command, void *target,
                     struct fp_words *operands, char **words, struct fp_error *error);

/* Adds the text of `fencepost COMMAND --help`, in lines of 80 columns at most. */
void fp_options_help(struct fp_bytes *out, const struct fp_command *command);

/*
 * Where the paragraph of `notes` that begins here ends: before an empty line, a line that is indented
 * otherwise (an example), or `Exit status:`.
 */
size_t fp_options_paragraph(const char *notes);

/* Adds a word to a list that lives in the arena. */
void fp_words_add(struct fp_arena *arena, struct fp_words *words, const char *word);

#endif
