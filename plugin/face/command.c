/* SPDX-License-Identifier: MIT */
/* The one door to stderr: a sentence that may quote anything → one clean line. */
#include "face/command.h"

#include "face/replace.h"

#include <stdarg.h>
#include <unistd.h>

void fp_complain(struct fp_arena *arena, const char *format, ...)
{
	struct fp_arena *work = fp_arena_child(arena);
	struct fp_bytes sentence = FP_BYTES(work), line = FP_BYTES(work);
	va_list arguments;

	va_start(arguments, format);
	fp_bytes_vprintf(&sentence, format, arguments);
	va_end(arguments);
	fp_bytes_text(&line, "fencepost: ");
	fp_bytes_clean(&line, sentence.data, sentence.len);
	fp_bytes_char(&line, '\n');
	(void)fp_write_all(STDERR_FILENO, line.data, line.len); /* else the exit status says it */
	fp_arena_free(work);
}
