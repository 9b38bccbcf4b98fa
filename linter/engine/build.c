/* SPDX-License-Identifier: MIT */
#include "engine/build.h"

#include <stdlib.h>

static struct mdm_str
variable(const char *name)
{
	return mdm_str_of(getenv(name));
}

/* Names of the predefined variables: "Azure Pipelines, Use variables". */
void
mdm_build_read(struct mdm_build *b)
{
	*b = (struct mdm_build){ .azure = false };
	if (!mdm_str_iis(variable("TF_BUILD"), "true"))
		return;
	b->azure = true;
	b->run_id = variable("BUILD_BUILDID");
	b->definition_id = variable("SYSTEM_DEFINITIONID");
	b->definition_name = variable("BUILD_DEFINITIONNAME");
	b->phase_id = variable("SYSTEM_PHASEID");
	b->phase_name = variable("SYSTEM_PHASENAME");
}
