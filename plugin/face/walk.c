/* SPDX-License-Identifier: MIT */
/*
 * A folder → its documents. The folders still to be read are kept as paths, not as open directories: so
 * depth costs no descriptors and no stack. They are read in no order; whoever asked sorts.
 */
#include "face/walk.h"

#include "face/command.h"
#include "fencepost.h"
#include "git/repository.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The top of a repository, seen from where the walk began. */
struct top {
	const char *above; /* from the top to there: "docs/"; "" where it is the top, or above it */
	size_t below;      /* so many bytes of a path from there lead to the top */
	bool fold;
};

/* A folder that is still to be read. */
struct folder {
	const char *path;                   /* from where the walk began: "" or "guide/" */
	struct top *top;                    /* NULL: no patterns count */
	const struct fp_patterns *patterns; /* of what lies around it */
	struct folder *next;
};

/* One walk. */
struct walk {
	struct fp_walk *out;
	struct fp_arena *work;
	const char *prefix; /* of what is printed: "docs/" */
	const char *real;   /* true path of the folder, without '/' at the end */
	int fd;             /* of the folder */
	struct folder *folders;
};

/* One entry of a folder that concerns us. */
struct entry {
	const char *name;
	bool folder;
};

struct entries {
	struct entry *of;
	size_t count, room;
	bool repository, patterns; /* a `.git` is among them, a `.gitignore` */
	struct fp_config *config;  /* says which of them are documents */
};

static void complain(struct walk *w, const char *name, const char *reason)
{
	w->out->failed = true;
	fp_complain(w->work, "%s: %s", name, reason);
}

#define NOT_APPLIED "its ignore patterns are not applied"

static void complain_of_patterns(struct walk *w, const char *what)
{
	w->out->failed = true;
	fp_complain(w->work, "%s; " NOT_APPLIED, what);
}

/* ---- paths ---- */

char *fp_walk_join(struct fp_arena *arena, const char *a, const char *b, const char *c)
{
	struct fp_bytes path = FP_BYTES(arena);

	fp_bytes_text(&path, a);
	fp_bytes_text(&path, b);
	fp_bytes_text(&path, c);
	return fp_bytes_string(&path);
}

char *fp_walk_tidy(struct fp_arena *arena, const char *path)
{
	struct fp_bytes out = FP_BYTES(arena);

	if (*path == '/')
		fp_bytes_char(&out, '/');
	while (*path) {
		size_t len = strcspn(path, "/");
		bool dot = len == 1 && path[0] == '.';

		if (len > 0 && !dot)
			fp_bytes_put(&out, path, len);
		if (len > 0 && !dot && path[len])
			fp_bytes_char(&out, '/');
		path += len + (path[len] == '/');
	}
	return fp_bytes_string(&out);
}

bool fp_walk_document(const struct fp_settings *settings, const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < settings->extension_count; i++)
		if (strcmp(dot + 1, settings->extensions[i]) == 0)
			return true;
	return false;
}

/* ---- repositories ---- */

/* Makes a folder the top of a repository; false where it is none after all, or cannot be read as one. */
static bool open_top(struct walk *w, const char *path, struct folder *folder)
{
	struct top *top = fp_arena_zero(w->work, 1, sizeof(*top));
	struct fp_repository repository;
	struct fp_error error;
	int status = fp_repository_open(&repository, path, &error);

	if (status < 0)
		complain_of_patterns(w, error.text);
	if (status)
		return false;
	status =
	    fp_repository_patterns(&folder->patterns, &repository, w->work, &top->fold, &error);
	if (status < 0)
		complain_of_patterns(w, error.text);
	else if (status) /* of a home that is not ours, perhaps: git goes on too */
		fp_complain(w->work, "%s; " NOT_APPLIED, error.text);
	folder->top = top;
	fp_repository_close(&repository);
	top->above = "";
	top->below = strlen(folder->path);
	return true;
}

/* The path from the top of the repository of something in that folder; "" for the folder itself. */
static char *path_below(struct walk *w, const struct folder *folder, const char *name)
{
	return fp_walk_join(w->work, folder->top->above, folder->path + folder->top->below, name);
}

/*
 * The patterns of the .gitignore in the folder of that path, and those around it. `name` is the folder
 * in messages.
 */
static const struct fp_patterns *read_patterns(struct walk *w, const char *path, const char *name,
                                               size_t base, const struct folder *around)
{
	const struct fp_patterns *patterns = around->patterns;
	int fd = openat(w->fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int reason =
	    fd < 0 ? errno
	           : fp_ignore_read(&patterns, w->work, fd, ".gitignore", base, around->top->fold);

	if (fd >= 0)
		close(fd);
	if (reason)
		complain_of_patterns(w,
		                     fp_walk_join(w->work, name, ".gitignore: ", strerror(reason)));
	return patterns;
}

/*
 * Takes in the patterns of the folders from the top down to where the walk begins: `rest` is
 * "docs/guide". Where they ignore that very folder they do not count: it was named.
 */
static void descend(struct walk *w, struct folder *folder, const char *top, const char *rest)
{
	for (size_t at = 0; rest[at];) {
		size_t end = at + strcspn(rest + at, "/");
		const char *outer = fp_arena_copy(w->work, rest, at);
		const char *inner = fp_arena_copy(w->work, rest, end);

		const char *path = fp_walk_join(w->work, top, "/", outer);

		folder->patterns = read_patterns(w, path, path, at, folder);
		if (fp_patterns_names(folder->patterns, inner, true)) {
			folder->patterns = NULL;
			return;
		}
		at = end + (rest[end] == '/');
	}
}

static bool has_repository(struct walk *w, const char *path)
{
	const char *git = fp_walk_join(w->work, path, "/", ".git");

	if (access(git, F_OK) == 0)
		return true;
	if (errno != ENOENT && errno != ENOTDIR)
		complain_of_patterns(w, fp_walk_join(w->work, git, ": ", strerror(errno)));
	return false;
}

/* Finds the repository around the folder where the walk begins, if there is one. */
static void find_top(struct walk *w, struct folder *folder)
{
	char *path = fp_arena_copy(w->work, w->real, strlen(w->real));
	bool found = false;
	const char *rest;

	if (*path && *path != '/')
		return; /* its true path could not be found, which has been told */
	for (size_t len = strlen(path);; len = (size_t)(strrchr(path, '/') - path)) {
		path[len] = '\0';
		found = has_repository(w, path) && open_top(w, len ? path : "/", folder);
		if (found || len == 0)
			break;
	}
	if (!found)
		return;
	rest = w->real + strlen(path);
	rest += *rest == '/';
	descend(w, folder, path, rest);
	if (*rest)
		folder->top->above = fp_walk_join(w->work, rest, "/", "");
}

/* ---- the walk ---- */

/* A folder within another one (NULL: where the walk begins). */
static struct folder *push(struct walk *w, const char *path, const struct folder *around)
{
	struct folder *folder = fp_arena_zero(w->work, 1, sizeof(*folder));

	if (around)
		*folder = *around;
	folder->path = path;
	folder->next = w->folders;
	w->folders = folder;
	return folder;
}

enum kind { OTHER, FILE_ENTRY, FOLDER_ENTRY };

/* What an entry is; links are OTHER. Most file systems say it without a further call. */
static enum kind kind_of(int fd, const struct dirent *entry)
{
	struct stat is;

	if (entry->d_type == DT_REG)
		return FILE_ENTRY;
	if (entry->d_type == DT_DIR)
		return FOLDER_ENTRY;
	if (entry->d_type != DT_UNKNOWN || fstatat(fd, entry->d_name, &is, AT_SYMLINK_NOFOLLOW) < 0)
		return OTHER;
	return S_ISREG(is.st_mode) ? FILE_ENTRY : S_ISDIR(is.st_mode) ? FOLDER_ENTRY : OTHER;
}

static bool is_passed_over(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, ".git") == 0 ||
	       strcmp(name, "node_modules") == 0;
}

static void take_entry(struct walk *w, struct entries *entries, int fd, const struct dirent *entry)
{
	enum kind kind;

	if (strcmp(entry->d_name, ".git") == 0)
		entries->repository = true;
	if (strcmp(entry->d_name, ".gitignore") == 0)
		entries->patterns = true;
	if (is_passed_over(entry->d_name))
		return;
	kind = kind_of(fd, entry);
	if (kind == OTHER ||
	    (kind == FILE_ENTRY && !fp_walk_document(&entries->config->settings, entry->d_name)))
		return;
	if (entries->count == entries->room) {
		size_t size = entries->room * sizeof(*entries->of);

		entries->room = entries->room ? entries->room * 2 : 16;
		entries->of =
		    fp_arena_grow(w->work, entries->of, size, entries->room * sizeof(*entries->of));
	}
	entries->of[entries->count++] = (struct entry){
	    fp_arena_copy(w->work, entry->d_name, strlen(entry->d_name)), kind == FOLDER_ENTRY};
}

/* Reads the names first: whether a `.git` is among them decides whose patterns count for the others. */
static bool read_folder(struct walk *w, const char *path, struct entries *entries)
{
	int fd = openat(w->fd, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;
	int reason;

	if (!folder) {
		reason = errno;
		if (fd >= 0)
			close(fd);
		errno = reason;
		return false;
	}
	while (errno = 0, (entry = readdir(folder)))
		take_entry(w, entries, fd, entry);
	reason = errno;
	closedir(folder);
	errno = reason;
	return reason == 0;
}

static void take_entries(struct walk *w, const struct folder *folder, const struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->of[i];
		const char *path =
		    fp_walk_join(w->work, folder->path, entry->name, entry->folder ? "/" : "");

		if (folder->patterns &&
		    fp_patterns_names(folder->patterns, path_below(w, folder, entry->name),
		                      entry->folder))
			continue;
		if (entry->folder)
			push(w, path, folder);
		else
			w->out->found(w->out->user,
			              fp_walk_join(w->out->arena, w->prefix, path, ""), path,
			              entries->config);
	}
}

static struct fp_config *config_in(struct walk *w, const struct folder *folder)
{
	char *real = fp_walk_join(w->work, w->real, *folder->path ? "/" : "", folder->path);
	size_t len = strlen(real);

	if (len > 0 && real[len - 1] == '/')
		real[len - 1] = '\0';
	return fp_configs_in(w->out->configs, real);
}

static void walk_folder(struct walk *w, struct folder *folder)
{
	struct entries entries = {.config = config_in(w, folder)};

	if (!read_folder(w, folder->path, &entries)) {
		const char *name = fp_walk_join(w->work, w->prefix, folder->path, "");

		complain(w, *name ? name : ".", strerror(errno));
	}
	if (entries.repository && *folder->path)
		open_top(w, fp_walk_join(w->work, w->real, "/", folder->path), folder);
	if (entries.patterns && folder->top)
		folder->patterns = read_patterns(w, *folder->path ? folder->path : ".",
		                                 fp_walk_join(w->work, w->prefix, folder->path, ""),
		                                 strlen(path_below(w, folder, "")), folder);
	take_entries(w, folder, &entries);
}

void fp_walk_folder(struct fp_walk *walk, const char *name, const char *real)
{
	struct walk w = {.out = walk, .work = walk->work};

	w.prefix = fp_walk_tidy(w.work, fp_walk_join(w.work, name, "/", ""));
	w.real = strcmp(real, "/") != 0 ? real : "";
	w.fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (w.fd < 0) {
		complain(&w, name, strerror(errno));
		return;
	}
	find_top(&w, push(&w, "", NULL));
	while (w.folders) {
		struct folder *folder = w.folders;

		w.folders = folder->next;
		walk_folder(&w, folder);
	}
	close(w.fd);
}
