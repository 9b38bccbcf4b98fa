/* SPDX-License-Identifier: MIT */
#include "commands.h"

bool
mdm_is_write(const struct mdm_command *c)
{
	return c->verb == MDM_VERB_ADD || c->verb == MDM_VERB_REPLACE;
}

bool
mdm_is_scep(const struct mdm_command *c)
{
	return c->csp == MDM_CSP_SCEP || c->csp == MDM_CSP_LEGACY_SCEP;
}

bool
mdm_is_enroll(const struct mdm_command *c)
{
	return mdm_is_scep(c) && mdm_str_iis(c->leaf, "Enroll");
}

bool
mdm_is_setting(const struct mdm_command *c)
{
	return (mdm_is_scep(c) || c->csp == MDM_CSP_PFX) && mdm_is_write(c) &&
	    c->name.v.n > 0 && c->node != NULL &&
	    c->node->format != MDM_CSP_NODE && !mdm_is_enroll(c);
}

bool
mdm_same_id(const struct mdm_command *a, const struct mdm_command *b)
{
	return a->csp == b->csp && a->name.v.n > 0 &&
	    mdm_str_ieq(a->name.v, b->name.v);
}

bool
mdm_same_enrolment(const struct mdm_command *a, const struct mdm_command *b)
{
	return mdm_same_id(a, b) && a->scope == b->scope;
}
