/* SPDX-License-Identifier: MIT */
#include "report/layout.h"
#include "report/report.h"

static size_t
count_certs(const struct mdm_facts *facts)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->carriers.n; i++)
		n += facts->carriers.at[i]->ncerts;
	return n;
}

static void
print_recognised(struct mdm_out *o, const struct mdm_facts *facts)
{
	enum mdm_encoding encoding = facts->file.source->encoding;

	mdm_out_printf(o, "%s, ",
	    facts->file.taken_for != NULL ? facts->file.taken_for : "?");
	mdm_count_print(o, facts->profiles.n, "profile");
	mdm_out_text_of(o, ", ");
	mdm_count_print(o, count_certs(facts), "certificate");
	if (facts->file.form != MDM_FORM_UNKNOWN)
		mdm_out_printf(o, ", %s", mdm_form_name(facts->file.form));
	if (encoding != MDM_UTF8 && encoding != MDM_BINARY)
		mdm_out_printf(o, ", %s", mdm_encoding_name(encoding));
}

static void
print_archive(struct mdm_out *o, const struct mdm_facts *facts)
{
	mdm_out_printf(o, "%s, ", facts->file.taken_for);
	mdm_count_print(o, facts->members.n, "member");
}

static const char *
role_name(enum mdm_input_role role)
{
	switch (role) {
	case MDM_INPUT_KNOWN_CERTS:
		return "known certificates: ";
	case MDM_INPUT_GETCACERT:
		return "GetCACert answer: ";
	case MDM_INPUT_LINT:
		break;
	}
	return "";
}

static void
print_file(struct mdm_out *o, const struct mdm_input *input,
    const struct mdm_facts *facts)
{
	mdm_out_plain(o, input->name);
	mdm_out_printf(o, ": %s", role_name(input->role));
	if (facts->file.source == NULL)
		mdm_out_text_of(o, "could not be read");
	else if (facts->file.archive)
		print_archive(o, facts);
	else if (facts->file.recognised)
		print_recognised(o, facts);
	else
		mdm_out_printf(o, "skipped: %s",
		    facts->file.taken_for != NULL ? facts->file.taken_for
						  : "no profile");
	for (size_t i = 0; i < facts->file.defects.n; i++) {
		mdm_out_text_of(o, "; ");
		mdm_out_plain(o, facts->file.defects.at[i].text);
	}
	mdm_out_byte(o, '\n');
}

void
mdm_files_text(struct mdm_out *o, const struct mdm_result *r)
{
	for (size_t i = 0; i < r->ninputs; i++)
		print_file(o, &r->inputs[i], &r->facts[i]);
	mdm_count_print(o, r->files, "file");
	mdm_out_printf(
	    o, ": %zu recognised, %zu skipped\n", r->recognised, r->skipped);
}
