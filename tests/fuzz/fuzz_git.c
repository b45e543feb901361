/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as what git prints; the first one says which command has printed them. Whatever they are,
 * an answer that is taken is taken whole: no record is passed over, and none is read that is not there.
 */
#define _GNU_SOURCE /* memfd_create */
#include "check.h"
#include "fencepost.h"
#include "git/attributes.h"
#include "git/changed.h"
#include "git/objects.h"
#include "git/staged.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ID "0123456789012345678901234567890123456789"
#define MOST 4096

struct input {
	struct fp_arena *arena;
	struct fp_bytes bytes; /* a copy, which may be cut into words */
	const char *text;
	size_t len;
};

static size_t count_nuls(const struct input *in)
{
	size_t count = 0;

	for (size_t i = 0; i < in->len; i++)
		count += in->text[i] == '\0';
	return count;
}

static void is_whole(const struct input *in)
{
	check(in->len == 0 || in->text[in->len - 1] == '\0');
}

static void check_changes(struct input *in)
{
	struct fp_changes changes;
	struct fp_error error;
	size_t nuls = 0;

	if (fp_changed_parse(&changes, in->arena, &in->bytes, "diff-index", &error))
		return;
	is_whole(in);
	for (size_t i = 0; i < changes.count; i++) {
		const struct fp_change *change = &changes.of[i];

		check(fp_changed_is_id(change->id) && fp_changed_is_id(change->old_id));
		check(change->mode <= 0777777 && change->old_mode <= 0777777);
		check(*change->path && change->status);
		check(i == 0 || strcmp(change[-1].path, change->path) <= 0);
		nuls += change->status == 'R' ? 3 : 2;
	}
	check(nuls == count_nuls(in));
}

/* The sides of a conflict, which are no entries: the stage stands before the tab. */
static size_t count_sides(const struct input *in)
{
	const char *line = in->text, *end = in->text + in->len;
	size_t count = 0;

	while (line < end) {
		const char *tab = strchr(line, '\t');

		count += tab && tab > line && line[0] > '9' && tab[-1] != '0';
		line += strlen(line) + 1;
	}
	return count;
}

static void check_entries(struct input *in)
{
	struct fp_entries entries;
	struct fp_error error;

	if (fp_staged_parse(&entries, in->arena, &in->bytes, "ls-files", &error))
		return;
	is_whole(in);
	check(entries.count + count_sides(in) == count_nuls(in));
	for (size_t i = 0; i < entries.count; i++) {
		check(fp_changed_is_id(entries.of[i].id) && *entries.of[i].path);
		check(fp_staged_find(&entries, entries.of[i].path));
	}
}

static void check_attributes(struct input *in)
{
	static const char *const paths[] = {"a.md", "b c.md"};
	struct fp_bytes spelled = FP_BYTES(in->arena);
	bool filtered[2];
	struct fp_error error;
	const char *at = in->text;

	if (fp_attributes_parse(filtered, &in->bytes, paths, 2, &error))
		return;
	for (size_t i = 0; i < 4; i++) {
		const char *name = i % 2 ? "working-tree-encoding" : "filter", *value;

		value = at + strlen(paths[i / 2]) + strlen(name) + 2;
		fp_bytes_put(&spelled, paths[i / 2], strlen(paths[i / 2]) + 1);
		fp_bytes_put(&spelled, name, strlen(name) + 1);
		fp_bytes_put(&spelled, value, strlen(value) + 1);
		at = value + strlen(value) + 1;
		check(filtered[i / 2] || strcmp(value, "unspecified") == 0 ||
		      strcmp(value, "unset") == 0);
	}
	check(spelled.len == in->len && memcmp(spelled.data, in->text, in->len) == 0);
}

/* Two blobs are asked for; what comes is spelled again, and must be how the bytes begin. */
static void check_objects(struct input *in)
{
	struct fp_objects objects = {.at = 0};
	struct fp_bytes spelled = FP_BYTES(in->arena);
	struct fp_error error;
	const char *text;
	uint32_t len;

	objects.child = (struct fp_child){.what = "cat-file", .err = -1};
	objects.child.in = open("/dev/null", O_WRONLY | O_CLOEXEC);
	objects.child.out = memfd_create("answers", MFD_CLOEXEC);
	check(objects.child.in >= 0 && objects.child.out >= 0);
	check(write(objects.child.out, in->text, in->len) == (ssize_t)in->len);
	check(lseek(objects.child.out, 0, SEEK_SET) == 0);
	objects.buffer = fp_arena_alloc(in->arena, 65536);
	pthread_mutex_init(&objects.lock, NULL);
	for (int i = 0; i < 2; i++) {
		if (fp_objects_read(&objects, in->arena, ID, "a.md", MOST, &text, &len, &error))
			break;
		fp_bytes_printf(&spelled, ID " blob %lu\n", (unsigned long)len);
		fp_bytes_put(&spelled, text, len);
		fp_bytes_char(&spelled, '\n');
		check(len <= MOST && spelled.len <= in->len);
		check(memcmp(spelled.data, in->text, spelled.len) == 0);
	}
	close(objects.child.in);
	close(objects.child.out);
}

static void (*const checks[])(struct input *) = {check_changes, check_entries, check_attributes,
                                                 check_objects};

static void check_input(void *argument)
{
	struct input *in = argument;

	checks[(unsigned char)in->text[-1] % 4](in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = {.arena = fp_arena_new(NULL, 0)};

	if (size > 0) {
		in.text = fp_arena_copy(in.arena, (const char *)data, size) + 1;
		in.len = size - 1;
		in.bytes.arena = in.arena;
		fp_bytes_put(&in.bytes, in.text, in.len);
		check(fp_arena_try(in.arena, check_input, &in) == FENCEPOST_OK);
	}
	fp_arena_free(in.arena);
	return 0;
}
