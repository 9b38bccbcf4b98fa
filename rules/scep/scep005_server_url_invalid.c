/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/url.h"

enum { EMPTY, INVALID, OUTER_BLANKS, QUERY, CLOUD_PKI_NOT_HOST, MIXED };

static bool
has_control(struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == '\x7f')
			return true;
	return false;
}

static bool
port_ok(struct mdm_str port)
{
	int64_t n;

	return port.p == NULL ||
	    (mdm_str_to_int(port, &n) && n > 0 && n <= 65535);
}

/* Fits "SCEP server URL "..." ...". */
static const char *
problem_of(struct mdm_str text, const struct mdm_url *u)
{
	if (has_control(text))
		return "contains a control character";
	if (u->scheme.p == NULL)
		return "is not absolute: it does not begin with https://";
	if (!mdm_str_iis(u->scheme, "https") && !mdm_str_iis(u->scheme, "http"))
		return "has a scheme that is neither http nor https";
	if (u->host.n == 0)
		return "names no host";
	if (mdm_str_has(u->path, "://"))
		return "holds several URLs in one entry";
	if (mdm_str_has(text, " "))
		return "contains a blank";
	if (!port_ok(u->port))
		return "has a port that is no number from 1 to 65535";
	if (u->fragment.p != NULL)
		return "has a fragment (#), behind which the client would put "
		       "its query";
	if (mdm_str_ihas(u->query, "operation="))
		return "contains the query that the client adds itself";
	return NULL;
}

static void
check_url(struct mdm_check *c, const struct mdm_field *f)
{
	struct mdm_str text = mdm_str_trim(f->v);
	struct mdm_url u = mdm_url_split(text);
	struct mdm_str shown = mdm_url_shown(mdm_arena_of(c), text);
	const char *problem = problem_of(text, &u);

	if (problem != NULL) {
		mdm_find(c, INVALID, f->at,
		    "SCEP server URL \"" MDM_FMT "\" %s", MDM_ARG(shown),
		    problem);
		mdm_evidence(c, shown);
		return;
	}
	if (mdm_url_is_cloud_pki(text) &&
	    !mdm_str_iis(u.host, "{{CloudPKIFQDN}}")) {
		mdm_find(c, CLOUD_PKI_NOT_HOST, f->at,
		    "{{CloudPKIFQDN}} is not the whole host of SCEP server "
		    "URL \"" MDM_FMT "\"",
		    MDM_ARG(shown));
		mdm_evidence(c, shown);
		mdm_advise(c,
		    "Copy the SCEP URI of the Cloud PKI issuing CA "
		    "again and leave it as it is.");
		return;
	}
	if (text.n != f->v.n) {
		mdm_find(c, OUTER_BLANKS, f->at,
		    "SCEP server URL \"" MDM_FMT "\" has blanks around it",
		    MDM_ARG(shown));
		mdm_evidence(c, shown);
	}
	if (u.query.p != NULL) {
		mdm_find(c, QUERY, f->at,
		    "SCEP server URL \"" MDM_FMT "\" has a query; clients "
		    "append \"?operation=...\" to it",
		    MDM_ARG(shown));
		mdm_evidence(c, shown);
	}
}

/* Entries without text; null and "" alike. */
static void
check_empty(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_fields *urls = &p->enrolment->urls;

	if (urls->state == MDM_IS_NULL ||
	    (urls->state == MDM_HAS_VALUE && urls->n == 0)) {
		mdm_find(c, EMPTY, urls->where, "no SCEP server URL is given");
		return;
	}
	for (size_t i = 0; i < urls->n; i++)
		if (mdm_said_empty(&urls->at[i]))
			mdm_find(c, EMPTY, urls->at[i].at,
			    "an entry of the SCEP server URLs is empty");
}

static void
check_mixed(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *cloud = NULL, *other = NULL, *f;
	size_t i = 0;

	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		if (mdm_url_is_cloud_pki(f->v))
			cloud = f;
		else if (other == NULL)
			other = f;
	}
	if (cloud == NULL || other == NULL)
		return;
	mdm_find(c, MIXED, other->at,
	    "SCEP server URL \"" MDM_FMT "\" stands beside a URL of Microsoft "
	    "Cloud PKI",
	    MDM_ARG(mdm_url_shown(mdm_arena_of(c), other->v)));
	mdm_also(c, cloud->at, "the Cloud PKI URL");
	mdm_advise(c,
	    "Use one profile for Cloud PKI and another one for the "
	    "other server, each with its own root certificate.");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	size_t i = 0;

	if (p->sample)
		return; /* SCEP009 */
	if (!p->excerpt)
		check_empty(c, p);
	while ((f = mdm_server_url_next(p, &i)) != NULL)
		check_url(c, f);
	check_mixed(c, p);
}

const struct mdm_rule mdm_rule_scep005 = {
	.id = "SCEP005",
	.name = "server-url-invalid",
	.cases = { MDM_CASE("empty", MDM_ERROR), MDM_CASE("invalid", MDM_ERROR),
	    MDM_CASE("outer-blanks", MDM_WARNING),
	    MDM_CASE("query", MDM_WARNING),
	    MDM_CASE("cloud-pki-not-host", MDM_ERROR),
	    MDM_CASE("mixed", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "The SCEP server URL cannot be used as it is written",
	.why =
	    "The device takes the URL as it stands and appends the SCEP "
	    "operation to it, so it has to be an absolute http or https URL "
	    "without an operation of its own. {{CloudPKIFQDN}} is the one "
	    "variable that Intune fills in here, and it stands for the whole "
	    "host. A device picks any one of several URLs, so all of them "
	    "have to lead to the same CA; Cloud PKI and another server never "
	    "do. A query without an operation is a warning: some gateways "
	    "cope with it. Not checked: whether anything answers at the URL, "
	    "and URLs that hold template tokens.",
	.symptom = NULL,
	.fix = "Enter the absolute base URL of the SCEP server, for NDES "
	       "https://<host>/certsrv/mscep/mscep.dll, one URL per entry and "
	       "without \"?operation=...\".",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, SCEP Server URLs",
	    "Microsoft Learn: Configure Microsoft Cloud PKI, create SCEP "
	    "certificate profiles",
	    "RFC 8894 section 4.1 (HTTP POST and GET message formats)",
	    "RFC 3986 section 3"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
