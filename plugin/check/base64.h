/* SPDX-License-Identifier: MIT */
/* Base64 (RFC 4648), of either alphabet. */
#ifndef FP_CHECK_BASE64_H
#define FP_CHECK_BASE64_H

#include "text/bytes.h"

#include <stdbool.h>

/*
 * Adds what `len` bytes of base64 or base64url decode to, padded or not; false where they are
 * neither.
 */
bool fp_base64_decode(struct fp_bytes *out, const char *text, size_t len);

#endif
