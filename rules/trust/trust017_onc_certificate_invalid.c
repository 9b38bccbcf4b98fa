/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MISSING, UNKNOWN_TYPE, REMOVAL, NO_CA, MISSPELT, PASSWORD };

static void
report_missing(
    struct mdm_check *c, const struct mdm_onc_object *o, const char *key)
{
	mdm_find(c, MISSING, mdm_at_set(o->type.at) ? o->type.at : o->at,
	    "certificate \"" MDM_FMT "\" has no %s", MDM_ARG(o->profile->name),
	    key);
	mdm_evidence(c, mdm_str_of(key));
}

static bool
is_one_of(struct mdm_str text, const char *a, const char *b)
{
	return mdm_str_is(text, a) || mdm_str_is(text, b);
}

static void
check_content(struct mdm_check *c, const struct mdm_onc_object *o)
{
	if (o->guid.state != MDM_HAS_VALUE || o->guid.v.n == 0)
		mdm_find(c, MISSING,
		    mdm_at_set(o->guid.at) ? o->guid.at : o->at,
		    "a certificate has no GUID");
	if (o->type.state != MDM_HAS_VALUE)
		report_missing(c, o, "Type");
	else if (is_one_of(o->type.v, "Server", "Authority") &&
	    o->x509.state == MDM_ABSENT)
		report_missing(c, o, "X509");
	else if (mdm_str_is(o->type.v, "Client") &&
	    o->pkcs12.state == MDM_ABSENT)
		report_missing(c, o, "PKCS12");
	else if (mdm_literal(&o->type) && !mdm_str_is(o->type.v, "Client") &&
	    !is_one_of(o->type.v, "Server", "Authority"))
		mdm_find(c, UNKNOWN_TYPE, o->type.at,
		    "Type is \"" MDM_FMT
		    "\", not one of Authority, Server, Client",
		    MDM_ARG(o->type.v));
}

/* The Type counts, whatever the certificate says of itself. */
static void
check_authority(struct mdm_check *c, const struct mdm_onc_object *o)
{
	const struct mdm_trust *trust = o->profile->trust;

	if (!mdm_str_is(o->type.v, "Authority") || trust == NULL ||
	    trust->cert == NULL || !mdm_cert_is_leaf(trust->cert))
		return;
	mdm_find(c, NO_CA, o->type.at,
	    "\"" MDM_FMT "\" is no CA, but is trusted as one by its type",
	    MDM_ARG(trust->cert->name));
	mdm_evidence(c, mdm_str_of(trust->cert->sha1_hex));
}

static void
check_spelling(struct mdm_check *c, const struct mdm_onc_object *o)
{
	for (size_t i = 0; i < o->nmisspellings; i++) {
		const struct mdm_onc_misspelling *m = &o->misspellings[i];

		mdm_find(c, MISSPELT, m->at,
		    "key \"" MDM_FMT "\" is not known; \"%s\" is",
		    MDM_ARG(m->key), m->meant);
		mdm_evidence(c, m->key);
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_onc_object *o = p->onc;

	if (o == NULL)
		return;
	check_spelling(c, o);
	if (!o->certificate)
		return; /* TRUST018 */
	if (mdm_field_is(&o->remove, "true")) {
		if (!o->document->android) /* else TRUST019 */
			mdm_find(c, REMOVAL, o->remove.at,
			    "certificates cannot be removed by a file");
		return;
	}
	check_content(c, o);
	check_authority(c, o);
	if (o->carrier != NULL && o->carrier->password && !o->document->android)
		mdm_find(c, PASSWORD, o->pkcs12.at,
		    "the PKCS#12 file of \"" MDM_FMT
		    "\" has a password, and nobody is asked for it",
		    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_trust017 = {
	.id = "TRUST017",
	.name = "onc-certificate-invalid",
	.cases = { MDM_CASE("missing", MDM_ERROR),
	    MDM_CASE("unknown-type", MDM_ERROR), MDM_CASE("removal", MDM_ERROR),
	    MDM_CASE("no-ca", MDM_WARNING), MDM_CASE("misspelt", MDM_WARNING),
	    MDM_CASE("password", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_CHROMEOS | MDM_ANDROID,
	.syntaxes = "ONC, Android policies",
	.summary = "A certificate of an ONC file is incomplete or misdeclared",
	.why =
	    "In Open Network Configuration, each certificate says by its "
	    "Type what it is for: an Authority or a Server stands in "
	    "X509, a Client with its key in PKCS12, whose password is empty, "
	    "since nobody is asked for one. The type counts "
	    "against what the certificate says of itself, so that a "
	    "server's certificate declared as Authority is trusted as a "
	    "CA. ChromeOS does not take certificates off the device at a "
	    "file's request. Keys and constants are told apart by the "
	    "case of their letters. Not checked: keys that are unlike "
	    "every known one, since the format allows further keys.",
	.symptom = "The certificate is missing from the device, and networks "
		   "that refer to it are not configured.",
	.fix = "Give each certificate a GUID, one of the types Authority, "
	       "Server and Client, and the content that goes with it.",
	.refs = MDM_REFS("Chromium: Open Network Configuration, Certificate "
			 "type",
	    "Chromium: onc_validator.cc"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
