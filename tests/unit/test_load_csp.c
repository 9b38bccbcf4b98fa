/* SPDX-License-Identifier: MIT */
/* Nodes of CSPs, in each of the languages that write them. */
#include "load.h"

#include "load/csp.h"

#define TREE "./Device/Vendor/MSFT/"
#define SCEP TREE "ClientCertificateInstall/SCEP/Corp/Install/"
#define ROOT                                                                   \
	TREE "RootCATrustedCertificates/Root/" CERT_SHA1 "/EncodedCertificate"

#define COMMAND(verb, uri, format, data)                                       \
	"<" verb "><CmdID>1</CmdID><Item><Target><LocURI>" uri                 \
	"</LocURI></Target><Meta><Format>" format                              \
	"</Format></Meta><Data>" data "</Data></Item></" verb ">"
#define ADD(uri, format, data) COMMAND("Add", uri, format, data)
#define EXEC(uri)                                                              \
	"<Exec><CmdID>9</CmdID><Item><Target><LocURI>" uri                     \
	"</LocURI></Target></Item></Exec>"
#define MESSAGE(commands)                                                      \
	"<SyncML xmlns=\"SYNCML:SYNCML1.2\"><SyncBody>" commands               \
	"<Final/></SyncBody></SyncML>"

static const struct mdm_profile *
find(const struct mdm_facts *facts, enum mdm_profile_kind kind)
{
	for (size_t i = 0; i < facts->profiles.n; i++)
		if (facts->profiles.at[i]->kind == kind)
			return facts->profiles.at[i];
	return NULL;
}

static size_t
count(const struct mdm_facts *facts, enum mdm_profile_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->profiles.n; i++)
		n += facts->profiles.at[i]->kind == kind;
	return n;
}

/* The place of a field spells its value. */
static void
assert_placed(const char *text, const struct mdm_field *f, const char *value)
{
	assert_int_equal(f->state, MDM_HAS_VALUE);
	assert_str(f->v, value);
	assert_true(mdm_at_set(f->at));
	assert_str(mdm_str_span(text + f->at.off, f->at.len), value);
}

static const char scep_message[] = MESSAGE(
    "<Atomic><CmdID>1</CmdID>" ADD(SCEP "ServerURL", "chr",
	"https://a.test/scep;https://b.test/scep") ADD(SCEP "Challenge", "chr",
	"not@printable") ADD(SCEP "EKUMapping", "chr",
	"1.3.6.1.5.5.7.3.2+1.2.3") ADD(SCEP "KeyUsage", "int", " 160\n")
	ADD(SCEP "KeyLength", "int", "2048") ADD(SCEP "SubjectName", "chr",
	    "CN=a") ADD(SCEP "HashAlgorithm", "chr", "SHA-2")
	    ADD(SCEP "SubjectAlternativeNames", "chr", "11+u@a.test;3+h.a.test")
		ADD(SCEP "ValidPeriod", "chr", "Years")
		    ADD(SCEP "ValidPeriodUnits", "int", "2")
			ADD(SCEP "CAThumbprint", "chr", CERT_SHA1)
			    EXEC(SCEP "Enroll") "</Atomic>");

static void
an_enrolment_is_read_with_its_places(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml", scep_message);
	const struct mdm_profile *p = find(facts, MDM_SCEP);
	const struct mdm_enrolment *e;

	assert_non_null(p);
	e = p->enrolment;
	assert_int_equal(facts->profiles.n, 2);
	assert_int_equal(p->dialect, MDM_DIALECT_SYNCML);
	assert_int_equal(e->scope, MDM_SCOPE_DEVICE);
	assert_placed(scep_message, &e->csp->unique_id, "Corp");
	assert_placed(scep_message, &e->ca_thumbprint, CERT_SHA1);
	assert_placed(scep_message, &e->subject, "CN=a");
	assert_placed(scep_message, &e->key_usage, "160");
	assert_int_equal(
	    e->usage, MDM_REQUEST_SIGNATURE | MDM_REQUEST_ENCIPHERMENT);
	assert_int_equal(e->key_bits, 2048);
	assert_int_equal(e->validity_days, 730);
	assert_int_equal(e->urls.n, 2);
	assert_placed(scep_message, &e->urls.at[1], "https://b.test/scep");
	assert_int_equal(e->nekus, 2);
	assert_placed(scep_message, &e->ekus[1].oid, "1.2.3");
	assert_int_equal(e->nsans, 2);
	assert_str(e->sans[0].type.v, "userPrincipalName");
	assert_placed(scep_message, &e->sans[1].value, "h.a.test");
	assert_int_equal(e->csp->enroll.times, 1);
	assert_false(p->excerpt);
}

static void
a_challenge_is_not_kept(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml", scep_message);
	const struct mdm_profile *p = find(facts, MDM_SCEP);
	const struct mdm_message *m = find(facts, MDM_MESSAGE)->message;

	assert_int_equal(p->nsecrets, 1);
	assert_int_equal(p->secrets[0].length, 13);
	assert_true(p->secrets[0].unprintable);
	assert_int_equal(p->secrets[0].unprintable_offset, 3);
	assert_false(p->secrets[0].base64);
	assert_null(p->enrolment->csp->challenge.v.p);
	assert_true(m->commands[1].secret);
	assert_null(m->commands[1].data.v.p);
	assert_int_equal(facts->file.source->secrets.n, 1);
}

static void
a_message_has_its_commands(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml", scep_message);
	const struct mdm_message *m = find(facts, MDM_MESSAGE)->message;

	assert_int_equal(m->ncommands, 12);
	assert_true(m->whole);
	assert_true(m->atomic_seen);
	assert_false(m->truncated);
	assert_placed(scep_message, &m->commands[0].uri, SCEP "ServerURL");
	assert_placed(scep_message, &m->commands[3].data, "160");
	assert_int_equal(m->commands[0].csp, MDM_CSP_SCEP);
	assert_int_equal(m->commands[11].verb, MDM_VERB_EXEC);
	assert_int_equal(m->commands[11].node->format, MDM_CSP_NULL);
	assert_ptr_equal(find(facts, MDM_SCEP)->document,
	    find(facts, MDM_MESSAGE)->document);
}

static void
fragments_need_no_root(void **state)
{
	static const char commands[] = ADD("\n  " ROOT "\n", "b64", CERT)
	    ADD(TREE "RootCATrustedCertificates/CA/AB/EncodedCertificate",
		"b64", CERT);
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml", commands);
	const struct mdm_profile *p = find(facts, MDM_TRUST);

	assert_int_equal(count(facts, MDM_TRUST), 2);
	assert_false(find(facts, MDM_MESSAGE)->message->whole);
	assert_int_equal(p->trust->store, MDM_STORE_ROOT);
	assert_placed(commands, &p->trust->node_name, CERT_SHA1);
	assert_placed(commands, &p->trust->store_field, "Root");
	assert_non_null(p->trust->cert);
	assert_true(p->trust->roots_csp);

	facts = load_named(
	    f, "b.xml", "<SyncBody>" ADD(ROOT, "b64", CERT) "</SyncBody>");
	assert_int_equal(count(facts, MDM_TRUST), 1);
	assert_true(find(facts, MDM_MESSAGE)->message->whole);
}

static void
sessions_have_many_messages(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "stream.xml",
	    "<!-- OmaDmSessionStart -->\n" MESSAGE(ADD(ROOT, "b64",
		CERT)) "\n<!-- 8/20/2024 9:49:42 AM -->\n" MESSAGE(ADD(TREE
		"WindowsLicensing/x",
		"chr",
		"y")) "<SyncML><SyncBody><Add><CmdID>1</CmdID><Item><Target><LocURI>" SCEP
		      "KeyUsage</LocURI></Target><Data>16"
		      "<!-- ignore this line -->\n</SyncML>");
	const struct mdm_profile *scep = find(facts, MDM_SCEP);

	assert_int_equal(count(facts, MDM_TRUST), 1);
	assert_int_equal(count(facts, MDM_OTHER), 1);
	assert_int_equal(count(facts, MDM_MESSAGE), 2);
	assert_non_null(scep);
	assert_true(scep->excerpt);
	assert_true(scep->enrolment->csp->message->message->truncated);
	assert_true(find(facts, MDM_MESSAGE)->message->capture);
}

static void
documents_may_be_nested_in_many_ways(void **state)
{
#define WLAN(lt, gt)                                                           \
	lt "WLANProfile" gt lt "name" gt "Corp" lt "/name" gt lt               \
	   "/WLANProfile" gt
	static const char *const values[] = {
		WLAN("<", ">"),
		"<![CDATA[" WLAN("<", ">") "]]>",
		"<![CDATA[<?xml version=\"1.0\"?>" WLAN("<", ">") "]]>",
		WLAN("&lt;", "&gt;"),
		"&lt;?xml version=&quot;1.0&quot;?&gt;" WLAN("&lt;", "&gt;"),
		WLAN("&amp;lt;", "&amp;gt;"),
		"<![CDATA[" WLAN("&lt;", "&gt;") "]]>",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		struct mdm_str text = mdm_str_printf(f->loader.keep,
		    "<Add><Item><Target><LocURI>./User/Vendor/MSFT/WiFi/"
		    "Profile/Corp/WlanXml</LocURI></Target><Data>%s</Data>"
		    "</Item></Add>",
		    values[i]);
		const struct mdm_facts *facts = load_named(f, "a.xml", text.p);

		assert_int_equal(count(facts, MDM_WIFI), 1);
		assert_ptr_equal(find(facts, MDM_WIFI)->document,
		    find(facts, MDM_MESSAGE)->document);
	}
}

static void
the_scope_is_the_device_unless_it_is_the_user(void **state)
{
	static const struct {
		const char *prefix;
		enum mdm_scope scope;
	} rows[] = {
		{ "./Device/Vendor/MSFT", MDM_SCOPE_DEVICE },
		{ "./Vendor/MSFT", MDM_SCOPE_DEVICE },
		{ "./device/vendor/msft", MDM_SCOPE_DEVICE },
		{ "./User/Vendor/MSFT", MDM_SCOPE_USER },
		{ "./Machine/Vendor/MSFT", MDM_SCOPE_UNKNOWN },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mdm_str text = mdm_str_printf(f->loader.keep,
		    "<Replace><Item><Target><LocURI>%s/"
		    "rootcatrustedcertificates/ca/ab/encodedcertificate"
		    "</LocURI></Target><Data>" CERT "</Data></Item></Replace>",
		    rows[i].prefix);
		const struct mdm_facts *facts = load_named(f, "a.xml", text.p);

		assert_int_equal(
		    find(facts, MDM_TRUST)->trust->scope, rows[i].scope);
		assert_int_equal(find(facts, MDM_TRUST)->trust->store,
		    MDM_STORE_INTERMEDIATE);
	}
}

static const struct mdm_facts *
load_rows(struct fixture *f, const char *rows)
{
	struct mdm_str text = mdm_str_printf(f->loader.keep,
	    "{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration"
	    "\",\"id\":\"" ID1 "\",\"displayName\":\"A\",\"omaSettings\":[%s]}",
	    rows);

	return load_text(f, text.p);
}

#define ROW(type, uri, value)                                                  \
	"{\"@odata.type\":\"#microsoft.graph.omaSetting" type                  \
	"\",\"omaUri\":\"" uri "\",\"value\":" value "}"

static void
rows_of_custom_profiles_are_commands(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_rows(f,
	    ROW("Base64", ROOT, "\"" CERT "\"") "," ROW(
		"String", SCEP "SubjectName", "\"CN=a\"") "," ROW("Integer",
		SCEP "KeyUsage", "128") "," ROW("String", SCEP "CAThumbprint",
		"{\"@odata.context\":\"x\",\"value\":\"" CERT_SHA1 "\"}"));
	const struct mdm_enrolment *e = find(facts, MDM_SCEP)->enrolment;

	assert_non_null(find(facts, MDM_TRUST)->trust->cert);
	assert_int_equal(find(facts, MDM_TRUST)->dialect, MDM_DIALECT_OMA);
	assert_int_equal(e->usage, MDM_REQUEST_SIGNATURE);
	assert_str(e->subject.v, "CN=a");
	assert_str(e->ca_thumbprint.v, CERT_SHA1);
	assert_int_equal(facts->notes.n, 0);
	assert_str(find(facts, MDM_MESSAGE)->name, "A");
	assert_str(
	    find(facts, MDM_MESSAGE)->message->commands[2].format.v, "int");
}

static void
xml_rows_are_base64_or_as_they_are(void **state)
{
	static const char *const values[] = {
		"\"<WLANProfile><name>Corp</name></WLANProfile>\"",
		"\"PFdMQU5Qcm9maWxlPjxuYW1lPkNvcnA8L25hbWU+PC9XTEFOUHJvZmlsZT4="
		"\"",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < 2; i++) {
		struct mdm_str row = mdm_str_printf(f->loader.keep,
		    "{\"@odata.type\":\"#microsoft.graph.omaSettingStringXml\","
		    "\"omaUri\":\"" TREE "WiFi/Profile/Corp/WlanXml\","
		    "\"value\":%s}",
		    values[i]);

		assert_int_equal(count(load_rows(f, row.p), MDM_WIFI), 1);
	}
}

static void
unresolved_secrets_are_told(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_rows(f,
	    "{\"@odata.type\":\"#microsoft.graph.omaSettingBase64\","
	    "\"omaUri\":\"" ROOT "\",\"isEncrypted\":true,"
	    "\"secretReferenceValueId\":\"x\",\"value\":\"****\"},"
	    "{\"@odata.type\":\"#microsoft.graph.omaSettingString\","
	    "\"omaUri\":\"" SCEP "SubjectName\",\"isEncrypted\":true,"
	    "\"value\":null}");

	assert_int_equal(count(facts, MDM_TRUST), 0);
	assert_int_equal(facts->notes.n, 1);
	assert_false(
	    mdm_said_empty(&find(facts, MDM_SCEP)->enrolment->subject));
	assert_false(mdm_literal(&find(facts, MDM_SCEP)->enrolment->subject));
}

static void
wap_documents_hold_certificates(void **state)
{
	static const char text[] =
	    "<wap-provisioningdoc version=\"1.1\">"
	    "<characteristic type=\"CertificateStore\">"
	    "<characteristic type=\"Root\"><characteristic type=\"System\">"
	    "<characteristic type=\"" CERT_SHA1 "\">"
	    "<parm name=\"EncodedCertificate\" value=\"" CERT "\"/>"
	    "</characteristic></characteristic></characteristic>"
	    "<characteristic type=\"My\"><characteristic type=\"SCEP\">"
	    "<characteristic type=\"Id\"><characteristic type=\"Install\">"
	    "<parm name=\"CAThumbPrint\" value=\"" CERT_SHA1 "\"/>"
	    "</characteristic></characteristic></characteristic>"
	    "</characteristic></characteristic>"
	    "<characteristic type=\"APPLICATION\">"
	    "<parm name=\"APPID\" value=\"w7\"/></characteristic>"
	    "</wap-provisioningdoc>";
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.provxml", text);
	const struct mdm_profile *p = find(facts, MDM_TRUST);

	assert_int_equal(facts->profiles.n, 3);
	assert_int_equal(p->dialect, MDM_DIALECT_WAP);
	assert_int_equal(p->trust->store, MDM_STORE_ROOT);
	assert_placed(text, &p->trust->node_name, CERT_SHA1);
	assert_placed(text, &p->trust->store_field, "Root");
	assert_non_null(p->trust->cert);
	p = find(facts, MDM_SCEP);
	assert_true(p->enrolment->csp->legacy);
	assert_placed(text, &p->enrolment->ca_thumbprint, CERT_SHA1);
}

static void
androids_dialect_is_known(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml",
	    ADD("./Vendor/MSFT/CertificateStore/Root/{" ID1
		"}/EncodedCertificate",
		"b64", CERT));

	assert_int_equal(find(facts, MDM_TRUST)->dialect, MDM_DIALECT_ANDROID);
	assert_int_equal(find(facts, MDM_TRUST)->platform, MDM_ANDROID_ADMIN);
	assert_int_equal(find(facts, MDM_TRUST)->trust->store, MDM_STORE_NONE);
}

static void
other_policies_are_no_business(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(
	    f, "a.xml", ADD(TREE "Policy/Config/Wifi/AllowX", "int", "1"));

	assert_int_equal(facts->profiles.n, 1);
	assert_int_equal(facts->profiles.at[0]->kind, MDM_OTHER);
	assert_true(facts->file.recognised);
}

static void
what_is_no_node_is_named(void **state)
{
	static const struct {
		const char *uri, *unknown, *nearest;
	} rows[] = {
		{ SCEP "HashAlgrithm", "HashAlgrithm", "HashAlgorithm" },
		{ SCEP "CAThumbprints", "CAThumbprints", "CAThumbprint" },
		{ TREE "RootCATrustedCertificates/Rot/AB/EncodedCertificate",
		    "Rot", "Root" },
		{ TREE "ClientCertificatInstall/SCEP/A/Install/KeyUsage",
		    "ClientCertificatInstall", "ClientCertificateInstall" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mdm_str text = mdm_str_printf(f->loader.keep,
		    "<Add><Item><Target><LocURI>%s</LocURI></Target>"
		    "<Data>1</Data></Item></Add>",
		    rows[i].uri);
		const struct mdm_facts *facts = load_named(f, "a.xml", text.p);
		const struct mdm_command *c =
		    &find(facts, MDM_MESSAGE)->message->commands[0];

		/* Of a misspelt tree the rest is read as it was meant. */
		assert_true(c->node == NULL || i == 3);
		assert_placed(text.p, &c->unknown, rows[i].unknown);
		assert_string_equal(c->nearest, rows[i].nearest);
	}
}

static void
repeats_are_counted(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "a.xml",
	    ADD(SCEP "KeyUsage", "int", "1") ADD(
		SCEP "KEYUSAGE", "int", "1") ADD(SCEP "KeyUsage", "int",
		"2") "<Delete><Item><Target><LocURI>" TREE
		     "ClientCertificateInstall/SCEP/Corp</LocURI></Target></Item>"
		     "</Delete>" ADD(SCEP "KeyUsage", "int", "1"));
	const struct mdm_command *c =
	    find(facts, MDM_MESSAGE)->message->commands;

	assert_int_equal(c[0].repeats, 0);
	assert_int_equal(c[1].repeats, 1);
	assert_true(c[1].same_data);
	assert_int_equal(c[2].repeats, 1);
	assert_false(c[2].same_data);
	assert_int_equal(c[4].repeats, 0);
}

/* Every row is found by its own path, and says something. */
static void
the_table_is_sound(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; mdm_csp_node_at(i) != NULL; i++) {
		const struct mdm_csp_node *node = mdm_csp_node_at(i);
		struct mdm_loading l = { .loader = &f->loader,
			.keep = f->loader.keep };
		struct mdm_command c = { 0 };

		assert_non_null(node->doc);
		assert_true(node->access != 0);
		assert_true(node->csp != MDM_CSP_NONE);
		c.uri.v = mdm_str_printf(
		    f->loader.keep, "./Device/Vendor/MSFT/%s", node->path);
		c.uri.state = MDM_HAS_VALUE;
		mdm_csp_resolve_uri(&l, &c);
		assert_ptr_equal(c.node, node);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_enrolment_is_read_with_its_places),
		TEST(a_challenge_is_not_kept),
		TEST(a_message_has_its_commands),
		TEST(fragments_need_no_root),
		TEST(sessions_have_many_messages),
		TEST(documents_may_be_nested_in_many_ways),
		TEST(the_scope_is_the_device_unless_it_is_the_user),
		TEST(rows_of_custom_profiles_are_commands),
		TEST(xml_rows_are_base64_or_as_they_are),
		TEST(unresolved_secrets_are_told),
		TEST(wap_documents_hold_certificates),
		TEST(androids_dialect_is_known),
		TEST(other_policies_are_no_business),
		TEST(what_is_no_node_is_named),
		TEST(repeats_are_counted),
		TEST(the_table_is_sound),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
