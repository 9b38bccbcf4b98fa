/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_SARIF_H
#define MDM_REPORT_SARIF_H

#include "report/service.h"

/* What the parts of the SARIF report share. */
enum {
	/* GitHub refuses files with more, and shows the first of these. */
	MDM_SARIF_RESULTS = 25000,
	MDM_SARIF_SHOWN = 5000,
	MDM_SARIF_PLACES = 1000
};

/* {"text": "..."}, as one sentence in printable characters. */
void mdm_sarif_message(struct mdm_jout *, const char *key, struct mdm_str);

/* sarif_run.c: members of the run besides tool and results. */
void mdm_sarif_invocation(
    struct mdm_jout *, const struct mdm_result *, size_t written);
void mdm_sarif_build(struct mdm_jout *, const struct mdm_build *);

#endif
