/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/url.h"
#include "support/vendor.h"

enum { SUFFIX, DOUBLED };

static const char suffix[] = "/pkiclient.exe";

/* Okta hands out its URL with the suffix, and that URL works. */
static bool
comes_with_suffix(struct mdm_str url)
{
	const struct mdm_vendor *v = mdm_vendor_of_url(url);

	return v != NULL && mdm_str_is(mdm_str_of(v->name), "Okta");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	size_t i = 0;

	if (p->sample)
		return; /* SCEP009 */
	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		struct mdm_str path = mdm_url_split(f->v).path;
		struct mdm_str shown = mdm_url_shown(mdm_arena_of(c), f->v);

		if (!mdm_str_iends(path, suffix))
			continue;
		path.n -= sizeof(suffix) - 1;
		if (mdm_str_iends(path, suffix))
			mdm_find(c, DOUBLED, f->at,
			    "SCEP server URL \"" MDM_FMT "\" ends in "
			    "/pkiclient.exe twice",
			    MDM_ARG(shown));
		else if (!comes_with_suffix(f->v))
			mdm_find(c, SUFFIX, f->at,
			    "SCEP server URL \"" MDM_FMT "\" ends in "
			    "/pkiclient.exe, which Windows appends itself",
			    MDM_ARG(shown));
		else
			continue;
		mdm_evidence(c, shown);
	}
}

const struct mdm_rule mdm_rule_scep008 = {
	.id = "SCEP008",
	.name = "windows-url-has-pkiclient-suffix",
	.cases = { MDM_CASE("suffix", MDM_INFO),
	    MDM_CASE("doubled", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The SCEP server URL for Windows ends in /pkiclient.exe",
	.why =
	    "Windows logs the address it calls with /pkiclient.exe behind the "
	    "configured URL, and some vendors ask to leave the suffix out for "
	    "Windows and to keep it for Apple and Android. Whether Windows "
	    "appends a second one is not documented, so this is information; "
	    "Okta's own URL has the suffix and is not reported. Not checked: "
	    "what the server makes of either form.",
	.symptom = NULL,
	.fix = "See what the SCEP server's manual says about Windows; where it "
	       "asks for the bare URL, remove /pkiclient.exe.",
	.refs = MDM_REFS(
	    "DigiCert documentation: SCEP certificate configuration, Windows",
	    "Microsoft Learn: Troubleshoot device to NDES server "
	    "communication for SCEP certificate profiles, event 36"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_LOW,
	.profile = check,
};
