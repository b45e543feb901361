/* SPDX-License-Identifier: MIT */
/* One JSON text in one layer: strict scan, and where that fails, the cheapest story → findings with fixes. */
#ifndef FP_JSON_REPAIR_H
#define FP_JSON_REPAIR_H

#include "finding/sink.h"
#include "json/price.h"
#include "json/tree.h"

/* What became of a text. */
enum fp_verdict {
	FP_VERDICT_VALID,        /* as it stands */
	FP_VERDICT_ILLUSTRATIVE, /* not strict, but all that was found is deliberate notation */
	FP_VERDICT_BROKEN,       /* at least one slip */
	FP_VERDICT_EMPTY,        /* nothing but white space */
	FP_VERDICT_NOT_JSON,     /* something else; no tree */
	FP_VERDICT_GIVEN_UP      /* budget spent: the first error only; no tree */
};

struct fp_json {
	enum fp_verdict verdict;
	struct fp_tree tree; /* of the mended text; count == 0 where there is none */
	bool safe;           /* all that was mended to get there is safe (or nothing was) */
};

/* What a document may spend on searching in all; shared by its blocks. Counted in elementary steps. */
struct fp_budget {
	uint64_t steps_left;
};

struct fp_json_options {
	const struct fp_dialect *dialect;
	const struct fp_prices *prices; /* NULL: the table's own */
	struct fp_budget *budget;       /* NULL: without a limit for the document */
	const char *where;              /* for messages: "block" or "payload" */
};

/*
 * Reads a layer: adds its syntax findings (every json-* rule that is a matter of grammar) to the
 * sink, and gives the tree of what it was mended to. Valid text: no finding, one pass.
 */
void fp_json_read(struct fp_json *out, struct fp_sink *sink, const struct fp_layer *layer,
                  const struct fp_json_options *options);

#endif
