/* SPDX-License-Identifier: MIT */
#include "face/options.h"

#include "arena.h"
#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct options {
	bool fix, quiet;
	const char *output;
	struct fp_words formats;
	struct fp_number jobs;
	int color;
};

static const char *const whens[] = {"auto", "always", "never", NULL};

#define AT(member) offsetof(struct options, member)
static const struct fp_option table[] = {
    {0, "fix", NULL, FP_OPTION_FLAG, AT(fix), "mend", NULL, 0, 0},
    {'q', "quiet", NULL, FP_OPTION_FLAG, AT(quiet), "say nothing", NULL, 0, 0},
    {'o', "output", "FILE", FP_OPTION_TEXT, AT(output), "print to FILE", NULL, 0, 0},
    {0, "format", "FORMAT", FP_OPTION_LIST, AT(formats), "print so", NULL, 0, 0},
    {'j', "jobs", "N", FP_OPTION_NUMBER, AT(jobs), "threads", NULL, 1, 8},
    {0, "a-name-that-fills-the-column", NULL, FP_OPTION_FLAG, AT(fix), "mend", NULL, 0, 0},
    {0, "color", "WHEN", FP_OPTION_CHOICE, AT(color), "when", whens, 0, 0},
    {0},
};

static const struct fp_command command = {
    "check", "[path ...]", "checks", "A last word.\n", table, sizeof(struct options), NULL};
static const struct fp_command lonely = {
    "alone", NULL, "takes nothing", NULL, table, sizeof(struct options), NULL};

static struct options got;
static struct fp_words operands;
static struct fp_error error;

/* Parses the words of a line; those between blanks. */
static int parse(const struct fp_command *of, const char *line)
{
	char **words = fp_arena_zero(arena, strlen(line) + 1, sizeof(*words));
	char *copy = fp_arena_copy(arena, line, strlen(line));
	size_t count = 0;

	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		words[count++] = word;
	return fp_options_parse(arena, of, &got, &operands, words, &error);
}

static void assert_refused(const char *line, const char *sentence)
{
	assert_int_equal(parse(&command, line), FENCEPOST_EUSAGE);
	assert_string_equal(error.text, sentence);
}

static void no_words_leave_all_at_its_default(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, ""), 0);
	assert_false(got.fix || got.quiet || got.output || got.formats.count || got.jobs.given);
	assert_int_equal(got.color, 0);
	assert_int_equal(operands.count, 0);
}

static void a_value_is_a_word_of_its_own_or_follows_the_equals_sign(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "--output a --format=b --format c=d --color=never"), 0);
	assert_string_equal(got.output, "a");
	assert_int_equal(got.formats.count, 2);
	assert_string_equal(got.formats.of[0], "b");
	assert_string_equal(got.formats.of[1], "c=d");
	assert_int_equal(got.color, 2);
}

static void letters_may_share_a_dash(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "-qj4 -ofile"), 0);
	assert_true(got.quiet && got.jobs.given);
	assert_int_equal(got.jobs.value, 4);
	assert_string_equal(got.output, "file");
	assert_int_equal(parse(&command, "-qj 8"), 0);
	assert_int_equal(got.jobs.value, 8);
}

static void options_may_follow_operands(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "a --fix - b"), 0);
	assert_true(got.fix);
	assert_int_equal(operands.count, 3);
	assert_string_equal(operands.of[1], "-");
}

static void two_dashes_end_the_options(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "-- --fix -q --"), 0);
	assert_false(got.fix || got.quiet);
	assert_int_equal(operands.count, 3);
	assert_string_equal(operands.of[2], "--");
}

static void a_value_may_begin_with_a_dash(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "--output --fix"), 0);
	assert_string_equal(got.output, "--fix");
	assert_false(got.fix);
}

static void what_makes_no_sense_is_told_in_one_sentence(void **state)
{
	(void)state;
	assert_refused("--fxi", "unknown option '--fxi'; did you mean '--fix'?");
	assert_refused("--frobnicate=1",
	               "unknown option '--frobnicate'; 'fencepost check --help' lists the options");
	assert_refused("-x", "unknown option '-x'; 'fencepost check --help' lists the options");
	assert_refused("--fix=yes", "option '--fix' takes no value");
	assert_refused("--output", "option '--output' needs a value: FILE");
	assert_refused("-j", "option '-j' needs a value: N");
	assert_refused("--jobs=0", "option '--jobs' expects a number from 1 to 8, not '0'");
	assert_refused("-j9", "option '--jobs' expects a number from 1 to 8, not '9'");
	assert_refused(
	    "-j 99999999999999999999999",
	    "option '--jobs' expects a number from 1 to 8, not '99999999999999999999999'");
	assert_refused("-j4x", "option '--jobs' expects a number from 1 to 8, not '4x'");
	assert_refused("--jobs=", "option '--jobs' expects a number from 1 to 8, not ''");
	assert_refused("--color=red",
	               "option '--color' expects one of auto, always, never, not 'red'");
}

static void a_command_without_operands_refuses_one(void **state)
{
	(void)state;
	assert_int_equal(parse(&lonely, "--fix"), 0);
	assert_int_equal(parse(&lonely, "x"), FENCEPOST_EUSAGE);
	assert_string_equal(error.text, "'fencepost alone' takes no 'x'");
}

static void help_is_asked_for_by_word_or_letter(void **state)
{
	(void)state;
	assert_int_equal(parse(&command, "--fix --help"), 1);
	assert_int_equal(parse(&command, "-qh"), 1);
	assert_int_equal(parse(&command, "-- --help"), 0);
}

static void help_is_the_table(void **state)
{
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	fp_options_help(&out, &command);
	assert_string_equal(fp_bytes_string(&out),
	                    "usage: fencepost check [options] [path ...]\n\nchecks\n\noptions:\n"
	                    "      --fix               mend\n"
	                    "  -q, --quiet             say nothing\n"
	                    "  -o, --output FILE       print to FILE\n"
	                    "      --format FORMAT     print so\n"
	                    "  -j, --jobs N            threads\n"
	                    "      --a-name-that-fills-the-column\n"
	                    "                          mend\n"
	                    "      --color WHEN        when\n"
	                    "  -h, --help              print this and exit\n\nA last word.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_words_leave_all_at_its_default),
	    cmocka_unit_test(a_value_is_a_word_of_its_own_or_follows_the_equals_sign),
	    cmocka_unit_test(letters_may_share_a_dash),
	    cmocka_unit_test(options_may_follow_operands),
	    cmocka_unit_test(two_dashes_end_the_options),
	    cmocka_unit_test(a_value_may_begin_with_a_dash),
	    cmocka_unit_test(what_makes_no_sense_is_told_in_one_sentence),
	    cmocka_unit_test(a_command_without_operands_refuses_one),
	    cmocka_unit_test(help_is_asked_for_by_word_or_letter),
	    cmocka_unit_test(help_is_the_table),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
