/* SPDX-License-Identifier: MIT */
#include "base/placeholder.h"

#include <stdlib.h>

#include "unit.h"

enum { SYMBOLIC = 1, MASKED = 2, SAMPLE = 4 };

static const struct {
	const char *text;
	int kinds;
} rows[] = {
	{ "{{AAD_Device_ID}}", SYMBOLIC },
	{ "CN={{UserName}},E={{EmailAddress}}", SYMBOLIC },
	{ "{{yourScepCAThumbprint}}", SYMBOLIC },
	{ "{{open", 0 },
	{ "$FLEET_VAR_NDES_SCEP_CHALLENGE", SYMBOLIC },
	{ "a$FLEET_SECRET_b", SYMBOLIC },
	{ "${challenge}", SYMBOLIC },
	{ "$COMPUTERNAME", SYMBOLIC },
	{ "$CmdID$", SYMBOLIC },
	{ "costs $5 or US$", 0 },
	{ "pa$$word", 0 },
	{ "%HardwareUUID%", SYMBOLIC },
	{ "https://a.test/%2Fabc%2F", 0 },
	{ "100%", 0 },
	{ "{DeviceUid}", SYMBOLIC },
	{ "{0}", SYMBOLIC },
	{ "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", 0 },
	{ "{af2504e0-4f89-11d3-9a0c-0305e82c3301}", 0 },
	{ "radius\\d{3}\\.corp", 0 },
	{ "radius[0-9]{2}", 0 },
	{ "https://{1}/scep", SYMBOLIC },
	{ "radius{0}.corp.test", SYMBOLIC },
	{ "<InsertUniqueIDHere>", SYMBOLIC },
	{ "https://<your server>/scep", SYMBOLIC },
	{ "<thumbprint of the root>", SYMBOLIC },
	{ "<eap><type>13</type></eap>", 0 },
	{ "a < b > c", 0 },
	{ "@@URL@@", SYMBOLIC },
	{ "a@b.test", 0 },
	{ "[SSID]", SYMBOLIC },
	{ "radius[ABC]\\.corp\\.test", 0 },
	{ "CA_THUMBPRINT", SYMBOLIC },
	{ "Corp_WiFi", 0 },
	{ "CORP", 0 },
	{ "****", SYMBOLIC | MASKED },
	{ "*", 0 },
	{ "*.corp.test", 0 },
	{ "abc***", SYMBOLIC | MASKED },
	{ "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", SYMBOLIC | MASKED },
	{ "XX XX XX XX", SYMBOLIC | MASKED },
	{ "https://xxxx.okta.com/", SYMBOLIC },
	{ "xxiii", 0 },
	{ "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2", SYMBOLIC | MASKED },
	{ "REDACTED", SYMBOLIC | MASKED },
	{ " [redacted] ", SYMBOLIC | MASKED },
	{ "Display Name value", SAMPLE },
	{ "Scep Server Urls value", SAMPLE },
	{ "some value", 0 },
	{ "value", 0 },
	{ "dHJ1c3RlZFJvb3RDZXJ0aWZpY2F0ZQ==", SAMPLE },
	{ "cGF5bG9hZA==", SAMPLE },
	{ "B64EncodedCertInsertedHere", SAMPLE },
	{ "B64 encoded cert insert here", SAMPLE },
	{ "Base64_Encode_Cert_Blob", SAMPLE },
	{ "EncodedRootCertHashInsertedHere", SAMPLE },
	{ "Base64EncodedDataHere==", SAMPLE },
	{ "MIIB", 0 },
	{ "Atmosphere", 0 },
	{ "CorpWifi", 0 },
	{ "", 0 },
	{ "  ", 0 },
	{ "Passw0rd", 0 },
};

static void
tells_kinds_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_str text = mdm_str_of(rows[i].text);
		int got = (mdm_placeholder_symbolic(text) ? SYMBOLIC : 0) |
		    (mdm_placeholder_masked(text) ? MASKED : 0) |
		    (mdm_placeholder_sample(text) ? SAMPLE : 0);

		assert_row(got, rows[i].kinds, rows[i].text);
	}
}

static void
absent_is_nothing(void **state)
{
	struct mdm_str absent = { NULL, 0 };

	(void)state;
	assert_false(mdm_placeholder_symbolic(absent));
	assert_false(mdm_placeholder_masked(absent));
	assert_false(mdm_placeholder_sample(absent));
}

/* A hostile value is looked at once, not once per character. */
static void
stays_linear(void **state)
{
	static const char *const starts[] = { "{", "${", "@@", "<", "%a", "x",
		"*a", "$A" };
	enum { SIZE = 1 << 20 };
	char *big = malloc(SIZE);

	(void)state;
	for (size_t s = 0; s < COUNT(starts); s++) {
		size_t n = strlen(starts[s]);

		for (size_t i = 0; i + n <= SIZE; i += n)
			memcpy(big + i, starts[s], n);
		(void)mdm_placeholder_symbolic(mdm_str_span(big, SIZE - n));
		(void)mdm_placeholder_sample(mdm_str_span(big, SIZE - n));
	}
	free(big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_kinds_apart),
		cmocka_unit_test(absent_is_nothing),
		cmocka_unit_test(stays_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
