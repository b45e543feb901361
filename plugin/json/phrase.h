/* SPDX-License-Identifier: MIT */
/* The parts that messages are made of; all text is in the sink's arena. For message.c alone. */
#ifndef FP_JSON_PHRASE_H
#define FP_JSON_PHRASE_H

#include "json/message.h"

/* A sentence. */
const char *fp_phrase_say(const struct fp_message_context *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* text[from, to) as a message shows it. */
const char *fp_phrase_words(const struct fp_message_context *c, uint32_t from, uint32_t to);

/* The same without the blanks behind it. */
const char *fp_phrase_trimmed(const struct fp_message_context *c, struct fp_range range);

/* The same in quotes: in those that do not stand in it. */
const char *fp_phrase_quoted(const struct fp_message_context *c, struct fp_range range);

/* The token that ends at `to`, back to its line's or the text's start: a name for messages. */
const char *fp_phrase_token_before(const struct fp_message_context *c, uint32_t to);

/* What stands at `at`: a token, or where the text ends. */
const char *fp_phrase_token_at(const struct fp_message_context *c, uint32_t at);

#endif
