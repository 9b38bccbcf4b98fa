/* SPDX-License-Identifier: MIT */
#include "load.h"
#include "load/network.h"

#define SHA1 "01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67 "
#define COMMON "http://www.microsoft.com/provisioning/"

#define TLS_SETTINGS                                                           \
	"<ServerValidation>\n"                                                 \
	"<DisableUserPromptForServerValidation>1</"                            \
	"DisableUserPromptForServerValidation>"                                \
	"<ServerNames>a.test; b.test;</ServerNames>"                           \
	"<TrustedRootCA>" SHA1 "</TrustedRootCA>"                              \
	"<TrustedRootCA/><TrustedRootCA>\n<!-- old: ff -->ff 00</"             \
	"TrustedRootCA>"                                                       \
	"</ServerValidation>"                                                  \
	"<PerformServerValidation>TRUE</PerformServerValidation>"              \
	"<AcceptServerName>0</AcceptServerName>"

#define EAP_TLS                                                                \
	"<EapHostConfig xmlns='" COMMON "EapHostConfig'>"                      \
	"<EapMethod><Type>13</Type></EapMethod><Config><Eap><Type>13</Type>"   \
	"<EapType>" TLS_SETTINGS "</EapType></Eap></Config></EapHostConfig>"

static const struct mdm_profile *
load_xml(struct fixture *f, const char *text)
{
	const struct mdm_facts *facts = load_named(f, "dir/net.xml", text);

	assert_int_equal(facts->profiles.n, 1);
	return facts->profiles.at[0];
}

/* What stands at a place of the text. */
static struct mdm_str
at_of(const char *text, struct mdm_at at)
{
	assert_true(mdm_at_set(at));
	return mdm_str_sub(mdm_str_of(text), at.off, at.len);
}

static void
eap_tls_is_read_with_its_places(void **state)
{
	static const char text[] = EAP_TLS;
	const struct mdm_profile *p = load_xml(*state, text);
	const struct mdm_network *n = p->network;

	assert_int_equal(p->kind, MDM_WIFI);
	assert_int_equal(p->platform, MDM_WINDOWS);
	assert_int_equal(p->dialect, MDM_DIALECT_XML);
	assert_str(p->name, "net");
	assert_str(at_of(text, p->at), "EapHostConfig");
	assert_int_equal(n->outer, MDM_EAP_TLS);
	assert_str(at_of(text, n->eap.at), "13");
	assert_true(n->certificate_auth);
	assert_false(n->password_auth);
	assert_str(n->no_prompt.v, "true");
	assert_str(at_of(text, n->no_prompt.at), "1");
	assert_str(n->validate.v, "true");
	assert_str(n->use_names.v, "false");
	assert_int_equal(n->server_names.n, 2);
	assert_str(n->server_names.at[1].v, "b.test");
	assert_str(at_of(text, n->server_names.at[1].at), "b.test");
	/* An empty one is none, and a comment is not the value. */
	assert_int_equal(n->anchors.n, 2);
	assert_int_equal(n->anchors.at[0].v.n, 59);
	assert_str(at_of(text, n->anchors.at[1].at), "ff 00");
	assert_str(at_of(text, n->anchors.where), "ServerValidation");
	assert_false(n->anchors.at[0].sha256_too);
	assert_int_equal(n->issuer_filter.state, MDM_ABSENT);
}

static void
names_count_not_namespaces(void **state)
{
	const struct mdm_profile *p = load_xml(*state,
	    " <?xml version=\"1.0\"?>\n<e:EAPConfig xmlns:e='urn:x' "
	    "xmlns:b='urn:y'>"
	    "<e:EapHostConfig><e:EapMethod><b:Type>13</b:Type></e:EapMethod>"
	    "<Config><b:Eap><b:Type>13</b:Type><b:EapType><b:ServerValidation>"
	    "<b:TrustedRootCA>aa</b:TrustedRootCA></b:ServerValidation>"
	    "</b:EapType></b:Eap></Config></e:EapHostConfig></e:EAPConfig>");

	assert_int_equal(p->network->outer, MDM_EAP_TLS);
	assert_int_equal(p->network->anchors.n, 1);
	assert_int_equal(p->network->server_names.state, MDM_HAS_VALUE);
	assert_int_equal(p->network->server_names.n, 0);
}

#define CHAP                                                                   \
	"<Eap><Type>26</Type><EapType><UseWinLogonCredentials>true"            \
	"</UseWinLogonCredentials></EapType></Eap>"
#define INNER_TLS                                                              \
	"<Eap><Type>13</Type><EapType>" TLS_SETTINGS                           \
	"<TLSExtensions><FilteringInfo><CAHashList Enabled='true'>"            \
	"<IssuerHash>" SHA1 "</IssuerHash></CAHashList></FilteringInfo>"       \
	"</TLSExtensions></EapType></Eap>"

static void
inner_methods_are_told_apart(void **state)
{
	static const struct {
		const char *type, *settings;
		int outer, inner;
		bool certificate, password;
		size_t anchors, inner_anchors, filters;
	} rows[] = {
		{ "25",
		    "<Eap><Type>25</Type><EapType><ServerValidation/>" CHAP
		    "<PeapExtensions><PerformServerValidation>false"
		    "</PerformServerValidation></PeapExtensions>"
		    "</EapType></Eap>",
		    MDM_EAP_PEAP, MDM_EAP_MSCHAPV2, false, true, 0, 0, 0 },
		{ "25",
		    "<Eap><Type>25</Type><EapType>" INNER_TLS
		    "</EapType></Eap>",
		    MDM_EAP_PEAP, MDM_EAP_TLS, true, false, 0, 2, 1 },
		{ "21",
		    "<EapTtls><ServerValidation><TrustedRootCAHashes>aa"
		    "</TrustedRootCAHashes></ServerValidation>"
		    "<Phase2Authentication><PAPAuthentication/>"
		    "</Phase2Authentication></EapTtls>",
		    MDM_EAP_TTLS, MDM_EAP_NONE, false, true, 1, 0, 0 },
		{ "21",
		    "<EapTtls><Phase2Authentication>" INNER_TLS
		    "</Phase2Authentication></EapTtls>",
		    MDM_EAP_TTLS, MDM_EAP_TLS, true, false, 0, 2, 1 },
		{ "55",
		    "<EapTeap><ServerValidation><TrustedRootCAHash>aa"
		    "</TrustedRootCAHash></ServerValidation>"
		    "<Phase2Authentication><InnerMethodConfig>" EAP_TLS
		    "</InnerMethodConfig></Phase2Authentication></EapTeap>",
		    MDM_EAP_TEAP, MDM_EAP_TLS, true, false, 1, 2, 0 },
		{ "99", "<Eap><Type>99</Type></Eap>", MDM_EAP_UNKNOWN,
		    MDM_EAP_NONE, false, false, 0, 0, 0 },
		{ "${TYPE}", "", MDM_EAP_UNKNOWN, MDM_EAP_NONE, false, false, 0,
		    0, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mdm_str text = mdm_str_printf(f->loader.keep,
		    "<EapHostConfig><EapMethod><Type>%s</Type></EapMethod>"
		    "<Config>%s</Config></EapHostConfig>",
		    rows[i].type, rows[i].settings);
		const struct mdm_network *n = load_xml(f, text.p)->network;

		assert_row(n->outer, rows[i].outer, rows[i].settings);
		assert_row(n->inner_eap, rows[i].inner, rows[i].settings);
		assert_row(
		    n->certificate_auth, rows[i].certificate, rows[i].settings);
		assert_row(
		    n->password_auth, rows[i].password, rows[i].settings);
		assert_row(n->anchors.n, rows[i].anchors, rows[i].settings);
		assert_row(n->inner_anchors.n, rows[i].inner_anchors,
		    rows[i].settings);
		assert_row(
		    n->issuer_filter.n, rows[i].filters, rows[i].settings);
		for (size_t k = 0; k < n->anchors.n; k++)
			assert_row(n->anchors.at[k].sha256_too,
			    n->outer == MDM_EAP_TEAP, rows[i].settings);
	}
}

static void
filters_count_only_when_enabled(void **state)
{
	static const char text[] =
	    "<EapHostConfig><EapMethod><Type>13</Type></EapMethod><Config>"
	    "<Eap><EapType><TLSExtensions><FilteringInfo>"
	    "<CAHashList Enabled=\"%s\"><IssuerHash>" SHA1
	    "<!-- thumbprint --> </IssuerHash>"
	    "<IssuerHash>ff ff ff</IssuerHash></CAHashList>"
	    "<EKUMapping><EKUMap><EKUName> <!-- a name -->A</EKUName>"
	    "<EKUOID>1.2.3</EKUOID></EKUMap></EKUMapping>"
	    "<ClientAuthEKUList Enabled=\"%s\"><EKUMapInList><EKUName>A"
	    "</EKUName></EKUMapInList><EKUMapInList><EKUName>B</EKUName>"
	    "</EKUMapInList></ClientAuthEKUList></FilteringInfo>"
	    "</TLSExtensions></EapType></Eap></Config></EapHostConfig>";
	struct fixture *f = *state;
	struct mdm_arena *keep = f->loader.keep;
	const struct mdm_network *n;

	n = load_xml(f, mdm_str_printf(keep, text, "true", "1").p)->network;
	assert_int_equal(n->issuer_filter.n, 2);
	assert_int_equal(n->issuer_filter.at[0].v.n, 59);
	assert_int_equal(n->issuer_filter.at[0].at.len, 59);
	assert_false(n->issuer_filter.at[0].sample);
	assert_true(n->issuer_filter.at[1].sample);
	assert_int_equal(n->neku_filter, 2);
	assert_str(n->eku_filter[0].name.v, "A");
	assert_str(n->eku_filter[0].oid.v, "1.2.3");
	assert_int_equal(n->eku_filter[1].oid.state, MDM_ABSENT);

	n = load_xml(f, mdm_str_printf(keep, text, "false", "0").p)->network;
	assert_int_equal(n->issuer_filter.n, 0);
	assert_int_equal(n->neku_filter, 0);
}

#define WLAN                                                                   \
	"<WLANProfile><name>Office</name><SSIDConfig><SSID>"                   \
	"<name>CORP</name></SSID></SSIDConfig><MSM><security>"                 \
	"<authEncryption><authentication>WPA2PSK</authentication>"             \
	"</authEncryption><sharedKey><keyType>passPhrase</keyType>"            \
	"<protected>false</protected><keyMaterial>s3cret&amp;x</keyMaterial>"  \
	"</sharedKey><OneX><authMode>machine</authMode><EAPConfig>" EAP_TLS    \
	"</EAPConfig></OneX></security></MSM></WLANProfile>"

static void
a_wlan_profile_is_read(void **state)
{
	static const char text[] = "<?xml version=\"1.0\"?>\n" WLAN;
	const struct mdm_profile *p = load_xml(*state, text);
	const struct mdm_network *n = p->network;

	assert_int_equal(p->kind, MDM_WIFI);
	assert_str(p->name, "Office");
	assert_str(at_of(text, p->at), "Office");
	assert_str(n->network.v, "CORP");
	assert_str(n->security.v, "WPA2PSK");
	assert_str(n->auth_mode.v, "machine");
	assert_int_equal(n->anchors.n, 2);
	assert_int_equal(p->nsecrets, 1);
	assert_int_equal(p->secrets[0].kind, MDM_SECRET_PSK);
	assert_int_equal(p->secrets[0].length, 8);
	assert_false(p->secrets[0].obfuscated);
	assert_str(at_of(text, p->secrets[0].at), "s3cret&amp;x");
	assert_int_equal(p->file->source->secrets.n, 1);
}

static void
a_lan_profile_is_named_after_its_file(void **state)
{
	const struct mdm_profile *p = load_xml(*state,
	    "<LANProfile><MSM><security><OneX><authMode>user</authMode>"
	    "<EAPConfig>" EAP_TLS "</EAPConfig></OneX></security></MSM>"
	    "</LANProfile>");

	assert_int_equal(p->kind, MDM_WIRED);
	assert_str(p->name, "net");
	assert_str(p->network->auth_mode.v, "user");
	assert_int_equal(p->network->outer, MDM_EAP_TLS);
}

static void
a_vpn_profile_is_read(void **state)
{
	static const char text[] =
	    "<VPNProfile><ProfileName>Tunnel</ProfileName>"
	    "<AlwaysOn>true</AlwaysOn><DeviceTunnel>1</DeviceTunnel>"
	    "<DeviceCompliance><Enabled>true</Enabled><Sso><Enabled>true"
	    "</Enabled><IssuerHash>" SHA1 "</IssuerHash></Sso>"
	    "</DeviceCompliance><NativeProfile>"
	    "<NativeProtocolType>L2tp</NativeProtocolType>"
	    "<L2tpPsk>${PSK}</L2tpPsk><Authentication><UserMethod>Eap"
	    "</UserMethod><MachineMethod>Certificate</MachineMethod><Eap>"
	    "<Configuration>" EAP_TLS "</Configuration></Eap>"
	    "</Authentication></NativeProfile></VPNProfile>";
	const struct mdm_profile *p = load_xml(*state, text);
	const struct mdm_network *n = p->network;

	assert_int_equal(p->kind, MDM_VPN);
	assert_str(p->name, "Tunnel");
	assert_str(n->security.v, "L2tp");
	assert_str(n->always_on.v, "true");
	assert_str(n->device_tunnel.v, "true");
	assert_str(n->user_method.v, "Eap");
	assert_str(n->machine_method.v, "Certificate");
	assert_int_equal(n->sso_issuer.n, 1);
	assert_int_equal(n->outer, MDM_EAP_TLS);
	assert_int_equal(p->nsecrets, 1);
	assert_true(p->secrets[0].symbolic);
}

static void
graph_profiles_are_filled_from_within(void **state)
{
	struct fixture *f = *state;
	struct mdm_str wlan = mdm_str_of(WLAN);
	struct mdm_str members = mdm_str_printf(f->loader.keep,
	    "\"profileName\":\"X\",\"payload\":\"" MDM_FMT "\"",
	    MDM_ARG(mdm_base64_encode(f->loader.keep, wlan)));
	const struct mdm_profile *p =
	    load_object(f, "windows81WifiImportConfiguration", members.p);
	const struct mdm_network *n = p->network;

	assert_str(p->name, "A");
	assert_str(p->id, ID1);
	assert_int_equal(p->dialect, MDM_DIALECT_GRAPH);
	assert_int_equal(n->outer, MDM_EAP_TLS);
	assert_int_equal(n->anchors.n, 2);
	assert_str(n->auth_mode.v, "machine");
	assert_int_equal(p->nsecrets, 1);
	/* The way in: the string of the outer document. */
	assert_true(mdm_at_set(n->eap.at.source->inside));
	assert_str(at_of(WLAN, n->eap.at), "13");

	p = load_object(f, "windows10VpnConfiguration",
	    "\"authenticationMethod\":\"customEapXml\",\"enableDeviceTunnel\":"
	    "true,\"singleSignOnIssuerHash\":\"00ff\",\"customEapXml\":"
	    "\"<EapHostConfig><EapMethod><Type>25</Type></EapMethod>"
	    "</EapHostConfig>\"");
	assert_int_equal(p->network->outer, MDM_EAP_PEAP);
	assert_str(p->network->device_tunnel.v, "true");
	assert_int_equal(p->network->sso_issuer.n, 1);
}

static void
what_cannot_be_read_is_said(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_text(f,
	    "{\"@odata.type\":\"#microsoft.graph.windows10VpnConfiguration\","
	    "\"displayName\":\"A\",\"eapXml\":\"bm90IHhtbA==\"}");

	assert_int_equal(facts->notes.n, 1);
	assert_str(facts->notes.at[0], "EAP configurations in eapXml");
	facts = load_named(f, "a.xml",
	    "<EapHostConfig><EapMethod><Type>13</Type></EapMethod><Config>"
	    "<ConfigBlob>0200</ConfigBlob></Config></EapHostConfig>");
	assert_int_equal(facts->profiles.n, 1);
	assert_int_equal(facts->notes.n, 1);
	assert_int_equal(
	    facts->profiles.at[0]->network->anchors.state, MDM_ABSENT);
}

static void
what_is_cut_off_is_an_excerpt(void **state)
{
	struct fixture *f = *state;
	struct mdm_str whole = mdm_str_of(WLAN);

	for (size_t n = 20; n < whole.n; n += 7) {
		struct mdm_str cut = mdm_str_sub(whole, 0, n);
		const struct mdm_facts *facts =
		    load_bytes(f, "a.xml", cut, MDM_INPUT_LINT);

		assert_int_equal(facts->profiles.n, 1);
		assert_true(facts->profiles.at[0]->excerpt);
		assert_int_equal(facts->file.defects.n, 1);
	}
}

static void
several_profiles_in_a_row_are_several(void **state)
{
	const struct mdm_facts *facts =
	    load_named(*state, "a.xml", WLAN "\n" EAP_TLS "<other/>");

	assert_int_equal(facts->profiles.n, 2);
	assert_int_equal(
	    facts->profiles.at[0]->document == facts->profiles.at[1]->document,
	    true);
	assert_int_equal(
	    load_named(*state, "b.xml", "<Settings><Eap/></Settings>")
		->profiles.n,
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(eap_tls_is_read_with_its_places),
		TEST(names_count_not_namespaces),
		TEST(inner_methods_are_told_apart),
		TEST(filters_count_only_when_enabled),
		TEST(a_wlan_profile_is_read),
		TEST(a_lan_profile_is_named_after_its_file),
		TEST(a_vpn_profile_is_read),
		TEST(graph_profiles_are_filled_from_within),
		TEST(what_cannot_be_read_is_said),
		TEST(what_is_cut_off_is_an_excerpt),
		TEST(several_profiles_in_a_row_are_several),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
