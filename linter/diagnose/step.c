/* SPDX-License-Identifier: MIT */
#include "diagnose/account.h"

static const char sync_step[] =
    "let the device sync, and expect event 39 (\"Certificate installed "
    "successfully\").";

static struct mdm_str
ask_server(struct mdm_arena *a, const struct mdm_story *s)
{
	if (s->url.n == 0)
		return MDM_LIT("Ask the SCEP server for its CA certificates "
			       "(GetCACert)");
	return mdm_str_printf(a,
	    "Ask the server (mdmlint getcacert " MDM_FMT ")", MDM_ARG(s->url));
}

/* The profile that delivers what the device looked for. */
static const struct mdm_profile *
trust_profile(const struct mdm_diagnosis *d, const struct mdm_corpus *c)
{
	const struct mdm_cert_entry *entry = d->expected;
	const struct mdm_use *use;

	if (d->profile != NULL && d->profile->enrolment->root != NULL)
		return d->profile->enrolment->root;
	if (entry == NULL && d->bound != NULL)
		entry = mdm_corpus_entry(c, d->bound);
	use = entry != NULL ? mdm_deployed(entry, MDM_WINDOWS) : NULL;
	return use != NULL ? use->profile : NULL;
}

/* "put `it` into ...", or where a CSP is written, the thumbprint. */
static struct mdm_str
bind_it(struct mdm_arena *a, const struct mdm_diagnosis *d,
    const struct mdm_corpus *c, struct mdm_str it)
{
	const struct mdm_profile *trust = trust_profile(d, c);

	if (d->profile != NULL && d->profile->enrolment->csp != NULL)
		return mdm_str_printf(a,
		    "deliver " MDM_FMT
		    ", put its SHA-1 into CAThumbprint of " MDM_FMT ",",
		    MDM_ARG(it), MDM_ARG(mdm_profile_title(a, d->profile)));
	if (trust == NULL)
		return mdm_str_printf(
		    a, "bind the SCEP profile to " MDM_FMT ",", MDM_ARG(it));
	return mdm_str_printf(a,
	    "put " MDM_FMT " into " MDM_FMT
	    ", or bind the SCEP profile to one that holds it,",
	    MDM_ARG(it), MDM_ARG(mdm_profile_title(a, trust)));
}

static struct mdm_str
rebind(struct mdm_arena *a, const struct mdm_corpus *c,
    const struct mdm_story *s, const struct mdm_diagnosis *d)
{
	struct mdm_str right;

	if (d->right == NULL)
		return mdm_str_printf(a,
		    MDM_FMT ", bind the SCEP profile to a CA certificate "
			    "that it presents, %s",
		    MDM_ARG(ask_server(a, s)), sync_step);
	right = mdm_str_printf(a, "\"" MDM_FMT "\" (SHA-1 %s)",
	    MDM_ARG(d->right->name), d->right->sha1_hex);
	if (!d->right_proven)
		return mdm_str_printf(a,
		    MDM_FMT ". If it presents " MDM_FMT ", " MDM_FMT " %s",
		    MDM_ARG(ask_server(a, s)), MDM_ARG(right),
		    MDM_ARG(bind_it(a, d, c, MDM_LIT("that"))), sync_step);
	return mdm_str_printf(a,
	    "The server presents another CA: " MDM_FMT " %s",
	    MDM_ARG(bind_it(a, d, c, right)), sync_step);
}

static struct mdm_str
resync(struct mdm_arena *a, const struct mdm_diagnosis *d)
{
	return mdm_str_printf(a,
	    "Let the device sync and look at events that come after that. If "
	    "it still expects the old CA, " MDM_FMT
	    " has not reached it, or a second SCEP profile with the same URL "
	    "is assigned to it.",
	    MDM_ARG(mdm_profile_title(a, d->profile)));
}

static struct mdm_str
by_code(struct mdm_arena *a, const struct mdm_story *s,
    const struct mdm_diagnosis *d)
{
	if (d->code == NULL || d->code->area == MDM_AREA_CA)
		return mdm_str_printf(a,
		    MDM_FMT " once more, from the device's network: the "
			    "answer that was saved has what the device "
			    "expected, so another server behind that name, "
			    "or a proxy, has sent something else.",
		    MDM_ARG(ask_server(a, s)));
	return mdm_str_printf(a, "%s %s", d->code->cause, d->code->step);
}

struct mdm_str
mdm_next_step(struct mdm_arena *a, const struct mdm_corpus *c,
    const struct mdm_story *s, const struct mdm_diagnosis *d)
{
	switch (d->conclusion) {
	case MDM_CONCLUDE_PENDING:
		return MDM_LIT("Look at newer events: 39 says that it worked, "
			       "32 why it did not.");
	case MDM_CONCLUDE_NOISE:
	case MDM_CONCLUDE_WORKS:
	case MDM_CONCLUDE_WORKS_NOW:
		return MDM_LIT("Nothing is to be done.");
	case MDM_CONCLUDE_WRONG_CERT:
	case MDM_CONCLUDE_SUPERSEDED:
		return rebind(a, c, s, d);
	case MDM_CONCLUDE_UNDELIVERED:
		return resync(a, d);
	case MDM_CONCLUDE_UNKNOWN_CA:
		return mdm_str_printf(a,
		    "Export the profiles anew and look for the one that the "
		    "device has. " MDM_FMT
		    ", and compare with what the profile binds.",
		    MDM_ARG(ask_server(a, s)));
	case MDM_CONCLUDE_UNTRUSTED:
	case MDM_CONCLUDE_SERVER:
	case MDM_CONCLUDE_PROFILE:
	case MDM_CONCLUDE_DEVICE:
		return by_code(a, s, d);
	case MDM_CONCLUDE_UNEXPLAINED:
		break;
	}
	return MDM_LIT("Save the log as .evtx or XML: text may lack the "
		       "numbers. Then look for the code in the documentation "
		       "of the server.");
}
