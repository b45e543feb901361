/* SPDX-License-Identifier: MIT */
/* Two texts → their order without regard to letter case, byte by byte. */
#include "text/ascii.h"

int fp_ascii_order(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char left = (unsigned char)fp_ascii_to_lower(a[i]);
		unsigned char right = (unsigned char)fp_ascii_to_lower(b[i]);

		if (left != right)
			return left < right ? -1 : 1;
		if (left == '\0')
			return 0;
	}
	return 0;
}

bool fp_ascii_same(const char *a, const char *b, size_t len)
{
	return fp_ascii_order(a, b, len) == 0;
}
