/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { WRONG_FORMAT, TEXT_FORMAT, WRONG_DATA };

/* Differences that devices and the service are known to live with. */
static bool
is_tolerated(const struct mdm_command *m, struct mdm_str said)
{
	switch (m->node->format) {
	case MDM_CSP_CHR:
		return mdm_str_iis(said, "xml");
	case MDM_CSP_BIN: /* PFXCertBlob: samples say chr */
		return mdm_str_iis(said, "chr") || mdm_str_iis(said, "b64");
	case MDM_CSP_INT: /* the reference itself calls it a string */
		return mdm_str_iis(said, "chr") &&
		    mdm_str_istarts(m->leaf, "ValidPeriodUnit");
	default:
		return false;
	}
}

static void
check_format(struct mdm_check *c, const struct mdm_command *m)
{
	const char *want = mdm_csp_format_name(m->node->format);
	bool text = m->node->format == MDM_CSP_CHR ||
	    (m->node->format == MDM_CSP_B64 && mdm_field_is(&m->format, "chr"));

	if (!mdm_literal(&m->format) || mdm_field_is(&m->format, want) ||
	    is_tolerated(m, m->format.v))
		return;
	mdm_find(c, text ? TEXT_FORMAT : WRONG_FORMAT, m->format.at,
	    "\"" MDM_FMT "\" is of format %s, the file says \"" MDM_FMT "\"",
	    MDM_ARG(m->leaf), want, MDM_ARG(m->format.v));
	mdm_evidence(c, m->uri.v);
	mdm_advise(c, "Set the format to \"%s\".", want);
}

/* The value cannot be read as what the node is. */
static bool
is_unreadable(const struct mdm_command *m)
{
	struct mdm_str v = mdm_str_trim(m->data.v);
	int64_t number;

	if (m->secret || m->markup || !mdm_literal(&m->data) || v.n == 0)
		return false;
	if (m->node->format == MDM_CSP_INT)
		return !mdm_str_to_int(v, &number);
	if (m->node->format == MDM_CSP_BOOL)
		return !mdm_str_iis(v, "true") && !mdm_str_iis(v, "false");
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML && p->dialect != MDM_DIALECT_OMA)
		return;
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];

		if (m->node == NULL || !mdm_is_write(m) || m->truncated)
			continue;
		if (m->uri.wrong_kind)
			continue; /* SYNC002: a tag stands in the LocURI */
		if (m->node->format == MDM_CSP_NULL)
			continue; /* SYNC007: it cannot be written at all */
		check_format(c, m);
		if (!is_unreadable(m))
			continue;
		mdm_find(c, WRONG_DATA, m->data.at,
		    "\"" MDM_FMT "\" is of format %s and cannot be \"" MDM_FMT
		    "\"",
		    MDM_ARG(m->leaf), mdm_csp_format_name(m->node->format),
		    MDM_ARG(m->data.v));
		mdm_evidence(c, m->uri.v);
	}
}

const struct mdm_rule mdm_rule_sync003 = {
	.id = "SYNC003",
	.name = "format-mismatch",
	.cases = { MDM_CASE("wrong-format", MDM_ERROR),
	    MDM_CASE("text-format", MDM_INFO),
	    MDM_CASE("wrong-data", MDM_ERROR) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "Format or value of a command does not fit the node",
	.why =
	    "Every node has one format, and a command says in Meta/Format (an "
	    "OMA-URI row by its type) which one it sends. Windows refuses a "
	    "number that comes as text, and text that is no number. A missing "
	    "format means chr and is left alone; text where base64 is expected "
	    "is a hint only. Not checked: whether a number is in the range of "
	    "the node; the SCEP rules do that.",
	.symptom = "The SyncML answer says 415, 400 or 500 for the command.",
	.fix = "Set Meta/Format, or the data type of the row, and the value as "
	       "the CSP describes the node.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall DDF file",
	    "Microsoft Learn: RootCATrustedCertificates DDF file"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
