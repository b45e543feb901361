/* SPDX-License-Identifier: MIT */
/* A misspelt word and the words that there are → the one that was meant, for "did you mean". */
#include "text/nearest.h"

#include <string.h>

/* A longer word is no slip of the pen. */
#define MOST_LETTERS 40

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* How many letters are put in, left out, changed or swapped with their neighbour (Damerau). */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned d[MOST_LETTERS + 1][MOST_LETTERS + 1];

	for (unsigned i = 0; i <= a_len; i++)
		d[i][0] = i;
	for (unsigned j = 0; j <= b_len; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= a_len; i++)
		for (size_t j = 1; j <= b_len; j++) {
			unsigned change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			d[i][j] = least(change, least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[a_len][b_len];
}

const char *fp_nearest(const char *word, size_t len, const char *const *names)
{
	const char *nearest = NULL;
	unsigned best = len > 5 ? 3 : 2; /* as many slips are no longer the same word */

	for (; len <= MOST_LETTERS && *names; names++) {
		size_t name_len = strlen(*names);
		size_t apart = name_len > len ? name_len - len : len - name_len;
		unsigned d;

		if (name_len > MOST_LETTERS || apart >= best)
			continue;
		d = distance(word, len, *names, name_len);
		if (d < best && d < name_len) {
			best = d;
			nearest = *names;
		}
	}
	return nearest;
}
