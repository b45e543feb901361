/* SPDX-License-Identifier: MIT */
/* Bytes that a writer has added → stdout or a file, every answer of the system looked at. */
#include "face/output.h"

#include "face/command.h"
#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void on_stream(struct fp_output *out, struct fp_arena *arena, int fd, const char *name)
{
	memset(out, 0, sizeof(*out));
	out->bytes = FP_BYTES(arena);
	out->fd = fd;
	out->name = name;
	out->terminal = isatty(fd) == 1;
}

void fp_output_stdout(struct fp_output *out, struct fp_arena *arena)
{
	on_stream(out, arena, STDOUT_FILENO, "standard output");
}

void fp_output_stderr(struct fp_output *out, struct fp_arena *arena)
{
	on_stream(out, arena, STDERR_FILENO, "standard error");
}

unsigned fp_output_columns(const struct fp_output *out)
{
	struct winsize size;

	if (!out->terminal || ioctl(out->fd, TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col;
}

static bool is_special(const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && !S_ISREG(is.st_mode) && !S_ISDIR(is.st_mode);
}

int fp_output_file(struct fp_output *out, struct fp_arena *arena, const char *path,
                   struct fp_error *error)
{
	if (strcmp(path, "-") == 0) {
		fp_output_stdout(out, arena);
		return 0;
	}
	on_stream(out, arena, -1, path);
	if (!is_special(path)) {
		out->replaces = true;
		return fp_replace_begin(&out->file, arena, path, error);
	}
	out->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	out->terminal = out->fd >= 0 && isatty(out->fd) == 1;
	if (out->fd >= 0)
		return 0;
	return fp_fail(error, FENCEPOST_EIO, "%s: cannot be written: %s", path, strerror(errno));
}

bool fp_output_same(const struct fp_output *one, const struct fp_output *other)
{
	if (one->replaces && other->replaces)
		return strcmp(one->file.target, other->file.target) == 0;
	return !one->replaces && !other->replaces && one->fd == other->fd;
}

bool fp_output_replaces(const struct fp_output *out, const struct stat *file)
{
	return out->name && out->replaces && fp_replace_is(&out->file, file);
}

void fp_output_forget(struct fp_output *out)
{
	if (out->replaces)
		fp_replace_abandon(&out->file);
	out->name = NULL;
}

static void stream_failed(struct fp_output *out)
{
	out->reason = errno;
	fp_fail(&out->error, FENCEPOST_EIO, "%s: %s", out->name, strerror(errno));
}

static void send_off(struct fp_output *out, const char *bytes, size_t len)
{
	if (out->error.status || len == 0)
		return;
	if (out->replaces)
		fp_replace_write(&out->file, bytes, len, &out->error);
	else if (fp_write_all(out->fd, bytes, len) < 0)
		stream_failed(out);
}

int fp_output_flush(struct fp_output *out)
{
	send_off(out, out->bytes.data, out->bytes.len);
	out->bytes.len = 0;
	return out->error.status;
}

int fp_output_send(struct fp_output *out, const char *bytes, size_t len)
{
	fp_output_flush(out);
	send_off(out, bytes, len);
	return out->error.status;
}

int fp_output_close(struct fp_output *out, bool whole)
{
	if (!out->name)
		return 0;
	fp_output_flush(out);
	if (out->replaces && !whole)
		fp_replace_abandon(&out->file);
	else if (out->replaces && !out->error.status)
		fp_replace_commit(&out->file, NULL, &out->error);
	else if (!out->replaces && out->fd != STDERR_FILENO && close(out->fd) < 0 &&
	         !out->error.status)
		stream_failed(out);
	if (out->error.status)
		fp_complain(out->bytes.arena, "%s", out->error.text);
	return out->error.status;
}
