/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { EXPORTABLE, CONTAINER, STORE };

static bool
is_missing(const struct mdm_profile *p, const struct mdm_field *f)
{
	if (f->state == MDM_ABSENT)
		return !p->excerpt;
	return mdm_said_empty(f);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_csp_pfx *pfx = p->enrolment->csp_pfx;

	if (pfx == NULL || p->sample)
		return;
	if (mdm_field_is(&pfx->exportable, "true") &&
	    mdm_literal(&pfx->key_location) &&
	    !mdm_field_is(&pfx->key_location, "3")) {
		mdm_find(c, EXPORTABLE, pfx->exportable.at,
		    "PFXKeyExportable true requires KeyLocation 3, it is " MDM_FMT,
		    MDM_ARG(pfx->key_location.v));
		mdm_evidence(c, pfx->unique_id.v);
		mdm_also(c, pfx->key_location.at, "KeyLocation");
	}
	if (mdm_field_is(&pfx->key_location, "4") &&
	    is_missing(p, &pfx->container_name)) {
		mdm_find(c, CONTAINER, pfx->key_location.at,
		    "KeyLocation 4 requires ContainerName");
		mdm_evidence(c, pfx->unique_id.v);
		mdm_advise(c, "Set ContainerName before PFXCertBlob.");
	}
	if (mdm_field_is(&pfx->encryption_type, "2") &&
	    is_missing(p, &pfx->encryption_store)) {
		mdm_find(c, STORE, pfx->encryption_type.at,
		    "PFXCertPasswordEncryptionType 2 requires "
		    "PFXCertPasswordEncryptionStore");
		mdm_evidence(c, pfx->unique_id.v);
		mdm_advise(c,
		    "Name the store of the certificate that decrypts "
		    "the password.");
	}
}

const struct mdm_rule mdm_rule_sync012 = {
	.id = "SYNC012",
	.name = "pfx-settings-invalid",
	.cases = { MDM_CASE("exportable", MDM_ERROR),
	    MDM_CASE("container", MDM_ERROR), MDM_CASE("store", MDM_ERROR) },
	.kinds = MDM_PFX,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "The settings of a PKCS#12 import contradict each other",
	.why =
	    "A key in a TPM or in Windows Hello cannot be exportable; Windows "
	    "Hello needs the name of its container; and a password that is "
	    "encrypted for a certificate of one's own needs the store of that "
	    "certificate. The CSP fails the import otherwise. Not checked: "
	    "what the defaults do when the nodes are left out.",
	.symptom = "Status and ErrorCode below the UniqueID report a failure; "
		   "no certificate appears.",
	.fix = "Set KeyLocation to 3 if the key has to be exportable, else "
	       "PFXKeyExportable to false.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "PFXCertInstall"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
