/* SPDX-License-Identifier: MIT */
/* Any bytes → text that may stand in an XML 1.0 attribute in double quotes, or between tags. */
#ifndef FP_REPORT_XML_H
#define FP_REPORT_XML_H

#include "text/bytes.h"

/*
 * Adds the text. What XML 1.0 forbids (control characters, U+FFFE, U+FFFF) and each byte that is not
 * UTF-8 becomes U+FFFD; line ends, tabs and what no terminal should see become references.
 */
void fp_xml_text(struct fp_bytes *out, const char *text, size_t len);

/* Adds ` name="text"`; text up to its NUL. */
void fp_xml_attribute(struct fp_bytes *out, const char *name, const char *text);

#endif
