/* SPDX-License-Identifier: MIT */
/* Which of the changes that a commit makes are for us to look at. */
#ifndef FP_FACE_WANTED_H
#define FP_FACE_WANTED_H

#include "face/config.h"
#include "git/pending.h"

struct fp_wanted {
	struct fp_arena *arena;
	struct fp_pending *pending;
	struct fp_configs configs;
	struct fp_words only; /* what was named, from the top; none: all that is staged */
};

/*
 * Nothing is asked of `pending` yet. Answers 0, or fails where --select, --ignore or --config make no
 * sense.
 */
int fp_wanted_init(struct fp_wanted *out, struct fp_arena *arena, struct fp_pending *pending,
                   const struct fp_config_options *options, struct fp_error *error);

/*
 * Takes what was named on the command line, counted from the folder `here`, which is `top` or below
 * it. Fails where a name is not below the top, or git does not know it.
 */
int fp_wanted_name(struct fp_wanted *wanted, const struct fp_words *operands, const char *here,
                   const char *top, struct fp_error *error);

/* *out receives its settings if they say that it is a document, else NULL. False: they do not read. */
bool fp_wanted_settings(const struct fp_settings **out, struct fp_wanted *wanted,
                        const struct fp_change *change);

/*
 * git commits what the index holds after the hook, whoever has put it there since we looked: fails
 * where that is no longer what was wanted. `user` is a struct fp_wanted.
 */
int fp_wanted_again(void *user, struct fp_error *error);

#endif
