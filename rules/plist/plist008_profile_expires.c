/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { PAST, SOON };

static void
check_date(struct mdm_check *c, const struct mdm_apple_value *v)
{
	char date[11];
	int64_t when;

	if (v->kind != MDM_APPLE_DATE || !mdm_literal(&v->field) ||
	    !mdm_time_parse(v->field.v, &when))
		return;
	mdm_date_format(when, date);
	if (when <= mdm_now(c))
		mdm_find(c, PAST, v->field.at, "\"" MDM_FMT "\" was on %s",
		    MDM_ARG(v->key), date);
	else if (when <= mdm_now(c) + mdm_expiry_days(c) * 86400)
		mdm_find(c, SOON, v->field.at, "\"" MDM_FMT "\" is on %s",
		    MDM_ARG(v->key), date);
	mdm_evidence(c, v->key);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];

		if (mdm_str_is(v->key, "RemovalDate") ||
		    mdm_str_is(v->key, "PayloadExpirationDate"))
			check_date(c, v);
	}
}

const struct mdm_rule mdm_rule_plist008 = {
	.id = "PLIST008",
	.name = "profile-expires",
	.cases = { MDM_CASE("past", MDM_WARNING),
	    MDM_CASE("soon", MDM_WARNING) },
	.kinds = MDM_CONFIGURATION,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary = "A configuration profile removes itself or expires",
	.why = "A profile with RemovalDate takes itself off the device at "
	       "that moment, with every certificate and network in it, and "
	       "cannot be installed afterwards; PayloadExpirationDate marks "
	       "the profile as expired. Both are meant for temporary "
	       "profiles and stay behind when such a profile becomes "
	       "permanent. Not checked: DurationUntilRemoval, which counts "
	       "from the installation.",
	.symptom = "Certificates and networks are gone on the same day on all "
		   "devices, or the profile cannot be installed any more "
		   "(MCInstallationErrorDomain 4006).",
	.fix = "Take the date out, or set a later one, and install the "
	       "profile again.",
	.refs = MDM_REFS("Apple device management: TopLevel"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
