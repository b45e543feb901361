/* SPDX-License-Identifier: MIT */
/* A rule → its explanation. There are three tables, a file each. */
#include "finding/explain.h"

#include <assert.h>
#include <stddef.h>

const struct fp_explanation *fp_explain(enum fp_rule rule)
{
	static const struct fp_explanation *const tables[] = {fp_explain_json, fp_explain_har,
	                                                      fp_explain_rest};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct fp_explanation *row = tables[i]; row->why; row++)
			if (row->rule == rule)
				return row;
	assert(!"every rule has an explanation");
	return NULL;
}
