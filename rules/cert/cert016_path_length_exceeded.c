/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { EXCEEDED };

enum { MOST_LEVELS = 10, MOST_STEPS = 1000 };

/* One walk from a CA up to the roots. */
struct climb {
	unsigned platform;
	unsigned steps; /* taken so far: cross-certificates multiply */
	bool give_up;	/* too many: nothing is said */
	const struct mdm_cert_entry *limit; /* who forbids the level */
};

static bool
is_level(const struct mdm_cert *cert)
{
	return !cert->self_issued; /* RFC 5280 does not count those */
}

/*
 * Is there a way up that permits `below` CA levels under the issuer of
 * `entry`?  A way that ends because the issuer is not there counts as one.
 */
static bool
permitted(struct climb *climb, const struct mdm_cert_entry *entry,
    int64_t below, unsigned depth)
{
	bool any = false;

	if (++climb->steps > MOST_STEPS || depth > MOST_LEVELS)
		climb->give_up = true;
	for (size_t i = 0; i < entry->nissuers && !climb->give_up; i++) {
		const struct mdm_cert_entry *up = entry->issuers[i].entry;

		if (entry->issuers[i].signature != MDM_VERIFY_TRUE ||
		    up == entry || !mdm_on_devices(up, climb->platform))
			continue;
		any = true;
		if (up->cert->path_length >= 0 &&
		    up->cert->path_length < below) {
			climb->limit = up;
			continue;
		}
		if (permitted(climb, up, below + (is_level(up->cert) ? 1 : 0),
			depth + 1))
			return true;
	}
	return climb->give_up || !any;
}

/* Is the issuer's own chain permitted?  Else it is reported there. */
static bool
issuer_is_permitted(const struct mdm_cert_entry *entry, unsigned platform)
{
	struct climb climb = { .platform = platform };

	return entry->signer == NULL || !is_level(entry->signer->cert) ||
	    permitted(&climb, entry->signer, 1, 0);
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u);
	struct climb climb = { .platform = u->platform };
	int64_t allowed;

	if (entry == NULL || !entry->cert->is_ca || !is_level(entry->cert))
		return;
	if (permitted(&climb, entry, 1, 0) || climb.limit == NULL ||
	    !issuer_is_permitted(entry, u->platform))
		return;
	allowed = climb.limit->cert->path_length;

	mdm_find(c, EXCEEDED, u->at,
	    "by RFC 5280 \"" MDM_FMT
	    "\" allows %lld CA level%s below it; \"" MDM_FMT "\" is one more",
	    MDM_ARG(climb.limit->cert->name), (long long)allowed,
	    allowed == 1 ? "" : "s", MDM_ARG(entry->cert->name));
	mdm_evidence(c,
	    mdm_str_printf(mdm_arena_of(c), "%s %s", entry->cert->sha256_hex,
		climb.limit->cert->sha256_hex));
	mdm_also(c, mdm_entry_at(climb.limit, u->platform),
	    "basicConstraints with pathLen %lld stands here",
	    (long long)allowed);
}

const struct mdm_rule mdm_rule_cert016 = {
	.id = "CERT016",
	.name = "path-length-exceeded",
	.cases = { MDM_CASE("exceeded", MDM_ERROR) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "The deployed chain has more CA levels than a CA above "
		   "allows",
	.why =
	    "pathLen in basicConstraints says how many CA certificates may "
	    "stand between a CA and the device's certificate; those that a CA "
	    "issued to itself do not count. A chain with more is refused, so "
	    "nothing that the lowest CA issues can be used. The finding "
	    "stands at the first CA that is too many, and only if every way "
	    "up through deployed certificates, cross-certificates included, "
	    "is too long. Not checked: platforms that ignore the constraint "
	    "in a trust anchor.",
	.fix = "Have the upper CA issued again with a larger pathLen or none, "
	       "or let it sign without the CA in between.",
	.refs = MDM_REFS("RFC 5280, section 4.2.1.9 (Basic Constraints)",
	    "RFC 5280, section 6.1.4 (preparation for the next certificate)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
