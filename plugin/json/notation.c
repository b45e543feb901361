/* SPDX-License-Identifier: MIT */
#include "json/notation.h"
#include <stddef.h>
const char *fp_notation_language(const char *text, uint32_t len)
{
	(void)text;
	(void)len;
	return NULL;
}
