/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target without a fuzzer: `replay ROUNDS FILE...` gives it every file, and ROUNDS
 * random changes of each; the same ones each time. A file *.pack holds what a campaign kept, each
 * input behind a line with its length, and these are tried as they are. The input that fails is left
 * in replay.failed.
 */
#include "mutate.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 65536

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Begins anew with each file, so that one more file changes nothing for the others. */
static struct random r;

static uint32_t below(uint32_t bound)
{
	return random_below(&r, bound);
}

/* A byte that a grammar is likely to care about. */
static uint8_t random_byte(void)
{
	static const char telling[] =
	    "\"\"\\{}[]:,/*<>$`'~-#|> \t\r\n0123e.+nulltrue\xc3\xa9\xe2\x80\x8b\xff";

	return below(8) ? (uint8_t)telling[below(sizeof(telling) - 1)] : (uint8_t)below(256);
}

/* Puts `len` bytes of `with` in the place of `gone` bytes at `at`; answers the new size. */
static size_t splice(uint8_t *data, size_t size, size_t at, size_t gone, const uint8_t *with,
                     size_t len)
{
	if (gone > size - at)
		gone = size - at;
	if (size - gone + len > MOST)
		return size;
	memmove(data + at + len, data + at + gone, size - at - gone);
	memcpy(data + at, with, len);
	return size - gone + len;
}

/* One small change: put in, replaced, taken out, or a stretch repeated elsewhere. */
static size_t change(uint8_t *data, size_t size)
{
	uint8_t with[32];
	size_t at = below((uint32_t)size + 1), from = below((uint32_t)size + 1);
	size_t len = below(sizeof(with)), i;

	switch (below(4)) {
	case 0:
		with[0] = random_byte();
		return splice(data, size, at, 0, with, 1);
	case 1:
		with[0] = random_byte();
		return splice(data, size, at, 1, with, 1);
	case 2:
		return splice(data, size, at, 1 + below(below(4) ? 2 : 16), with, 0);
	default:
		for (i = 0; i < len && from + i < size; i++)
			with[i] = data[from + i];
		return splice(data, size, at, 0, with, i);
	}
}

static const uint8_t *tried;
static size_t tried_size;

static void keep_failed(int signal_number)
{
	int file = open("replay.failed", O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file >= 0 && write(file, tried, tried_size) == (ssize_t)tried_size)
		(void)close(file);
	(void)signal(signal_number, SIG_DFL);
	(void)raise(signal_number);
}

static void try_input(const uint8_t *data, size_t size)
{
	tried = data;
	tried_size = size;
	LLVMFuzzerTestOneInput(data, size);
}

static FILE *open_file(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static void try_pack(const char *path)
{
	static uint8_t data[MOST];
	FILE *file = open_file(path);
	char line[16];
	size_t size;

	while (fgets(line, sizeof(line), file)) {
		size = strtoul(line, NULL, 10);
		if (size > MOST || fread(data, 1, size, file) != size) {
			fprintf(stderr, "%s: no pack\n", path);
			exit(1);
		}
		try_input(data, size);
	}
	(void)fclose(file);
}

/* Tries the file, and changes of it. */
static void try_file(const char *path, long rounds)
{
	static uint8_t seed[MOST], data[MOST];
	FILE *file = open_file(path);
	size_t seed_size = fread(seed, 1, MOST, file), size;

	(void)fclose(file);
	r.state = 0;
	try_input(seed, seed_size);
	for (; rounds > 0; rounds--) {
		memcpy(data, seed, size = seed_size);
		for (uint32_t changes = 1 + below(3); changes > 0; changes--)
			size = below(2) ? change(data, size) : mutate(data, size, MOST, &r);
		try_input(data, size);
	}
}

static bool is_pack(const char *path)
{
	static const char ending[] = ".pack";
	size_t len = strlen(path);

	return len >= sizeof(ending) && strcmp(path + len - strlen(ending), ending) == 0;
}

int main(int argc, char **argv)
{
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;

	(void)signal(SIGABRT, keep_failed);
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 2; i < argc; i++) {
		if (is_pack(argv[i]))
			try_pack(argv[i]);
		else
			try_file(argv[i], rounds);
	}
	return 0;
}
