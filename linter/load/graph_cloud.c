/* SPDX-License-Identifier: MIT */
/* Microsoft Cloud PKI certification authorities (graph.md 1k). */
#include "load/graph.h"

#define AT(member) offsetof(struct mdm_cloud_ca, member)

const struct mdm_field_row mdm_cloud_rows[] = {
	{ "thumbprint", MDM_F_TEXT, AT(thumbprint),
	    "SHA-1 of the CA certificate", 0 },
	{ "cloudCertificationAuthorityType", MDM_F_TEXT, AT(type),
	    "root or issuing certification authority", 0 },
	{ "scepServerUrl", MDM_F_TEXT, AT(scep_url), "its SCEP server", 0 },
	{ "validityEndDateTime", MDM_F_TEXT, AT(valid_to),
	    "end of the certificate's validity", 0 },
	{ "commonName", MDM_F_TEXT, AT(common_name),
	    "common name of the certificate", 0 },
	MDM_FIELDS_END,
};

void
mdm_graph_cloud(struct mdm_graph_reading *r)
{
	r->own += mdm_fields_read(r->loading, r->profile, r->object,
	    mdm_cloud_rows, r->profile->cloud_ca);
}
