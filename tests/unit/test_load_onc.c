/* SPDX-License-Identifier: MIT */
#include "load.h"
#include "model/onc.h"

#define ROOT "{\"GUID\":\"root\",\"Type\":\"Authority\",\"X509\":\"" CERT "\"}"
#define WIFI(eap)                                                              \
	"{\"GUID\":\"w\",\"Name\":\"Corp\",\"Type\":\"WiFi\",\"WiFi\":{"       \
	"\"SSID\":\"corp\",\"Security\":\"WPA-EAP\",\"EAP\":{" eap "}}}"
#define ONC(certificates, networks)                                              \
	"{\"Type\":\"UnencryptedConfiguration\",\"Certificates\":[" certificates \
	"],\"NetworkConfigurations\":[" networks "]}"

static const struct mdm_profile *
load_network(struct fixture *f, const char *text)
{
	const struct mdm_facts *facts = load_named(f, "a.onc", text);

	assert_true(facts->profiles.n > 0);
	return facts->profiles.at[facts->profiles.n - 1];
}

static void
reads_certificates_and_networks(void **state)
{
	const struct mdm_facts *facts = load_named(*state, "a.onc",
	    ONC(ROOT,
		WIFI("\"Outer\":\"EAP-TLS\",\"ServerCARefs\":[\"root\"],"
		     "\"ClientCertType\":\"Pattern\","
		     "\"ClientCertPattern\":{\"IssuerCARef\":[\"root\"]}")));
	const struct mdm_profile *root, *wifi;

	assert_int_equal(facts->profiles.n, 2);
	root = facts->profiles.at[0];
	wifi = facts->profiles.at[1];
	assert_int_equal(root->kind, MDM_TRUST);
	assert_int_equal(root->platform, MDM_CHROMEOS);
	assert_int_equal(root->dialect, MDM_DIALECT_ONC);
	assert_string_equal(root->trust->cert->sha1_hex, CERT_SHA1);
	assert_str(root->name, "root");
	assert_int_equal(wifi->kind, MDM_WIFI);
	assert_str(wifi->name, "Corp");
	assert_str(wifi->network->network.v, "corp");
	assert_int_equal(wifi->network->outer, MDM_EAP_TLS);
	assert_true(wifi->network->certificate_auth);
	assert_true(wifi->network->client_elsewhere);
	assert_ptr_equal(mdm_ref_of(wifi, MDM_REF_SERVER_ROOT)->expanded, root);
	assert_ptr_equal(mdm_ref_of(wifi, MDM_REF_CLIENT_ROOT)->expanded, root);
	assert_ptr_equal(root->document, wifi->document);
}

static void
keeps_places_behind_comments(void **state)
{
	static const char text[] =
	    "// for the office\n{\"NetworkConfigurations\": [ /* one */\n"
	    "  {\"GUID\": \"w\", \"Name\": \"Corp\", \"Type\": \"WiFi\",\n"
	    "   \"WiFi\": {\"SSID\": \"corp\", \"Security\": \"None\",},},\n"
	    "],}\n";
	const struct mdm_profile *wifi = load_network(*state, text);

	assert_str(wifi->name, "Corp");
	assert_memory_equal(text + wifi->at.off, "\"Corp\"", 6);
	assert_memory_equal(
	    text + wifi->network->network.at.off, "\"corp\"", 6);
}

static void
tells_what_is_not_there(void **state)
{
	const struct mdm_profile *wifi =
	    load_network(*state, ONC(ROOT, WIFI("\"Outer\":\"PEAP\"")));

	assert_int_equal(
	    mdm_ref_of(wifi, MDM_REF_SERVER_ROOT)->state, MDM_REF_UNBOUND);
	assert_null(mdm_ref_of(wifi, MDM_REF_IDENTITY));
	assert_true(wifi->network->password_auth);
	assert_int_equal(wifi->network->server_names.state, MDM_ABSENT);
	wifi = load_network(*state, ONC(ROOT, WIFI("\"Outer\":\"EAP-TLS\"")));
	assert_int_equal(
	    mdm_ref_of(wifi, MDM_REF_IDENTITY)->state, MDM_REF_UNBOUND);
}

static void
takes_pem_and_base64(void **state)
{
	const struct mdm_profile *wifi;
	const struct mdm_facts *facts = load_named(*state, "a.onc",
	    ONC("{\"GUID\":\"p\",\"Type\":\"Server\",\"X509\":"
		"\"-----BEGIN CERTIFICATE-----\\n" CERT
		"\\n-----END CERTIFICATE-----\"}",
		WIFI("\"Outer\":\"PEAP\",\"ServerCAPEMs\":[\"" CERT "\"]")));

	assert_int_equal(facts->carriers.n, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(facts->carriers.at[i]->ncerts, 1);
		assert_int_equal(
		    facts->carriers.at[i]->wrapping, MDM_WRAPPED_ONCE);
	}
	wifi = facts->profiles.at[1];
	assert_int_equal(wifi->onc->auths[0].ca_pems.n, 1);
}

static void
notes_keys_in_other_letters(void **state)
{
	const struct mdm_profile *wifi = load_network(*state,
	    ONC("", WIFI("\"Outer\":\"PEAP\",\"servercaref\":\"root\"")));

	assert_int_equal(wifi->onc->nmisspellings, 1);
	assert_str(wifi->onc->misspellings[0].key, "servercaref");
	assert_string_equal(wifi->onc->misspellings[0].meant, "ServerCARef");
	assert_int_equal(wifi->onc->nrefs, 1);
}

static void
reads_vpns(void **state)
{
	const struct mdm_profile *vpn = load_network(*state,
	    ONC(ROOT,
		"{\"GUID\":\"v\",\"Name\":\"V\",\"Type\":\"VPN\",\"VPN\":{"
		"\"Type\":\"L2TP-IPsec\",\"Host\":\"vpn.example\",\"IPsec\":{"
		"\"AuthenticationType\":\"Cert\",\"ServerCARef\":\"root\","
		"\"ClientCertType\":\"PKCS11Id\",\"EAP\":{\"Outer\":\"PEAP\"}},"
		"\"L2TP\":{\"Password\":\"12345\"}}}"));

	assert_int_equal(vpn->kind, MDM_VPN);
	assert_true(vpn->network->certificate_auth);
	assert_int_equal(vpn->onc->nauths, 2);
	assert_string_equal(vpn->onc->auths[0].name, "IPsec");
	assert_int_equal(vpn->nsecrets, 1);
	assert_int_equal(vpn->secrets[0].length, 5);
	vpn = load_network(*state,
	    ONC("",
		"{\"GUID\":\"v\",\"Type\":\"VPN\",\"VPN\":{\"Type\":"
		"\"OpenVPN\",\"Host\":\"h\",\"OpenVPN\":{\"ServerCertRef\":"
		"\"peer\",\"OTP\":\"1\"}}}"));
	assert_str(vpn->name, "v");
	assert_int_equal(vpn->onc->refs[0].use, MDM_ONC_SERVER);
}

static void
reads_ethernet_and_what_it_does_not_know(void **state)
{
	const struct mdm_facts *facts = load_named(*state, "a.onc",
	    ONC("{\"GUID\":\"c\",\"Type\":\"Client\",\"PKCS12\":\"AAAA\"},"
		"{\"GUID\":\"d\",\"Remove\":true},3",
		"{\"GUID\":\"e\",\"Type\":\"Ethernet\",\"Ethernet\":{"
		"\"Authentication\":\"8021X\",\"EAP\":{\"Outer\":\"LEAP\"}}},"
		"{\"GUID\":\"m\",\"Type\":\"Cellular\",\"Cellular\":{}}"));

	assert_int_equal(facts->profiles.n, 4);
	assert_int_equal(facts->profiles.at[0]->kind, MDM_PFX);
	assert_int_equal(facts->profiles.at[1]->kind, MDM_OTHER);
	assert_int_equal(facts->profiles.at[2]->kind, MDM_WIRED);
	assert_int_equal(facts->profiles.at[2]->network->outer, MDM_EAP_LEAP);
	assert_int_equal(facts->profiles.at[3]->kind, MDM_OTHER);
}

static void
takes_a_network_alone_for_an_excerpt(void **state)
{
	const struct mdm_profile *wifi = load_network(
	    *state, WIFI("\"Outer\":\"PEAP\",\"ServerCARef\":\"root\""));

	assert_true(wifi->onc->document->excerpt);
	assert_int_equal(wifi->nrefs, 1);
	assert_int_equal(wifi->refs[0].state, MDM_REF_UNKNOWN);
}

static void
says_that_it_cannot_decrypt(void **state)
{
	const struct mdm_facts *facts = load_named(*state, "a.onc",
	    "{\"Type\":\"EncryptedConfiguration\",\"Ciphertext\":\"AAAA\"}");

	assert_int_equal(facts->profiles.n, 0);
	assert_true(facts->file.recognised);
	assert_str(facts->notes.at[0], "encrypted ONC files");
}

static void
finds_it_in_policies(void **state)
{
	const struct mdm_facts *facts = load_text(*state,
	    "{\"policies\":[{\"name\":\"a\"},{\"name\":\"b\","
	    "\"openNetworkConfiguration\":" ONC(
		ROOT, WIFI("\"Outer\":\"PEAP\"")) "}]}");

	assert_int_equal(facts->profiles.n, 2);
	assert_int_equal(
	    facts->profiles.at[0]->platform, MDM_ANDROID_ENTERPRISE);
	assert_true(facts->profiles.at[1]->onc->document->android);
	assert_int_equal(
	    facts->profiles.at[1]->network->server_names.state, MDM_HAS_VALUE);
	facts = load_text(*state,
	    "{\"OpenNetworkConfiguration\":\"{\\\"Certificates\\\":["
	    "{\\\"GUID\\\":\\\"r\\\",\\\"X509\\\":\\\"" CERT "\\\"},]}\"}");
	assert_int_equal(facts->profiles.n, 0); /* a comma, and no network */
	facts = load_text(*state,
	    "{\"OpenNetworkConfiguration\":\"{\\\"Certificates\\\":["
	    "{\\\"GUID\\\":\\\"r\\\",\\\"X509\\\":\\\"" CERT "\\\"}]}\"}");
	assert_int_equal(facts->profiles.n, 1);
	assert_int_equal(facts->profiles.at[0]->platform, MDM_CHROMEOS);
}

static void
leaves_other_json_alone(void **state)
{
	static const char *const texts[] = { "{\"Certificates\":[]}",
		"{\"Certificates\":[{\"name\":\"a\"}]}",
		"{\"Type\":\"EncryptedConfiguration\"}", "[]", "{}",
		"{\"GUID\":\"a\",\"Type\":\"WiFi\"}",
		"{\"openNetworkConfiguration\":null}", "{\"policies\":3}",
		"{\"policies\":[{\"a\":1}]}" };

	for (size_t i = 0; i < COUNT(texts); i++)
		assert_row(
		    load_text(*state, texts[i])->profiles.n, 0, texts[i]);
}

static void
tells_types_that_fit(void **state)
{
	static const struct {
		const char *type;
		enum mdm_onc_use use;
		bool fits;
	} rows[] = {
		{ "Authority", MDM_ONC_SERVER_CA, true },
		{ "Server", MDM_ONC_SERVER_CA, true },
		{ "Client", MDM_ONC_SERVER_CA, false },
		{ "Client", MDM_ONC_CLIENT, true },
		{ "Authority", MDM_ONC_CLIENT, false },
		{ "Authority", MDM_ONC_ISSUER, true },
		{ "Server", MDM_ONC_ISSUER, false },
		{ "Server", MDM_ONC_SERVER, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_onc_object o = { .certificate = true };

		o.type.v = mdm_str_of(rows[i].type);
		assert_row(
		    mdm_onc_fits(&o, rows[i].use), rows[i].fits, rows[i].type);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_certificates_and_networks),
		TEST(keeps_places_behind_comments),
		TEST(tells_what_is_not_there),
		TEST(takes_pem_and_base64),
		TEST(notes_keys_in_other_letters),
		TEST(reads_vpns),
		TEST(reads_ethernet_and_what_it_does_not_know),
		TEST(takes_a_network_alone_for_an_excerpt),
		TEST(says_that_it_cannot_decrypt),
		TEST(finds_it_in_policies),
		TEST(leaves_other_json_alone),
		cmocka_unit_test(tells_types_that_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
