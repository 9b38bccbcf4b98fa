/* SPDX-License-Identifier: MIT */
#include "report.h"

#include "mdmlint.h"

static const struct mdm_report_style style = { 0 };

#ifdef MDMLINT_HOMEPAGE
#define HELP                                                                   \
	"      \"help\": \"" MDMLINT_HOMEPAGE "/docs/rules/STORE001.md\",\n"
#else
#define HELP ""
#endif

#define HEAD(error)                                                            \
	"{\n"                                                                  \
	"  \"schema_version\": 1,\n"                                           \
	"  \"tool\": {\n"                                                      \
	"    \"name\": \"mdmlint\",\n"                                         \
	"    \"version\": \"" MDMLINT_VERSION "\"\n"                           \
	"  },\n"                                                               \
	"  \"now\": \"2026-06-01T00:00:00Z\",\n"                               \
	"  \"world\": \"auto\",\n"                                             \
	"  \"inputs\": {\n"                                                    \
	"    \"files\": 7,\n"                                                  \
	"    \"recognised\": 5,\n"                                             \
	"    \"skipped\": 2,\n"                                                \
	"    \"profiles\": 5,\n"                                               \
	"    \"certificates\": 3\n"                                            \
	"  },\n"                                                               \
	"  \"summary\": {\n"                                                   \
	"    \"error\": " error ",\n"                                          \
	"    \"warning\": 0,\n"                                                \
	"    \"info\": 0,\n"                                                   \
	"    \"suppressed\": 0,\n"                                             \
	"    \"baselined\": 0\n"                                               \
	"  },\n"

static void
always_has_findings(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_report(&b, &mdm_reporter_json, style,
	    HEAD("0") "  \"notes\": [],\n"
		      "  \"findings\": []\n"
		      "}\n");
}

static void
leaves_optional_members_out(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	MDM_PUSH(b.arena, &b.result.notes, MDM_LIT("a note"));
	add_finding(&b, "x", place("a.json", 2, 3, 4));
	assert_report(&b, &mdm_reporter_json, style,
	    HEAD(
		"1") "  \"notes\": [\n"
		     "    \"a note\"\n"
		     "  ],\n"
		     "  \"findings\": [\n"
		     "    {\n"
		     "      \"rule\": \"STORE001\",\n"
		     "      \"name\": \"self-signed-root-not-in-root-store\",\n"
		     "      \"severity\": \"error\",\n"
		     "      \"message\": \"x\",\n"
		     "      \"file\": \"a.json\",\n"
		     "      \"line\": 2,\n"
		     "      \"column\": 3,\n"
		     "      \"end_line\": 2,\n"
		     "      \"end_column\": 7,\n"
		     "      \"fix\": \"Do the right thing.\",\n" HELP
		     "      \"fingerprint\": "
		     "\"0123456789abcdef0123456789abcdef\"\n"
		     "    }\n"
		     "  ]\n"
		     "}\n");
}

static void
writes_every_member(void **state)
{
	struct mdm_where w = place("a.json", 2, 3, 4);
	struct mdm_where other = place("b.json", 1, 1, 1);
	struct mdm_step step = {
		.pointer = MDM_LIT("/Data"),
		.place = { 12, 15, 12, 20 },
		.syntax = MDM_XML,
	};
	struct mdm_profile profile = {
		.kind = MDM_SCEP,
		.platform = MDM_WINDOWS,
		.name = MDM_LIT("\"A\"\n"),
		.id = MDM_LIT("1"),
	};
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	w.pointer = MDM_LIT("/a~1b/0");
	w.inside = &step;
	w.ninside = 1;
	other.pointer = MDM_LIT("/c");
	f = add_finding(&b, "x", w);
	f->profile = &profile;
	add_note(&b, f, "y", other);
	assert_report(&b, &mdm_reporter_json, style,
	    HEAD(
		"1") "  \"notes\": [],\n"
		     "  \"findings\": [\n"
		     "    {\n"
		     "      \"rule\": \"STORE001\",\n"
		     "      \"name\": \"self-signed-root-not-in-root-store\",\n"
		     "      \"severity\": \"error\",\n"
		     "      \"message\": \"x\",\n"
		     "      \"file\": \"a.json\",\n"
		     "      \"line\": 2,\n"
		     "      \"column\": 3,\n"
		     "      \"end_line\": 2,\n"
		     "      \"end_column\": 7,\n"
		     "      \"pointer\": \"/a~1b/0\",\n"
		     "      \"inside\": [\n"
		     "        {\n"
		     "          \"pointer\": \"/Data\",\n"
		     "          \"line\": 12,\n"
		     "          \"column\": 15,\n"
		     "          \"syntax\": \"xml\"\n"
		     "        }\n"
		     "      ],\n"
		     "      \"profile\": {\n"
		     "        \"name\": \"\\\"A\\\"\\n\",\n"
		     "        \"id\": \"1\",\n"
		     "        \"kind\": \"scep\",\n"
		     "        \"platform\": \"windows\"\n"
		     "      },\n"
		     "      \"related\": [\n"
		     "        {\n"
		     "          \"file\": \"b.json\",\n"
		     "          \"line\": 1,\n"
		     "          \"column\": 1,\n"
		     "          \"pointer\": \"/c\",\n"
		     "          \"message\": \"y\"\n"
		     "        }\n"
		     "      ],\n"
		     "      \"fix\": \"Do the right thing.\",\n" HELP
		     "      \"fingerprint\": "
		     "\"0123456789abcdef0123456789abcdef\"\n"
		     "    }\n"
		     "  ]\n"
		     "}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(always_has_findings),
		cmocka_unit_test(leaves_optional_members_out),
		cmocka_unit_test(writes_every_member),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
