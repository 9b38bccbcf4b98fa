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

static const char *const files[] = {
	"okta-support-page/event-32-307.txt",
	"NeySlim+ultimate-ca-manager/issue-228-event.txt",
	"NeySlim+ultimate-ca-manager/issue-326-event.txt",
	"micromdm+scep/issue-238-event.txt",
	"MicrosoftDocs+IntuneDocs/extracted/intune/protect/troubleshoot-scep-certificate-device-to-ndes.md.block04.txt",
	"MicrosoftDocs+IntuneDocs/extracted/intune/protect/troubleshoot-scep-certificate-profile-deployment.md.block03.txt",
	"MicrosoftDocs+IntuneDocs/extracted/intune/configuration/troubleshoot-wi-fi-profiles.md.block03.txt",
};

static void
test_files(void **state)
{
	struct fixture *f = *state;

	if (access(CORPUS, R_OK) != 0)
		skip();
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct mdm_facts *facts = load_file(f, files[i]);

		printf("%s: %s\n", files[i], facts->file.taken_for);
		for (size_t k = 0; k < facts->events.n; k++)
			printf("  " MDM_FMT "\n",
			    MDM_ARG(
				line_of(f->loader.keep, facts->events.at[k])));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_files) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
