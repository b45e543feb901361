/* SPDX-License-Identifier: MIT */
/*
 * A folder → the documents in it. What git's ignore patterns name is passed over (the patterns alone
 * decide, tracked or not; a repository inside has its own), and so are `.git` and `node_modules`;
 * links are not followed, pipes and devices not opened.
 */
#ifndef FP_FACE_WALK_H
#define FP_FACE_WALK_H

#include "face/config.h"
#include "text/arena.h"

#include <stdbool.h>

struct fp_walk {
	struct fp_arena *arena;     /* of the names that are handed out */
	struct fp_arena *work;      /* of what is needed meanwhile */
	struct fp_configs *configs; /* the extensions of documents, in each folder */
	/*
	 * Called for each document, in no order: its name as printed, its path from the folder, and
	 * the settings that hold for it.
	 */
	void (*found)(void *user, const char *name, const char *path, struct fp_config *config);
	void *user;
	bool failed; /* something could not be read; it was complained of on stderr */
};

/* Walks the folder of that name; `real` is its true path, or the name where that cannot be known. */
void fp_walk_folder(struct fp_walk *walk, const char *name, const char *real);

/* Whether a file of that name (no folder before it) is a document, by its extension. */
bool fp_walk_document(const struct fp_settings *settings, const char *name);

/* The same path without "./" in it and "//": each file has one name. "." becomes "". */
char *fp_walk_tidy(struct fp_arena *arena, const char *path);

/* Three pieces as one. */
char *fp_walk_join(struct fp_arena *arena, const char *a, const char *b, const char *c);

#endif
