/* SPDX-License-Identifier: MIT */
/* What may stand as the value of an option or as an operand, told from what --help calls it. */
#ifndef FP_MANUAL_VALUES_H
#define FP_MANUAL_VALUES_H

#include "face/command.h"
#include "report/report.h"

enum fp_value {
	FP_VALUE_NONE,   /* a flag */
	FP_VALUE_ANY,    /* nothing that could be offered */
	FP_VALUE_CHOICE, /* one of option->choices */
	FP_VALUE_FORMAT, /* a name of a report, or NAME=FILE */
	FP_VALUE_RULE,
	FP_VALUE_RULES, /* with commas between */
	FP_VALUE_FILE,
	FP_VALUE_FOLDER,
	FP_VALUE_REVISION
};

enum fp_value fp_value_kind(const struct fp_option *option);

/* The same for the operands of a command; words that are none of these stand for themselves. */
enum fp_value fp_value_operand(const struct fp_command *command);

#endif
