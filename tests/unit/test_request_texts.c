/* SPDX-License-Identifier: MIT */
#include "unit.h"

/* Parsers of the rules that stand on base alone. */
#include "support/flags.c"
#include "support/oid.c"
#include "support/rdn.c"
#include "support/url.c"
#include "support/variable.c"

/* "T" text, "V" variable, "S" single, "B" broken. */
static void
shape_of(const char *text, char *ret)
{
	struct mdm_token t;
	size_t at = 0, n = 0;

	while (mdm_token_next(mdm_str_of(text), &at, &t))
		ret[n++] = "TVSB"[t.kind];
	ret[n] = '\0';
	assert_int_equal(at, strlen(text));
}

static void
tokens(void **state)
{
	static const struct {
		const char *text, *shape;
	} rows[] = { { "", "" }, { "CN=x", "T" }, { "{{A}}", "V" },
		{ "CN={{A}},O={B}", "TVTS" }, { "{{A}", "B" }, { "{A}}", "B" },
		{ "{{{A}}}", "B" }, { "{{A", "B" }, { "{{A,O=B", "BT" },
		{ "a}b", "TBT" }, { "${x}", "T" }, { "{0}", "T" },
		{ "a{0}b{{C}}", "TV" }, { "#{x}#{{A}}", "TV" }, { "{", "B" },
		{ "{{}}", "V" }, { "{{A{{B}}", "BV" }, { "${x", "T" },
		{ "{12", "B" }, { "${{ x }}{{A}}", "TV" } };
	char shape[16];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		shape_of(rows[i].text, shape);
		if (strcmp(shape, rows[i].shape) != 0)
			print_error("%s: %s\n", rows[i].text, shape);
		assert_string_equal(shape, rows[i].shape);
	}
}

static void
variables_known(void **state)
{
	(void)state;
	assert_non_null(mdm_variable_find(MDM_LIT("SERIALNUMBER")));
	assert_null(mdm_variable_find(MDM_LIT("")));
	assert_string_equal(mdm_variable_nearest(MDM_LIT("UserPrincipleName")),
	    "UserPrincipalName");
	assert_null(mdm_variable_nearest(MDM_LIT("CostCentre")));
	assert_true(mdm_has_template(MDM_LIT("CN=${x}")));
	assert_true(mdm_has_template(MDM_LIT("CN={{A}}%DEVICE%")));
	assert_false(mdm_has_template(MDM_LIT("CN={{A}},O={B}")));
}

static void
names(void **state)
{
	struct mdm_str s = MDM_LIT(" CN = \"a, b\" ,O={{x,y}}+OU=c\\,d;e,");
	struct mdm_rdn r;
	size_t at = 0;

	(void)state;
	assert_true(mdm_rdn_next(s, &at, &r));
	assert_str(r.type, "CN");
	assert_str(r.value, "\"a, b\"");
	assert_int_equal(r.off, 1);
	assert_true(mdm_rdn_next(s, &at, &r));
	assert_str(r.text, "O={{x,y}}");
	assert_true(mdm_rdn_next(s, &at, &r));
	assert_str(r.value, "c\\,d");
	assert_true(mdm_rdn_next(s, &at, &r));
	assert_str(r.text, "e");
	assert_null(r.type.p);
	assert_true(mdm_rdn_next(s, &at, &r));
	assert_int_equal(r.text.n, 0);
	assert_false(mdm_rdn_next(s, &at, &r));
	assert_false(mdm_rdn_quotes_close(MDM_LIT("CN=\"a")));
	assert_true(mdm_rdn_quotes_close(MDM_LIT("CN=\\\"a")));
	assert_true(mdm_rdn_type_known(MDM_LIT("oid.2.5.4.3")));
	assert_false(mdm_rdn_type_known(MDM_LIT("ORG")));
}

static void
urls(void **state)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_url u = mdm_url_split(
	    MDM_LIT(" https://u:p@[2001:db8::1]:8443/a/b?c=d#e "));

	(void)state;
	assert_str(u.scheme, "https");
	assert_str(u.user_info, "u:p");
	assert_str(u.host, "[2001:db8::1]");
	assert_str(u.port, "8443");
	assert_str(u.path, "/a/b");
	assert_str(u.query, "c=d");
	assert_str(u.fragment, "e");
	u = mdm_url_split(MDM_LIT("host/path"));
	assert_null(u.scheme.p);
	assert_null(u.host.p);
	u = mdm_url_split(MDM_LIT("http://h"));
	assert_str(u.host, "h");
	assert_int_equal(u.path.n, 0);
	assert_null(u.query.p);
	assert_str(mdm_url_shown(arena, MDM_LIT("https://u:p@h:1/x?y")),
	    "https://...@h:1/x");
	assert_true(
	    mdm_url_is_cloud_pki(MDM_LIT("https://{{cloudpkifqdn}}/x")));
	assert_false(mdm_url_is_cloud_pki(MDM_LIT("https://{{Host}}/x")));
	mdm_arena_free(arena);
}

static void
oids(void **state)
{
	static const char *const good[] = { "1.3.6.1.5.5.7.3.2", "0.0", "2.999",
		"1.39", "2.25.329800735698586629295641978511506172918" };
	static const char *const bad[] = { "", "1", "3.1", "1.40", "1.100",
		"1..2", "1.2.", ".1.2", "1.02", "1.x", "10.1", " 1.2" };

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		assert_null(mdm_oid_problem(mdm_str_of(good[i])));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_row(
		    mdm_oid_problem(mdm_str_of(bad[i])) != NULL, true, bad[i]);
	assert_true(mdm_is_purpose_name(MDM_LIT("client-authentication")));
	assert_false(mdm_is_purpose_name(MDM_LIT("")));
	assert_true(mdm_purpose_goes_by(
	    MDM_LIT(MDM_OID_ALL_POLICIES), MDM_LIT("Any Purpose")));
	assert_false(mdm_purpose_goes_by(
	    MDM_LIT(MDM_OID_CLIENT_AUTH), MDM_LIT("Server Authentication")));
}

static void
flags(void **state)
{
	static const char *const known[] = { "a", "b", NULL };

	(void)state;
	assert_true(mdm_flags_have(MDM_LIT("b, A"), "a"));
	assert_false(mdm_flags_have(MDM_LIT(""), "a"));
	assert_null(mdm_flags_unknown(MDM_LIT("B,a"), known).p);
	assert_str(mdm_flags_unknown(MDM_LIT("a, c"), known), "c");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens),
		cmocka_unit_test(variables_known),
		cmocka_unit_test(names),
		cmocka_unit_test(urls),
		cmocka_unit_test(oids),
		cmocka_unit_test(flags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
