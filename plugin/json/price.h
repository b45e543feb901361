/* SPDX-License-Identifier: MIT */
/*
 * The table of prices: what each mistake that people make costs, in hundredths of a cost unit.
 *
 * Cheap is what people do often. A story that has made a mistake before makes it again for less
 * (`habit`, in percent): somebody who writes one key without quotes writes them all so.
 */
#ifndef FP_JSON_PRICE_H
#define FP_JSON_PRICE_H

#include <stdbool.h>
#include <stdint.h>

/* Habits: mistakes that come together. A bit each in a story, so at most 32. */
#define FP_HABITS(X)                                                                               \
	X(NONE, 100)                                                                               \
	X(COMMA, 50)                                                                               \
	X(COLON, 75)                                                                               \
	X(EQUALS, 20)                                                                              \
	X(SEMICOLON, 20)                                                                           \
	X(TRAILING, 20)                                                                            \
	X(EXTRA, 75)                                                                               \
	X(CLOSER, 75)                                                                              \
	X(EXTRA_CLOSER, 75)                                                                        \
	X(CLOSER_KIND, 75)                                                                         \
	X(OPENER, 75)                                                                              \
	X(EXTRA_OPENER, 75)                                                                        \
	X(MISSING_VALUE, 75)                                                                       \
	X(BARE_KEY, 20)                                                                            \
	X(BARE_VALUE, 20)                                                                          \
	X(LITERAL, 20)                                                                             \
	X(NUMBER, 75)                                                                              \
	X(ELLIPSIS, 20)                                                                            \
	X(PLACEHOLDER, 20)                                                                         \
	X(QUOTE, 20)                                                                               \
	X(ESCAPE, 20)                                                                              \
	X(INNER, 75)                                                                               \
	X(UNTERMINATED, 75)                                                                        \
	X(MISSING_QUOTE, 75)                                                                       \
	X(COMMENT, 20)                                                                             \
	X(DOCUMENT, 5)                                                                             \
	X(PROGRAM, 20)                                                                             \
	X(MEMBER, 75)

#define FP_HABIT_ENUM(name, percent) FP_HABIT_##name,
enum fp_habit { FP_HABITS(FP_HABIT_ENUM) FP_HABIT_COUNT };
#undef FP_HABIT_ENUM

/* FP_PRICES(X): X(name, price, habit). */
/* clang-format off */
#define FP_PRICES(X)                                                                               \
	/* commas */                                                                               \
	X(COMMA_MISSING_LINE, 80, COMMA)        /* the next token is the first on its line */      \
	X(COMMA_MISSING, 110, COMMA)                                                               \
	X(COMMA_SEMICOLON, 70, SEMICOLON)                                                          \
	X(COMMA_DOT, 65, COMMA)                                                                    \
	X(COMMA_COLON_OBJECT, 200, COMMA)                                                          \
	X(COMMA_COLON_ARRAY, 280, COMMA)                                                           \
	X(COMMA_TRAILING, 50, TRAILING)                                                            \
	X(COMMA_EXTRA, 80, EXTRA)                                                                  \
	/* colons */                                                                               \
	X(COLON_MISSING, 100, COLON)                                                               \
	X(COLON_COMMA, 90, COLON)                                                                  \
	X(COLON_EQUALS, 60, EQUALS)                                                                \
	X(COLON_SEMICOLON, 130, COLON)                                                             \
	X(COLON_EXTRA, 80, EXTRA)                                                                  \
	/* brackets */                                                                             \
	X(CLOSER_MISSING, 100, CLOSER)                                                             \
	X(CLOSER_MISSING_COMMA, 10, NONE)       /* more, before a comma: closers come in rows */   \
	X(CLOSER_MISSING_END, 60, CLOSER)                                                          \
	X(CLOSER_EXTRA, 120, EXTRA_CLOSER)                                                         \
	X(CLOSER_EXTRA_LONE, 60, NONE)          /* more, where it follows no other closer */       \
	X(CLOSER_EXTRA_END, 80, EXTRA_CLOSER)                                                      \
	X(CLOSER_KIND, 110, CLOSER_KIND)                                                           \
	X(CLOSERS_SWAPPED, 140, CLOSER_KIND)                                                       \
	X(OPENER_MISSING, 150, OPENER)                                                             \
	X(OPENER_MISSING_DEEPER, 90, OPENER)    /* colon, line end, deeper line */                 \
	X(OPENER_MISSING_ROW, 95, OPENER)       /* in an array of objects so far */                \
	X(MEMBER_FIRST, 100, NONE)              /* more, where an array's first element is a member */ \
	X(OPENER_EXTRA, 170, EXTRA_OPENER)                                                         \
	X(OPENER_EXTRA_ROOT, 5000, NONE)        /* more, where it opens the whole */               \
	X(OPENER_DOUBLED, 50, EXTRA_OPENER)     /* [[ */                                           \
	X(OPENER_EXTRA_CLOSER, 40, NONE)        /* the closer of an opener too many */             \
	X(OPENER_KIND, 195, EXTRA_OPENER)                                                          \
	X(OPENER_PAIRS, 60, PROGRAM)            /* ["a" => 1] */                                   \
	X(OPENER_SET, 40, EXTRA_OPENER)         /* {"a", "b"} */                                   \
	X(OPENER_KIND_CLOSER, 30, NONE)         /* the closer of an opener of the wrong kind */    \
	/* what is not there */                                                                    \
	X(VALUE_MISSING, 230, MISSING_VALUE)                                                       \
	X(VALUE_CUT, 150, MISSING_VALUE)        /* at the end of the text, which was cut short */  \
	X(KEY_MISSING, 240, MISSING_VALUE)                                                         \
	/* words and numbers */                                                                    \
	X(BARE_KEY, 110, BARE_KEY)                                                                 \
	X(BARE_KEY_BLANKS, 200, BARE_KEY)                                                          \
	X(BRACKETED_KEY, 100, BARE_KEY)         /* ["a"]: 1 */                                     \
	X(BARE_VALUE, 150, BARE_VALUE)                                                             \
	X(BARE_VALUE_BLANKS, 200, BARE_VALUE)                                                      \
	X(BARE_ROOT, 150, NONE)                 /* more, where it is the whole text */             \
	X(BRACKETED_LIST, 120, NONE)            /* more, for [x], which is a list as well */        \
	X(BARE_VALUE_COLON, 150, NONE)          /* more, for ": " in it */                         \
	X(LITERAL, 70, LITERAL)                                                                    \
	X(LITERAL_MARKED, 20, NONE)             /* `true`, in Markdown's marks of code */          \
	X(NUMBER, 70, NUMBER)                                                                      \
	X(NUMBER_GROUPED, 130, NUMBER)                                                             \
	/* the whole */                                                                            \
	X(FRAGMENT, 150, NONE)                                                                     \
	X(FRAGMENT_END, 10, NONE)                                                                  \
	X(DOCUMENT_LINE, 150, DOCUMENT)         /* another document, on a new line or after a comma */ \
	X(DOCUMENT_SAME_LINE, 260, DOCUMENT)                                                       \
	X(DOCUMENT_BARE, 5, NONE)               /* more, where no comma stands between */          \
	X(DOCUMENT_SCALAR, 300, NONE)           /* more, for a scalar after a container */         \
	X(TEXT_BEFORE, 250, NONE)                                                                  \
	X(LABEL, 120, NONE)                     /* a line that ends with ':' before it */          \
	X(TEXT_AFTER, 320, NONE)                                                                   \
	X(TEXT_AFTER_PROSE, 160, NONE)                                                             \
	X(TEXT_AFTER_LINE, 220, NONE)           /* the last line, and it begins with a word */     \
	X(FENCE_REST, 100, NONE)                /* `` or ```json behind it, and nothing more */    \
	X(DROP_WORD, 240, NONE)                                                                    \
	X(DROP_STRING, 250, NONE)                                                                  \
	X(DROP_VALUE, 100, NONE)                /* more, for a value where one is due */           \
	X(REPEATED, 150, NONE)                  /* the end of what stands before, once more */     \
	X(BULLET, 60, PROGRAM)                  /* - before an element, as in YAML */              \
	X(ROOT_COMMA, 60, NONE)                 /* a comma or semicolon after the root */          \
	/* notation */                                                                             \
	X(ELLIPSIS, 30, ELLIPSIS)                                                                  \
	X(PLACEHOLDER, 60, PLACEHOLDER)                                                            \
	X(COMMENT, 30, COMMENT)                                                                    \
	X(ALTERNATIVE, 60, PLACEHOLDER)         /* "a" | "b" */                                    \
	/* program text */                                                                         \
	X(CALL, 150, PROGRAM)                                                                      \
	X(JOINED_LINES, 120, PROGRAM)           /* "a" and "b" one below the other */              \
	X(CONSTRUCTOR, 60, PROGRAM)             /* array(, dict( */                                \
	X(CONCATENATION, 90, PROGRAM)                                                              \
	/* layout: evidence, never proof */                                                        \
	X(LAYOUT_CLOSER, 40, NONE)              /* first on its line, not under its opener's line */ \
	X(LAYOUT_CLOSER_EARLY, 60, NONE)        /* put in where the next line is deeper than the opener */ \
	X(LAYOUT_CLOSER_INSIDE, 20, NONE)       /* put in inside a line of a container that spans lines */ \
	X(LAYOUT_MEMBER, 30, NONE)              /* at another indent than its siblings */          \
	X(LAYOUT_MEMBER_OUT, 60, NONE)          /* at or left of the opener's line */              \
	X(LAYOUT_CLOSER_DROPPED, 40, NONE)      /* dropping a closer that stands under its opener's line */ \
	X(TWIN_KEY, 180, NONE)                  /* a key that its object has already */            \
	/* string readings */                                                                      \
	X(INNER_FIRST, 180, INNER)                                                                 \
	X(INNER_MORE, 30, INNER)                                                                   \
	X(INNER_ODD, 90, INNER)                                                                    \
	X(INNER_STRUCTURE, 60, INNER)                                                              \
	X(INNER_ATTRIBUTE, 90, INNER)                                                              \
	X(INNER_ATTRIBUTE_MORE, 20, INNER)                                                         \
	X(INNER_KEY_FIRST, 150, INNER)                                                             \
	X(INNER_KEY_MORE, 60, INNER)                                                               \
	X(PASTED, 200, INNER)                                                                      \
	X(PASTED_MORE, 2, INNER)                                                                   \
	X(PASTED_UNBALANCED, 80, INNER)                                                            \
	X(UNTERMINATED, 150, UNTERMINATED)                                                         \
	X(UNTERMINATED_INSIDE, 190, UNTERMINATED)                                                  \
	X(UNTERMINATED_UNBALANCED, 150, NONE)                                                      \
	X(CLOSE_BACKSLASH, 140, UNTERMINATED)                                                      \
	X(CLOSE_DOUBLED, 130, QUOTE)                                                               \
	X(CLOSE_OTHER, 120, QUOTE)                                                                 \
	X(LINE_END, 200, INNER)                                                                    \
	X(LINE_END_MORE, 5, INNER)                                                                 \
	X(CONTROL, 40, ESCAPE)                                                                     \
	X(ESCAPE, 60, ESCAPE)                                                                      \
	X(ESCAPE_MORE, 10, ESCAPE)                                                                 \
	X(QUOTE_EARLY, 100, NONE)               /* "<a"> */                                        \
	X(QUOTE_STYLE, 110, QUOTE)                                                                 \
	X(QUOTE_LATE, 130, MISSING_QUOTE)       /* a"b" */                                         \
	X(QUOTE_MISSING, 150, MISSING_QUOTE)                                                       \
	X(QUOTE_MISSING_LONG, 40, NONE)         /* more, for commas or brackets in what lost it */  \
	/* weight of dropped text, for each */                                                     \
	X(WEIGHT_STRUCTURE, 30, NONE)           /* quote or bracket */                             \
	X(WEIGHT_COLON, 60, NONE)                                                                  \
	X(WEIGHT_COMMA, 10, NONE)                                                                  \
	X(WEIGHT_WORD, 4, NONE)                 /* letter or digit */                              \
	X(WEIGHT_OTHER, 2, NONE)
/* clang-format on */

#define FP_PRICE_ENUM(name, price, habit) FP_PRICE_##name,
enum fp_price { FP_PRICES(FP_PRICE_ENUM) FP_PRICE_COUNT };
#undef FP_PRICE_ENUM

struct fp_prices {
	int32_t of[FP_PRICE_COUNT];
};

/* The table as it stands above. */
extern const struct fp_prices fp_prices_default;

/* Overrides one price by its name ("COMMA_MISSING"); false where there is none of that name. */
bool fp_prices_set(struct fp_prices *prices, const char *name, int32_t price);

/* The same table, by what is asked. */
extern const uint8_t fp_price_habits[FP_PRICE_COUNT];
extern const int32_t fp_habit_percents[FP_HABIT_COUNT];

/* The habit that a mistake belongs to, and what it costs (in percent) once it is one. */
static inline enum fp_habit fp_price_habit(enum fp_price price)
{
	return (enum fp_habit)fp_price_habits[price];
}

static inline int32_t fp_habit_percent(enum fp_habit habit)
{
	return fp_habit_percents[habit];
}

#endif
