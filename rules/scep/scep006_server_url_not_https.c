/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/url.h"

enum { HTTP, HTTP_ON_ANDROID };

/* Microsoft's page demands https for these; AOSP is not among them. */
enum { HTTPS_ONLY = MDM_ANDROID & ~MDM_AOSP };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	bool required = (p->platform & HTTPS_ONLY) != 0;
	const struct mdm_field *f;
	size_t i = 0;

	if (p->sample)
		return; /* SCEP009 */
	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		struct mdm_str url = mdm_url_shown(mdm_arena_of(c), f->v);

		if (!mdm_str_istarts(url, "http://"))
			continue; /* SCEP005 wants a scheme */
		mdm_find(c, required ? HTTP_ON_ANDROID : HTTP, f->at,
		    "SCEP server URL \"" MDM_FMT "\" is not https%s%s",
		    MDM_ARG(url), required ? ", which is required on " : "",
		    required ? mdm_platform_title(p->platform) : "");
		mdm_evidence(c, url);
	}
}

const struct mdm_rule mdm_rule_scep006 = {
	.id = "SCEP006",
	.name = "server-url-not-https",
	.cases = { MDM_CASE("http", MDM_WARNING),
	    MDM_CASE("http-on-android", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "The SCEP server URL is plain http",
	.why =
	    "Microsoft requires https for Android device administrator, for "
	    "fully managed, dedicated and corporate-owned devices and for "
	    "work profiles: there the request fails. Elsewhere plain http is "
	    "permitted, because SCEP encrypts its messages, but nobody can "
	    "tell the server from another one when the CA certificate is "
	    "fetched, and some products take user certificates on Windows "
	    "over https only. Not checked: whether the server offers https.",
	.symptom = NULL,
	.fix = "Give the SCEP server a TLS certificate that the devices trust "
	       "and enter its URL with https://.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, SCEP Server URLs",
	    "RFC 8894 section 7.6 (lack of GetCACert response protection)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
