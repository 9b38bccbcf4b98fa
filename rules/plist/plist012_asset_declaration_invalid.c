/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_HTTPS, TOO_LONG, CONTENT_TYPE };

/* Octets of an Identifier or ServerToken. */
enum { LONGEST = 64 };

static void
check_length(struct mdm_check *c, const struct mdm_field *f, const char *key)
{
	if (!mdm_literal(f) || f->v.n <= LONGEST)
		return;
	mdm_find(c, TOO_LONG, f->at, "%s has %zu bytes; %d are the most", key,
	    f->v.n, LONGEST);
	mdm_evidence(c, mdm_str_of(key));
}

static bool
fits(const struct mdm_declaration *d)
{
	if (d->asset == MDM_ASSET_CERTIFICATE)
		return mdm_field_is(&d->content_type, "application/pkcs1") ||
		    mdm_field_is(&d->content_type, "application/pem");
	return mdm_field_is(&d->content_type, "application/json");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_declaration *d = p->declaration;

	if (d == NULL)
		return;
	check_length(c, &d->identifier, "Identifier");
	check_length(c, &d->server_token, "ServerToken");
	if (d->asset == 0 || d->asset == MDM_ASSET_OTHER)
		return;
	if (mdm_literal(&d->data_url) &&
	    !mdm_str_istarts(d->data_url.v, "https://"))
		mdm_find(c, NOT_HTTPS, d->data_url.at,
		    "DataURL does not begin with \"https://\"");
	if (!mdm_literal(&d->content_type) || fits(d))
		return;
	mdm_find(c, CONTENT_TYPE, d->content_type.at,
	    "ContentType \"" MDM_FMT
	    "\" is not what an asset of type \"" MDM_FMT "\" has",
	    MDM_ARG(d->content_type.v), MDM_ARG(d->type.v));
}

const struct mdm_rule mdm_rule_plist012 = {
	.id = "PLIST012",
	.name = "asset-declaration-invalid",
	.cases = { MDM_CASE("not-https", MDM_ERROR),
	    MDM_CASE("too-long", MDM_ERROR),
	    MDM_CASE("content-type", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple declarations",
	.summary =
	    "A declaration of a credential has a value that is not valid",
	.why = "A device fetches a credential from the DataURL of its asset, "
	       "over https and nothing else. Identifiers and server tokens "
	       "have 64 bytes at most. Certificates come as application/pkcs1 "
	       "or application/pem, identities and the settings of SCEP and "
	       "ACME as application/json; another ContentType than that of "
	       "the answer makes the device refuse it. Not checked: what "
	       "stands behind the URL.",
	.symptom = "The device reports the asset as invalid, and every "
		   "configuration that needs it as not active.",
	.fix = "Serve the credential over https, with the media type of its "
	       "kind, and shorten what is too long.",
	.refs = MDM_REFS("Apple device management: declarationbase",
	    "Apple device management: com.apple.asset.credential.certificate",
	    "Apple device management: com.apple.asset.credential.acme"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
