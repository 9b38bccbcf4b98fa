/* SPDX-License-Identifier: MIT */
#include "doc.h"

#define BYTES(literal)                                                         \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	struct mdm_str text;
	const char *name;
	enum mdm_syntax want;
} rows[] = {
	/* JSON */
	{ BYTES("{}"), "", MDM_JSON },
	{ BYTES(" \r\n\t[1]"), "", MDM_JSON },
	{ BYTES("[]"), "x.txt", MDM_JSON },
	{ BYTES("[ \"a\"]"), "", MDM_JSON },
	{ BYTES("[true]"), "", MDM_JSON },
	{ BYTES("\"text\"\n"), "", MDM_JSON },
	{ BYTES("-1.5e3"), "", MDM_JSON },
	{ BYTES("null"), "", MDM_JSON },
	{ BYTES("\xef\xbb\xbf{}"), "", MDM_JSON },
	{ BYTES(""), "a.json", MDM_JSON },
	{ BYTES("oops"), "A.JSON", MDM_JSON },
	{ BYTES("{\"a\":\"\n-----BEGIN CERTIFICATE-----\"}"), "", MDM_JSON },
	/* YAML has no first bytes of its own */
	{ BYTES("a: 1\n"), "a.yaml", MDM_YAML },
	{ BYTES("{a: 1}"), "a.YML", MDM_YAML },
	{ BYTES("a: 1\n"), "a.txt", MDM_TEXT },
	/* markup */
	{ BYTES("<SyncML/>"), "", MDM_XML },
	{ BYTES("\n <?xml version=\"1.0\"?>\n<!-- <plist> --><Add/>"), "",
	    MDM_XML },
	{ BYTES("<?xml version=\"1.0\"?><!DOCTYPE plist PUBLIC \"x\">"), "",
	    MDM_PLIST },
	{ BYTES("<!-- c --><plist version=\"1.0\">"), "", MDM_PLIST },
	{ BYTES("<plist/>"), "", MDM_PLIST },
	{ BYTES("<plistx/>"), "", MDM_XML },
	{ BYTES("<Data><![CDATA[<plist>]]></Data>"), "", MDM_XML },
	{ BYTES("<!DOCTYPE html><html/>"), "", MDM_XML },
	{ BYTES("<!-- never closed"), "", MDM_XML },
	{ BYTES("<![LOG[text]LOG]!><time=\"1\">"), "", MDM_TEXT },
	{ BYTES("<a/>"), "a.json", MDM_XML },
	/* certificates */
	{ BYTES("-----BEGIN CERTIFICATE-----\n"), "", MDM_PEM },
	{ BYTES("\n\n-----BEGIN CERTIFICATE-----\n"), "", MDM_PEM },
	{ BYTES("Certificate:\n    Data:\n-----BEGIN CERTIFICATE-----\n"), "",
	    MDM_PEM },
	{ BYTES("text\r\n-----BEGIN X509 CRL-----\r\n"), "a.json", MDM_PEM },
	{ BYTES("say -----BEGIN CERTIFICATE-----\n"), "", MDM_TEXT },
	{ BYTES("\x30\x82\x03\x01\x30"), "", MDM_DER },
	{ BYTES("\x30\x80\x06\x09\0\0"), "", MDM_DER },
	{ BYTES("\x30\x81\x85\x02"), "", MDM_DER },
	{ BYTES("\x30\x03\x02\x01\x05"), "", MDM_DER },
	{ BYTES("0!plain text that is 35 bytes long."), "", MDM_TEXT },
	{ BYTES("bplist00\x01"), "", MDM_BPLIST },
	{ BYTES("PK\x03\x04\0\0\xff"), "", MDM_SYNTAX_NONE },
	/* the rest */
	{ BYTES(""), "", MDM_TEXT },
	{ BYTES(" \n"), "a.txt", MDM_TEXT },
	{ BYTES("[Version]\nSignature=x\n"), "a.inf", MDM_TEXT },
	{ BYTES("[NewRequest]"), "", MDM_TEXT },
	{ BYTES("2024-05-01 12:00:00 event\n"), "", MDM_TEXT },
	{ BYTES("\"a\",\"b\"\n\"1\",\"2\"\n"), "", MDM_TEXT },
	{ BYTES("plain"), "", MDM_TEXT },
};

static void
knows_first_bytes(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_doc *doc = open_text(f, rows[i].name, rows[i].text);
		char row[32];

		snprintf(row, sizeof(row), "row %zu", i);
		assert_row(doc->source->syntax, rows[i].want, row);
	}
}

static void
looks_behind_long_dumps(void **state)
{
	static const char mark[] = "\n-----BEGIN CERTIFICATE-----\n";
	struct fixture *f = *state;
	size_t n = 100 * 1024;
	char *text = mdm_alloc(f->scratch, n + sizeof(mark), 1, 1);

	memset(text, 'x', n);
	memcpy(text + n, mark, sizeof(mark));
	assert_int_equal(
	    open_text(f, "", mdm_str_of(text))->source->syntax, MDM_PEM);
}

/* The name of the file says nothing about what is inside a value. */
static void
ignores_the_name_for_nested_text(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(f, "a.yaml", MDM_LIT("k: 'v: 1'\n"));
	struct mdm_node *k = mdm_get(doc->root, "k");

	assert_int_equal(mdm_doc_nested(k, k->value)->source->syntax, MDM_TEXT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(knows_first_bytes),
		TEST(looks_behind_long_dumps),
		TEST(ignores_the_name_for_nested_text),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
