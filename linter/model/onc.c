/* SPDX-License-Identifier: MIT */
#include "model/onc.h"

const struct mdm_onc_object *
mdm_onc_find(const struct mdm_onc *document, struct mdm_str guid, bool fold)
{
	for (size_t i = 0; guid.n > 0 && i < document->nobjects; i++) {
		const struct mdm_onc_object *o = &document->objects[i];

		if (o->certificate && o->guid.state == MDM_HAS_VALUE &&
		    (fold ? mdm_str_ieq : mdm_str_eq)(o->guid.v, guid))
			return o;
	}
	return NULL;
}

bool
mdm_onc_fits(const struct mdm_onc_object *o, enum mdm_onc_use use)
{
	switch (use) {
	case MDM_ONC_SERVER_CA: /* a pinned server certificate is one, too */
		return mdm_str_is(o->type.v, "Authority") ||
		    mdm_str_is(o->type.v, "Server");
	case MDM_ONC_CLIENT:
		return mdm_str_is(o->type.v, "Client");
	case MDM_ONC_ISSUER:
		return mdm_str_is(o->type.v, "Authority");
	case MDM_ONC_SERVER:
		return mdm_str_is(o->type.v, "Server");
	}
	return false;
}
