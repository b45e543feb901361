/* SPDX-License-Identifier: MIT */
/*
 * Folders → documents. The folders still to be read are kept as paths, not as open directories: so
 * depth costs no descriptors and no stack, and order does not matter because all is sorted at the end.
 */
#include "face/walk.h"

#include "face/command.h"
#include "fencepost.h"
#include "git/repository.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
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

/* A file that was found. */
struct found {
	struct fp_path path;
	const char *real; /* its one true path; NULL: need not be known */
	size_t order;
};

struct collection {
	struct fp_arena *arena; /* of what stays */
	struct fp_arena *work;  /* of what does not */
	const struct fp_walk *walk;
	struct found *found;
	size_t count, room;
	bool several; /* operands: a file may be reached twice */
	bool failed;
	/* of the folder that is walked: */
	const char *prefix; /* of what is printed: "docs/" */
	const char *real;   /* its true path, without '/' at the end */
	int fd;
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
};

static void complain(struct collection *c, const char *name, const char *reason)
{
	c->failed = true;
	fp_complain(c->work, "%s: %s", name, reason);
}

/* ---- paths ---- */

static char *join(struct fp_arena *arena, const char *a, const char *b, const char *end)
{
	struct fp_bytes path = FP_BYTES(arena);

	fp_bytes_text(&path, a);
	fp_bytes_text(&path, b);
	fp_bytes_text(&path, end);
	return fp_bytes_string(&path);
}

/* The same path without "./" in it and "//": each file has one name. "." becomes "". */
static char *tidy(struct fp_arena *arena, const char *path)
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

static bool is_document(const struct fp_settings *settings, const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < settings->extension_count; i++)
		if (strcmp(dot + 1, settings->extensions[i]) == 0)
			return true;
	return false;
}

static void add(struct collection *c, const char *name, const char *real, bool named)
{
	if (c->count == c->room) {
		size_t size = c->room * sizeof *c->found;

		c->room = c->room ? c->room * 2 : 64;
		c->found = fp_arena_grow(c->work, c->found, size, c->room * sizeof *c->found);
	}
	c->found[c->count] = (struct found){{name, named, false}, real, c->count};
	c->count++;
}

/* ---- repositories ---- */

/* Makes a folder the top of a repository; false where it is none after all, or cannot be read as one. */
static bool open_top(struct collection *c, const char *path, struct folder *folder)
{
	struct top *top = fp_arena_zero(c->work, 1, sizeof *top);
	struct fp_repository repository;
	struct fp_error error;
	int status = fp_repository_open_top(&repository, path, &error);

	if (status < 0) {
		c->failed = true;
		fp_complain(c->work, "%s; its ignore patterns are not applied", error.text);
	}
	if (status)
		return false;
	folder->patterns = fp_repository_patterns(&repository, c->work, &top->fold);
	folder->top = top;
	fp_repository_close(&repository);
	top->above = "";
	top->below = strlen(folder->path);
	return true;
}

/* The path from the top of the repository of something in that folder; "" for the folder itself. */
static char *path_below(struct collection *c, const struct folder *folder, const char *name)
{
	return join(c->work, folder->top->above, folder->path + folder->top->below, name);
}

/* The patterns of the .gitignore in the folder of that path, and those around it. */
static const struct fp_patterns *read_patterns(struct collection *c, const char *path, size_t base,
                                               const struct folder *around)
{
	const struct fp_patterns *patterns = around->patterns;
	int fd = openat(c->fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return patterns;
	patterns = fp_ignore_read(c->work, fd, ".gitignore", base, around->top->fold, patterns);
	close(fd);
	return patterns;
}

/*
 * Takes in the patterns of the folders from the top down to where the walk begins: `rest` is
 * "docs/guide". Where they ignore that very folder they do not count: it was named.
 */
static void descend(struct collection *c, struct folder *folder, const char *top, const char *rest)
{
	for (size_t at = 0; rest[at];) {
		size_t end = at + strcspn(rest + at, "/");
		const char *outer = fp_arena_copy(c->work, rest, at);
		const char *inner = fp_arena_copy(c->work, rest, end);

		folder->patterns = read_patterns(c, join(c->work, top, "/", outer), at, folder);
		if (fp_ignore_names(folder->patterns, inner, true)) {
			folder->patterns = NULL;
			return;
		}
		at = end + (rest[end] == '/');
	}
}

/* Finds the repository around the folder where the walk begins, if there is one. */
static void find_top(struct collection *c, struct folder *folder)
{
	char *path = fp_arena_copy(c->work, c->real, strlen(c->real));
	bool found = false;
	const char *rest;

	if (*path && *path != '/')
		return; /* its true path cannot be known */
	for (size_t len = strlen(path);; len = (size_t)(strrchr(path, '/') - path)) {
		path[len] = '\0';
		found = access(join(c->work, path, "/", ".git"), F_OK) == 0 &&
		        open_top(c, len ? path : "/", folder);
		if (found || len == 0)
			break;
	}
	if (!found)
		return;
	rest = c->real + strlen(path);
	rest += *rest == '/';
	descend(c, folder, path, rest);
	if (*rest)
		folder->top->above = join(c->work, rest, "/", "");
}

/* ---- the walk ---- */

/* A folder within another one (NULL: where the walk begins). */
static struct folder *push(struct collection *c, const char *path, const struct folder *around)
{
	struct folder *folder = fp_arena_zero(c->work, 1, sizeof *folder);

	if (around)
		*folder = *around;
	folder->path = path;
	folder->next = c->folders;
	c->folders = folder;
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

static void take_entry(struct collection *c, struct entries *entries, int fd,
                       const struct dirent *entry)
{
	enum kind kind;

	if (strcmp(entry->d_name, ".git") == 0)
		entries->repository = true;
	if (strcmp(entry->d_name, ".gitignore") == 0)
		entries->patterns = true;
	if (is_passed_over(entry->d_name))
		return;
	kind = kind_of(fd, entry);
	if (kind == OTHER || (kind == FILE_ENTRY && !is_document(c->walk->settings, entry->d_name)))
		return;
	if (entries->count == entries->room) {
		size_t size = entries->room * sizeof *entries->of;

		entries->room = entries->room ? entries->room * 2 : 16;
		entries->of =
		    fp_arena_grow(c->work, entries->of, size, entries->room * sizeof *entries->of);
	}
	entries->of[entries->count++] = (struct entry){
	    fp_arena_copy(c->work, entry->d_name, strlen(entry->d_name)), kind == FOLDER_ENTRY};
}

/* Reads the names first: whether a `.git` is among them decides whose patterns count for the others. */
static bool read_folder(struct collection *c, const char *path, struct entries *entries)
{
	int fd = openat(c->fd, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
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
		take_entry(c, entries, fd, entry);
	reason = errno;
	closedir(folder);
	errno = reason;
	return reason == 0;
}

static void take_entries(struct collection *c, const struct folder *folder,
                         const struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->of[i];
		const char *path =
		    join(c->work, folder->path, entry->name, entry->folder ? "/" : "");

		if (folder->patterns &&
		    fp_ignore_names(folder->patterns, path_below(c, folder, entry->name),
		                    entry->folder))
			continue;
		if (entry->folder)
			push(c, path, folder);
		else
			add(c, join(c->arena, c->prefix, path, ""),
			    c->several ? join(c->work, c->real, "/", path) : NULL, false);
	}
}

static void walk_folder(struct collection *c, struct folder *folder)
{
	struct entries entries = {0};

	if (!read_folder(c, folder->path, &entries)) {
		const char *name = join(c->work, c->prefix, folder->path, "");

		complain(c, *name ? name : ".", strerror(errno));
	}
	if (entries.repository && *folder->path)
		open_top(c, join(c->work, c->real, "/", folder->path), folder);
	if (entries.patterns && folder->top)
		folder->patterns = read_patterns(c, *folder->path ? folder->path : ".",
		                                 strlen(path_below(c, folder, "")), folder);
	take_entries(c, folder, &entries);
}

static void walk_from(struct collection *c, const char *name, const char *real)
{
	c->prefix = tidy(c->work, join(c->work, name, "/", ""));
	c->real = strcmp(real, "/") ? real : "";
	c->fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (c->fd < 0) {
		complain(c, name, strerror(errno));
		return;
	}
	find_top(c, push(c, "", NULL));
	while (c->folders) {
		struct folder *folder = c->folders;

		c->folders = folder->next;
		walk_folder(c, folder);
	}
	close(c->fd);
}

/* ---- operands ---- */

static void collect_named(struct collection *c, const char *name)
{
	char real[PATH_MAX];
	const char *true_path;
	struct stat is;

	if (stat(name, &is) < 0) {
		complain(c, name, strerror(errno));
		return;
	}
	true_path = realpath(name, real) ? real : name;
	true_path = fp_arena_copy(c->work, true_path, strlen(true_path));
	if (S_ISDIR(is.st_mode))
		walk_from(c, name, true_path);
	else
		add(c, tidy(c->arena, name), true_path, true);
}

static void collect_stdin(struct collection *c)
{
	add(c, c->walk->stdin_name ? c->walk->stdin_name : "-", "-", true);
	c->found[c->count - 1].path.standard_input = true;
}

static void collect_list(struct collection *c, const char *bytes, size_t len)
{
	char separator = c->walk->nul_separated ? '\0' : '\n';

	while (len > 0) {
		const char *end = memchr(bytes, separator, len);
		size_t used = end ? (size_t)(end - bytes) : len;

		if (used > 0)
			collect_named(c, fp_arena_copy(c->arena, bytes, used));
		used += end != NULL;
		bytes += used;
		len -= used;
	}
}

static void read_list(struct collection *c)
{
	struct fp_path path = {c->walk->list, true, strcmp(c->walk->list, "-") == 0};
	struct fp_file file;
	struct fp_error error;
	const char *bytes;
	uint32_t len;

	if (fp_file_open(&file, &path, &error) ||
	    fp_file_read(&file, c->work, UINT32_MAX, &bytes, &len, &error)) {
		c->failed = true;
		fp_complain(c->work, "%s", error.text);
	} else {
		collect_list(c, bytes, len);
	}
	fp_file_close(&file);
}

/* ---- order ---- */

static int by_real(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->real, y->real);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_name(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->path.name, y->path.name);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Of the names of one file the one that was met first stays. */
static void drop_doubles(struct collection *c)
{
	size_t kept = 0;

	qsort(c->found, c->count, sizeof *c->found, by_real);
	for (size_t i = 0; i < c->count; i++)
		if (kept == 0 || strcmp(c->found[kept - 1].real, c->found[i].real) != 0)
			c->found[kept++] = c->found[i];
	c->count = kept;
}

static void hand_out(struct fp_paths *out, struct collection *c)
{
	if (c->several && c->count > 0)
		drop_doubles(c);
	if (c->count > 0)
		qsort(c->found, c->count, sizeof *c->found, by_name);
	out->count = c->count;
	out->of = fp_arena_zero(c->arena, c->count, sizeof *out->of);
	for (size_t i = 0; i < c->count; i++)
		out->of[i] = c->found[i].path;
}

bool fp_walk_collect(struct fp_paths *out, struct fp_arena *arena, const struct fp_walk *walk,
                     const struct fp_words *operands)
{
	struct collection c = {.arena = arena, .work = fp_arena_child(arena), .walk = walk};

	c.several = operands->count > 1 || walk->list;
	for (size_t i = 0; i < operands->count; i++)
		if (strcmp(operands->of[i], "-") == 0)
			collect_stdin(&c);
		else
			collect_named(&c, operands->of[i]);
	if (walk->list)
		read_list(&c);
	else if (operands->count == 0)
		collect_named(&c, ".");
	hand_out(out, &c);
	fp_arena_free(c.work);
	return !c.failed;
}
