/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into a command: the calls that it makes of the system (or its requests for memory) are
 * counted, and the N-th goes wrong. What to do comes from the environment:
 *
 *   FAULT_PROGRAM  the program that is meant; others that it starts are left alone
 *   FAULT_OF       "system" or "memory": what is counted
 *   FAULT_AT       N; 0: nothing goes wrong; or the name of a call: each of that name
 *   FAULT_AS       a name of `faults` below
 *   FAULT_LOG      a file that receives, a line each, the names of the calls, and `!` at the struck one
 *
 * Calls that cannot have the fault (no interrupted rename, no short fsync) are not counted. "kill"
 * strikes before the call, so N and N + 1 are before and after it; "stop" stops the process there, and
 * kills it a moment later. A child that is forked and runs no other program counts nothing and is struck
 * by nothing.
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS /* open and open64 are two functions here */
#undef _FORTIFY_SOURCE   /* and read is one */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What may happen to a call. */
enum {
	NO_SPACE = 1,
	INTERRUPTED = 2,
	NO_FILES = 4,
	SHORT = 8,
	NO_PROCESS = 16,
	DENIED = 32,
	CHANGES = 64, /* something that others see: a kill just before it is a state of its own */
	SECOND_NAME = 128 /* which not every file system knows */
};

static const struct fault {
	const char *name;
	int reason; /* errno; 0: a short count */
	int needs;  /* what the call must be capable of */
} faults[] = {
    {"EIO", EIO, 0},
    {"EACCES", EACCES, DENIED},
    {"ENOSPC", ENOSPC, NO_SPACE},
    {"EPERM", EPERM, SECOND_NAME},
    {"EOPNOTSUPP", EOPNOTSUPP, SECOND_NAME},
    {"EINTR", EINTR, INTERRUPTED},
    {"EMFILE", EMFILE, NO_FILES},
    {"EAGAIN", EAGAIN, NO_PROCESS},
    {"short", 0, SHORT},
    {"ENOMEM", ENOMEM, 0},
    {"kill", 0, CHANGES},
    {"stop", 0, CHANGES},
};

static struct {
	const struct fault *fault; /* NULL: this process is left alone */
	bool memory;
	unsigned long at;
	const char *name; /* instead of a number */
	int log;
	pid_t process; /* the one that is meant */
} plan;

static atomic_ulong calls;

/* Before main, and before any thread. */
__attribute__((constructor)) static void make_plan(void)
{
	const char *program = getenv("FAULT_PROGRAM"), *as = getenv("FAULT_AS");
	const char *of = getenv("FAULT_OF"), *at = getenv("FAULT_AT"), *log = getenv("FAULT_LOG");

	if (!program || !as || !of || !at || !log ||
	    strcmp(program, program_invocation_short_name) != 0)
		return;
	plan.process = (pid_t)syscall(SYS_getpid);
	plan.memory = strcmp(of, "memory") == 0;
	plan.at = strtoul(at, NULL, 10);
	plan.name = *at < '0' || *at > '9' ? at : NULL;
	plan.log = (int)syscall(SYS_openat, AT_FDCWD, log,
	                        O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	plan.log = (int)syscall(SYS_fcntl, plan.log, F_DUPFD_CLOEXEC, 200);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strcmp(faults[i].name, as) == 0)
			plan.fault = &faults[i];
}

static void note(const char *name, bool struck)
{
	char line[64];
	int len = 0;

	while (name[len] && len < 60) {
		line[len] = name[len];
		len++;
	}
	if (struck)
		line[len++] = '!';
	line[len++] = '\n';
	(void)syscall(SYS_write, plan.log, line, (size_t)len);
}

static bool ends(void)
{
	return strcmp(plan.fault->name, "kill") == 0 || strcmp(plan.fault->name, "stop") == 0;
}

/* The end of the process. Who kills one that has stopped is another, and shares nothing with it. */
static void end(void)
{
	const struct timespec moment = {0, 20000000};

	if (strcmp(plan.fault->name, "stop") == 0) {
		if (syscall(SYS_fork) == 0) {
			(void)syscall(SYS_close_range, 0, ~0U, 0);
			(void)syscall(SYS_nanosleep, &moment, NULL);
			(void)syscall(SYS_kill, plan.process, SIGKILL);
			(void)syscall(SYS_exit_group, 0);
		}
		(void)syscall(SYS_kill, plan.process, SIGSTOP);
	}
	(void)syscall(SYS_kill, plan.process, SIGKILL);
	for (;;)
		pause();
}

/* Whether this call is the one. */
static bool strikes(const char *name, bool memory, int can)
{
	bool struck;

	if (!plan.fault || plan.memory != memory ||
	    (plan.fault->needs & can) != plan.fault->needs || syscall(SYS_getpid) != plan.process)
		return false;
	struck = atomic_fetch_add(&calls, 1) + 1 == plan.at ||
	         (plan.name && strcmp(plan.name, name) == 0);
	note(name, struck);
	if (struck && ends())
		end();
	if (struck)
		errno = plan.fault->reason;
	return struck;
}

/* POSIX has it so, C has not: a pointer to a function out of one to an object. */
#define REAL(name_) (__extension__(__typeof__(&name_)) dlsym(RTLD_NEXT, #name_))

/* A call that answers -1 where it fails. */
#define CALL(type_, name_, can_, parameters_, arguments_)                                          \
	type_ name_ parameters_;                                                                   \
	type_ name_ parameters_                                                                    \
	{                                                                                          \
		static __typeof__(&name_) real;                                                    \
                                                                                                   \
		if (!real)                                                                         \
			real = REAL(name_);                                                        \
		return strikes(#name_, false, can_) ? -1 : real arguments_;                        \
	}

/* One that moves bytes: a short one moves a part of them. */
#define MOVES(name_, can_, parameters_, arguments_)                                                \
	ssize_t name_ parameters_;                                                                 \
	ssize_t name_ parameters_                                                                  \
	{                                                                                          \
		static __typeof__(&name_) real;                                                    \
                                                                                                   \
		if (!real)                                                                         \
			real = REAL(name_);                                                        \
		if (strikes(#name_, false, can_)) {                                                \
			if (plan.fault->reason)                                                    \
				return -1;                                                         \
			len = len > 1 ? len / 2 : len;                                             \
		}                                                                                  \
		return real arguments_;                                                            \
	}

/* One that opens, whose last parameter is there only where a file may be made. */
#define OPENS(name_, parameters_, arguments_)                                                      \
	int name_ parameters_;                                                                     \
	int name_ parameters_                                                                      \
	{                                                                                          \
		static __typeof__(&name_) real;                                                    \
		va_list rest;                                                                      \
		mode_t mode = 0;                                                                   \
                                                                                                   \
		va_start(rest, flags);                                                             \
		if (flags & (O_CREAT | O_TMPFILE))                                                 \
			mode = va_arg(rest, mode_t);                                               \
		va_end(rest);                                                                      \
		if (!real)                                                                         \
			real = REAL(name_);                                                        \
		if (strikes(#name_, false,                                                         \
		            NO_FILES | INTERRUPTED | DENIED |                                      \
		                (flags & O_CREAT ? NO_SPACE | CHANGES : 0)))                       \
			return -1;                                                                 \
		return real arguments_;                                                            \
	}

OPENS(open, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPENS(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))
CALL(int, __open_2, NO_FILES | INTERRUPTED | DENIED, (const char *path, int flags), (path, flags))
CALL(int, __open64_2, NO_FILES | INTERRUPTED | DENIED, (const char *path, int flags), (path, flags))
CALL(int, __openat_2, NO_FILES | INTERRUPTED | DENIED, (int at, const char *path, int flags),
     (at, path, flags))
CALL(int, __openat64_2, NO_FILES | INTERRUPTED | DENIED, (int at, const char *path, int flags),
     (at, path, flags))
MOVES(read, INTERRUPTED | SHORT, (int fd, void *to, size_t len), (fd, to, len))
MOVES(__read_chk, INTERRUPTED | SHORT, (int fd, void *to, size_t len, size_t room),
      (fd, to, len, room))
MOVES(pread, INTERRUPTED | SHORT, (int fd, void *to, size_t len, off_t at), (fd, to, len, at))
MOVES(pread64, INTERRUPTED | SHORT, (int fd, void *to, size_t len, off64_t at), (fd, to, len, at))
MOVES(write, NO_SPACE | INTERRUPTED | SHORT | CHANGES, (int fd, const void *from, size_t len),
      (fd, from, len))
MOVES(pwrite, NO_SPACE | INTERRUPTED | SHORT | CHANGES,
      (int fd, const void *from, size_t len, off_t at), (fd, from, len, at))
CALL(int, fsync, NO_SPACE | CHANGES, (int fd), (fd))
CALL(int, fdatasync, NO_SPACE | CHANGES, (int fd), (fd))
CALL(int, syncfs, NO_SPACE | CHANGES, (int fd), (fd))
CALL(int, ftruncate, INTERRUPTED | CHANGES, (int fd, off_t len), (fd, len))
CALL(int, ftruncate64, INTERRUPTED | CHANGES, (int fd, off64_t len), (fd, len))
CALL(int, flock, INTERRUPTED | CHANGES, (int fd, int how), (fd, how))
CALL(int, rename, NO_SPACE | DENIED | CHANGES, (const char *from, const char *to), (from, to))
CALL(int, renameat, NO_SPACE | DENIED | CHANGES, (int at, const char *from, int in, const char *to),
     (at, from, in, to))
CALL(int, renameat2, NO_SPACE | DENIED | CHANGES,
     (int at, const char *from, int in, const char *to, unsigned flags), (at, from, in, to, flags))
CALL(int, link, NO_SPACE | DENIED | CHANGES | SECOND_NAME, (const char *from, const char *to),
     (from, to))
CALL(int, linkat, NO_SPACE | DENIED | CHANGES | SECOND_NAME,
     (int at, const char *from, int in, const char *to, int flags), (at, from, in, to, flags))
CALL(int, mkdir, NO_SPACE | DENIED | CHANGES, (const char *path, mode_t mode), (path, mode))
CALL(int, mkdirat, NO_SPACE | DENIED | CHANGES, (int at, const char *path, mode_t mode),
     (at, path, mode))
CALL(int, chdir, DENIED, (const char *path), (path))
CALL(int, fchdir, 0, (int fd), (fd))
CALL(int, stat, DENIED, (const char *path, struct stat *out), (path, out))
CALL(int, stat64, DENIED, (const char *path, struct stat64 *out), (path, out))
CALL(int, lstat, DENIED, (const char *path, struct stat *out), (path, out))
CALL(int, lstat64, DENIED, (const char *path, struct stat64 *out), (path, out))
CALL(int, fstat, 0, (int fd, struct stat *out), (fd, out))
CALL(int, fstat64, 0, (int fd, struct stat64 *out), (fd, out))
CALL(int, fstatat, DENIED, (int at, const char *path, struct stat *out, int flags),
     (at, path, out, flags))
CALL(int, fstatat64, DENIED, (int at, const char *path, struct stat64 *out, int flags),
     (at, path, out, flags))
CALL(int, faccessat, DENIED, (int at, const char *path, int mode, int flags),
     (at, path, mode, flags))
CALL(int, fchmod, DENIED | CHANGES, (int fd, mode_t mode), (fd, mode))
CALL(int, fchown, DENIED | CHANGES, (int fd, uid_t user, gid_t group), (fd, user, group))
CALL(int, chmod, DENIED | CHANGES, (const char *path, mode_t mode), (path, mode))
CALL(int, chown, DENIED | CHANGES, (const char *path, uid_t user, gid_t group), (path, user, group))
CALL(int, access, DENIED, (const char *path, int mode), (path, mode))
CALL(int, pipe, NO_FILES, (int both[2]), (both))
CALL(int, poll, INTERRUPTED, (struct pollfd * ends, nfds_t count, int wait), (ends, count, wait))
CALL(pid_t, fork, NO_PROCESS | CHANGES, (void), ())
CALL(pid_t, waitpid, INTERRUPTED | CHANGES, (pid_t process, int *status, int how),
     (process, status, how))
CALL(int, unlink, DENIED | CHANGES, (const char *path), (path))
CALL(int, unlinkat, DENIED | CHANGES, (int at, const char *path, int flags), (at, path, flags))
CALL(int, rmdir, DENIED | CHANGES, (const char *path), (path))

/*
 * One that fails has done its work all the same, as Linux does it: the descriptor is gone.
 */
int close(int fd)
{
	bool struck = strikes("close", false, INTERRUPTED);
	int reason = errno, status = (int)syscall(SYS_close, fd);

	if (struck)
		errno = reason;
	return struck ? -1 : status;
}

/* One that answers what is wrong. */
int posix_spawnp(pid_t *process, const char *program, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const words[], char *const variables[])
{
	static __typeof__(&posix_spawnp) real;

	if (!real)
		real = REAL(posix_spawnp);
	if (strikes("posix_spawnp", false, NO_PROCESS | NO_FILES | CHANGES))
		return plan.fault->reason;
	return real(process, program, actions, attributes, words, variables);
}

#define MAPS(name_, off_)                                                                          \
	void *name_(void *wish, size_t len, int may, int how, int fd, off_ at)                     \
	{                                                                                          \
		static __typeof__(&name_) real;                                                    \
                                                                                                   \
		if (!real)                                                                         \
			real = REAL(name_);                                                        \
		return strikes(#name_, false, 0) ? MAP_FAILED : real(wish, len, may, how, fd, at); \
	}

MAPS(mmap, off_t)
MAPS(mmap64, off64_t)

/* One that answers NULL where it fails. */
#define FINDS(name_, parameters_, arguments_)                                                      \
	char *name_ parameters_;                                                                   \
	char *name_ parameters_                                                                    \
	{                                                                                          \
		static __typeof__(&name_) real;                                                    \
                                                                                                   \
		if (!real)                                                                         \
			real = REAL(name_);                                                        \
		return strikes(#name_, false, DENIED) ? NULL : real arguments_;                    \
	}

FINDS(realpath, (const char *path, char *to), (path, to))
FINDS(__realpath_chk, (const char *path, char *to, size_t room), (path, to, room))
FINDS(getcwd, (char *to, size_t room), (to, room))

/* ---- memory ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return strikes("malloc", true, 0) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return strikes("calloc", true, 0) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return strikes("realloc", true, 0) ? NULL : __libc_realloc(old, size);
}
