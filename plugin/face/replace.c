/* SPDX-License-Identifier: MIT */
/*
 * New bytes of a file → a temporary in the same folder → its name, by rename.
 *
 * The name of each temporary stands in a table before the file is made and until it is gone, so that
 * a signal handler can remove what is left. It runs in the main thread, which so stands still; for
 * the replacements of other threads it waits, and they begin no new ones.
 */
#include "face/replace.h"

#include "fencepost.h"
#include "text/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

/* ---- the table of temporaries ---- */

enum { FREE, TAKEN, NAMED };

static struct slot {
	atomic_int state;
	atomic_bool worker; /* taken by a thread that goes on while a signal is handled */
	char path[PATH_MAX];
} slots[FP_MOST_REPLACEMENTS];

static atomic_uint serial;
static atomic_bool ending; /* a signal ends the process */
static _Thread_local bool is_worker;

void fp_replace_as_worker(void)
{
	is_worker = true;
}

/* Taken first and asked about the end then: so the handler sees the slot, or we see the end. */
static struct slot *take_slot(void)
{
	for (size_t i = 0; i < FP_MOST_REPLACEMENTS; i++) {
		int expected = FREE;

		if (!atomic_compare_exchange_strong(&slots[i].state, &expected, TAKEN))
			continue;
		atomic_store(&slots[i].worker, is_worker);
		if (!is_worker || !atomic_load(&ending))
			return &slots[i];
		atomic_store(&slots[i].state, FREE);
		for (;;)
			pause();
	}
	errno = EMFILE;
	return NULL;
}

static struct slot *slot_of(const struct fp_replacement *replacement)
{
	return (struct slot *)(replacement->temporary - offsetof(struct slot, path));
}

/* Whether another thread is still at one. */
static bool are_under_way(void)
{
	for (size_t i = 0; i < FP_MOST_REPLACEMENTS; i++)
		if (atomic_load(&slots[i].state) != FREE && atomic_load(&slots[i].worker))
			return true;
	return false;
}

void fp_replace_abandon_all(void)
{
	const struct timespec moment = {0, 1000000};

	atomic_store(&ending, true);
	for (int patience = 2000; patience > 0 && are_under_way(); patience--)
		nanosleep(&moment, NULL);
	for (size_t i = 0; i < FP_MOST_REPLACEMENTS; i++)
		if (atomic_load(&slots[i].state) == NAMED)
			unlink(slots[i].path);
}

/* ---- one replacement ---- */

static int cannot(struct fp_replacement *replacement, struct fp_error *error)
{
	int reason = errno;

	fp_replace_abandon(replacement);
	return fp_fail(error, FENCEPOST_EIO, "%s: cannot be written: %s", replacement->path,
	               strerror(reason));
}

int fp_write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		bytes += written;
		len -= (size_t)written;
	}
	return 0;
}

/* Makes a file of a new name in the folder of the target; -1 with errno. */
static int make_temporary(struct fp_replacement *replacement, struct slot *slot, mode_t mode)
{
	const char *slash = strrchr(replacement->target, '/');
	int folder = slash ? (int)(slash + 1 - replacement->target) : 0;

	replacement->temporary = slot->path;
	do {
		int len =
		    snprintf(slot->path, sizeof(slot->path), "%.*s.fencepost-%ld-%u.tmp", folder,
		             replacement->target, (long)getpid(), atomic_fetch_add(&serial, 1));

		if (len >= (int)sizeof(slot->path)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		atomic_store(&slot->state, NAMED);
		replacement->fd =
		    open(slot->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (replacement->fd < 0)
			atomic_store(&slot->state, TAKEN);
	} while (replacement->fd < 0 && errno == EEXIST);
	return replacement->fd < 0 ? -1 : 0;
}

/* Access lists, labels and what users attach; what we may not set stays behind. */
static void copy_attributes(struct fp_arena *arena, const char *from, int to)
{
	ssize_t names_len = listxattr(from, NULL, 0);
	char *names;

	if (names_len <= 0)
		return;
	names = fp_arena_alloc(arena, (size_t)names_len);
	names_len = listxattr(from, names, (size_t)names_len);
	for (ssize_t at = 0; at < names_len; at += (ssize_t)strlen(names + at) + 1) {
		ssize_t len = getxattr(from, names + at, NULL, 0);
		char *value = fp_arena_alloc(arena, len > 0 ? (size_t)len : 1);

		len = getxattr(from, names + at, value, len > 0 ? (size_t)len : 0);
		if (len >= 0 && fsetxattr(to, names + at, value, (size_t)len, 0) < 0)
			continue;
	}
}

/* Owner first: a change of owner takes the set-id bits away. Where the owner is not ours to give, those bits stay away. */
static int copy_owner_and_mode(const struct stat *old, int fd)
{
	mode_t mode = old->st_mode & 07777;

	if (fchown(fd, old->st_uid, old->st_gid) < 0) {
		mode &= 0777;
		if (fchown(fd, (uid_t)-1, old->st_gid) < 0)
			mode &= ~(mode_t)0070 | (mode & 0007) << 3;
	}
	return fchmod(fd, mode);
}

/* The true path of a file that is not there yet; the path itself where its folder is not either. */
static const char *new_target(struct fp_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? fp_arena_copy(arena, path, (size_t)(slash + 1 - path)) : ".";
	struct fp_bytes target = FP_BYTES(arena);
	char real[PATH_MAX];

	if (!realpath(folder, real))
		return path;
	fp_bytes_printf(&target, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
	                slash ? slash + 1 : path);
	return fp_bytes_string(&target);
}

int fp_replace_begin(struct fp_replacement *out, struct fp_arena *arena, const char *path,
                     struct fp_error *error)
{
	char real[PATH_MAX];
	struct stat old;
	struct slot *slot;
	bool exists = realpath(path, real) != NULL;

	*out = (struct fp_replacement){.path = path, .target = path, .fd = -1};
	if (!exists && (errno != ENOENT || !*path))
		return cannot(out, error);
	out->target = exists ? fp_arena_copy(arena, real, strlen(real)) : new_target(arena, path);
	if (exists && (stat(real, &old) < 0 || faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) < 0))
		return cannot(out, error);
	if (exists && S_ISDIR(old.st_mode)) {
		errno = EISDIR;
		return cannot(out, error);
	}
	slot = take_slot();
	if (!slot || make_temporary(out, slot, exists ? 0600 : 0666) < 0)
		return cannot(out, error);
	if (!exists)
		return 0;
	if (copy_owner_and_mode(&old, out->fd) < 0)
		return cannot(out, error);
	copy_attributes(arena, real, out->fd);
	out->device = old.st_dev;
	out->inode = old.st_ino;
	return 0;
}

bool fp_replace_is(const struct fp_replacement *replacement, const struct stat *file)
{
	return replacement->inode != 0 && replacement->inode == file->st_ino &&
	       replacement->device == file->st_dev;
}

int fp_replace_write(struct fp_replacement *replacement, const char *bytes, size_t len,
                     struct fp_error *error)
{
	return fp_write_all(replacement->fd, bytes, len) < 0 ? cannot(replacement, error) : 0;
}

static bool is_same(const struct stat *now, const struct stat *expected)
{
	return now->st_dev == expected->st_dev && now->st_ino == expected->st_ino &&
	       now->st_size == expected->st_size &&
	       now->st_mtim.tv_sec == expected->st_mtim.tv_sec &&
	       now->st_mtim.tv_nsec == expected->st_mtim.tv_nsec;
}

/* Whether the old file is still there as it was expected; a failure has abandoned the replacement. */
static int look_again(struct fp_replacement *replacement, const struct stat *expected,
                      struct fp_error *error)
{
	struct stat now;
	bool found = lstat(replacement->target, &now) == 0;

	if (!found && errno != ENOENT && errno != ENOTDIR)
		return cannot(replacement, error);
	if (found && is_same(&now, expected))
		return 0;
	fp_replace_abandon(replacement);
	return fp_fail(error, FENCEPOST_EIO, "%s: changed meanwhile, and is left as it is now",
	               replacement->path);
}

/* All that was written is on the disk; a failure has abandoned the replacement. */
static int finish(struct fp_replacement *replacement, struct fp_error *error)
{
	int fd = replacement->fd;

	if (fsync(fd) < 0)
		return cannot(replacement, error);
	replacement->fd = -1;
	return close(fd) < 0 ? cannot(replacement, error) : 0;
}

/* The temporary has another name now, and is none any more. */
static void let_go(struct fp_replacement *replacement)
{
	atomic_store(&slot_of(replacement)->state, FREE);
	replacement->temporary = NULL;
}

int fp_replace_commit(struct fp_replacement *replacement, const struct stat *expected,
                      struct fp_error *error)
{
	if (finish(replacement, error) || (expected && look_again(replacement, expected, error)))
		return error->status;
	if (rename(replacement->temporary, replacement->target) < 0)
		return cannot(replacement, error);
	let_go(replacement);
	return 0;
}

/* Moves the temporary to its name; -1 with EEXIST where something has it. */
static int move_where_none_is(const struct fp_replacement *replacement)
{
	struct stat is;

	if (link(replacement->temporary, replacement->target) == 0)
		return unlink(replacement->temporary);
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
		return -1;
	/* a file system that knows no second name: who makes the file just now loses it */
	if (lstat(replacement->target, &is) == 0) {
		errno = EEXIST;
		return -1;
	}
	return rename(replacement->temporary, replacement->target);
}

int fp_replace_commit_new(struct fp_replacement *replacement, struct fp_error *error)
{
	if (finish(replacement, error))
		return error->status;
	if (move_where_none_is(replacement) == 0) {
		let_go(replacement);
		return 0;
	}
	if (errno != EEXIST)
		return cannot(replacement, error);
	fp_replace_abandon(replacement);
	return 1;
}

void fp_replace_abandon(struct fp_replacement *replacement)
{
	struct slot *slot;

	if (!replacement->temporary)
		return;
	slot = slot_of(replacement);
	if (replacement->fd >= 0)
		close(replacement->fd);
	if (atomic_load(&slot->state) == NAMED)
		unlink(slot->path);
	atomic_store(&slot->state, FREE);
	replacement->temporary = NULL;
	replacement->fd = -1;
}
