/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { SHORT, APPLE };

enum { LEAST_DAYS = 14, LEAST_DAYS_APPLE = 30, MOST_DAYS = 36500 };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	bool apple = ((unsigned)p->platform & MDM_APPLE) != 0;
	int64_t least = mdm_organisation_of(c)->renewal_days;
	int64_t percent, days;

	if (p->sample || !mdm_literal(&e->renewal_threshold) ||
	    e->validity_days <= 0 || e->validity_days > MOST_DAYS)
		return;
	if (!mdm_str_to_int(mdm_str_trim(e->renewal_threshold.v), &percent) ||
	    percent < 1 || percent > 99)
		return; /* no percentage at all */
	days = e->validity_days * percent / 100;
	if (least < (apple ? LEAST_DAYS_APPLE : LEAST_DAYS))
		least = apple ? LEAST_DAYS_APPLE : LEAST_DAYS;
	if (days >= least)
		return;

	mdm_find(c, apple ? APPLE : SHORT, e->renewal_threshold.at,
	    "renewal begins %lld day%s before the end (%lld %% of %lld days); "
	    "devices that are offline for so long miss it",
	    (long long)days, days == 1 ? "" : "s", (long long)percent,
	    (long long)e->validity_days);
	if (apple)
		mdm_advise(c,
		    "Raise the renewal threshold, to 50 %% on Apple "
		    "devices, or ask for a longer validity.");
}

const struct mdm_rule mdm_rule_life003 = {
	.id = "LIFE003",
	.name = "renewal-window-too-short",
	.cases = { MDM_CASE("short", MDM_WARNING),
	    MDM_CASE("short-apple", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "Devices have little time to renew their certificates",
	.why =
	    "A device renews its certificate when the remaining share of the "
	    "validity falls below the renewal threshold and it checks in. If "
	    "that leaves less than 14 days (30 on iOS, iPadOS and macOS, "
	    "which renew with the profile and at their own time), a holiday "
	    "is enough to lose the certificate, and with it the network that "
	    "would bring a new one. Months count as 30 and years as 365 days. "
	    "The configuration can demand more time. "
	    "Not checked: CAs that support no renewal; how often the devices "
	    "check in.",
	.symptom = "Devices drop out of Wi-Fi or VPN after a longer absence.",
	.fix = "Raise the renewal threshold to 20 % or more, or ask for a "
	       "longer validity.",
	.refs = MDM_REFS("SCEPman documentation: Windows (renewal threshold "
			 "20 percent)",
	    "SCEPman documentation: iOS (renewal threshold 50 percent)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
