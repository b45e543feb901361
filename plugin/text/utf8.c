/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 bytes ↔ code points. A lead byte settles how many bytes follow and what the first of them
 * may be; that one range keeps out overlong forms, surrogates and what lies above U+10FFFF.
 */
#include "text/utf8.h"

#include <string.h>

/* Lead bytes from..to are followed by `more` bytes, the first in low..high, others in 80..BF. */
static const struct lead {
	unsigned char from, to, more, low, high;
} leads[] = {
    {0xc2, 0xdf, 1, 0x80, 0xbf}, {0xe0, 0xe0, 2, 0xa0, 0xbf}, {0xe1, 0xec, 2, 0x80, 0xbf},
    {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf}, {0xf0, 0xf0, 3, 0x90, 0xbf},
    {0xf1, 0xf3, 3, 0x80, 0xbf}, {0xf4, 0xf4, 3, 0x80, 0x8f},
};

static const struct lead *lead_of(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++)
		if (byte >= leads[i].from && byte <= leads[i].to)
			return &leads[i];
	return NULL;
}

uint32_t fp_utf8_decode(const char *text, size_t len, uint32_t *used)
{
	const unsigned char *byte = (const unsigned char *)text;
	const struct lead *lead;
	uint32_t point;

	*used = 1;
	if (byte[0] < 0x80)
		return byte[0];
	lead = lead_of(byte[0]);
	if (!lead)
		return FP_UTF8_BAD;
	point = byte[0] & (0x3fu >> lead->more);
	for (uint32_t i = 1; i <= lead->more; i++) {
		unsigned char low = i == 1 ? lead->low : 0x80, high = i == 1 ? lead->high : 0xbf;

		if (i >= len || byte[i] < low || byte[i] > high)
			return FP_UTF8_BAD;
		point = point << 6 | (byte[i] & 0x3fu);
		*used = i + 1;
	}
	return point;
}

uint32_t fp_utf8_encode(char out[4], uint32_t point)
{
	static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
	uint32_t count = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;

	for (uint32_t i = count - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (point & 0x3f));
		point >>= 6;
	}
	out[0] = (char)(first[count] | point);
	return count;
}

size_t fp_utf8_valid(const char *text, size_t len)
{
	size_t at = 0;
	uint64_t eight;
	uint32_t used;

	while (at < len) {
		if (len - at >= sizeof(eight)) {
			memcpy(&eight, text + at, sizeof(eight));
			if (!(eight & UINT64_C(0x8080808080808080))) {
				at += sizeof(eight);
				continue;
			}
		}
		if (fp_utf8_decode(text + at, len - at, &used) == FP_UTF8_BAD)
			return at;
		at += used;
	}
	return len;
}
