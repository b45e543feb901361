/* SPDX-License-Identifier: MIT */
/* memory.c: what is large moves and keeps its bytes, as what is small does. */
#include "face/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void memory_grows_and_keeps_its_bytes(void **state)
{
	char *piece = NULL;
	size_t len = 0;

	(void)state;
	for (size_t more = 1000; more < 20u << 20; more *= 3) {
		piece = fp_memory.alloc(fp_memory.user, piece, len, more);
		assert_non_null(piece);
		memset(piece + len, (char)more, more - len);
		if (len > 0)
			assert_int_equal(piece[len - 1], (char)len);
		len = more;
	}
	assert_null(fp_memory.alloc(fp_memory.user, piece, len, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_grows_and_keeps_its_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
