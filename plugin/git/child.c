/* SPDX-License-Identifier: MIT */
/*
 * Words → a git that runs; bytes to it and from it. Its stdin is fed while its stdout and stderr are
 * read, so that neither side ever waits for the other with a full pipe in between.
 */
#include "git/child.h"

#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- start ---- */

/* What would change what our pathspecs mean. */
static const char *const hidden[] = {"GIT_LITERAL_PATHSPECS=", "GIT_GLOB_PATHSPECS=",
                                     "GIT_NOGLOB_PATHSPECS=", "GIT_ICASE_PATHSPECS="};

static bool has_name(const char *variable, const char *name)
{
	return strncmp(variable, name, strlen(name)) == 0;
}

static bool is_hidden(const char *variable, const char *index)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		if (has_name(variable, hidden[i]))
			return true;
	return index && (has_name(variable, "GIT_INDEX_FILE=") ||
	                 has_name(variable, "GIT_CONFIG_PARAMETERS="));
}

/*
 * The settings of `git -c`, and ours: a split index has a part that others share, and who writes a copy
 * of one must not take those of the others for outdated; a copy is nothing that the user's hooks
 * (post-index-change) should hear of; and for the look at a few files twenty threads are too many.
 */
static char *parameters(struct fp_arena *arena)
{
	const char *given = getenv("GIT_CONFIG_PARAMETERS");
	struct fp_bytes text = FP_BYTES(arena);

	fp_bytes_printf(&text,
	                "GIT_CONFIG_PARAMETERS=%s%s"
	                "'splitIndex.sharedIndexExpire=never' 'core.hooksPath=/dev/null' "
	                "'core.preloadIndex=false'",
	                given ? given : "", given && *given ? " " : "");
	return fp_bytes_string(&text);
}

static char **environment(struct fp_arena *arena, const char *index)
{
	size_t count = 0, kept = 0;
	struct fp_bytes text = FP_BYTES(arena);
	char **out;

	while (environ[count])
		count++;
	out = fp_arena_alloc(arena, (count + 3) * sizeof(*out));
	for (size_t i = 0; i < count; i++)
		if (!is_hidden(environ[i], index))
			out[kept++] = environ[i];
	if (index) {
		fp_bytes_printf(&text, "GIT_INDEX_FILE=%s", index);
		out[kept++] = fp_bytes_string(&text);
		out[kept++] = parameters(arena);
	}
	out[kept] = NULL;
	return out;
}

static char **arguments(struct fp_arena *arena, const char *const *words)
{
	size_t count = 0;
	char **out;

	while (words[count])
		count++;
	out = fp_arena_alloc(arena, (count + 2) * sizeof(*out));
	out[0] = (char *)"git";
	for (size_t i = 0; i <= count; i++)
		out[i + 1] = (char *)words[i];
	return out;
}

static void close_pair(int pair[2])
{
	for (int i = 0; i < 2; i++)
		if (pair[i] >= 0)
			close(pair[i]);
}

/* A pipe that no other child gets. */
static int open_pipe(int pair[2])
{
	if (pipe(pair) < 0) {
		pair[0] = pair[1] = -1;
		return -1;
	}
	fcntl(pair[0], F_SETFD, FD_CLOEXEC);
	fcntl(pair[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

/* The signals that we ignore are not to be ignored by git. */
static int spawn(pid_t *pid, char **words, char **variables, const int ends[3])
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t plain;
	int status = 0;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	sigemptyset(&plain);
	sigaddset(&plain, SIGPIPE);
	sigaddset(&plain, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &plain);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	for (int fd = 0; fd < 3 && !status; fd++)
		status = posix_spawn_file_actions_adddup2(&actions, ends[fd], fd);
	if (!status)
		status = posix_spawnp(pid, "git", &actions, &attributes, words, variables);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return status;
}

int fp_child_start(struct fp_child *child, struct fp_arena *arena, const char *const *words,
                   const char *index, struct fp_error *error)
{
	char **all = arguments(arena, words), **variables = environment(arena, index);
	int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
	int status = open_pipe(in) | open_pipe(out) | open_pipe(err) ? errno : 0;

	*child = (struct fp_child){.what = words[0], .in = -1, .out = -1, .err = -1};
	if (!status)
		status = spawn(&child->pid, all, variables, (const int[3]){in[0], out[1], err[1]});
	if (status) {
		close_pair(in);
		close_pair(out);
		close_pair(err);
		child->pid = 0;
		return fp_fail(error, FENCEPOST_EGIT, "git %s cannot be run: %s", words[0],
		               strerror(status));
	}
	close(in[0]);
	close(out[1]);
	close(err[1]);
	child->in = in[1];
	child->out = out[0];
	child->err = err[0];
	fcntl(child->in, F_SETFL, O_NONBLOCK);
	return 0;
}

/* ---- to it and from it ---- */

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static ssize_t read_some(int fd, char *to, size_t room)
{
	ssize_t got;

	do
		got = read(fd, to, room);
	while (got < 0 && errno == EINTR);
	return got;
}

/* Its reason comes first; of more than there is room for nothing is kept. */
static void keep_complaint(struct fp_child *child, const char *text, size_t len)
{
	size_t room = sizeof(child->complaint) - child->complaint_len;

	if (len > room)
		len = room;
	memcpy(child->complaint + child->complaint_len, text, len);
	child->complaint_len += len;
}

static void hear_complaint(struct fp_child *child)
{
	char text[4096];
	ssize_t got = read_some(child->err, text, sizeof(text));

	if (got <= 0)
		close_end(&child->err);
	else
		keep_complaint(child, text, (size_t)got);
}

/* Waits until one of the ends that are open (and asked for) can be used. */
static void wait_for(const struct fp_child *child, struct pollfd ends[3], bool to_write,
                     bool to_read)
{
	ends[0] = (struct pollfd){to_write ? child->in : -1, POLLOUT, 0};
	ends[1] = (struct pollfd){to_read ? child->out : -1, POLLIN, 0};
	ends[2] = (struct pollfd){child->err, POLLIN, 0};
	while (poll(ends, 3, -1) < 0 && errno == EINTR)
		;
}

/* Writes what goes in now. Whoever has stopped reading says by its exit status what is wrong. */
static void tell_some(struct fp_child *child, const char **bytes, size_t *len)
{
	ssize_t written = write(child->in, *bytes, *len);

	if (written >= 0) {
		*bytes += written;
		*len -= (size_t)written;
	} else if (errno != EINTR && errno != EAGAIN) {
		if (errno != EPIPE)
			child->reason = errno;
		close_end(&child->in);
		*len = 0;
	}
}

static void tell_all(struct fp_child *child, const char *bytes, size_t len)
{
	struct pollfd ends[3];

	while (len > 0 && child->in >= 0) {
		wait_for(child, ends, true, false);
		if (ends[2].revents)
			hear_complaint(child);
		if (ends[0].revents)
			tell_some(child, &bytes, &len);
	}
}

int fp_child_tell(struct fp_child *child, const char *bytes, size_t len, struct fp_error *error)
{
	tell_all(child, bytes, len);
	return child->in >= 0 ? 0 : fp_child_fail(child, error);
}

void fp_child_feed(struct fp_child *child, const char *input, size_t len)
{
	tell_all(child, input, len);
	close_end(&child->in);
}

ssize_t fp_child_hear(struct fp_child *child, char *to, size_t room, struct fp_error *error)
{
	struct pollfd ends[3];
	ssize_t got;

	do {
		wait_for(child, ends, false, true);
		if (ends[2].revents)
			hear_complaint(child);
	} while (!ends[1].revents);
	got = read_some(child->out, to, room);
	if (got < 0)
		return fp_fail(error, FENCEPOST_EGIT, "git %s: %s", child->what, strerror(errno));
	return got;
}

static void hear_output(struct fp_child *child, struct fp_bytes *out)
{
	char text[8192];
	ssize_t got = read_some(child->out, text, sizeof(text));

	if (got < 0)
		child->reason = errno;
	if (got <= 0)
		close_end(&child->out);
	else if (out)
		fp_bytes_put(out, text, (size_t)got);
}

/* ---- its end ---- */

int fp_child_fail(const struct fp_child *child, struct fp_error *error)
{
	const char *line = child->complaint;
	size_t left = child->complaint_len, len = 0;

	/* a trace that the user has asked for may stand before the reason */
	while (left > 0) {
		const char *end = memchr(line, '\n', left);

		len = end ? (size_t)(end - line) : left;
		if (strncmp(line, "fatal:", len < 6 ? len : 6) == 0 ||
		    strncmp(line, "error:", len < 6 ? len : 6) == 0 || !end || left == len + 1)
			break;
		line += len + 1;
		left -= len + 1;
	}
	if (len == 0)
		return fp_fail(error, FENCEPOST_EGIT, "git %s failed without a reason",
		               child->what);
	return fp_fail(error, FENCEPOST_EGIT, "git %s: %.*s", child->what, (int)len, line);
}

static int wait_end(struct fp_child *child)
{
	int status = 0;
	pid_t pid = child->pid;

	child->pid = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

int fp_child_finish(struct fp_child *child, const char *input, size_t len, struct fp_bytes *out,
                    struct fp_error *error)
{
	struct pollfd ends[3];
	int status;

	while (child->out >= 0 || child->err >= 0) {
		if (len == 0)
			close_end(&child->in);
		wait_for(child, ends, child->in >= 0, true);
		if (ends[0].revents)
			tell_some(child, &input, &len);
		if (ends[1].revents)
			hear_output(child, out);
		if (ends[2].revents)
			hear_complaint(child);
	}
	close_end(&child->in);
	status = wait_end(child);
	if (child->reason)
		return fp_fail(error, FENCEPOST_EGIT, "git %s: %s", child->what,
		               strerror(child->reason));
	if (!WIFEXITED(status))
		return fp_fail(error, FENCEPOST_EGIT, "git %s was killed", child->what);
	return WEXITSTATUS(status);
}

const char *fp_child_text(const char **at, const char *end)
{
	const char *text = *at, *nul = text < end ? memchr(text, '\0', (size_t)(end - text)) : NULL;

	if (nul)
		*at = nul + 1;
	return nul ? text : NULL;
}

void fp_child_drop(struct fp_child *child)
{
	if (child->pid == 0)
		return;
	close_end(&child->in);
	close_end(&child->out);
	close_end(&child->err);
	kill(child->pid, SIGTERM);
	wait_end(child);
}

int fp_git_run(struct fp_arena *arena, const char *const *words, const char *index,
               const struct fp_bytes *input, struct fp_bytes *out, struct fp_error *error)
{
	struct fp_child child;
	int status = fp_child_start(&child, arena, words, index, error);

	if (status)
		return status;
	status =
	    fp_child_finish(&child, input ? input->data : NULL, input ? input->len : 0, out, error);
	return status > 0 ? fp_child_fail(&child, error) : status;
}
