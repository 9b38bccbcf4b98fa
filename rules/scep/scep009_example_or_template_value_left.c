/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/url.h"

enum { EXAMPLE_HOST, TEMPLATE_WORD, DOCUMENTATION, NO_CERTIFICATE };

static bool
is_domain_or_below(struct mdm_str host, const char *domain)
{
	size_t n = strlen(domain);

	return mdm_str_iis(host, domain) ||
	    (host.n > n && mdm_str_iends(host, domain) &&
		host.p[host.n - n - 1] == '.');
}

/*
 * "example" before the last label, whatever that is (RFC 2606, RFC 6761) but
 * "test": that is what test environments are called.
 */
static bool
is_example_host(struct mdm_str host)
{
	static const char *const samples[] = { "contoso.com", "constoso.com",
		"fabrikam.com" };
	size_t dot = mdm_str_rfind_byte(host, '.');

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (is_domain_or_below(host, samples[i]))
			return true;
	return dot != SIZE_MAX && !mdm_str_iends(host, ".test") &&
	    is_domain_or_below(mdm_str_sub(host, 0, dot), "example");
}

static void
check_hosts(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	size_t i = 0;

	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		struct mdm_str host = mdm_url_split(f->v).host;

		if (!is_example_host(host))
			continue;
		mdm_find(c, EXAMPLE_HOST, f->at,
		    "SCEP server URL leads to the example host \"" MDM_FMT "\"",
		    MDM_ARG(host));
		mdm_evidence(c, host);
	}
}

/* What instructions ask the reader to replace; from "<" to ">" or as it is. */
static struct mdm_str
template_word(struct mdm_str v)
{
	size_t at = mdm_str_ifind(v, "<insert"), end;

	if (at == SIZE_MAX)
		at = mdm_str_ifind(v, "<your");
	if (at == SIZE_MAX) {
		at = mdm_str_find(v, "YOUR_");
		end = at;
		while (end < v.n && (mdm_is_alpha(v.p[end]) || v.p[end] == '_'))
			end++;
	} else {
		v = mdm_str_sub(v, at, SIZE_MAX);
		at = 0;
		end = mdm_str_find_byte(v, '>');
		end = end == SIZE_MAX ? v.n : end + 1;
	}
	return at == SIZE_MAX ? (struct mdm_str){ NULL, 0 }
			      : mdm_str_sub(v, at, end - at);
}

static void
check_words(struct mdm_check *c, const struct mdm_field *f, const char *key)
{
	struct mdm_str word = template_word(f->v);

	if (f->state != MDM_HAS_VALUE || f->sample || word.p == NULL)
		return;
	mdm_find(c, TEMPLATE_WORD, f->at,
	    "%s still holds \"" MDM_FMT "\" from a template", key,
	    MDM_ARG(word));
	mdm_evidence(c, word);
}

/* The first value that was copied from documentation. */
static const struct mdm_field *
sample_field(const struct mdm_enrolment *e)
{
	const struct mdm_field *const single[] = { &e->subject, &e->san_format,
		&e->ca_host, &e->ca_name, &e->template_name };

	for (size_t i = 0; i < e->urls.n; i++)
		if (e->urls.at[i].sample)
			return &e->urls.at[i];
	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (single[i]->sample)
			return single[i];
	for (size_t i = 0; i < e->nsans; i++)
		if (e->sans[i].value.sample)
			return &e->sans[i].value;
	for (size_t i = 0; i < e->nekus; i++)
		if (e->ekus[i].name.sample || e->ekus[i].oid.sample)
			return e->ekus[i].name.sample ? &e->ekus[i].name
						      : &e->ekus[i].oid;
	return NULL;
}

static void
check_documentation(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = sample_field(p->enrolment);

	if (f != NULL)
		mdm_find(c, DOCUMENTATION, f->at,
		    "\"" MDM_FMT "\" is a placeholder of the documentation",
		    MDM_ARG(f->v));
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;

	if (p->trust != NULL) {
		if (p->trust->carrier->content == MDM_CONTENT_PLACEHOLDER)
			mdm_find(c, NO_CERTIFICATE, p->trust->carrier->at,
			    "a placeholder stands where the certificate "
			    "belongs");
		return;
	}
	check_documentation(c, p);
	if (p->sample)
		return;
	check_hosts(c, p);
	for (size_t i = 0; i < e->urls.n; i++)
		check_words(c, &e->urls.at[i], "the SCEP server URL");
	check_words(c, &e->subject, "the subject");
	check_words(c, &e->ca_thumbprint, "CAThumbprint");
	if (e->csp != NULL)
		check_words(c, &e->csp->unique_id, "the UniqueID");
	for (size_t i = 0; i < e->nsans; i++)
		check_words(c, &e->sans[i].value, "a SAN");
}

const struct mdm_rule mdm_rule_scep009 = {
	.id = "SCEP009",
	.name = "example-or-template-value-left",
	.cases = { MDM_CASE("example-host", MDM_WARNING),
	    MDM_CASE("template-word", MDM_WARNING),
	    MDM_CASE("documentation", MDM_WARNING),
	    MDM_CASE("no-certificate", MDM_WARNING) },
	.kinds = MDM_TRUST | MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "A value of the documentation or of a template was left in",
	.why =
	    "Contoso, Fabrikam and example domains, \"<Insert...>\", \"YOUR_\" "
	    "and the words that fill Microsoft Graph's samples are there to be "
	    "replaced; a profile with one of them reaches no server and "
	    "delivers no certificate. Values of such an object are not judged "
	    "any further, and an object of Graph's samples gets one finding. "
	    "Hosts below \"example.test\" are not reported, since test "
	    "environments use them. Not checked: {{...}} and ${...}, which a "
	    "template engine replaces, and example domains in names.",
	.symptom = NULL,
	.fix = "Replace the value by the real one, or leave the file out of "
	       "the check if it is a template.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, SCEP Server URLs (the contoso URL)",
	    "Microsoft Graph reference: windows81SCEPCertificateProfile, "
	    "example request",
	    "RFC 2606 section 3 (example domains)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
