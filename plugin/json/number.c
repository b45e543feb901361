/* SPDX-License-Identifier: MIT */
/*
 * The text of a number → its double → the text that JavaScript makes of that. The C library knows
 * both ways, but writes and reads the decimal separator of the locale. So none is written or read:
 * 1.25e3 is handed over as 125e1, and the one that comes back is passed over.
 */
#include "json/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exponents are cut to this: far more than a double can hold, far less than an int. */
#define EXPONENT_MOST 1000000

/* 0.DIGITS times ten to the power of `exponent`. */
struct decimal {
	char digits[18];
	int count, exponent;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The exponent after `e`, cut. */
static long read_exponent(const char *text, uint32_t len)
{
	bool negative = len > 0 && text[0] == '-';
	long value = 0;
	uint32_t i;

	for (i = len > 0 && !is_digit(text[0]); i < len && value < EXPONENT_MOST; i++)
		value = value * 10 + (text[i] - '0');
	return negative ? -value : value;
}

double fp_number_value(struct fp_arena *arena, const char *text, uint32_t len)
{
	char *plain = fp_arena_alloc(arena, (size_t)len + FP_NUMBER_ROOM);
	uint32_t i, used = 0, fraction = 0;
	bool after_point = false;
	long exponent;

	for (i = 0; i < len && text[i] != 'e' && text[i] != 'E'; i++) {
		if (text[i] == '.') {
			after_point = true;
			continue;
		}
		plain[used++] = text[i];
		fraction += after_point;
	}
	exponent = i < len ? read_exponent(text + i + 1, len - i - 1) : 0;
	snprintf(plain + used, FP_NUMBER_ROOM, "e%ld", exponent - (long)fraction);
	return strtod(plain, NULL);
}

static double decimal_value(const struct decimal *d)
{
	char text[FP_NUMBER_ROOM];

	snprintf(text, sizeof(text), "%.*se%d", d->count, d->digits, d->exponent - d->count);
	return strtod(text, NULL);
}

/* The first `precision` digits of a finite value ≥ 0, rounded. */
static struct decimal decimal_of(double value, int precision)
{
	struct decimal d = {.count = 0};
	char text[FP_NUMBER_ROOM];
	const char *c;

	snprintf(text, sizeof(text), "%.*e", precision - 1, value);
	for (c = text; *c && *c != 'e'; c++)
		if (is_digit(*c))
			d.digits[d.count++] = *c;
	d.exponent = (int)strtol(c + 1, NULL, 10) + 1;
	return d;
}

/* The fewest digits that read back as the same double; seventeen always do. */
static struct decimal shortest(double value)
{
	struct decimal d;
	int precision = 0;

	do
		d = decimal_of(value, ++precision);
	while (precision < 17 && decimal_value(&d) != value);
	return d;
}

void fp_number_print(char out[FP_NUMBER_ROOM], double value)
{
	const char *sign = value < 0 ? "-" : "";
	struct decimal d;

	if (isinf(value)) {
		snprintf(out, FP_NUMBER_ROOM, "%sInfinity", sign);
		return;
	}
	d = shortest(fabs(value));
	if (d.exponent >= d.count && d.exponent <= 21)
		snprintf(out, FP_NUMBER_ROOM, "%s%.*s%.*s", sign, d.count, d.digits,
		         d.exponent - d.count, "00000000000000000000");
	else if (d.exponent > 0 && d.exponent < d.count)
		snprintf(out, FP_NUMBER_ROOM, "%s%.*s.%.*s", sign, d.exponent, d.digits,
		         d.count - d.exponent, d.digits + d.exponent);
	else if (d.exponent > -6 && d.exponent <= 0)
		snprintf(out, FP_NUMBER_ROOM, "%s0.%.*s%.*s", sign, -d.exponent, "00000", d.count,
		         d.digits);
	else
		snprintf(out, FP_NUMBER_ROOM, "%s%c%s%.*se%+d", sign, d.digits[0],
		         d.count > 1 ? "." : "", d.count - 1, d.digits + 1, d.exponent - 1);
}

bool fp_number_is_big(const char *text, uint32_t len)
{
	static const char most[] = "9007199254740991";
	uint32_t i;

	if (len > 0 && text[0] == '-') {
		text++;
		len--;
	}
	for (i = 0; i < len; i++)
		if (!is_digit(text[i]))
			return false;
	return len > sizeof(most) - 1 ||
	       (len == sizeof(most) - 1 && memcmp(text, most, sizeof(most) - 1) > 0);
}
