/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { CLEAR };

/* 1 and 2 say that the password is encrypted to a certificate. */
static bool
is_plain(const struct mdm_field *type)
{
	return type->state != MDM_HAS_VALUE || mdm_field_is(type, "0");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_csp_pfx *pfx = p->enrolment->csp_pfx;

	if (pfx == NULL || !is_plain(&pfx->encryption_type))
		return;
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		if (s->kind != MDM_SECRET_PFX_PASSWORD || s->symbolic ||
		    s->length == 0)
			continue;
		mdm_find(c, CLEAR, s->at,
		    "PKCS#12 password of %zu characters in clear text in "
		    "\"" MDM_FMT "\"",
		    s->length, MDM_ARG(s->key));
	}
}

const struct mdm_rule mdm_rule_sec002 = {
	.id = "SEC002",
	.name = "pkcs12-password-in-clear",
	.cases = { MDM_CASE("clear", MDM_ERROR) },
	.kinds = MDM_PFX,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "The password of a PKCS#12 file stands beside it",
	.why =
	    "The file holds a private key, and with the password next to it "
	    "the encryption protects nothing: whoever reads the profile, its "
	    "history or a backup has the key. PFXCertPasswordEncryptionType 0, "
	    "which is also the default, says that the password is plain; 1 "
	    "and 2 stand for a password that is encrypted to a certificate, "
	    "and variables and masks give nothing away, so these are silent. "
	    "Not checked: whether an encrypted password really is one.",
	.fix = "Have the management service fill in the password by a secret "
	       "variable, or encrypt it and set "
	       "PFXCertPasswordEncryptionType; then issue a new key.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "PFXCertPassword and PFXCertPasswordEncryptionType",
	    "CWE-312"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
