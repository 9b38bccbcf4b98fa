/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { PRIVATE_KEY, IN_ITS_PAYLOAD };

/* What PFXCertInstall is made for; its password is another matter: SEC002. */
static bool
is_in_its_payload(const struct mdm_carrier *c)
{
	return c->role == MDM_CARRIER_FIELD && c->profile != NULL &&
	    c->profile->kind == MDM_PFX && c->objects == 1 &&
	    c->content == MDM_CONTENT_PKCS12 && c->encrypted;
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	const char *what = carrier->content == MDM_CONTENT_PKCS12
	    ? "PKCS#12 file"
	    : "private key";
	const char *protection = carrier->encrypted ? "an encrypted " : "a ";

	if (!carrier->private_key)
		return;

	/* Not a word about the content: a message may end up anywhere. */
	if (carrier->role == MDM_CARRIER_FIELD)
		mdm_find(c,
		    is_in_its_payload(carrier) ? IN_ITS_PAYLOAD : PRIVATE_KEY,
		    carrier->at, "field \"" MDM_FMT "\" holds %s%s",
		    MDM_ARG(carrier->field), protection, what);
	else
		mdm_find(c, PRIVATE_KEY,
		    mdm_at_set(carrier->key_at) ? carrier->key_at : carrier->at,
		    "file holds %s%s", protection, what);
}

const struct mdm_rule mdm_rule_sec001 = {
	.id = "SEC001",
	.name = "private-key-in-file",
	.cases = { MDM_CASE("private-key", MDM_ERROR),
	    MDM_CASE("in-its-payload", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes =
	    "Graph, SyncML, OMA-URI, Apple profiles, certificate files, ONC, "
	    "Android policies, identity credentials",
	.summary = "A private key stands among the profiles",
	.why =
	    "Whoever reads a CA's private key can issue certificates that "
	    "every managed device trusts. A profile repository is copied to "
	    "build machines and laptops; encryption of the key only buys "
	    "time. An encrypted PKCS#12 file in a field that is made for one "
	    "(PFXCertBlob, com.apple.security.pkcs12) is a warning. Not "
	    "checked: files that are neither profiles nor certificates.",
	.fix = "Remove the key from the repository and its history, revoke "
	       "what it belongs to, and make a new one.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, export without private key",
	    "CWE-321"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
