/* SPDX-License-Identifier: MIT */
/* True paths of many files, for those that lie in the same folders with fewer questions to the system. */
#ifndef FP_FACE_TRUE_PATH_H
#define FP_FACE_TRUE_PATH_H

#include "text/arena.h"

#include <stddef.h>

/* A folder of a name: up to one of its slashes. */
struct fp_true_folder {
	const struct fp_true_folder *up;
	size_t len;       /* of that part of the name, with the slash */
	const char *real; /* without a slash at the end; NULL: it has none */
};

/* The folder that was asked for last, in a name that begins with it. All NULL: none was. */
struct fp_true_paths {
	struct fp_arena *arena;
	const struct fp_true_folder *folder;
	const char *name;
};

/* The path without links, `.` and `..`; as realpath, but the name as it is where that has none. */
const char *fp_true_path(struct fp_arena *arena, const char *name);

/* Of the folder that a file lies in, without a slash at the end; NULL where there is none. */
const char *fp_true_path_of_folder(struct fp_true_paths *paths, const char *name);

/* As fp_true_path, of a file that is no link, and is no `.` or `..`. */
const char *fp_true_path_of_file(struct fp_true_paths *paths, const char *name);

#endif
