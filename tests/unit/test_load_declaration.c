/* SPDX-License-Identifier: MIT */
#include "load.h"
#include "model/declaration.h"

#define DECLARATION(type, id, payload)                                         \
	"{\"Type\":\"com.apple." type "\",\"Identifier\":\"" id                \
	"\",\"ServerToken\":\"1\",\"Payload\":{" payload "}}"

static void
reads_assets(void **state)
{
	static const struct {
		const char *type;
		unsigned asset;
	} rows[] = {
		{ "certificate", MDM_ASSET_CERTIFICATE },
		{ "identity", MDM_ASSET_IDENTITY },
		{ "scep", MDM_ASSET_SCEP },
		{ "acme", MDM_ASSET_ACME },
		{ "userpassword", MDM_ASSET_PASSWORD },
		{ "something", MDM_ASSET_OTHER },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_str text = mdm_str_printf(f->loader.keep,
		    "{\"Type\":\"com.apple.asset.credential.%s\","
		    "\"Identifier\":\"a\",\"Payload\":{\"Reference\":{"
		    "\"DataURL\":\"https://a.example\"}}}",
		    rows[i].type);
		const struct mdm_profile *p = load_one(f, text.p);

		assert_row(p->declaration->asset, rows[i].asset, rows[i].type);
		assert_str(p->declaration->data_url.v, "https://a.example");
		assert_int_equal(p->platform, MDM_APPLE);
	}
}

static void
reads_references_at_any_depth(void **state)
{
	const struct mdm_profile *p = load_one(*state,
	    DECLARATION("configuration.account.exchange", "x",
		"\"VisibleName\":\"Mail\","
		"\"UserIdentityAssetReference\":\"who\","
		"\"AuthenticationCredentialsAssetReference\":\"secret\","
		"\"SMIME\":{\"Signing\":{\"IdentityAssetReference\":\"id\"}},"
		"\"OtherAssetReferences\":3,"
		"\"ListAssetReference\":[\"one\",\"two\",{}]"));
	const struct mdm_declaration *d = p->declaration;

	assert_str(p->name, "Mail");
	assert_int_equal(d->asset, 0);
	assert_int_equal(d->nrefs, 5);
	assert_int_equal(d->refs[0].wanted, MDM_ASSET_OTHER);
	assert_int_equal(d->refs[1].wanted, MDM_ASSET_PASSWORD);
	assert_int_equal(d->refs[2].wanted, MDM_ASSET_IDENTITIES);
	assert_str(d->refs[2].identifier.v, "id");
	assert_int_equal(d->refs[3].wanted, MDM_ASSET_ANY);
	assert_str(d->refs[4].identifier.v, "two");
}

static void
reads_lists_of_declarations(void **state)
{
	const struct mdm_facts *facts = load_text(*state,
	    "{\"Declarations\":[" DECLARATION(
		"configuration.security.certificate", "c",
		"\"CredentialAssetReference\":\"a\"") "," DECLARATION("configuration.passcode.settings",
		"p", "") "],"
			 "\"One\":" DECLARATION(
			     "asset.credential.acme", "a", "") "}");

	assert_int_equal(facts->profiles.n, 2);
	assert_int_equal(facts->profiles.at[0]->declaration->refs[0].wanted,
	    MDM_ASSET_CERTIFICATE);
	facts = load_text(*state,
	    "[" DECLARATION("configuration.security.identity", "c",
		"\"CredentialAssetReference\":\"a\"") ",1]");
	assert_int_equal(facts->profiles.n, 1);
	assert_int_equal(facts->profiles.at[0]->declaration->refs[0].wanted,
	    MDM_ASSET_IDENTITIES);
}

static void
reads_vpns(void **state)
{
	const struct mdm_profile *p = load_one(*state,
	    DECLARATION("configuration.network.vpn.ikev2", "v",
		"\"HostName\":\"h\",\"Authentication\":{"
		"\"Method\":\"Certificate\"}"));

	assert_int_equal(p->kind, MDM_VPN);
	assert_true(p->network->certificate_auth);
	assert_int_equal(p->refs[0].state, MDM_REF_UNBOUND);
	p = load_one(*state,
	    DECLARATION("configuration.network.vpn.ikev2", "v",
		"\"Authentication\":{\"Method\":\"Certificate\","
		"\"IdentityAssetReference\":\"a\"}"));
	assert_int_equal(p->nrefs, 0);
	assert_true(p->network->client_elsewhere);
	p = load_one(
	    *state, DECLARATION("configuration.network.vpn.ikev2", "v", ""));
	assert_str(p->name, "v");
}

static void
reads_credentials_by_their_keys(void **state)
{
	const struct mdm_profile *p = load_one(*state,
	    "{\"URL\":\"https://ca.example\",\"Key Type\":\"RSA\","
	    "\"Keysize\":2048,\"Key Usage\":4,\"CAFingerprint\":\"AQID\","
	    "\"Challenge\":\"1234\",\"Subject\":[[[\"CN\",\"x\"]]]}");

	assert_int_equal(p->kind, MDM_SCEP);
	assert_str(p->type, "com.apple.credential.scep");
	assert_int_equal(p->enrolment->key_bits, 2048);
	assert_int_equal(p->enrolment->usage, MDM_REQUEST_ENCIPHERMENT);
	assert_str(p->enrolment->ca_fingerprint.v, "010203");
	assert_int_equal(p->secrets[0].kind, MDM_SECRET_CHALLENGE);
	assert_int_equal(p->apple->subject->npairs, 1);
	assert_int_equal(p->apple->subject->pairs[0].depth, 3);
	assert_str(p->apple->subject->pairs[0].value.v, "x");
	p = load_one(*state,
	    "{\"DirectoryURL\":\"https://ca.example\","
	    "\"ClientIdentifier\":\"1\",\"KeySize\":256}");
	assert_int_equal(p->apple->type->classes, MDM_APPLE_ACME);
	p = load_one(
	    *state, "{\"Identity\":\"" CERT "\",\"Password\":\"123\"}");
	assert_int_equal(p->kind, MDM_PFX);
	assert_int_equal(p->secrets[0].kind, MDM_SECRET_PFX_PASSWORD);
}

static void
leaves_other_json_alone(void **state)
{
	static const char *const texts[] = {
		"{\"Type\":\"com.apple.asset.credential.acme\"}",
		"{\"Type\":\"com.apple.asset.credential.acme\",\"Payload\":1}",
		"{\"Type\":\"com.example.asset\",\"Payload\":{}}",
		"{\"Identity\":\"a\",\"Password\":\"b\"}",
		"{\"Identity\":\"" CERT "\",\"Password\":\"b\",\"c\":1}",
		"{\"URL\":\"https://a.example\",\"Name\":\"b\"}",
		"{\"Payload\":{\"Keysize\":1}}",
		DECLARATION("activation.simple", "a",
		    "\"StandardConfigurations\":[\"b\"]"),
		DECLARATION("configuration.passcode.settings", "p", ""),
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct mdm_facts *facts = load_text(*state, texts[i]);

		for (size_t k = 0; k < facts->profiles.n; k++)
			assert_row(
			    facts->profiles.at[k]->kind, MDM_OTHER, texts[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_assets),
		TEST(reads_references_at_any_depth),
		TEST(reads_lists_of_declarations),
		TEST(reads_vpns),
		TEST(reads_credentials_by_their_keys),
		TEST(leaves_other_json_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
