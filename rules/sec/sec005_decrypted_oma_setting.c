/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { DECRYPTED };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];

		if (!m->decrypted || !m->secret || m->data_length == 0)
			continue;
		mdm_find(c, DECRYPTED,
		    mdm_at_set(m->data.at) ? m->data.at : m->at,
		    "\"" MDM_FMT "\" was exported as decrypted text of %zu "
		    "bytes",
		    MDM_ARG(m->uri.v), m->data_length);
		mdm_evidence(c, m->uri.v);
	}
}

const struct mdm_rule mdm_rule_sec005 = {
	.id = "SEC005",
	.name = "decrypted-oma-setting",
	.cases = { MDM_CASE("decrypted", MDM_WARNING) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "OMA-URI",
	.summary = "An exporter wrote an encrypted setting in clear text",
	.why =
	    "Intune keeps the values of custom settings encrypted and shows a "
	    "mask. Some exporters ask the service for the plain value and "
	    "write it into the file, with isEncrypted set to false and the "
	    "reference to the secret set to null; so a challenge, a PKCS#12 "
	    "file or a Wi-Fi or VPN profile with its key ends up in a "
	    "repository. Not checked: settings that hold no secret, and "
	    "values that look like a mask or a variable.",
	.fix = "Export without the values of custom settings "
	       "(IntuneCD: --ignore-omasettings), or keep the export where "
	       "secrets are kept; change what was exposed.",
	.refs = MDM_REFS("Microsoft Graph reference: omaSetting, isEncrypted "
			 "and secretReferenceValueId",
	    "IntuneCD, IntuneBackupAndRestore: getOmaSettingPlainTextValue",
	    "CWE-312"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
