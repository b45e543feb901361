/* SPDX-License-Identifier: MIT */
/* The writers, and what several of them say alike. */
#ifndef FP_REPORT_WRITERS_H
#define FP_REPORT_WRITERS_H

#include "report/report.h"

extern const struct fp_writer fp_writer_human, fp_writer_json, fp_writer_sarif, fp_writer_github,
    fp_writer_gitlab, fp_writer_junit, fp_writer_checkstyle;

/* "error", "warning" or "note". */
const char *fp_report_severity(enum fencepost_severity severity);

/* Whether a finding is printed: a note only where notes were asked for. */
bool fp_report_wants(const struct fp_report *report, const struct fencepost_finding *finding);

/*
 * The way from the block down to the finding, clean for a terminal:
 * har block at line 20 → postData.text → /options/client_id. Nothing where it stands in no block.
 */
void fp_report_chain(struct fp_bytes *out, const struct fencepost_finding *finding);

/* The path as other programs want it, without a "./" before it: borrowed, *len bytes. */
const char *fp_report_path(const struct fp_report_file *file, size_t *len);

/* For writers that group by file: whether `path` is that of the file, and making it so. */
bool fp_report_is_file(const struct fp_bytes *path, const struct fp_report_file *file);
void fp_report_keep_file(struct fp_bytes *path, const struct fp_report_file *file);

#endif
