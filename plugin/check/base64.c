/* SPDX-License-Identifier: MIT */
/* Base64 → bytes: six bits a letter, collected until there are eight. */
#include "check/base64.h"

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

bool fp_base64_decode(struct fp_bytes *out, const char *text, size_t len)
{
	uint32_t bits = 0;
	int count = 0;

	while (len > 0 && text[len - 1] == '=')
		len--;
	if (len % 4 == 1)
		return false;
	for (size_t i = 0; i < len; i++) {
		int value = value_of(text[i]);

		if (value < 0)
			return false;
		bits = (bits << 6 | (uint32_t)value) & 0xffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			fp_bytes_char(out, (char)(bits >> count & 0xff));
		}
	}
	return true;
}
