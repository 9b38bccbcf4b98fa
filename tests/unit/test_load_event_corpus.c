/* SPDX-License-Identifier: MIT */
/*
 * Every event and log fragment that real people passed on is read, and gives
 * the ids, URL, thumbprint and code that stand in it.
 */
#include <unistd.h>

#include "base/out.h"
#include "load.h"

#define CORPUS MDM_TOP "/../shared/corpus"

/* "307 url=... ca=... cut code=0x80190194" */
static struct mdm_str
line_of(struct mdm_arena *a, const struct mdm_event *e)
{
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_str text;

	mdm_out_printf(out, "%u%s", e->id, e->id_told ? "" : "?");
	if (e->url.v.n > 0)
		mdm_out_printf(out, " url=" MDM_FMT, MDM_ARG(e->url.v));
	if (e->ca.text.n > 0)
		mdm_out_printf(out, " ca=" MDM_FMT "/%zu%s",
		    MDM_ARG(e->ca.text), e->ca.digits.n,
		    e->ca.cut ? " cut" : "");
	if (e->has_code)
		mdm_out_printf(out, " code=0x%08x", (unsigned)e->code);
	if (e->unique_id.v.n > 0)
		mdm_out_printf(out, " id=" MDM_FMT, MDM_ARG(e->unique_id.v));
	if (e->stage.n > 0)
		mdm_out_printf(out, " stage=" MDM_FMT, MDM_ARG(e->stage));
	text = mdm_str_dup(a, mdm_out_text(out));
	mdm_out_free(out);
	return text;
}

static const struct mdm_facts *
load_file(struct fixture *f, const char *name)
{
	struct mdm_facts *facts = MDM_NEW(f->loader.keep, struct mdm_facts);
	struct mdm_input input = { .name = mdm_str_printf(
				       f->loader.keep, CORPUS "/%s", name) };

	assert_int_equal(mdm_load(&f->loader, &input, 0, facts), MDM_OK);
	return facts;
}

#define DOCS "MicrosoftDocs+IntuneDocs/extracted/intune/"
#define NDES "https://<server>-contoso.msappproxy.net/certsrv/mscep/mscep.dll"

/*
 * "307? url=... ca=TEXT/DIGITS cut code=...": '?' where the text does not tell
 * the id, 0 for lines of other logs than Windows' own.
 */
static const struct {
	const char *file, *taken_for, *events;
} rows[] = {
	{ "okta-support-page/event-32-307.txt", "event log",
	    "32? code=0x80091007\n"
	    "32 code=0x80091007\n"
	    "307? url=https://<OktaSubDomain>.okta.com/<SCEP URL>/pkiclient.exe ca=12345678910abcdefghijk1a2b3/0 cut\n"
	    "307 url=https://<OktaSubDomain>.okta.com/<SCEP URL>/pkiclient.exe ca=12345678910abcdefghijk1a2b3/0 cut\n" },
	{ "NeySlim+ultimate-ca-manager/issue-228-event.txt", "event log",
	    "307? ca=6415D4B1955A6191DCC9449192AD6A7987671F86/40\n"
	    "32? code=0x8010002c\n" },
	{ "NeySlim+ultimate-ca-manager/issue-326-event.txt", "event log",
	    "32? code=0x80072f78\n"
	    "307? url=fqdnremoved/scep/atit-ch/pkiclient.exe ca=E8F9B56569F05F3A0CC343731EA7B45EF013F94E/40\n"
	    "86? url=https://fqdnremoved/scep/atit-ch/pkiclient.exe code=0x80072f78 stage=GetCACaps\n" },
	{ "micromdm+scep/issue-238-event.txt", "event log",
	    "307? url={public url of our SCEP server} ca={some_id}/0 code=0x80190194\n" },
	{ DOCS "configuration/troubleshoot-wi-fi-profiles.md.block01.txt", NULL,
	    "" },
	{ DOCS "configuration/troubleshoot-wi-fi-profiles.md.block02.txt", NULL,
	    "" },
	{ DOCS "configuration/troubleshoot-wi-fi-profiles.md.block03.txt",
	    "event log", "" },
	{ DOCS "configuration/troubleshoot-wi-fi-profiles.md.block04.txt", NULL,
	    "" },
	{ DOCS "protect/troubleshoot-scep-certificate-delivery.md.block01.txt",
	    NULL, "" },
	{ DOCS "protect/troubleshoot-scep-certificate-delivery.md.block02.txt",
	    "log with SCEP requests",
	    "0? id=ModelName=AC_51…%2FLogicalName_39907…;Hash=1677525787\n"
	    "0? url=" NDES " stage=GetCACert\n"
	    "0? url=" NDES " stage=GetCACert\n"
	    "0? url=" NDES " stage=GetCACaps\n"
	    "0? url=" NDES " stage=GetCACaps\n"
	    "0? id=ModelName=AC_51…%2FLogicalName_39907…;Hash=1677525787\n" },
	{ DOCS "protect/troubleshoot-scep-certificate-delivery.md.block03.txt",
	    "log with SCEP requests",
	    "0? url=" NDES " stage=GetCACert\n"
	    "0? url=" NDES " stage=GetCACaps\n"
	    "0? url=" NDES " stage=PKIOperation\n"
	    "0? id=ModelName=AC_51bad41f.../LogicalName_1892fe4c...;Hash=-912418295\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block01.txt",
	    "log with SCEP requests",
	    "0? id=ModelName=AC_51bad41f-3854-4eb5-a2f2-0f7a94034ee8%2FLogicalName_39907e78_e61b_4730_b9fa_d44a53e4111c;Hash=1677525787\n"
	    "0? url=https://<server>.msappproxy.net/certsrv/mscep/mscep.dll stage=GetCACaps\n"
	    "0? url=https://<server>.msappproxy.net/certsrv/mscep/mscep.dll stage=GetCACaps\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block02.txt",
	    "log with SCEP requests",
	    "0? url=/certsrv/mscep/mscep.dll stage=GetCACert\n"
	    "0? url=/certsrv/mscep/mscep.dll stage=GetCACaps\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block03.txt",
	    "log with SCEP requests",
	    "0? url=" NDES " stage=GetCACert\n"
	    "0? url=" NDES " stage=GetCACaps\n"
	    "0? url=" NDES " stage=PKIOperation\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block04.txt",
	    "event log",
	    "36 url=https://<server>/certsrv/mscep/mscep.dll/pkiclient.exe\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block05.txt",
	    "log with SCEP requests",
	    "0? url=/certsrv/mscep/mscep.dll code=0x801901f4 stage=GetCACert\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block06.txt",
	    NULL, "" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-device-to-ndes.md.block07.txt",
	    NULL, "" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-profile-deployment.md.block01.txt",
	    NULL, "" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-profile-deployment.md.block02.txt",
	    "log with SCEP requests",
	    "0? id=ModelName=AC_51bad41f.../LogicalName_1892fe4c...;Hash=-912418295\n" },
	{ DOCS
	    "protect/troubleshoot-scep-certificate-profile-deployment.md.block03.txt",
	    "event log",
	    "306 code=0x02ab0003 id=ModelName_<ModelName>_LogicalName_<LogicalName>_Hash_<Hash>\n" },
};

static void
test_files(void **state)
{
	struct fixture *f = *state;

	if (access(CORPUS, R_OK) != 0) {
		printf("skipped: there is no %s\n", CORPUS);
		skip();
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct mdm_facts *facts = load_file(f, rows[i].file);
		struct mdm_str all = MDM_LIT("");

		for (size_t k = 0; k < facts->events.n; k++)
			all = mdm_str_printf(f->loader.keep,
			    MDM_FMT MDM_FMT "\n", MDM_ARG(all),
			    MDM_ARG(
				line_of(f->loader.keep, facts->events.at[k])));
		if (!mdm_str_is(all, rows[i].events))
			fail_msg("%s:\n" MDM_FMT, rows[i].file, MDM_ARG(all));
		assert_int_equal(
		    facts->file.recognised, rows[i].taken_for != NULL);
		if (rows[i].taken_for != NULL)
			assert_string_equal(
			    facts->file.taken_for, rows[i].taken_for);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_files) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
