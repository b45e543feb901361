/* SPDX-License-Identifier: MIT */
/* check(condition): assert that is never compiled out; the way in which a fuzz target says no. */
#ifndef FP_FUZZ_CHECK_H
#define FP_FUZZ_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define check(condition) ((condition) ? (void)0 : check_failed(#condition, __FILE__, __LINE__))

static _Noreturn void check_failed(const char *condition, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

#endif
