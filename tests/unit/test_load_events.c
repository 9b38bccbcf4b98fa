/* SPDX-License-Identifier: MIT */
/* Event logs as they are passed on, and as nobody ought to pass them on. */
#include "load.h"
#include "load/event.h"
#include "mkevtx.h"

#define PROVIDER                                                               \
	"Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider"
#define URL "https://ndes.corp.test/certsrv/mscep/mscep.dll/pkiclient.exe"
#define SHA1 "c2686b14b97feb083f7b5d543984d69323dfbc33"
#define NOT_BEGUN                                                              \
	"SCEPInstallCertificateWithScepHelper:Failed to Initialize SCEP "      \
	"enrollment with NDES Server '" URL "', CA cert thumbprint '"
#define MOMENT 1779956042000 /* 2026-05-28T08:14:02Z */

static const struct mdm_facts *
load_log(struct fixture *f, const char *name, const char *text)
{
	return load_named(f, name, text);
}

static const struct mdm_event *
only_event(const struct mdm_facts *facts)
{
	assert_true(facts->file.recognised);
	assert_int_equal(facts->events.n, 1);
	return facts->events.at[0];
}

static void
assert_text(struct mdm_str got, const char *want)
{
	if (!mdm_str_is(got, want))
		fail_msg(
		    "\"" MDM_FMT "\" instead of \"%s\"", MDM_ARG(got), want);
}

static void
test_times(void **state)
{
	static const struct {
		const char *text;
		int64_t time;
		bool fine, local;
	} rows[] = {
		{ "2026-05-28T08:14:02.1234567Z", MOMENT + 123, true, false },
		{ "2026-05-28T08:14:02Z", MOMENT, true, false },
		{ "2026-05-28T10:14:02+02:00", MOMENT, true, false },
		{ "5/28/2026 8:14:02 AM", MOMENT, true, true },
		{ "5/28/2026 8:14:02\xe2\x80\xaf"
		  "AM",
		    MOMENT, true, true },
		{ "5/28/2026 8:14:02 PM", MOMENT + 43200000, true, true },
		{ "5/28/2026 12:14:02 AM", MOMENT - 28800000, true, true },
		{ "28/05/2026 08:14:02", MOMENT, true, true },
		{ "28.05.2026 08:14:02", MOMENT, true, true },
		{ "28. 5. 2026 8:14:02", MOMENT, true, true },
		{ "28-05-2026 08:14:02", MOMENT, true, true },
		{ "2026/05/28 8:14:02", MOMENT, true, true },
		{ "2026-05-28T08:14:02.5000000    VERB", MOMENT + 500, true,
		    true },
		{ "28.05.26, 08:14", MOMENT - 2000, true, true },
		{ "31/31/2026 08:14:02", 0, false, true },
		{ "8:14:02", 0, false, true },
		{ "yesterday", 0, false, true },
		{ "", 0, false, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t time = 0;
		bool local = false;
		bool fine = mdm_event_time_parse(
		    mdm_str_of(rows[i].text), &time, &local);

		if (fine != rows[i].fine || local != rows[i].local ||
		    (fine && time != rows[i].time))
			fail_msg(
			    "%s: %d %lld", rows[i].text, fine, (long long)time);
	}
}

/* `Format-List` breaks lines anywhere. */
static void
test_wrapped(void **state)
{
	const struct mdm_event *e = only_event(load_log(*state, "a.txt",
	    "\r\n"
	    "TimeCreated  : 5/28/2026 8:14:02 AM\r\n"
	    "ProviderName : " PROVIDER "\r\n"
	    "Id           : 307\r\n"
	    "Message      : SCEP: Failed LogError Message : "
	    "(SCEPInstallCertificateWithScepHelper:Failed to Initia\r\n"
	    "               lize SCEP enrollment with NDES Server "
	    "'https://ndes.corp.test/certsrv/mscep/msce\r\n"
	    "               p.dll/pkiclient.exe', CA cert thumb\r\n"
	    "               print 'C2686B14B97FEB083F7B5D543984\r\n"
	    "               D69323DFBC33' and server certs ''. LogError "
	    "0x80091007)\r\n"
	    "\r\n"));

	assert_text(e->url.v, URL);
	assert_text(e->ca.digits, SHA1);
	assert_false(e->ca.cut);
	assert_true(e->has_code);
	assert_int_equal(e->code, 0x80091007);
	assert_true(e->timed && e->local_time);
	assert_true(e->time == MOMENT);
}

static void
test_thumbprints(void **state)
{
	static const struct {
		const char *behind;
		size_t digits;
		bool cut;
	} rows[] = {
		{ SHA1 "' and server certs ''. LogError 0x80)", 40, false },
		{ SHA1, 40, false },
		{ "c2686b14b97feb083f7b)", 20, true },
		{ "c2686b14b97feb083f7b", 20, true },
		{ ")", 0, true },
		{ "' and server certs '')", 0, false },
		{ "12345678910abcdefghijk1a2b3)", 0, true },
		{ "c2 68 6b 14 b9 7f eb 08 3f 7b 5d 54 39 84 d6 93 23 df bc "
		  "33' and",
		    40, false },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct mdm_event *e = only_event(load_log(f, "a.txt",
		    mdm_str_printf(f->loader.keep,
			"Event ID: 307\nDescription:\n" NOT_BEGUN "%s",
			rows[i].behind)
			.p));

		if (e->ca.digits.n != rows[i].digits ||
		    e->ca.cut != rows[i].cut)
			fail_msg("%s: %zu %d", rows[i].behind, e->ca.digits.n,
			    e->ca.cut);
	}
}

static void
test_matching(void **state)
{
	struct mdm_event e = { .ca.digits = MDM_LIT("c2686b14b97feb08"),
		.ca.cut = true };

	(void)state;
	assert_true(mdm_event_agrees(&e, MDM_LIT(SHA1)));
	e.ca.digits.n--; /* too few */
	assert_false(mdm_event_agrees(&e, MDM_LIT(SHA1)));
	e.ca.digits = MDM_LIT("c2686b14b97feb09");
	assert_false(mdm_event_agrees(&e, MDM_LIT(SHA1)));
	e.ca.digits = MDM_LIT("c2686b14b97feb083f7b"); /* whole, and short */
	e.ca.cut = false;
	assert_false(mdm_event_agrees(&e, MDM_LIT(SHA1)));
}

static void
test_xml_shapes(void **state)
{
	static const char *const texts[] = {
		/* No names of values. */
		"<Event><System><Provider Name='" PROVIDER "'/>"
		"<EventID>32</EventID></System>"
		"<EventData><Data>0x80091007</Data></EventData></Event>",
		/* UserData, qualifiers, a namespace with a prefix. */
		"<e:Event xmlns:e='urn:x'><e:System><e:Provider Name='" PROVIDER
		"'/><e:EventID Qualifiers='0'>32</e:EventID></e:System>"
		"<e:UserData><x><HRESULT>-2146889721</HRESULT></x></e:UserData>"
		"</e:Event>",
		/* The channel alone tells whose it is. */
		"<Events><Event><System><EventID>32</EventID>"
		"<Channel>" PROVIDER "/Admin</Channel></System><EventData>"
		"<Data Name='HRESULT'>2148077575</Data></EventData>"
		"</Event></Events>",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct mdm_event *e =
		    only_event(load_log(*state, "a.xml", texts[i]));

		assert_int_equal(e->id, 32);
		assert_true(e->has_code);
		assert_int_equal(e->code, 0x80091007);
	}
}

static void
test_foreign(void **state)
{
	static const struct {
		const char *name, *text;
	} rows[] = {
		{ "a.xml",
		    "<Event><System><Provider Name='Other'/><EventID>32"
		    "</EventID></System></Event>" },
		{ "a.xml", "<Event>a party</Event>" },
		{ "a.xml", "<Events><Concert/></Events>" },
		{ "a.csv", "Id,Name\n32,x\n" },
		{ "a.txt",
		    "Source: Application Error\nEvent ID: 32\n"
		    "Description:\nSCEP: Certificate enroll failed" },
		{ "README.md",
		    "SCEP: Certificate enroll failed. Result: "
		    "(The hash value is not correct.)" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (load_log(*state, rows[i].name, rows[i].text)->events.n != 0)
			fail_msg("%s", rows[i].text);
}

static void
test_secret_in_url(void **state)
{
	const struct mdm_facts *facts = load_log(*state, "a.txt",
	    "SCEP: Certificate request generated successfully. NDES URL: "
	    "(https://joe:s3cret@ndes.corp.test/scep/pkiclient.exe),");
	const struct mdm_event *e = only_event(facts);

	assert_text(e->url.v, "https://ndes.corp.test/scep/pkiclient.exe");
	assert_true(facts->file.source->secrets.n > 0);
}

/* One event less than the limit, and many more: linear, and bounded. */
static void
test_many(void **state)
{
	static const char line[] =
	    "SCEP: Certificate enroll failed. Result: (0x80091007).\n\n";
	struct fixture *f = *state;
	size_t n = MDM_MOST_EVENTS + 5000, size = n * (sizeof(line) - 1);
	char *text = mdm_heap_grow(NULL, size);
	const struct mdm_facts *facts;

	f->loader.max_file_size = size;
	for (size_t i = 0; i < n; i++)
		memcpy(text + i * (sizeof(line) - 1), line, sizeof(line) - 1);
	facts =
	    load_bytes(f, "a.log", mdm_str_span(text, size), MDM_INPUT_LINT);
	assert_int_equal(facts->events.n, MDM_MOST_EVENTS + 1);
	assert_int_equal(facts->file.defects.n, 1);
	assert_int_equal(facts->file.defects.at[0].kind, MDM_DEFECT_LIMIT);
	mdm_heap_free(text);
}

/* Texts that could make a reader go back again and again. */
static void
test_hostile_text(void **state)
{
	static const char *const parts[] = { "<Event ", "<Event>\n",
		"SCEP: Certificate enroll failed", "Description:\n",
		"Event ID: 32\n", "S C E P : \n", "\"", "thumbprint SCEP",
		"NDES Server '", "CA cert thumbprint '" };
	struct fixture *f = *state;
	enum { SIZE = 1 << 20 };
	char *text = mdm_heap_grow(NULL, SIZE);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		size_t n = strlen(parts[i]);

		for (size_t at = 0; at < SIZE; at++)
			text[at] = parts[i][at % n];
		(void)load_bytes(
		    f, "a.txt", mdm_str_span(text, SIZE), MDM_INPUT_LINT);
		(void)load_bytes(
		    f, "a.csv", mdm_str_span(text, SIZE), MDM_INPUT_LINT);
	}
	mdm_heap_free(text);
}

static struct mdm_str
make_evtx(struct fixture *f)
{
	static const struct mkevtx_value not_begun[] = { { "Message1",
	    MKEVTX_ANSI, { NOT_BEGUN "C2686B", sizeof(NOT_BEGUN "C2686B") - 1 },
	    0 } };
	static const struct mkevtx_value failed[] = { { "HRESULT", MKEVTX_HEX32,
	    { NULL, 0 }, 0x80091007 } };
	static const struct mkevtx_value asked[] = {
		{ "Message1", MKEVTX_TEXT, { "<&\">", 4 }, 0 },
		{ "Message2", MKEVTX_TEXT, { URL "?a&b", sizeof(URL) + 3 }, 0 },
	};
	static const struct mkevtx_event events[] = {
		{ PROVIDER, "Admin", "PC", 307, 2, MOMENT, 41, not_begun, 1 },
		{ PROVIDER, "Admin", "PC", 32, 2, MOMENT + 5, 42, failed, 1 },
		{ "Other", "Admin", "PC", 33, 2, MOMENT, 43, failed, 1 },
		{ PROVIDER, "Admin", "PC", 36, 4, MOMENT, 44, asked, 2 },
		{ PROVIDER, "Admin", "PC", 39, 4, MOMENT, 45, NULL, 0 },
	};
	struct mdm_str file =
	    mkevtx(f->loader.keep, events, sizeof(events) / sizeof(events[0]));

	assert_non_null(file.p);
	return file;
}

static const struct mdm_facts *
load_evtx(struct fixture *f, struct mdm_str bytes)
{
	return load_bytes(f, "Admin.evtx", bytes, MDM_INPUT_LINT);
}

static void
test_evtx(void **state)
{
	const struct mdm_facts *facts = load_evtx(*state, make_evtx(*state));
	const struct mdm_event *const *e =
	    (const struct mdm_event *const *)facts->events.at;

	assert_true(facts->file.recognised);
	if (facts->notes.n > 0) {
		printf("skipped: libevtx is not there\n");
		skip();
	}
	assert_int_equal(facts->events.n, 4);
	assert_int_equal(e[0]->id, 307);
	assert_int_equal(e[0]->ca.digits.n, 6);
	assert_true(e[0]->ca.cut);
	assert_true(e[0]->time == MOMENT);
	assert_true(e[0]->record == 41);
	assert_text(e[0]->computer, "PC");
	assert_text(e[0]->user, "S-1-5-18");
	assert_int_equal(e[0]->at.off, 4096 + 512);
	assert_int_equal(e[1]->code, 0x80091007);
	assert_text(e[2]->url.v, URL "?a&b");
	assert_int_equal(e[3]->kind, MDM_EVENT_INSTALLED);
	assert_int_equal(facts->file.defects.n, 0);
}

/* The same each time: a generator of its own. */
static uint32_t
next_number(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Wherever a byte is wrong: some events less, or a defect, and no crash. */
static void
test_evtx_damaged(void **state)
{
	struct fixture *f = *state;
	struct mdm_str good = make_evtx(f);
	char *bytes = mdm_heap_grow(NULL, good.n);
	uint32_t seed = 1;

	for (unsigned i = 0; i < 400; i++) {
		size_t n = good.n;

		memcpy(bytes, good.p, good.n);
		for (unsigned k = 0; k <= i % 5; k++)
			bytes[4096 + 512 + next_number(&seed) % 4000] =
			    (char)next_number(&seed);
		if (i % 4 == 0)
			bytes[next_number(&seed) % 128 + 8] =
			    (char)next_number(&seed);
		mkevtx_seal(bytes, good.n);
		if (i % 7 == 0)
			n = next_number(&seed) % good.n;
		(void)load_evtx(f, mdm_str_span(bytes, n < 8 ? 8 : n));
	}
	mdm_heap_free(bytes);
}

static void
test_diagreport(void **state)
{
	const struct mdm_facts *facts = load_log(*state, "MDMDiagReport.xml",
	    "<MDMEnterpriseDiagnosticsReport><Resources><Enrollment><Scope>"
	    "<ResourceTarget>S-1-5-21-1</ResourceTarget><Resources>"
	    "<Type>default</Type>"
	    "<ResourceName>./user/Vendor/MSFT/RootCATrustedCertificates/CA/"
	    "C2686B14B97FEB083F7B5D543984D69323DFBC33</ResourceName>"
	    "<ResourceName>2</ResourceName>"
	    "<ResourceName>./device/Vendor/MSFT/ClientCertificateInstall/SCEP/"
	    "Corp/Install</ResourceName>"
	    "<ResourceName>./device/Vendor/MSFT/CertificateStore/Root/System/"
	    "no-hash</ResourceName>"
	    "</Resources></Scope></Enrollment></Resources>"
	    "</MDMEnterpriseDiagnosticsReport>");
	const struct mdm_delivered *d;

	assert_true(facts->file.recognised);
	assert_int_equal(facts->delivered.n, 2);
	d = facts->delivered.at[0];
	assert_int_equal(d->store, MDM_STORE_INTERMEDIATE);
	assert_int_equal(d->scope, MDM_SCOPE_USER);
	assert_true(d->has_sha1);
	assert_text(d->owner, "S-1-5-21-1");
	assert_text(facts->delivered.at[1]->unique_id, "Corp");
}

static void
test_unique_ids(void **state)
{
	const struct mdm_event *e = only_event(load_log(*state, "a.txt",
	    "SCEP: CspExecute for UniqueId : (ModelName_AC_1_LogicalName_"
	    "1892FE4C_aaaa_4bbb_8ccc_0123456789ab_Hash_-912418295) "
	    "InstallUserSid : (S-1-5-21-1) InstallLocation : (user) NodePath : "
	    "(clientinstall)  KeyProtection: (0x2) Result : (Unknown Win32 "
	    "Error code: 0x2ab0003)."));

	assert_int_equal(e->kind, MDM_EVENT_STARTED);
	assert_int_equal(e->scope, MDM_SCOPE_USER);
	assert_text(e->policy_id, "1892fe4c-aaaa-4bbb-8ccc-0123456789ab");
	assert_int_equal(e->code, 0x2ab0003);
	assert_false(mdm_event_is_failure(e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_times),
		TEST(test_wrapped),
		TEST(test_thumbprints),
		TEST(test_matching),
		TEST(test_xml_shapes),
		TEST(test_foreign),
		TEST(test_secret_in_url),
		TEST(test_many),
		TEST(test_hostile_text),
		TEST(test_evtx),
		TEST(test_evtx_damaged),
		TEST(test_diagreport),
		TEST(test_unique_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
