/* SPDX-License-Identifier: MIT */
/*
 * gen --bundle FILE N DISTINCT: one PEM file of N certificates, all the same
 * or all distinct.
 *
 * gen TOP DIR TENANTS: folders of 100 files each with the mix of kinds and
 * sizes that real exports have (docs/performance.md).  Prints one line:
 * "files N bytes N relevant N wrong N", `wrong` being the SCEP thumbprints
 * that name no certificate and must be found.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "files.h"
#include "pki.h"
#include "shape.h"

enum { NCHAINS = 110, PER_TENANT = 4, WRONG_PERCENT = 3 };

struct gen {
	struct mdm_arena *arena;
	struct bench_random random;
	json_t *bases;
	struct bench_chain *chains;
	const char *dir;
	size_t tenant, file;
	const struct bench_chain *own[PER_TENANT]; /* this tenant's PKIs */
	size_t files, bytes, relevant, wrong;
};

/* Ids that say which tenant and object it is. */
static struct mdm_str
id_of(struct gen *g, unsigned kind, size_t which)
{
	return mdm_str_printf(g->arena, "%08zx-%04x-4000-8000-%012zx",
	    g->tenant + 1, kind, which + 1);
}

static void
write_file(struct gen *g, const char *stem, size_t which, const char *suffix,
    struct mdm_str text)
{
	struct mdm_str path =
	    mdm_str_printf(g->arena, "%s/tenant-%04zu/%s-%02zu.%s", g->dir,
		g->tenant, stem, which, suffix);

	test_write(path.p, text);
	g->files++;
	g->bytes += text.n;
}

/* 60 % PowerShell, 30 % indented, 10 % minified; 10 % UTF-16, 5 % BOM. */
static void
write_json(struct gen *g, const char *stem, size_t which, json_t *json)
{
	struct mdm_out *out = mdm_out_new_memory();
	uint64_t dice = bench_below(&g->random, 100);
	uint64_t coding = bench_below(&g->random, 100);
	struct mdm_str text;

	if (coding < 5)
		mdm_out_text_of(out, "\xef\xbb\xbf");
	bench_json(out, json,
	    dice < 60	    ? BENCH_POWERSHELL
		: dice < 90 ? BENCH_INDENTED
			    : BENCH_MINIFIED);
	mdm_out_finish(out);
	text = mdm_out_text(out);
	if (coding >= 90)
		text = bench_utf16(g->arena, text);
	write_file(g, stem, which, "json", text);
	mdm_out_free(out);
	json_decref(json);
}

static void
set(json_t *object, const char *key, struct mdm_str value)
{
	json_object_set_new(object, key, json_stringn(value.p, value.n));
}

/* A base of the fixtures, with all that it is based on. */
static json_t *
base(struct gen *g, const char *name)
{
	json_t *own = json_object_get(g->bases, name);
	const char *under = json_string_value(json_object_get(own, "$base"));
	json_t *object = under != NULL ? base(g, under) : json_object();

	json_object_update(object, own);
	json_object_del(object, "$base");
	if (json_object_size(object) == 0) {
		fprintf(stderr, "gen: no base %s\n", name);
		exit(1);
	}
	return json_deep_copy(object);
}

static void
name_profile(struct gen *g, json_t *object, unsigned kind, size_t which,
    const char *name)
{
	set(object, "id", id_of(g, kind, which));
	set(object, "displayName",
	    mdm_str_printf(g->arena, "%s %zu", name, which));
	json_object_set_new(object, "description",
	    json_string("Deployed by IT; don't change <without> a ticket"));
	json_object_set_new(object, "assignments",
	    json_pack("[o, o, o]", base(g, "assign-all-devices"),
		base(g, "assign-group"), base(g, "assign-other-group")));
}

enum { ID_TRUST = 1, ID_SCEP, ID_WIFI, ID_CATALOGUE };

struct trust_row {
	const char *base;
	unsigned chain, cert;
};

/* What a tenant trusts; SCEP and Wi-Fi profiles refer to it by row. */
static const struct trust_row trusts[] = {
	{ "windows-root", 0, 0 },
	{ "windows-intermediate", 0, 1 },
	{ "windows-root", 1, 0 },
	{ "windows-intermediate", 1, 1 },
	{ "windows-root", 2, 0 },
	{ "windows-intermediate", 2, 1 },
	{ "ios-root", 0, 0 },
	{ "ios-root", 0, 1 },
	{ "ios-root", 1, 0 },
	{ "android-owner-root", 0, 0 },
	{ "macos-root", 0, 0 },
	{ "macos-root", 0, 1 },
};

static void
write_trusts(struct gen *g)
{
	for (size_t i = 0; i < sizeof(trusts) / sizeof(*trusts); i++) {
		const struct trust_row *row = &trusts[i];
		const struct bench_cert *cert =
		    &g->own[row->chain]->certs[row->cert];
		json_t *object = base(g, row->base);
		bool pem = bench_below(&g->random, 100) < 30;

		name_profile(g, object, ID_TRUST, i, "Trusted certificate");
		set(object, "trustedRootCertificate",
		    pem ? cert->pem_base64 : cert->base64);
		write_json(g, "trusted", i, object);
		g->relevant++;
	}
}

static void
refer(struct gen *g, json_t *object, const char *key, unsigned kind,
    size_t which, bool list)
{
	struct mdm_str id = id_of(g, kind, which);
	struct mdm_str url = mdm_str_printf(g->arena,
	    "https://graph.microsoft.com/beta/deviceManagement/"
	    "deviceConfigurations('" MDM_FMT "')",
	    MDM_ARG(id));
	struct mdm_str bind = mdm_str_printf(g->arena, "%s@odata.bind", key);

	if (list)
		json_object_set_new(object, bind.p,
		    json_pack("[s%]", url.p, (json_int_t)url.n));
	else
		set(object, bind.p, url);
}

/* Thumbprint of the issuing CA, or of nothing in three of a hundred. */
static struct mdm_str
thumbprint(struct gen *g, const struct bench_chain *chain)
{
	struct mdm_str text =
	    mdm_str_dup(g->arena, mdm_str_of(chain->certs[1].sha1));

	if (bench_below(&g->random, 100) < WRONG_PERCENT) {
		char *p = (char *)(uintptr_t)text.p;

		for (size_t i = 0; i < text.n; i++)
			p[i] = "0123456789ABCDEF"[bench_below(&g->random, 16)];
		g->wrong++;
	}
	return text;
}

#define SCEP_CSP "./Device/Vendor/MSFT/ClientCertificateInstall/SCEP/"

/* The node of the profile first, the thumbprint last. */
static const struct {
	const char *node, *format, *value;
} scep_rows[] = {
	{ "", "node", NULL },
	{ "/Install/ServerURL", "chr",
	    "https://ndes.corp.test/certsrv/mscep/mscep.dll" },
	{ "/Install/Challenge", "chr", "$FLEET_VAR_NDES_SCEP_CHALLENGE" },
	{ "/Install/SubjectName", "chr", "CN=$FLEET_VAR_HOST_UUID" },
	{ "/Install/EKUMapping", "chr", "1.3.6.1.5.5.7.3.2" },
	{ "/Install/KeyUsage", "int", "160" },
	{ "/Install/KeyLength", "int", "2048" },
	{ "/Install/KeyProtection", "int", "2" },
	{ "/Install/HashAlgorithm", "chr", "SHA-2" },
	{ "/Install/RetryCount", "int", "5" },
	{ "/Install/RetryDelay", "int", "1" },
	{ "/Install/ValidPeriod", "chr", "Years" },
	{ "/Install/ValidPeriodUnits", "int", "1" },
	{ "/Install/CAThumbprint", "chr", NULL },
};

enum { NSCEP = sizeof(scep_rows) / sizeof(*scep_rows) };

static json_t *
oma(struct gen *g, size_t which, const char *node, struct mdm_str value)
{
	json_t *row = base(g, "oma-string");

	set(row, "omaUri",
	    mdm_str_printf(g->arena, SCEP_CSP "Json%zu%s", which, node));
	set(row, "value", value);
	return row;
}

/* SCEP through a custom profile: the form in which thumbprints occur. */
static json_t *
custom_scep(struct gen *g, size_t which)
{
	const struct bench_chain *chain = g->own[which % 3];
	json_t *object = base(g, "windows-custom");
	json_t *rows = json_array();

	for (size_t i = 1; i < NSCEP; i++)
		json_array_append_new(rows,
		    oma(g, which, scep_rows[i].node,
			i + 1 < NSCEP ? mdm_str_of(scep_rows[i].value)
				      : thumbprint(g, chain)));
	json_array_append_new(
	    rows, oma(g, which, "/Install/Enroll", MDM_LIT("")));
	json_object_set_new(object, "omaSettings", rows);
	return object;
}

static void
write_sceps(struct gen *g)
{
	static const struct {
		const char *base;
		size_t root;
	} rows[] = {
		{ "windows-scep", 0 },
		{ "windows-scep-user", 2 },
		{ "windows-scep", 4 },
		{ "ios-scep", 6 },
		{ "ios-scep", 8 },
		{ "android-owner-scep", 9 },
		{ "macos-scep", 10 },
	};
	size_t n = sizeof(rows) / sizeof(*rows);

	for (size_t i = 0; i < 10; i++) {
		json_t *object =
		    i < n ? base(g, rows[i].base) : custom_scep(g, i);

		name_profile(g, object, ID_SCEP, i, "SCEP certificate");
		if (i < n)
			refer(g, object, "rootCertificate", ID_TRUST,
			    rows[i].root, false);
		write_json(g, "scep", i, object);
		g->relevant++;
	}
}

static void
write_wifis(struct gen *g)
{
	for (size_t i = 0; i < 6; i++) {
		json_t *object = base(g, i < 4 ? "windows-wifi" : "ios-wifi");

		name_profile(g, object, ID_WIFI, i, "Wi-Fi");
		refer(g, object, "rootCertificatesForServerValidation",
		    ID_TRUST, i < 4 ? 0 : 6, true);
		refer(g, object, "identityCertificateForClientAuthentication",
		    ID_SCEP, i < 4 ? 0 : 3, false);
		write_json(g, "wifi", i, object);
		g->relevant++;
	}
}

static json_t *
setting(struct gen *g, size_t which)
{
	json_int_t word = (json_int_t)bench_below(&g->random, 1000);

	return json_pack("{s:s+, s:{s:s, s:s+, s:n, s:{s:n, s:s+, s:[]}}}",
	    "id", "", mdm_str_printf(g->arena, "%zu", which).p,
	    "settingInstance", "@odata.type",
	    "#microsoft.graph."
	    "deviceManagementConfigurationChoiceSettingInstance",
	    "settingDefinitionId", "device_vendor_msft_policy_config_",
	    mdm_str_printf(g->arena, "area%d_allowthing", (int)word).p,
	    "settingInstanceTemplateReference", "choiceSettingValue",
	    "settingValueTemplateReference", "value",
	    "device_vendor_msft_policy_config_",
	    mdm_str_printf(g->arena, "area%d_allowthing_1", (int)word).p,
	    "children");
}

static void
write_catalogue(struct gen *g, size_t which, size_t nsettings)
{
	json_t *object = json_pack(
	    "{s:s, s:s, s:n, s:s, s:s, s:[s], s:i, s:s, s:{s:s, s:s, s:n}}",
	    "@odata.context",
	    "https://graph.microsoft.com/beta/$metadata#deviceManagement/"
	    "configurationPolicies/$entity",
	    "createdDateTime", "2026-01-12T09:30:00.0000000Z", "creationSource",
	    "description", "", "lastModifiedDateTime",
	    "2026-05-04T08:15:00.0000000Z", "roleScopeTagIds", "0",
	    "settingCount", (int)nsettings, "technologies", "mdm",
	    "templateReference", "templateId", "", "templateFamily", "none",
	    "templateDisplayName");
	json_t *settings = json_array();

	set(object, "id", id_of(g, ID_CATALOGUE, which));
	set(object, "name",
	    mdm_str_printf(g->arena, "Windows - Settings %zu", which));
	json_object_set_new(object, "platforms", json_string("windows10"));
	for (size_t i = 0; i < nsettings; i++)
		json_array_append_new(settings, setting(g, i));
	json_object_set_new(object, "settings", settings);
	write_json(g, "catalogue", which, object);
}

static void
write_catalogues(struct gen *g)
{
	for (size_t i = 0; i < 38; i++) {
		uint64_t dice = bench_below(&g->random, 100);

		write_catalogue(
		    g, i, 1 + (dice < 60 ? dice / 6 : 5 + (dice - 60) * 3 / 4));
	}
	for (size_t i = 38; i < 41; i++)
		write_catalogue(g, i, 60 + bench_below(&g->random, 370));
}

static void
add_command(struct mdm_out *out, int id, const char *uri, const char *format,
    struct mdm_str data)
{
	mdm_out_printf(out,
	    "      <Add>\n        <CmdID>%d</CmdID>\n        <Item>\n"
	    "          <Target><LocURI>%s</LocURI></Target>\n"
	    "          <Meta><Format xmlns=\"syncml:metinf\">%s</Format>"
	    "</Meta>\n",
	    id, uri, format);
	if (data.p != NULL)
		mdm_out_printf(
		    out, "          <Data>" MDM_FMT "</Data>\n", MDM_ARG(data));
	mdm_out_text_of(out, "        </Item>\n      </Add>\n");
}

static void
add_trust(struct gen *g, struct mdm_out *out, int id, const char *store,
    const struct bench_cert *cert)
{
	struct mdm_str uri = mdm_str_printf(g->arena,
	    "./Device/Vendor/MSFT/RootCATrustedCertificates/%s/%s/"
	    "EncodedCertificate",
	    store, cert->sha1);

	add_command(out, id, uri.p, "b64", cert->base64);
}

static void
add_scep(struct gen *g, struct mdm_out *out, int id, size_t which,
    const struct bench_chain *chain)
{
	for (size_t i = 0; i < NSCEP; i++) {
		struct mdm_str uri = mdm_str_printf(
		    g->arena, SCEP_CSP "Xml%zu%s", which, scep_rows[i].node);
		struct mdm_str value = { NULL, 0 };

		if (scep_rows[i].value != NULL)
			value = mdm_str_of(scep_rows[i].value);
		else if (i + 1 == NSCEP)
			value = thumbprint(g, chain);
		add_command(out, id++, uri.p, scep_rows[i].format, value);
	}
	mdm_out_printf(out,
	    "      <Exec>\n        <CmdID>%d</CmdID>\n        <Item>\n"
	    "          <Target><LocURI>" SCEP_CSP
	    "Xml%zu/Install/Enroll</LocURI></Target>\n"
	    "        </Item>\n      </Exec>\n",
	    id, which);
}

static void
write_message(struct gen *g, size_t which)
{
	struct mdm_out *out = mdm_out_new_memory();
	int id = 2;

	mdm_out_text_of(out,
	    "<SyncML xmlns=\"SYNCML:SYNCML1.2\">\n  <SyncHdr>\n"
	    "    <VerDTD>1.2</VerDTD>\n    <VerProto>DM/1.2</VerProto>\n"
	    "    <SessionID>1</SessionID>\n    <MsgID>2</MsgID>\n"
	    "    <Target><LocURI>device</LocURI></Target>\n"
	    "    <Source><LocURI>https://mdm.corp.test/dm</LocURI></Source>\n"
	    "  </SyncHdr>\n  <SyncBody>\n");
	for (size_t i = 0; i < 2; i++) {
		const struct bench_chain *c = g->own[(which + i) % 3];

		add_trust(g, out, id++, "Root", &c->certs[0]);
		add_trust(g, out, id++, "CA", &c->certs[1]);
	}
	mdm_out_text_of(out, "    <Atomic>\n      <CmdID>10</CmdID>\n");
	add_scep(g, out, 11, which, g->own[which % 3]);
	mdm_out_text_of(
	    out, "    </Atomic>\n    <Final/>\n  </SyncBody>\n</SyncML>\n");
	mdm_out_finish(out);
	write_file(g, "message", which, "xml", mdm_out_text(out));
	mdm_out_free(out);
}

static void
payload_end(struct gen *g, struct mdm_out *out, const char *name,
    const char *type, size_t file, size_t which)
{
	struct mdm_str id = id_of(g, 0x10 + (unsigned)which, file);

	mdm_out_printf(out,
	    "      <key>PayloadDisplayName</key>\n      <string>%s</string>\n"
	    "      <key>PayloadIdentifier</key>\n"
	    "      <string>test.corp.%zu.%zu.%zu</string>\n"
	    "      <key>PayloadType</key>\n      <string>%s</string>\n"
	    "      <key>PayloadUUID</key>\n      <string>" MDM_FMT "</string>\n"
	    "      <key>PayloadVersion</key>\n      <integer>1</integer>\n"
	    "    </dict>\n",
	    name, g->tenant, file, which, type, MDM_ARG(id));
}

static void
add_certificate(struct gen *g, struct mdm_out *out, const char *name,
    size_t file, size_t which, const struct bench_cert *cert)
{
	mdm_out_printf(out,
	    "    <dict>\n      <key>PayloadCertificateFileName</key>\n"
	    "      <string>ca-%zu.cer</string>\n"
	    "      <key>PayloadContent</key>\n      <data>\n" MDM_FMT
	    "      </data>\n",
	    which, MDM_ARG(cert->lines));
	payload_end(g, out, name, "com.apple.security.root", file, which);
}

static void
add_apple_scep(struct gen *g, struct mdm_out *out, size_t file, size_t which,
    const struct bench_cert *ca)
{
	struct mdm_str print = bench_base64(
	    g->arena, mdm_str_span((const char *)ca->sha1_bytes, 20), 0);

	mdm_out_printf(out,
	    "    <dict>\n      <key>PayloadContent</key>\n      <dict>\n"
	    "        <key>URL</key>\n        <string>"
	    "https://ndes.corp.test/certsrv/mscep/mscep.dll</string>\n"
	    "        <key>Name</key>\n        <string>corp</string>\n"
	    "        <key>Subject</key>\n        <array>\n"
	    "          <array>\n            <array>\n"
	    "              <string>CN</string>\n"
	    "              <string>$FLEET_VAR_HOST_UUID</string>\n"
	    "            </array>\n          </array>\n"
	    "        </array>\n        <key>Challenge</key>\n"
	    "        <string>$FLEET_VAR_NDES_SCEP_CHALLENGE</string>\n"
	    "        <key>CAFingerprint</key>\n        <data>" MDM_FMT
	    "</data>\n        <key>Key Type</key>\n"
	    "        <string>RSA</string>\n        <key>Key Usage</key>\n"
	    "        <integer>5</integer>\n        <key>Keysize</key>\n"
	    "        <integer>2048</integer>\n"
	    "        <key>KeyIsExtractable</key>\n        <false/>\n"
	    "        <key>AllowAllAppsAccess</key>\n        <false/>\n"
	    "        <key>Retries</key>\n        <integer>3</integer>\n"
	    "        <key>RetryDelay</key>\n        <integer>10</integer>\n"
	    "      </dict>\n",
	    MDM_ARG(print));
	payload_end(g, out, "SCEP", "com.apple.security.scep", file, which);
}

static void
write_profile(struct gen *g, size_t which)
{
	struct mdm_out *out = mdm_out_new_memory();
	const struct bench_chain *chain = g->own[which % PER_TENANT];
	struct mdm_str id = id_of(g, 9, which);

	mdm_out_text_of(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
	    "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
	    "<plist version=\"1.0\">\n<dict>\n"
	    "  <key>PayloadContent</key>\n  <array>\n");
	add_certificate(g, out, "Root", which, 1, &chain->certs[0]);
	add_certificate(g, out, "Issuing CA", which, 2, &chain->certs[1]);
	add_certificate(g, out, "Another root", which, 4,
	    &g->own[(which + 1) % PER_TENANT]->certs[0]);
	add_apple_scep(g, out, which, 3, &chain->certs[1]);
	mdm_out_printf(out,
	    "  </array>\n  <key>PayloadDisplayName</key>\n"
	    "  <string>Corp %zu</string>\n  <key>PayloadIdentifier</key>\n"
	    "  <string>test.corp.%zu.%zu</string>\n"
	    "  <key>PayloadScope</key>\n  <string>System</string>\n"
	    "  <key>PayloadType</key>\n  <string>Configuration</string>\n"
	    "  <key>PayloadUUID</key>\n  <string>" MDM_FMT
	    "</string>\n  <key>PayloadVersion</key>\n"
	    "  <integer>1</integer>\n</dict>\n</plist>\n",
	    which, g->tenant, which, MDM_ARG(id));
	mdm_out_finish(out);
	write_file(g, "profile", which, "mobileconfig", mdm_out_text(out));
	mdm_out_free(out);
}

/* Scripts lie beside exports; a reader has to find out that they are none. */
static void
write_script(struct gen *g, size_t which)
{
	struct mdm_out *out = mdm_out_new_memory();

	for (size_t i = 0; i < 40 + which * 5; i++)
		mdm_out_printf(out,
		    "Write-Output \"step %zu of $total\" # nothing to see\r\n",
		    i);
	mdm_out_finish(out);
	write_file(g, "script", which, "ps1", mdm_out_text(out));
	mdm_out_free(out);
}

static void
make_folder(const char *path)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return;
	perror(path);
	exit(1);
}

static void
write_tenant(struct gen *g)
{
	struct mdm_arena *kept = g->arena;

	g->arena = mdm_arena_new();
	for (size_t i = 0; i < PER_TENANT; i++)
		g->own[i] = &g->chains[(g->tenant * 7 + i * 11) % NCHAINS];
	make_folder(
	    mdm_str_printf(g->arena, "%s/tenant-%04zu", g->dir, g->tenant).p);
	write_trusts(g);
	write_sceps(g);
	write_wifis(g);
	write_catalogues(g);
	for (size_t i = 0; i < 11; i++)
		write_message(g, i);
	for (size_t i = 0; i < 9; i++)
		write_profile(g, i);
	for (size_t i = 0; i < 11; i++)
		write_script(g, i);
	mdm_arena_free(g->arena);
	g->arena = kept;
}

static int
write_bundle(const char *path, size_t n, bool distinct)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct bench_random random = { 0x62756e646c65 };
	struct bench_cert *certs = bench_many(arena, &random, distinct ? n : 1);
	struct mdm_out *out = mdm_out_new_memory();

	for (size_t i = 0; i < n; i++)
		mdm_out_printf(out,
		    "-----BEGIN CERTIFICATE-----\n" MDM_FMT
		    "-----END CERTIFICATE-----\n",
		    MDM_ARG(certs[distinct ? i : 0].lines));
	mdm_out_finish(out);
	test_write(path, mdm_out_text(out));
	mdm_out_free(out);
	mdm_arena_free(arena);
	return 0;
}

int
main(int argc, char **argv)
{
	struct gen g = { .random = { 0x6d646d6c696e74 } };
	size_t tenants;
	const char *path;

	if (argc == 5 && strcmp(argv[1], "--bundle") == 0)
		return write_bundle(
		    argv[2], strtoul(argv[3], NULL, 10), *argv[4] == '1');
	if (argc != 4) {
		fprintf(stderr, "usage: gen TOP DIR TENANTS\n");
		return 2;
	}
	g.arena = mdm_arena_new();
	g.dir = argv[2];
	tenants = strtoul(argv[3], NULL, 10);
	path =
	    mdm_str_printf(g.arena, "%s/fixtures/recipe/bases.json", argv[1]).p;
	g.bases = json_load_file(path, 0, NULL);
	if (g.bases == NULL) {
		fprintf(stderr, "gen: cannot read %s\n", path);
		return 1;
	}
	g.chains = bench_chains(g.arena, &g.random, NCHAINS);
	make_folder(g.dir);
	for (g.tenant = 0; g.tenant < tenants; g.tenant++)
		write_tenant(&g);
	printf("files %zu bytes %zu relevant %zu wrong %zu\n", g.files, g.bytes,
	    g.relevant, g.wrong);
	json_decref(g.bases);
	mdm_arena_free(g.arena);
	return 0;
}
