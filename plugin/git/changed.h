/* SPDX-License-Identifier: MIT */
/* Which files differ from a commit, and what each of them was there. */
#ifndef FP_GIT_CHANGED_H
#define FP_GIT_CHANGED_H

#include "git/checkout.h"

/* A file that differs. */
struct fp_change {
	const char *path, *old_path; /* differ where it was moved */
	const char *id, *old_id;     /* of its blobs now and then; all zeros where there is none */
	unsigned mode, old_mode;     /* 0100644, 0120000 ...; 0: is not there */
	char status;                 /* A, M, D, T, or R where it had another name */
};

/* Sorted by the bytes of the paths. */
struct fp_changes {
	struct fp_change *of;
	size_t count;
};

/*
 * Starts to compare with a commit or tree: the index, or (`staged` false) the working tree. A file
 * that was moved is found as `git diff -M` does. A submodule is a change where another commit of it is
 * staged; what goes on in it is none.
 */
int fp_changed_ask(struct fp_child *child, struct fp_arena *arena, const char *commit, bool staged,
                   struct fp_error *error);

/* Starts to compare a tree with one, which is what the index at that path stands for. */
int fp_changed_ask_tree(struct fp_child *child, struct fp_arena *arena, const char *commit,
                        const char *tree, const char *index, struct fp_error *error);

/* Fills *out with the answer. */
int fp_changed_read(struct fp_changes *out, struct fp_arena *arena, struct fp_child *child,
                    struct fp_error *error);

/*
 * The same of what git has printed, which is cut into words; FENCEPOST_EGIT where it is not as it should
 * be.
 */
int fp_changed_parse(struct fp_changes *out, struct fp_arena *arena, const struct fp_bytes *all,
                     const char *what, struct fp_error *error);

/* The change of that path, or NULL. */
const struct fp_change *fp_changed_find(const struct fp_changes *changes, const char *path);

/* Whether a word is the id of an object. */
bool fp_changed_is_id(const char *word);

/* Whether a path is that one, or lies in the folder of that name; "" is the top. */
bool fp_changed_is_in(const char *path, const char *name);

/* Whether a mode is that of a regular file. */
bool fp_changed_regular(unsigned mode);

/* The commits that are being merged into HEAD; NULL ends them. None where no merge is under way. */
int fp_changed_parents(const char *const **out, struct fp_arena *arena,
                       const struct fp_checkout *checkout, struct fp_error *error);

#endif
