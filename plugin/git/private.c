/* SPDX-License-Identifier: MIT */
/*
 * A directory, a flock, a lock and a guard. A kill that nobody can catch must not leave the lock of
 * the index behind, which would block every git command to come. So a small child waits at a pipe
 * whose other end closes when we end in whatever way, and tidies up then; and the lock is made by
 * link(2) from a file that lies ready, so that at no instant it is there and not known as ours.
 */
#include "git/private.h"

#include "fencepost.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char prefix[] = "fencepost-";

/* How often a lock that another holds is tried, with that many nanoseconds in between. */
#define TRIES 50
#define PAUSE 20000000

/* ---- signals ---- */

static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
#define END_COUNT (sizeof(ends) / sizeof(*ends))

static volatile sig_atomic_t stopped_by;
static struct sigaction before[END_COUNT];

static void note_signal(int number)
{
	stopped_by = number;
}

static void hold_signals(void)
{
	struct sigaction action = {.sa_handler = note_signal};

	stopped_by = 0;
	for (size_t i = 0; i < END_COUNT; i++) {
		sigaction(ends[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ends[i], &action, NULL);
	}
}

static void release_signals(void)
{
	for (size_t i = 0; i < END_COUNT; i++)
		sigaction(ends[i], &before[i], NULL);
	if (stopped_by)
		(void)raise(stopped_by);
}

bool fp_private_stopped(void)
{
	return stopped_by != 0;
}

/* ---- what is left ---- */

/* Reads a small file whole into `text`; answers its length, or -1 with errno. */
static ssize_t read_small(int folder, const char *name, char *text, size_t room)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), reason;
	size_t len = 0;
	ssize_t got = 1;

	if (fd < 0)
		return -1;
	while (len < room && got != 0) {
		got = read(fd, text + len, room - len);
		if (got < 0 && errno != EINTR)
			break;
		len += got > 0 ? (size_t)got : 0;
	}
	reason = errno;
	close(fd);
	errno = reason;
	return got < 0 ? -1 : (ssize_t)len;
}

static bool is_gone(int status)
{
	return status == 0 || errno == ENOENT || errno == ENOTDIR;
}

/* Removes the lock of the index if it says that it is of this directory; false where that fails. */
static bool clear_lock(int folder)
{
	static char ours[2 * PATH_MAX + 2], theirs[sizeof(ours)];
	ssize_t len = read_small(folder, "lock", ours, sizeof(ours)), other;
	const char *name = len > 0 ? memchr(ours, '\0', (size_t)len) : NULL;

	if (len < 0)
		return is_gone(-1);
	if (!name || ours[len - 1] != '\0' || name == ours + len - 1)
		return true;
	other = read_small(AT_FDCWD, name + 1, theirs, sizeof(theirs));
	if (other < 0)
		return is_gone(-1);
	return other != len || memcmp(ours, theirs, (size_t)len) != 0 || is_gone(unlink(name + 1));
}

/* The same of the temporaries elsewhere. */
static bool clear_beside(int folder)
{
	static char paths[1 << 20];
	ssize_t len = read_small(folder, "beside", paths, sizeof(paths) - 1);
	bool done = len >= 0 || is_gone(-1);

	paths[len > 0 ? len : 0] = '\0';
	for (ssize_t at = 0; at < len; at += (ssize_t)strlen(paths + at) + 1)
		if (strstr(paths + at, prefix))
			done = is_gone(unlink(paths + at)) && done;
	return done;
}

/*
 * Empties the directory, whose flock we hold, and removes it. False where something stays: what tells
 * of it stays too, for whoever tries again.
 */
static bool clear(int folder, const char *path)
{
	bool locked = !clear_lock(folder), beside = !clear_beside(folder);
	int copy = fcntl(folder, F_DUPFD_CLOEXEC, 0);
	DIR *list = copy >= 0 ? fdopendir(copy) : NULL;

	if (list)
		rewinddir(list); /* the copy goes on where an earlier try has ended */
	else if (copy >= 0)
		close(copy); /* it would hold the flock, and whoever tries again waits for that */
	for (struct dirent *entry; list && (entry = readdir(list));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    !(locked && strcmp(entry->d_name, "lock") == 0) &&
		    !(beside && strcmp(entry->d_name, "beside") == 0))
			unlinkat(folder, entry->d_name, 0);
	if (list)
		closedir(list);
	return is_gone(rmdir(path));
}

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void fp_private_tidy(struct fp_arena *arena, const char *git_dir)
{
	DIR *list = opendir(git_dir);

	for (struct dirent *entry; list && (entry = readdir(list));) {
		struct fp_bytes path = FP_BYTES(arena);
		int fd;

		if (strncmp(entry->d_name, prefix, sizeof(prefix) - 1) != 0)
			continue;
		fp_bytes_printf(&path, "%s/%s", git_dir, entry->d_name);
		fd = open_folder(fp_bytes_string(&path));
		if (fd < 0)
			continue;
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			clear(fd, path.data);
		close(fd);
	}
	if (list)
		closedir(list);
}

/* ---- the guard ---- */

/* A git that we have started may live a moment longer than we, and make its lock in the directory. */
static void clear_for_good(int folder, const char *path)
{
	const struct timespec pause = {0, PAUSE};

	for (int tries = 0; tries < TRIES && !clear(folder, path); tries++)
		nanosleep(&pause, NULL);
}

/*
 * Waits for a word, or for our end without one. Signals of a terminal are not for it, and nothing
 * that we hold open may stay open for its sake. It never returns.
 */
static _Noreturn void stand_guard(int end, const char *path)
{
	char word;
	int null, fd;

	setsid();
	for (size_t i = 0; i < END_COUNT; i++)
		(void)signal(ends[i], SIG_IGN);
	null = open("/dev/null", O_RDWR);
	for (fd = 0; null >= 0 && fd < 3; fd++)
		dup2(null, fd);
	for (fd = 3; fd < 1024; fd++)
		if (fd != end)
			close(fd);
	while ((fd = (int)read(end, &word, 1)) < 0 && errno == EINTR)
		;
	if (fd == 0 && (fd = open_folder(path)) >= 0) {
		flock(fd, LOCK_EX); /* free as soon as the dead have closed their files */
		clear_for_good(fd, path);
	}
	_exit(0);
}

static int start_guard(struct fp_private *dir)
{
	int pair[2];

	if (pipe(pair) < 0)
		return -1;
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	fcntl(pair[1], F_SETFD, FD_CLOEXEC);
	dir->guard = fork();
	if (dir->guard == 0) {
		close(pair[1]);
		stand_guard(pair[0], dir->path);
	}
	close(pair[0]);
	dir->guard_end = pair[1];
	return dir->guard < 0 ? -1 : 0;
}

/* With a word it has nothing to do; without one it tidies up as if we had been killed. */
static void end_guard(struct fp_private *dir, bool word)
{
	if (dir->guard_end >= 0) {
		if (word)
			(void)!write(dir->guard_end, "", 1);
		close(dir->guard_end);
	}
	while (dir->guard > 0 && waitpid(dir->guard, NULL, 0) < 0 && errno == EINTR)
		;
	dir->guard = 0;
	dir->guard_end = -1;
}

/* ---- the directory ---- */

static int failed(const char *path, struct fp_error *error)
{
	return fp_fail(error, FENCEPOST_EGIT, "%s: %s", path, strerror(errno));
}

/*
 * Gives up what make_folder has made so far; the guard goes last, for until then it is needed, and it
 * tries once more what has failed.
 */
static void drop_folder(struct fp_private *dir)
{
	bool done = dir->fd >= 0 ? clear(dir->fd, dir->path) : !dir->path || rmdir(dir->path) == 0;

	if (dir->fd >= 0)
		close(dir->fd);
	end_guard(dir, done);
	dir->fd = -1;
	dir->path = NULL;
}

/* A fork shares what is open: the guard must be there before the flock, or it would hold it too. */
static int make_folder(struct fp_private *dir, const char *git_dir, struct fp_error *error)
{
	struct fp_bytes path = FP_BYTES(dir->arena);

	fp_bytes_printf(&path, "%s/%sXXXXXX", git_dir, prefix);
	if (!mkdtemp(fp_bytes_string(&path)))
		return failed(git_dir, error);
	dir->path = path.data;
	if (start_guard(dir) < 0)
		return failed(dir->path, error);
	dir->fd = open_folder(dir->path);
	if (dir->fd < 0 && errno != ENOENT)
		return failed(dir->path, error);
	return 0;
}

/* Whether it is ours: another run may have taken it for left behind before it had its flock. */
static bool is_held(const struct fp_private *dir)
{
	struct stat is;

	return dir->fd >= 0 && flock(dir->fd, LOCK_EX | LOCK_NB) == 0 && fstat(dir->fd, &is) == 0 &&
	       is.st_nlink > 0;
}

int fp_private_make(struct fp_private *out, struct fp_arena *arena, const char *git_dir,
                    struct fp_error *error)
{
	*out = (struct fp_private){.arena = arena, .fd = -1, .guard_end = -1};
	error->status = 0;
	hold_signals();
	for (int tries = 0; tries < 10 && make_folder(out, git_dir, error) == 0; tries++) {
		if (is_held(out))
			return 0;
		drop_folder(out);
	}
	drop_folder(out);
	release_signals();
	if (!error->status)
		fp_fail(error, FENCEPOST_EGIT, "%s: no file can be locked there", git_dir);
	return error->status;
}

const char *fp_private_file(const struct fp_private *dir, const char *name)
{
	struct fp_bytes path = FP_BYTES(dir->arena);

	fp_bytes_printf(&path, "%s/%s", dir->path, name);
	return fp_bytes_string(&path);
}

static int append(struct fp_private *dir, const char *name, const struct fp_bytes *bytes,
                  struct fp_error *error)
{
	const char *path = fp_private_file(dir, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	ssize_t written = fd >= 0 ? write(fd, bytes->data, bytes->len) : -1;

	if (written == (ssize_t)bytes->len && close(fd) == 0)
		return 0;
	failed(path, error);
	if (fd >= 0 && written != (ssize_t)bytes->len)
		close(fd);
	return error->status;
}

int fp_private_note(struct fp_private *dir, const char *path, struct fp_error *error)
{
	struct fp_bytes line = FP_BYTES(dir->arena);

	fp_bytes_put(&line, path, strlen(path) + 1);
	return append(dir, "beside", &line, error);
}

void fp_private_remove(struct fp_private *dir)
{
	if (!dir->path)
		return;
	drop_folder(dir);
	release_signals();
}

/* ---- the lock ---- */

/* Where there are no hard links, the lock is made and filled; a kill in between leaves it empty. */
static int copy_lock(const struct fp_bytes *content, const char *lock)
{
	int fd = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ssize_t written;

	if (fd < 0)
		return -1;
	written = write(fd, content->data, content->len);
	if (close(fd) == 0 && written == (ssize_t)content->len)
		return 0;
	unlink(lock);
	return -1;
}

static int try_lock(const char *ready, const struct fp_bytes *content, const char *lock)
{
	if (link(ready, lock) == 0)
		return 0;
	return errno == EEXIST ? -1 : copy_lock(content, lock);
}

int fp_private_lock(struct fp_private *dir, const char *index, struct fp_error *error)
{
	const struct timespec pause = {0, PAUSE};
	struct fp_bytes lock = FP_BYTES(dir->arena), content = FP_BYTES(dir->arena);
	char real[PATH_MAX];

	fp_bytes_printf(&lock, "%s.lock", realpath(index, real) ? real : index);
	fp_bytes_put(&content, dir->path, strlen(dir->path) + 1);
	fp_bytes_put(&content, fp_bytes_string(&lock), lock.len + 1);
	if (append(dir, "lock", &content, error))
		return error->status;
	for (int tries = 0; tries < TRIES && !fp_private_stopped(); tries++) {
		if (try_lock(fp_private_file(dir, "lock"), &content, lock.data) == 0) {
			dir->lock = lock.data;
			return 0;
		}
		if (errno != EEXIST)
			return failed(lock.data, error);
		nanosleep(&pause, NULL);
	}
	return fp_fail(error, FENCEPOST_EGIT,
	               "%s: another git process holds this lock; try again when it has ended",
	               lock.data);
}
