/* SPDX-License-Identifier: MIT */
/* The name of its file, which the build knows → a table of its functions. */
#include "git/libgit2.h"

#include "fencepost.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *name;
	size_t at;
} functions[] = {
#define ROW(name) {"git_" #name, offsetof(struct fp_libgit2, name)},
    FP_LIBGIT2(ROW)
#undef ROW
};

static struct fp_libgit2 loaded;
static struct fp_error failed;

static void load(void)
{
	void *library = dlopen(LIBGIT2_FILE, RTLD_NOW | RTLD_LOCAL), *function = library;

	for (size_t i = 0; function && i < sizeof(functions) / sizeof(*functions); i++) {
		function = dlsym(library, functions[i].name);
		memcpy((char *)&loaded + functions[i].at, &function, sizeof(function));
	}
	if (!function)
		fp_fail(&failed, FENCEPOST_EGIT, "libgit2 cannot be loaded: %s", dlerror());
	else if (loaded.libgit2_init() < 0)
		fp_libgit2_fail(&loaded, "libgit2", &failed);
}

const struct fp_libgit2 *fp_libgit2(struct fp_error *error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (!failed.status)
		return &loaded;
	*error = failed;
	return NULL;
}

int fp_libgit2_fail(const struct fp_libgit2 *git, const char *name, struct fp_error *error)
{
	const git_error *last = git->error_last();

	return fp_fail(error, FENCEPOST_EGIT, "%s: %s", name,
	               last ? last->message : "libgit2 refuses");
}
