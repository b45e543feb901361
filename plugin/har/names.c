/* SPDX-License-Identifier: MIT */
/*
 * A name → the known name that was most likely meant. Names are short: what is longer than LONGEST
 * is nobody's misspelling, and so three rows of the usual table stand on the stack.
 */
#include "har/names.h"

#include "text/ascii.h"

#include <string.h>

#define LONGEST 64

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Fills one row of the table from the two above it; answers its smallest entry. */
static size_t fill_row(size_t *row, const size_t *above, const size_t *above2, const char *a,
                       size_t i, const char *b, size_t b_len)
{
	size_t smallest = row[0] = i;

	for (size_t j = 1; j <= b_len; j++) {
		bool equal = lower(a[i - 1]) == lower(b[j - 1]);

		row[j] = least(above[j - 1] + !equal, least(above[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
		    lower(a[i - 2]) == lower(b[j - 1]))
			row[j] = least(row[j], above2[j - 2] + 1);
		smallest = least(smallest, row[j]);
	}
	return smallest;
}

size_t fp_names_distance(const char *a, size_t a_len, const char *b, size_t b_len, size_t most)
{
	size_t rows[3][LONGEST + 1];
	size_t longer = a_len > b_len ? a_len : b_len;

	if (longer > LONGEST || longer - least(a_len, b_len) > most)
		return most + 1;
	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++)
		if (fill_row(rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3], a, i, b, b_len) >
		    most)
			return most + 1;
	return least(rows[a_len % 3][b_len], most + 1);
}

const char *fp_names_nearest(const char *name, size_t len, const char *const *list, size_t most,
                             size_t *distance)
{
	const char *nearest = NULL;
	size_t best = most + 1;

	for (; *list; list++) {
		size_t now = fp_names_distance(name, len, *list, strlen(*list), most);

		if (now < best) {
			best = now;
			nearest = *list;
		}
	}
	if (distance)
		*distance = best;
	return nearest;
}

const char *fp_names_find(const char *name, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == len && fp_ascii_same(name, *list, len))
			return *list;
	return NULL;
}
