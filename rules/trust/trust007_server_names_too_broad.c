/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { TOO_BROAD };

static bool
is_any_of(struct mdm_str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (mdm_str_is(s, *words))
			return true;
	return false;
}

/* "*.com", ".*\.net", ".*.org": a wildcard before one label. */
static bool
is_wildcard_and_label(struct mdm_str s)
{
	static const char *const heads[] = { ".*\\.", ".*.", "*." };

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct mdm_str tail;

		if (!mdm_str_starts(s, heads[i]))
			continue;
		tail = mdm_str_sub(s, strlen(heads[i]), s.n);
		if (mdm_str_ends(tail, "$"))
			tail.n--;
		return tail.n > 0 && !mdm_str_has(tail, ".");
	}
	return false;
}

static bool
matches_anything(struct mdm_str alternative)
{
	static const char *const words[] = { "", "*", ".*", "^.*$", ".+",
		"^.+$", ".*.*", "*.*", NULL };

	return is_any_of(alternative, words) ||
	    is_wildcard_and_label(alternative);
}

/* One entry may hold several names; a group is split at its bars. */
static bool
is_too_broad(struct mdm_str entry)
{
	struct mdm_str rest = entry, name;

	while (mdm_str_split(&rest, ';', &name)) {
		struct mdm_str choices = mdm_str_trim(name), choice;

		if (mdm_str_has(choices, "("))
			continue; /* a bar may belong to a group */
		while (mdm_str_split(&choices, '|', &choice))
			if (matches_anything(mdm_str_trim(choice)))
				return true;
	}
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;
	const struct mdm_field *f;

	for (size_t i = 0; !p->sample &&
	     (f = mdm_field_of_both(
		  &n->server_names, &n->inner_server_names, i)) != NULL;
	     i++) {
		if (f->state != MDM_HAS_VALUE || f->symbolic || f->sample ||
		    !is_too_broad(f->v))
			continue;
		mdm_find(c, TOO_BROAD, f->at,
		    "server name \"" MDM_FMT "\" matches almost any name",
		    MDM_ARG(f->v));
		mdm_evidence(c, f->v);
	}
}

const struct mdm_rule mdm_rule_trust007 = {
	.id = "TRUST007",
	.name = "server-names-too-broad",
	.cases = { MDM_CASE("too-broad", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML; ONC, Android policies",
	.summary = "A server name pattern matches almost any name",
	.why =
	    "Server names may be patterns. One that matches everything, has "
	    "an empty alternative, or a wildcard directly before a top-level "
	    "domain, lets every server of the CA pass, as if no name had been "
	    "given. Not checked: patterns with groups, and public suffixes of "
	    "more than one label.",
	.fix = "Enter full host names, or a pattern that ends in your own "
	       "domain.",
	.refs = MDM_REFS("Microsoft Learn: ServerValidationParameters complex "
			 "type, ServerNames may be regular expressions"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
