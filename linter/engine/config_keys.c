/* SPDX-License-Identifier: MIT */
#include "engine/config.h"

static const char *const levels[] = { "none", "info", "warning", "error",
	NULL };
static const char *const worlds[] = { "auto", "open", "closed", NULL };
static const char *const colors[] = { "auto", "always", "never", NULL };
static const char *const hashes[] = { "sha1", "sha256", "sha384", "sha512",
	NULL };

#define END                                                                    \
	{                                                                      \
		.name = NULL                                                   \
	}

static const struct mdm_config_key override_members[] = {
	{ .name = "paths",
	    .kind = MDM_CONFIG_TEXTS,
	    .required = true,
	    .doc = "Patterns of files, as in .gitignore, relative to the "
		   "configuration." },
	{ .name = "ignore",
	    .kind = MDM_CONFIG_RULES,
	    .setting = "ignore",
	    .doc = "Rules that report nothing in these files: ids, names or "
		   "families." },
	{ .name = "severity",
	    .kind = MDM_CONFIG_LEVELS,
	    .setting = "severity",
	    .doc = "Levels of rules in these files." },
	END,
};

static const struct mdm_config_key pin_members[] = {
	{ .name = "host",
	    .kind = MDM_CONFIG_TEXT,
	    .required = true,
	    .doc = "Host name of the SCEP server's URL." },
	{ .name = "sha256",
	    .kind = MDM_CONFIG_DIGESTS,
	    .required = true,
	    .doc = "SHA-256 of the certificate that SCEP profiles must bind; "
		   "with several, one of them." },
	END,
};

static const struct mdm_config_key organisation_members[] = {
	{ .name = "minimum-rsa-bits",
	    .kind = MDM_CONFIG_NUMBER,
	    .least = 2048,
	    .most = 16384,
	    .doc = "Least size of RSA keys, of CA certificates (CERT006) and "
		   "of keys that SCEP profiles ask for (SCEP010)." },
	{ .name = "hashes",
	    .kind = MDM_CONFIG_WORDS,
	    .words = hashes,
	    .doc = "The only hashes that certificates may be signed with "
		   "(CERT005); without sha1, SCEP profiles may not offer "
		   "SHA-1 either (SCEP012)." },
	{ .name = "server-names",
	    .kind = MDM_CONFIG_TEXTS,
	    .doc = "The only servers that network profiles may trust "
		   "(TRUST021), spelled as the profiles spell them." },
	{ .name = "maximum-validity-days",
	    .kind = MDM_CONFIG_NUMBER,
	    .least = 1,
	    .most = 730,
	    .doc = "Longest validity that SCEP and PKCS profiles may ask for "
		   "(SCEP025)." },
	{ .name = "minimum-renewal-days",
	    .kind = MDM_CONFIG_NUMBER,
	    .least = 14,
	    .most = 3650,
	    .doc = "Least time that devices must have to renew their "
		   "certificates (LIFE003)." },
	{ .name = "successor-days",
	    .kind = MDM_CONFIG_NUMBER,
	    .least = 180,
	    .most = 3650,
	    .fallback = "180",
	    .doc = "How long before a CA ends its successor has to be "
		   "deployed (LIFE004)." },
	END,
};

static const struct mdm_config_key suppression_members[] = {
	{ .name = "rule",
	    .kind = MDM_CONFIG_TEXTS,
	    .required = true,
	    .doc = "Id or name of the rule, or a list of them." },
	{ .name = "reason",
	    .kind = MDM_CONFIG_TEXT,
	    .required = true,
	    .doc = "Why the finding is accepted; reports show it." },
	{ .name = "until",
	    .kind = MDM_CONFIG_DATE,
	    .doc = "The last day on which it holds. From then on the finding "
		   "is reported again, and the run fails." },
	{ .name = "paths",
	    .kind = MDM_CONFIG_TEXTS,
	    .doc = "Patterns of files, as in .gitignore, relative to the "
		   "configuration." },
	{ .name = "profile",
	    .kind = MDM_CONFIG_TEXT,
	    .doc = "Display name or id of the profile." },
	END,
};

const struct mdm_config_key mdm_config_keys[] = {
	{ .name = "world",
	    .kind = MDM_CONFIG_WORD,
	    .setting = "world",
	    .words = worlds,
	    .fallback = "auto",
	    .doc = "How complete the input is: auto, open (profiles are "
		   "missing) or closed (this is everything).",
	    .example = "closed" },
	{ .name = "sets",
	    .kind = MDM_CONFIG_LISTS,
	    .doc = "Files that are compared with each other, by name: a "
		   "tenant, say. The first set with a pattern that matches "
		   "gets the file; other files form the set without a name. "
		   "The option --set-per-folder replaces it.",
	    .example = "contoso: contoso/\n"
		       "fabrikam: [fabrikam/, shared/fabrikam-*.json]" },
	{ .name = "set-per-folder",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "set-per-folder",
	    .fallback = "false",
	    .doc = "Each immediate subfolder of a PATH is a set of its own." },
	{ .name = "exclude",
	    .kind = MDM_CONFIG_TEXTS,
	    .setting = "exclude",
	    .adds_up = true,
	    .doc = "Patterns of files and folders to leave out, as in "
		   ".gitignore, relative to the configuration.",
	    .example = "[archive/, \"*.bak.json\"]" },
	{ .name = "no-ignore",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "no-ignore",
	    .fallback = "false",
	    .doc = "Do not respect .gitignore and .mdmlintignore." },
	{ .name = "known-certs",
	    .kind = MDM_CONFIG_PATHS,
	    .setting = "known-certs",
	    .adds_up = true,
	    .doc = "Certificates that are on the devices anyway: files or "
		   "folders.",
	    .example = "[certs/public/]" },
	{ .name = "links",
	    .kind = MDM_CONFIG_PAIRS,
	    .setting = "link",
	    .adds_up = true,
	    .doc = "The root references that exports drop: SCEP or PKCS "
		   "profile, and the trusted certificate profile that it is "
		   "bound to, by id or display name.",
	    .example = "Okta SCEP: Okta Root CA" },
	{ .name = "getcacert",
	    .kind = MDM_CONFIG_PATH_PAIRS,
	    .setting = "getcacert",
	    .adds_up = true,
	    .doc = "Saved GetCACert answers (DER, PEM, PKCS #7) for the SCEP "
		   "profiles with that URL.",
	    .example = "https://scep.example.com/scep: certs/scep.p7b" },
	{ .name = "pins",
	    .kind = MDM_CONFIG_OBJECTS,
	    .members = pin_members,
	    .doc = "Which certificate the SCEP profiles of a server must "
		   "bind (XREF024).",
	    .example = "- host: scep.example.com\n"
		       "  sha256: "
		       "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
		       "0f1e2d3c4b5a69788796a5b4c3d2e1f0" },
	{ .name = "organisation",
	    .kind = MDM_CONFIG_OBJECT,
	    .members = organisation_members,
	    .doc = "What the organisation demands beyond what devices do; it "
		   "can only be stricter than the rules are.",
	    .example = "minimum-rsa-bits: 3072\n"
		       "hashes: [sha256, sha384]\n"
		       "server-names: [radius.example.com]" },
	{ .name = "only",
	    .kind = MDM_CONFIG_RULES,
	    .setting = "only",
	    .doc = "Run these rules only: ids, names or families.",
	    .example = "[STORE, XREF, SCEP001]" },
	{ .name = "ignore",
	    .kind = MDM_CONFIG_RULES,
	    .setting = "ignore",
	    .adds_up = true,
	    .doc = "Do not run these rules.",
	    .example = "[TRUST010]" },
	{ .name = "severity",
	    .kind = MDM_CONFIG_LEVELS,
	    .setting = "severity",
	    .adds_up = true,
	    .doc = "Report a rule as off, info, warning or error.",
	    .example = "SEC003: error\nLIFE: info" },
	{ .name = "require",
	    .kind = MDM_CONFIG_RULES,
	    .setting = "require",
	    .adds_up = true,
	    .doc = "Exit 1 when these rules could not be evaluated.",
	    .example = "[XREF]" },
	{ .name = "overrides",
	    .kind = MDM_CONFIG_OBJECTS,
	    .members = override_members,
	    .doc = "Other rules for some files; a later entry wins over an "
		   "earlier one.",
	    .example = "- paths: [lab/]\n"
		       "  ignore: [SEC003]\n"
		       "  severity: {CERT001: warning}" },
	{ .name = "suppressions",
	    .kind = MDM_CONFIG_OBJECTS,
	    .members = suppression_members,
	    .doc = "Findings that are accepted: those of a rule, in these "
		   "files, or in this profile, or both. Survives a "
		   "re-export, unlike comments in the exports.",
	    .example = "- rule: TRUST010\n"
		       "  profile: Guest Wi-Fi\n"
		       "  reason: Guests have no certificates.\n"
		       "  until: 2027-03-31" },
	{ .name = "baseline",
	    .kind = MDM_CONFIG_PATH,
	    .setting = "baseline",
	    .doc = "Do not report the findings of this baseline.",
	    .example = "mdmlint-baseline.json" },
	{ .name = "changed-from",
	    .kind = MDM_CONFIG_TEXT,
	    .setting = "changed-from",
	    .doc = "Report what touches files changed since this git "
		   "revision.",
	    .example = "origin/main" },
	{ .name = "fail-on",
	    .kind = MDM_CONFIG_WORD,
	    .setting = "fail-on",
	    .words = levels,
	    .fallback = "error",
	    .doc = "Exit 1 when a finding at or above this level is "
		   "reported.",
	    .example = "warning" },
	{ .name = "now",
	    .kind = MDM_CONFIG_DATE,
	    .setting = "now",
	    .doc = "The date for validity rules; without it "
		   "SOURCE_DATE_EPOCH, else the clock.",
	    .example = "2026-06-01" },
	{ .name = "expiry-days",
	    .kind = MDM_CONFIG_NUMBER,
	    .setting = "expiry-days",
	    .least = 0,
	    .most = 36500,
	    .fallback = "90",
	    .doc = "Report certificates and profiles that expire within so "
		   "many days (CERT002, PLIST008)." },
	{ .name = "format",
	    .kind = MDM_CONFIG_TEXTS,
	    .setting = "format",
	    .fallback = "text",
	    .doc = "Reports to write, FORMAT or FORMAT:FILE; FILE is relative "
		   "to the configuration.",
	    .example = "[text, \"sarif:mdmlint.sarif\"]" },
	{ .name = "show-suppressed",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "show-suppressed",
	    .fallback = "false",
	    .doc = "Also show suppressed findings, and those of the "
		   "baseline." },
	{ .name = "statistics",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "statistics",
	    .fallback = "false",
	    .doc = "Count the findings of each rule." },
	{ .name = "quiet",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "quiet",
	    .fallback = "false",
	    .doc = "Print findings only, no summary." },
	{ .name = "verbose",
	    .kind = MDM_CONFIG_FLAG,
	    .setting = "verbose",
	    .fallback = "false",
	    .doc = "Print all notes, and where each value stands in its "
		   "document." },
	{ .name = "color",
	    .kind = MDM_CONFIG_WORD,
	    .setting = "color",
	    .words = colors,
	    .fallback = "auto",
	    .doc = "Color the text report." },
	{ .name = "jobs",
	    .kind = MDM_CONFIG_NUMBER,
	    .setting = "jobs",
	    .least = 1,
	    .most = 256,
	    .doc = "Threads; without it one per processor." },
	{ .name = "max-file-size",
	    .kind = MDM_CONFIG_NUMBER,
	    .setting = "max-file-size",
	    .least = 1,
	    .most = UINT32_MAX - 1,
	    .fallback = "67108864",
	    .doc = "Do not read larger files; bytes." },
	END,
};

const struct mdm_config_key *
mdm_config_key_of(const char *name)
{
	for (const struct mdm_config_key *k = mdm_config_keys; k->name != NULL;
	     k++) {
		if (strcmp(k->name, name) == 0 ||
		    (k->setting != NULL && strcmp(k->setting, name) == 0))
			return k;
	}
	return NULL;
}
