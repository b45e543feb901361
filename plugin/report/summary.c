/* SPDX-License-Identifier: MIT */
/* Findings → the figures of the last line. */
#include "report/report.h"

void fp_summary_add(struct fp_summary *summary, const struct fencepost_finding *finding,
                    enum fencepost_applicability least)
{
	switch (finding->severity) {
	case FENCEPOST_OFF:
		break;
	case FENCEPOST_NOTE:
		summary->notes++;
		break;
	case FENCEPOST_WARNING:
		summary->warnings++;
		break;
	case FENCEPOST_ERROR:
		summary->errors++;
		break;
	}
	if (!finding->fix)
		return;
	if (finding->fix->applicability >= least)
		summary->fixable++;
	else if (finding->severity > FENCEPOST_NOTE)
		summary->withheld++;
}
