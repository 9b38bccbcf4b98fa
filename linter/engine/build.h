/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_BUILD_H
#define MDM_ENGINE_BUILD_H

#include "base/str.h"

/*
 * The pipeline that this run belongs to, as its environment tells it; absent
 * where there is none.  Reports for services name it.
 */
struct mdm_build {
	bool azure; /* Azure Pipelines */
	struct mdm_str run_id, definition_id, definition_name, phase_id,
	    phase_name;
};

/* Strings live as long as the environment. */
void mdm_build_read(struct mdm_build *);

#endif
