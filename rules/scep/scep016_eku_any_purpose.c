/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/oid.h"
#include "support/url.h"

enum { TOO_BROAD, CLOUD_PKI };

static const struct mdm_field *
cloud_pki_url(const struct mdm_profile *p)
{
	const struct mdm_field *f;
	size_t i = 0;

	while ((f = mdm_server_url_next(p, &i)) != NULL)
		if (mdm_url_is_cloud_pki(f->v))
			return f;
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_field *url;

	if (p->sample)
		return; /* SCEP009 */
	url = cloud_pki_url(p);
	for (size_t i = 0; i < e->nekus; i++) {
		const struct mdm_field *oid = &e->ekus[i].oid;

		if (!mdm_literal(oid) || !mdm_oid_is_any_purpose(oid->v))
			continue;
		mdm_find(c, url != NULL ? CLOUD_PKI : TOO_BROAD, oid->at,
		    "extended key usage Any Purpose (" MDM_FMT ") is "
		    "requested%s",
		    MDM_ARG(oid->v),
		    url != NULL ? ", which Microsoft Cloud PKI refuses" : "");
		mdm_evidence(c, oid->v);
		if (url != NULL)
			mdm_also(c, url->at, "the Cloud PKI URL");
	}
}

const struct mdm_rule mdm_rule_scep016 = {
	.id = "SCEP016",
	.name = "eku-any-purpose",
	.cases = { MDM_CASE("too-broad", MDM_WARNING),
	    MDM_CASE("cloud-pki", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The certificate is requested for any purpose",
	.why =
	    "A certificate for any purpose can sign code and mail as well as "
	    "log on, so whoever gets hold of its key gets more than a network "
	    "logon. Microsoft Cloud PKI does not issue it at all: the "
	    "portal warns about both OIDs. Not checked: which purposes the "
	    "CA's template leaves in the certificate.",
	.symptom = NULL,
	.fix = "List the purposes that are needed, as a rule Client "
	       "Authentication (1.3.6.1.5.5.7.3.2).",
	.refs = MDM_REFS(
	    "Microsoft Learn: Configure Microsoft Cloud PKI, create SCEP "
	    "certificate profiles",
	    "RFC 5280 section 4.2.1.12 (extended key usage)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
