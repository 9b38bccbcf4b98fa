/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { CLEAR, IN_ITS_PAYLOAD };

/* 1 and 2 say that the password is encrypted to a certificate. */
static bool
is_plain(const struct mdm_field *type)
{
	return type->state != MDM_HAS_VALUE || mdm_field_is(type, "0");
}

/* Apple's payload and credential have no other way to give the password. */
static unsigned
which_case(const struct mdm_profile *p)
{
	return p->apple != NULL ? IN_ITS_PAYLOAD : CLEAR;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_csp_pfx *pfx = p->enrolment->csp_pfx;

	if (pfx == NULL ? p->apple == NULL : !is_plain(&pfx->encryption_type))
		return;
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		if (s->kind != MDM_SECRET_PFX_PASSWORD || s->symbolic ||
		    s->length == 0)
			continue;
		mdm_find(c, which_case(p), s->at,
		    "PKCS#12 password of %zu characters in clear text in "
		    "\"" MDM_FMT "\"",
		    s->length, MDM_ARG(s->key));
	}
}

const struct mdm_rule mdm_rule_sec002 = {
	.id = "SEC002",
	.name = "pkcs12-password-in-clear",
	.cases = { MDM_CASE("clear", MDM_ERROR),
	    MDM_CASE("in-its-payload", MDM_WARNING) },
	.kinds = MDM_PFX,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI, Apple profiles, identity credentials",
	.summary = "The password of a PKCS#12 file stands beside it",
	.why =
	    "The file holds a private key, and with the password next to it "
	    "the encryption protects nothing: whoever reads the profile, its "
	    "history or a backup has the key. PFXCertPasswordEncryptionType 0, "
	    "which is also the default, says that the password is plain; 1 "
	    "and 2 stand for a password that is encrypted to a certificate, "
	    "and variables and masks give nothing away, so these are silent. "
	    "Apple's profiles hold the password as it is by design, and the "
	    "management service puts it in on its way to the device; in a "
	    "file that is kept, it is a warning. "
	    "Not checked: whether an encrypted password really is one.",
	.fix = "Have the management service fill in the password by a secret "
	       "variable, or encrypt it and set "
	       "PFXCertPasswordEncryptionType; then issue a new key.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "PFXCertPassword and PFXCertPasswordEncryptionType",
	    "Apple device management: com.apple.security.pkcs12", "CWE-312"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
