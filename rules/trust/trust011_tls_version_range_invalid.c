/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { INVERTED, ABOVE_DEFAULT, LOW_MAXIMUM, LOW_MINIMUM, NO_OUTER_IDENTITY };

enum { TLS_1_2 = 2, TLS_1_3 = 3, UNKNOWN_VERSION = -1 };

/* Absent, symbolic, or a spelling that PLIST005 owns: unknown. */
static int
version_of(const struct mdm_field *f)
{
	static const char *const versions[] = { "1.0", "1.1", "1.2", "1.3" };

	for (int i = 0; mdm_literal(f) && i <= TLS_1_3; i++)
		if (mdm_str_is(f->v, versions[i]))
			return i;
	return UNKNOWN_VERSION;
}

static bool
has_outer_identity(const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->apple->nvalues; i++)
		if (mdm_str_is(p->apple->values[i].key, "OuterIdentity"))
			return true;
	return false;
}

static void
check_range(struct mdm_check *c, const struct mdm_network *n, int min, int max)
{
	if (min > max && max != UNKNOWN_VERSION) {
		mdm_find(c, INVERTED, n->tls_min.at,
		    "the lowest TLS version " MDM_FMT
		    " is above the highest, " MDM_FMT,
		    MDM_ARG(n->tls_min.v), MDM_ARG(n->tls_max.v));
		mdm_also(c, n->tls_max.at, "the highest");
	} else if (min == TLS_1_3 && n->tls_max.state == MDM_ABSENT) {
		mdm_find(c, ABOVE_DEFAULT, n->tls_min.at,
		    "the lowest TLS version is 1.3, and the highest is not "
		    "set: it is 1.2");
	} else if (max != UNKNOWN_VERSION && max < TLS_1_2) {
		mdm_find(c, LOW_MAXIMUM, n->tls_max.at,
		    "the highest TLS version is " MDM_FMT
		    ", and servers want 1.2",
		    MDM_ARG(n->tls_max.v));
	} else if (min != UNKNOWN_VERSION && min < TLS_1_2) {
		mdm_find(c, LOW_MINIMUM, n->tls_min.at,
		    "TLS versions from " MDM_FMT " on are allowed",
		    MDM_ARG(n->tls_min.v));
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;
	int min = version_of(&n->tls_min), max = version_of(&n->tls_max);

	if (p->sample)
		return;
	check_range(c, n, min, max);
	if (min == TLS_1_3 && p->apple != NULL && p->kind != MDM_VPN &&
	    !has_outer_identity(p))
		mdm_find(c, NO_OUTER_IDENTITY, n->tls_min.at,
		    "the lowest TLS version is 1.3, and there is no "
		    "OuterIdentity");
}

const struct mdm_rule mdm_rule_trust011 = {
	.id = "TRUST011",
	.name = "tls-version-range-invalid",
	.cases = { MDM_CASE("inverted", MDM_ERROR),
	    MDM_CASE("above-default", MDM_WARNING),
	    MDM_CASE("low-maximum", MDM_WARNING),
	    MDM_CASE("low-minimum", MDM_INFO),
	    MDM_CASE("no-outer-identity", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles; ONC, Android policies",
	.summary = "The TLS versions of EAP are no range, or obsolete ones",
	.why =
	    "TLSMinimumVersion and TLSMaximumVersion bound the TLS version of "
	    "EAP-TLS, PEAP and EAP-TTLS; without them devices of Apple offer "
	    "1.0 to 1.2. A lowest version above the highest leaves none, and "
	    "iOS refuses the payload. A lowest version of 1.3 so needs a "
	    "highest one, too, and in Wi-Fi and Ethernet payloads an "
	    "OuterIdentity, as the certificate no longer tells the name in "
	    "clear text. TLS 1.0 and 1.1 are withdrawn, and RADIUS servers "
	    "that turn them off refuse devices which are held to them. Not "
	    "checked: what the RADIUS server offers, and values that are no "
	    "version, which PLIST005 owns.",
	.symptom = "The profile is not installed, or the connection fails "
		   "during the EAP handshake with a protocol version alert.",
	.fix = "Set TLSMinimumVersion to 1.2 and TLSMaximumVersion to 1.2 or "
	       "1.3.",
	.refs = MDM_REFS("Apple device management: com.apple.wifi.managed, "
			 "EAPClientConfiguration",
	    "RFC 8996 (TLS 1.0 and 1.1 deprecated)",
	    "RFC 9190 (EAP-TLS 1.3), section 2.1.4"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
