/* SPDX-License-Identifier: MIT */
/* A status and a sentence → an error; what does not fit is cut, never written past. */
#include "text/fail.h"

#include <stdarg.h>
#include <stdio.h>

int fp_fail(struct fp_error *error, int status, const char *format, ...)
{
	va_list arguments;

	if (!error)
		return status;
	error->status = status;
	va_start(arguments, format);
	(void)vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	return status;
}
