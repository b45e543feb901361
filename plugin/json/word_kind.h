/* SPDX-License-Identifier: MIT */
/* What a word without quotes stands for: shared by words.c and word_kind.c. */
#ifndef FP_JSON_WORD_KIND_H
#define FP_JSON_WORD_KIND_H

#include "text/ascii.h"
#include "json/words.h"

/* A byte that names may begin with, those of other scripts among them. */
static inline bool fp_word_letter(char c)
{
	return fp_ascii_is_alpha(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* Whether it is the name of a type, as schemas and tables of fields write them. */
bool fp_word_type(const char *text, uint32_t n);

/* Fills in the kind of the word that begins at `at` and ends at out->to, and its literal. */
void fp_word_classify(struct fp_word *out, const char *text, uint32_t at);

#endif
