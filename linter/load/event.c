/* SPDX-License-Identifier: MIT */
#include "load/event.h"

#include "model/hresult.h"

/* What a value of an event is good for. */
enum role {
	ROLE_NONE,
	ROLE_CODE,
	ROLE_URL,
	ROLE_ID,       /* UniqueID of the CSP's node */
	ROLE_LOCATION, /* "user", "device" */
	ROLE_NODE,     /* URI of a node */
	ROLE_USER,
	ROLE_STAGE,
	ROLE_TEXT /* words that may hold a code or a UniqueID */
};

struct part {
	const char *name;
	enum role role;
};

/*
 * Events about enrolment.  Names and order of the values: the provider's
 * manifest (Windows 10, builds 17134 and 18990); CertEnroll's from pages about
 * the events 86 and 87.  `phrases` begin the English text, where that is all
 * there is; blanks in them do not count.
 */
struct shape {
	enum mdm_provider provider;
	unsigned id;
	enum mdm_event_kind kind;
	const char *phrases[3];
	struct part parts[8];
	bool paragraphs; /* the text has several */
};

static const struct shape shapes[] = {
	{ MDM_PROVIDER_MDM, 32, MDM_EVENT_FAILED,
	    { "SCEP: Certificate enroll failed" }, { { "HRESULT", ROLE_CODE } },
	    false },
	{ MDM_PROVIDER_MDM, 36, MDM_EVENT_REQUESTED,
	    { "SCEP: Certificate request generated" },
	    { { "Message1", ROLE_NONE }, { "Message2", ROLE_URL } }, false },
	{ MDM_PROVIDER_MDM, 39, MDM_EVENT_INSTALLED,
	    { "SCEP: Certificate installed" }, { { NULL, ROLE_NONE } }, false },
	{ MDM_PROVIDER_MDM, 301, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 302, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 303, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 304, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 305, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 306, MDM_EVENT_STARTED, { "SCEP: CspExecute for" },
	    { { "Message1", ROLE_ID }, { "Message2", ROLE_NONE },
		{ "Message3", ROLE_LOCATION }, { "Message4", ROLE_NONE },
		{ "HexInt1", ROLE_NONE }, { "HexInt3", ROLE_CODE } },
	    false },
	{ MDM_PROVIDER_MDM, 307, MDM_EVENT_NOT_BEGUN,
	    { "SCEP: Failed LogError Message",
		"SCEPInstallCertificateWithScepHelper", "CA cert thumbprint" },
	    { { "Message1", ROLE_TEXT } }, false },
	{ MDM_PROVIDER_MDM, 308, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "HRESULT", ROLE_CODE } }, false },
	{ MDM_PROVIDER_MDM, 309, MDM_EVENT_ENDED,
	    { "SCEP: InstallFromRegEntries" },
	    { { "Message1", ROLE_NONE }, { "Message2", ROLE_ID },
		{ "Message3", ROLE_NONE }, { "Message4", ROLE_URL },
		{ "HexInt1", ROLE_NONE }, { "HexInt2", ROLE_NONE },
		{ "HexInt3", ROLE_CODE } },
	    false },
	{ MDM_PROVIDER_MDM, 310, MDM_EVENT_REFUSED, { NULL },
	    { { "Message1", ROLE_TEXT }, { "Message2", ROLE_TEXT },
		{ "HRESULT", ROLE_CODE } },
	    false },
	{ MDM_PROVIDER_MDM, 404, MDM_EVENT_COMMAND_FAILED, { NULL },
	    { { "Message1", ROLE_NONE }, { "Message2", ROLE_NONE },
		{ "Message3", ROLE_NONE }, { "InternalCmdType", ROLE_NONE },
		{ "Message5", ROLE_NODE }, { "HexInt1", ROLE_CODE } },
	    false },
	{ MDM_PROVIDER_CERTENROLL, 86, MDM_EVENT_NO_CONTACT,
	    { "SCEP Certificate enrollment initialization for" },
	    { { "Context", ROLE_USER }, { "Url", ROLE_URL },
		{ "MessageText", ROLE_TEXT }, { "Method", ROLE_NONE },
		{ "Stage", ROLE_STAGE }, { "ErrorCode", ROLE_TEXT } },
	    true },
	{ MDM_PROVIDER_CERTENROLL, 87, MDM_EVENT_REJECTED,
	    { "SCEP Certificate enrollment for" },
	    { { "Context", ROLE_USER }, { "Url", ROLE_URL },
		{ "MessageText", ROLE_TEXT }, { "Method", ROLE_NONE },
		{ "Stage", ROLE_STAGE }, { "ErrorCode", ROLE_TEXT } },
	    true },
};

enum { NSHAPES = sizeof(shapes) / sizeof(shapes[0]) };

/* The CSPs whose nodes matter in event 404. */
static const char *const our_nodes[] = { "ClientCertificateInstall",
	"RootCATrustedCertificates", "CertificateStore", NULL };

/*
 * Behind the end of `phrase` within `s`, whatever blanks and line breaks
 * stand in either; SIZE_MAX: not there.  *ret_start is where it begins.
 */
static size_t
find_loose(struct mdm_str s, const char *phrase, size_t *ret_start)
{
	for (size_t start = 0; start < s.n; start++) {
		const char *want = phrase;
		size_t at = start;

		while (*want != '\0' && at < s.n) {
			if (*want == ' ')
				want++;
			else if (at > start && mdm_is_space(s.p[at]))
				at++;
			else if (mdm_lower(*want) == mdm_lower(s.p[at]))
				want++, at++;
			else
				break;
		}
		if (*want == '\0') {
			*ret_start = start;
			return at;
		}
	}
	return SIZE_MAX;
}

/* The shape whose sentence comes first, and where that begins. */
static const struct shape *
shape_of_text(struct mdm_str text, size_t *ret_at)
{
	const struct shape *found = NULL;
	size_t first = SIZE_MAX, start;

	/* Every phrase has one of them, and most lines have none. */
	if (!mdm_str_has(text, "SCEP") && !mdm_str_has(text, "thumbprint"))
		return NULL;
	for (size_t i = 0; i < NSHAPES && first > 0; i++) {
		for (size_t k = 0; k < 3 && shapes[i].phrases[k] != NULL; k++) {
			if (find_loose(text, shapes[i].phrases[k], &start) ==
				SIZE_MAX ||
			    start >= first)
				continue;
			first = start;
			found = &shapes[i];
		}
	}
	*ret_at = first;
	return found;
}

struct mdm_str
mdm_event_line_at(struct mdm_str text, size_t at)
{
	struct mdm_str rest = mdm_str_sub(text, at, SIZE_MAX);

	return mdm_str_sub(rest, 0, mdm_str_find_byte(rest, '\n'));
}

size_t
mdm_event_phrase(struct mdm_str line, bool *ret_long)
{
	size_t at;
	const struct shape *shape = shape_of_text(line, &at);

	if (shape == NULL)
		return SIZE_MAX;
	*ret_long = shape->paragraphs;
	return at;
}

static const struct shape *
shape_of_id(enum mdm_provider provider, int64_t id)
{
	for (size_t i = 0; i < NSHAPES; i++)
		if (shapes[i].provider == provider && shapes[i].id == id)
			return &shapes[i];
	return NULL;
}

/* Articles and tools leave the "s" of Diagnostics out. */
static bool
names_provider(struct mdm_str s, enum mdm_provider *ret_provider)
{
	if (mdm_str_ihas(s, "DeviceManagement-Enterprise-Diagnostic"))
		*ret_provider = MDM_PROVIDER_MDM;
	else if (mdm_str_ihas(s, "CertificateServicesClient-CertEnroll"))
		*ret_provider = MDM_PROVIDER_CERTENROLL;
	else
		return false;
	return true;
}

/* False: the event names a provider that is none of ours. */
static bool
provider_of(const struct mdm_event_draft *d, enum mdm_provider *ret_provider)
{
	*ret_provider = MDM_PROVIDER_UNKNOWN;
	if (names_provider(d->provider, ret_provider))
		return true;
	if (d->provider.n > 0)
		return false;
	(void)names_provider(d->channel, ret_provider);
	return true;
}

/* Wrapped lines: a value has no line breaks of its own. */
static struct mdm_str
unwrapped(struct mdm_arena *keep, struct mdm_str s)
{
	char *out;
	size_t n = 0;

	if (mdm_str_find_byte(s, '\n') == SIZE_MAX)
		return mdm_str_dup(keep, s);
	out = MDM_NEW_N(keep, char, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' || s.p[i] == '\n')
			while (i + 1 < s.n && mdm_is_space(s.p[i + 1]))
				i++;
		else
			out[n++] = s.p[i];
	}
	return mdm_str_span(out, n);
}

/* An event while it is decoded. */
struct decoding {
	struct mdm_loading *l;
	struct mdm_event *e;
	const struct mdm_event_value *value; /* the one that is looked at */
};

static struct mdm_at
part_at(const struct decoding *d, struct mdm_str part)
{
	size_t from = (size_t)(part.p - d->value->text.p);

	return mdm_at_within(d->value->at, d->value->text.n, from, part.n);
}

static struct mdm_field
field_of(const struct decoding *d, struct mdm_str part)
{
	struct mdm_field f = { 0 };

	part = mdm_str_trim(part);
	if (part.n == 0)
		return f;
	f.v = unwrapped(d->l->keep, part);
	f.at = part_at(d, part);
	f.state = MDM_HAS_VALUE;
	f.symbolic = mdm_is_symbolic(f.v);
	return f;
}

/* "https://<server>/mscep.dll": no URL has such characters. */
static bool
is_redacted(struct mdm_str url)
{
	for (size_t i = 0; i < url.n; i++)
		if (memchr("<>{}*", url.p[i], 5) != NULL)
			return true;
	return false;
}

/* A user name and password in front of the host are nobody's business. */
static struct mdm_str
without_user_info(struct decoding *d, struct mdm_str url)
{
	size_t scheme = mdm_str_find(url, "://");
	struct mdm_source *source = d->l->doc->source;
	struct mdm_str rest, host;
	struct mdm_span span;
	size_t at;

	if (scheme == SIZE_MAX)
		return url;
	rest = mdm_str_sub(url, scheme + 3, SIZE_MAX);
	host = mdm_str_sub(rest, 0, mdm_str_find_byte(rest, '/'));
	at = mdm_str_rfind_byte(host, '@');
	if (at == SIZE_MAX)
		return url;
	span = (struct mdm_span){ d->value->at.off, d->value->at.len };
	MDM_PUSH(d->l->keep, &source->secrets, span);
	return mdm_str_printf(d->l->keep, MDM_FMT MDM_FMT,
	    MDM_ARG(mdm_str_sub(url, 0, scheme + 3)),
	    MDM_ARG(mdm_str_sub(rest, at + 1, SIZE_MAX)));
}

static void
take_url(struct decoding *d, struct mdm_str part)
{
	if (d->e->url.v.n > 0)
		return;
	d->e->url = field_of(d, part);
	d->e->url.v = without_user_info(d, d->e->url.v);
	d->e->url.symbolic |= is_redacted(d->e->url.v);
}

/* "0x80091007", or the same in decimal, signed or not. */
static bool
code_of(struct mdm_str s, uint32_t *ret_code)
{
	int64_t decimal;
	uint32_t code = 0;

	s = mdm_str_trim(s);
	if (!mdm_str_istarts(s, "0x")) {
		if (!mdm_str_to_int(s, &decimal) || decimal < INT32_MIN ||
		    decimal > UINT32_MAX)
			return false;
		*ret_code = (uint32_t)decimal;
		return true;
	}
	if (s.n < 3 || s.n > 10)
		return false;
	for (size_t i = 2; i < s.n; i++) {
		int digit = mdm_hex_digit(s.p[i]);

		if (digit < 0)
			return false;
		code = code << 4 | (uint32_t)digit;
	}
	*ret_code = code;
	return true;
}

static void
take_code(struct decoding *d, struct mdm_str part)
{
	if (d->e->has_code || !code_of(part, &d->e->code))
		return;
	d->e->has_code = true;
	d->e->code_at = part_at(d, mdm_str_trim(part));
}

/* The number among words: 7 or 8 digits behind "0x", and no more. */
static bool
take_code_within(struct decoding *d, struct mdm_str words)
{
	for (size_t at = 0; at + 9 <= words.n; at++) {
		size_t n = 2;

		if (words.p[at] != '0' || mdm_lower(words.p[at + 1]) != 'x')
			continue;
		while (at + n < words.n && mdm_hex_digit(words.p[at + n]) >= 0)
			n++;
		if (n != 9 && n != 10)
			continue;
		take_code(d, mdm_str_sub(words, at, n));
		return true;
	}
	return false;
}

/* "(The hash value is not correct.)": a number, else known words. */
static void
take_result(struct decoding *d, struct mdm_str words)
{
	const struct mdm_hresult *known;

	if (take_code_within(d, words) || d->e->has_code)
		return;
	known = mdm_hresult_by_message(unwrapped(d->l->doc->scratch, words));
	if (known == NULL)
		return;
	d->e->has_code = true;
	d->e->code = known->code;
	d->e->code_at = part_at(d, words);
}

/* "LogicalName_1892fe4c_..." is Intune's id of the SCEP profile. */
static struct mdm_str
policy_in(struct mdm_arena *keep, struct mdm_str unique_id)
{
	static const char mark[] = "LogicalName_";
	size_t at = mdm_str_ifind(unique_id, mark);
	struct mdm_str guid;
	char *out;

	if (at == SIZE_MAX)
		return (struct mdm_str){ 0 };
	guid = mdm_str_sub(unique_id, at + sizeof(mark) - 1, 36);
	if (guid.n < 36)
		return (struct mdm_str){ 0 };
	out = MDM_NEW_N(keep, char, 37);
	for (size_t i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? guid.p[i] != '_' && guid.p[i] != '-'
			 : mdm_hex_digit(guid.p[i]) < 0)
			return (struct mdm_str){ 0 };
		out[i] = dash ? '-' : mdm_lower(guid.p[i]);
	}
	return mdm_str_span(out, 36);
}

static void
take_unique_id(struct decoding *d, struct mdm_str part)
{
	if (d->e->unique_id.v.n > 0)
		return;
	d->e->unique_id = field_of(d, part);
	d->e->policy_id = policy_in(d->l->keep, d->e->unique_id.v);
}

static void
take_location(struct decoding *d, struct mdm_str part)
{
	part = mdm_str_trim(part);
	if (mdm_str_iis(part, "user"))
		d->e->scope = MDM_SCOPE_USER;
	else if (mdm_str_iis(part, "device") || mdm_str_iis(part, "system"))
		d->e->scope = MDM_SCOPE_DEVICE;
}

/* The part between `label` and `end`; what is missing ends the text. */
static bool
between(struct mdm_str text, const char *label, char end,
    struct mdm_str *ret_part, bool *ret_closed)
{
	size_t start, at = find_loose(text, label, &start), n;

	if (at == SIZE_MAX)
		return false;
	*ret_part = mdm_str_sub(text, at, SIZE_MAX);
	n = mdm_str_find_byte(*ret_part, end);
	*ret_closed = n != SIZE_MAX;
	if (*ret_closed)
		ret_part->n = n;
	return true;
}

/*
 * "CA cert thumbprint '6415...' and server certs": the end of the text may
 * come before that of the thumbprint, with or without the event's own ")".
 */
static void
take_thumbprint(struct decoding *d, struct mdm_str text)
{
	struct mdm_event_thumbprint *t = &d->e->ca;
	size_t start, at, n = 0;
	struct mdm_thumbprint_text clean;
	struct mdm_str rest;
	bool quoted;

	at = find_loose(text, "CA cert thumbprint", &start);
	if (at == SIZE_MAX)
		return;
	rest = mdm_str_trim(mdm_str_sub(text, at, SIZE_MAX));
	quoted = mdm_str_starts(rest, "'");
	if (quoted)
		rest = mdm_str_sub(rest, 1, SIZE_MAX);
	while (n < rest.n && memchr("',)", rest.p[n], 3) == NULL &&
	    (quoted || !mdm_is_space(rest.p[n])))
		n++;
	t->cut = n == rest.n || rest.p[n] == ')';
	rest = mdm_str_trim(mdm_str_sub(rest, 0, n));
	t->text = unwrapped(d->l->keep, rest);
	t->at = part_at(d, rest);
	clean = mdm_thumbprint_clean(d->l->keep, t->text);
	if (clean.hex)
		t->digits = clean.digits;
	t->cut = t->cut && t->digits.n < 40;
}

/* A URL as it stands in a sentence: up to a quote, bracket or blank. */
static void
take_url_within(struct decoding *d, struct mdm_str text)
{
	size_t at = mdm_str_ifind(text, "http"), n = 0;
	struct mdm_str rest = mdm_str_sub(text, at, SIZE_MAX);

	if (!mdm_str_istarts(rest, "http://") &&
	    !mdm_str_istarts(rest, "https://"))
		return;
	while (n < rest.n && memchr("'\"),; \t\r\n", rest.p[n], 9) == NULL)
		n++;
	take_url(d, mdm_str_sub(rest, 0, n));
}

/* The text of event 307, which is English everywhere. */
static void
read_not_begun(struct decoding *d, struct mdm_str text)
{
	struct mdm_str part;
	bool closed;

	if (between(text, "NDES Server '", '\'', &part, &closed)) {
		take_url(d, part);
		d->e->url_cut = !closed;
	} else {
		take_url_within(d, text);
	}
	take_thumbprint(d, text);
	if (between(text, "LogError 0x", ')', &part, &closed)) {
		part = mdm_str_span(part.p - 2, part.n + 2);
		part = mdm_str_trim(part);
		/* A shorter one is cut off. */
		if (part.n >= 10)
			take_code(d, mdm_str_sub(part, 0, 10));
	}
}

/* Any other text: labels in English, what is recognised without them. */
static void
read_words(struct decoding *d, struct mdm_str text)
{
	static const struct {
		const char *label;
		void (*take)(struct decoding *, struct mdm_str);
	} labels[] = {
		{ "NDES URL: (", take_url },
		{ "UniqueId : (", take_unique_id },
		{ "InstallLocation : (", take_location },
		{ "Result : (", take_result },
	};
	struct mdm_str part;
	bool closed;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (between(text, labels[i].label, ')', &part, &closed))
			labels[i].take(d, part);
	if (between(text, "Stage:", '\n', &part, &closed))
		d->e->stage = mdm_str_dup(d->l->keep, mdm_str_trim(part));
	take_url_within(d, text);
	if (mdm_event_is_failure(d->e))
		(void)take_code_within(d, text);
}

static void
read_text(struct decoding *d, const struct mdm_event_value *value)
{
	d->value = value;
	if (d->e->kind == MDM_EVENT_NOT_BEGUN)
		read_not_begun(d, value->text);
	else
		read_words(d, value->text);
}

static void
read_value(struct decoding *d, enum role role)
{
	struct mdm_str text = d->value->text;

	switch (role) {
	case ROLE_NONE:
		break;
	case ROLE_CODE:
		take_code(d, text);
		break;
	case ROLE_URL:
		take_url(d, text);
		break;
	case ROLE_ID:
		take_unique_id(d, text);
		break;
	case ROLE_LOCATION:
		take_location(d, text);
		break;
	case ROLE_NODE:
		d->e->node = mdm_str_dup(d->l->keep, mdm_str_trim(text));
		break;
	case ROLE_USER:
		d->e->user = mdm_str_dup(d->l->keep, mdm_str_trim(text));
		break;
	case ROLE_STAGE:
		d->e->stage = mdm_str_dup(d->l->keep, mdm_str_trim(text));
		break;
	case ROLE_TEXT:
		if (d->e->kind == MDM_EVENT_NOT_BEGUN)
			read_not_begun(d, text);
		else if (mdm_str_ihas(text, "LogicalName_"))
			take_unique_id(d, text);
		else
			(void)take_code_within(d, text);
		break;
	}
}

static enum role
role_of(const struct shape *shape, const struct mdm_event_value *v, size_t at)
{
	size_t n = sizeof(shape->parts) / sizeof(shape->parts[0]);

	if (v->name.n == 0)
		return at < n ? shape->parts[at].role : ROLE_NONE;
	for (size_t i = 0; i < n; i++)
		if (mdm_str_iis(v->name,
			shape->parts[i].name != NULL ? shape->parts[i].name
						     : ""))
			return shape->parts[i].role;
	return ROLE_NONE;
}

static void
read_values(struct decoding *d, const struct shape *shape,
    const struct mdm_event_draft *draft)
{
	for (size_t i = 0; i < draft->nvalues; i++) {
		d->value = &draft->values[i];
		read_value(d, role_of(shape, d->value, i));
	}
}

/* Placeholders of documentation name nobody. */
static struct mdm_str
name_of(struct mdm_arena *keep, struct mdm_str s)
{
	s = mdm_str_trim(s);
	if (s.n == 0 || mdm_is_symbolic(s))
		return (struct mdm_str){ 0 };
	return mdm_str_dup(keep, s);
}

static void
read_system(struct mdm_loading *l, struct mdm_event *e,
    const struct mdm_event_draft *draft)
{
	int64_t record;

	e->timed = mdm_event_time_parse(draft->time, &e->time, &e->local_time);
	e->numbered =
	    mdm_str_to_int(mdm_str_trim(draft->record), &record) && record >= 0;
	if (e->numbered)
		e->record = (uint64_t)record;
	e->computer = name_of(l->keep, draft->computer);
	e->user = name_of(l->keep, draft->user);
}

static bool
is_our_node(struct mdm_str node)
{
	for (size_t i = 0; our_nodes[i] != NULL; i++)
		if (mdm_str_ihas(node, our_nodes[i]))
			return true;
	return false;
}

static void
keep_event(struct mdm_loading *l, struct mdm_event *e)
{
	if (l->facts->events.n == MDM_MOST_EVENTS)
		mdm_defect_add(l->doc, MDM_DEFECT_LIMIT, e->at,
		    "the log has more than %d events about enrolment; the "
		    "others are not looked at",
		    (int)MDM_MOST_EVENTS);
	/* One more than the most: the defect was added. */
	if (l->facts->events.n <= MDM_MOST_EVENTS)
		MDM_PUSH(l->keep, &l->facts->events, e);
}

/* The id that is told, or -1. */
static int64_t
id_of(const struct mdm_event_draft *draft)
{
	int64_t id;

	return mdm_str_to_int(mdm_str_trim(draft->id), &id) && id > 0 &&
		id < 65536
	    ? id
	    : -1;
}

bool
mdm_events_full(const struct mdm_loading *l)
{
	return l->facts->events.n > MDM_MOST_EVENTS;
}

enum mdm_event_fate
mdm_event_take(struct mdm_loading *l, const struct mdm_event_draft *draft)
{
	const struct shape *shape = NULL;
	struct decoding d = { .l = l };
	enum mdm_provider provider;
	int64_t id = id_of(draft);
	size_t at;

	if (!provider_of(draft, &provider))
		return MDM_EVENT_FOREIGN;
	if (provider != MDM_PROVIDER_UNKNOWN && id >= 0)
		shape = shape_of_id(provider, id);
	else
		shape = shape_of_text(draft->message.text, &at);
	if (shape == NULL)
		return provider == MDM_PROVIDER_UNKNOWN ? MDM_EVENT_FOREIGN
							: MDM_EVENT_IRRELEVANT;
	/* Past the most, nothing is kept, so nothing is to be read. */
	if (mdm_events_full(l))
		return MDM_EVENT_TAKEN;
	d.e = MDM_NEW(l->keep, struct mdm_event);
	d.e->file = &l->facts->file;
	d.e->at = draft->at;
	d.e->provider = shape->provider;
	d.e->kind = shape->kind;
	d.e->id = shape->id;
	d.e->id_told = id == shape->id;
	read_system(l, d.e, draft);
	read_values(&d, shape, draft);
	if (draft->nvalues == 0 && draft->message.text.n > 0)
		read_text(&d, &draft->message);
	if (d.e->kind == MDM_EVENT_COMMAND_FAILED && !is_our_node(d.e->node))
		return MDM_EVENT_IRRELEVANT;
	keep_event(l, d.e);
	return MDM_EVENT_TAKEN;
}

void
mdm_event_take_transfer(struct mdm_loading *l, const struct mdm_transfer *t)
{
	struct decoding d = { .l = l };

	if (mdm_events_full(l))
		return;
	d.e = MDM_NEW(l->keep, struct mdm_event);
	d.e->file = &l->facts->file;
	d.e->at = t->at;
	d.e->provider = MDM_PROVIDER_TRANSFER;
	d.e->kind = t->kind;
	d.e->stage = mdm_str_of(t->stage != NULL ? t->stage : "");
	d.e->timed =
	    mdm_event_time_parse(t->time, &d.e->time, &d.e->local_time);
	d.e->has_code = t->has_code;
	d.e->code = t->code;
	d.value = &t->url;
	if (t->url.text.n > 0)
		take_url(&d, t->url.text);
	d.value = &t->unique_id;
	if (t->unique_id.text.n > 0)
		take_unique_id(&d, t->unique_id.text);
	keep_event(l, d.e);
}

/* What people keep logs in; other texts count when they are named. */
static const char *const endings[] = { ".txt", ".log", ".csv", ".evtx", ".xml",
	NULL };

bool
mdm_event_may_be_log(const struct mdm_loading *l)
{
	struct mdm_str name = l->input->name;
	size_t slash = mdm_str_rfind_byte(name, '/');
	struct mdm_str base =
	    mdm_str_sub(name, slash == SIZE_MAX ? 0 : slash + 1, SIZE_MAX);

	if (l->input->named || mdm_str_find_byte(base, '.') == SIZE_MAX)
		return true;
	for (size_t i = 0; endings[i] != NULL; i++)
		if (mdm_str_iends(base, endings[i]))
			return true;
	return false;
}
