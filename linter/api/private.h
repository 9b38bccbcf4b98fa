/* SPDX-License-Identifier: MIT */
#ifndef MDM_API_PRIVATE_H
#define MDM_API_PRIVATE_H

#include "api/inputs.h"
#include "engine/baseline.h"
#include "engine/config.h"
#include "engine/repair.h"
#include "mdmlint.h"
#include "report/report.h"

struct mdmlint {
	struct mdm_arena *arena;
	struct mdm_policy policy;
	struct mdm_inputs inputs;
	struct mdm_map sets; /* name -> size_t: its index */
	MDM_VEC(struct mdm_unread) unread;
	struct mdm_run *run;
	const struct mdm_result *result;
	struct mdm_str error;
	struct mdm_problems problems;
	struct mdm_str version;
	struct mdm_repairs *repairs;	 /* NULL: nobody asked */
	MDM_VEC(const char *) scep_urls; /* distinct; filled when asked for */
};

/* Remember what is wrong; always false. */
bool mdm_api_fail(struct mdmlint *, struct mdm_str why);
bool mdm_api_not_run(struct mdmlint *);
bool mdm_api_no_format(
    struct mdmlint *, const char *format, const char *const *candidates);

/* Flush and free the sink; what could not be written is an error. */
bool mdm_api_finish(struct mdmlint *, struct mdm_out *);

#endif
