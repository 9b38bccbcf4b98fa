/* SPDX-License-Identifier: MIT */
/*
 * Lines in the logs of SCEP clients and web servers: Intune's app for Android,
 * Apple's profiled, IIS.  They tell which server was asked for what, and
 * sometimes how that ended.
 */
#include "load/event.h"

/* What stands in a line, and what that means. */
static const struct {
	const char *sign;
	enum mdm_event_kind kind;
	const char *stage; /* NULL: none */
} signs[] = {
	{ "operation=GetCACert", MDM_EVENT_ASKED, "GetCACert" },
	{ "operation=GetCACaps", MDM_EVENT_ASKED, "GetCACaps" },
	{ "operation=PKIOperation", MDM_EVENT_ASKED, "PKIOperation" },
	{ "Trying to enroll certificate request", MDM_EVENT_STARTED, NULL },
	{ "Adding dependent ModelName", MDM_EVENT_STARTED, NULL },
	{ "to CERT_ACCESS_GRANTED", MDM_EVENT_INSTALLED, NULL },
	{ "to CERT_INSTALL_SUCCESS", MDM_EVENT_INSTALLED, NULL },
	{ "' installed.", MDM_EVENT_INSTALLED, NULL },
	{ "\\'94 installed.", MDM_EVENT_INSTALLED, NULL },
};

enum {
	NSIGNS = sizeof(signs) / sizeof(signs[0]),
	/* One that is not ours for sure: base64 of a request is shorter. */
	LONGEST_LINE = 256 * 1024
};

/* HRESULTs of HTTP status codes (winerror.h, FACILITY_HTTP). */
static const uint32_t http_facility = 0x80190000;

static const char mark_of_id[] = "ModelName";

static size_t
sign_of(struct mdm_str line)
{
	for (size_t i = 0; i < NSIGNS; i++) {
		if (!mdm_str_has(line, signs[i].sign))
			continue;
		/* Other profiles are installed as well. */
		if (signs[i].stage != NULL || mdm_str_has(line, mark_of_id))
			return i;
	}
	return SIZE_MAX;
}

static bool
ends_id(char c)
{
	return mdm_is_space(c) || c == '\'' || c == '"' || c == '\\';
}

/* "ModelName=AC_...%2FLogicalName_...;Hash=-912418295" */
static struct mdm_str
unique_id_in(struct mdm_str line)
{
	struct mdm_str rest =
	    mdm_str_sub(line, mdm_str_find(line, mark_of_id), SIZE_MAX);
	size_t n = 0;

	while (n < rest.n && !ends_id(rest.p[n]))
		n++;
	return mdm_str_sub(rest, 0, n);
}

/* In front of "?operation=", or the path in front of " operation=". */
static struct mdm_str
url_in(struct mdm_str line)
{
	size_t end = mdm_str_find(line, "operation="), from;

	if (end == SIZE_MAX || end == 0)
		return (struct mdm_str){ 0 };
	from = end - 1; /* the '?', or a blank */
	while (from > 0 && !mdm_is_space(line.p[from - 1]) &&
	    line.p[from - 1] != '\'' && line.p[from - 1] != '"')
		from--;
	return mdm_str_sub(line, from, end - 1 - from);
}

/* IIS ends a line with sc-status, sc-substatus, sc-win32-status, ... */
static unsigned
status_in(struct mdm_str line)
{
	struct mdm_str rest = line, word;
	int64_t number, status = 0;
	size_t numbers = 0;

	while (mdm_str_split(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		if (!mdm_str_to_int(word, &number))
			numbers = 0;
		else if (numbers++ == 0)
			status = number;
	}
	return numbers >= 3 && status >= 100 && status < 600 ? (unsigned)status
							     : 0;
}

static struct mdm_event_value
value_of(struct mdm_loading *l, struct mdm_str part)
{
	size_t off = (size_t)(part.p - l->doc->text.p);

	return (struct mdm_event_value){ .text = part,
		.at = mdm_at_span(l->doc, off, part.n) };
}

static void
take_line(struct mdm_loading *l, struct mdm_str line, size_t which)
{
	struct mdm_transfer t = {
		.at = value_of(l, line).at,
		.kind = signs[which].kind,
		.stage = signs[which].stage,
		.time = mdm_str_sub(line, 0, 40),
	};
	struct mdm_str url = url_in(line), id = { 0 };
	unsigned status = status_in(line);

	if (mdm_str_has(line, mark_of_id))
		id = unique_id_in(line);
	if (url.n > 0)
		t.url = value_of(l, url);
	if (id.n > 0)
		t.unique_id = value_of(l, id);
	if (status >= 400) {
		t.has_code = true;
		t.code = http_facility | status;
	}
	mdm_event_take_transfer(l, &t);
}

static bool
recognises(const struct mdm_doc *doc)
{
	if (doc->source->syntax != MDM_TEXT)
		return false;
	for (size_t i = 0; i < NSIGNS; i++)
		if (mdm_str_has(doc->text, signs[i].sign))
			return true;
	return false;
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_str rest = l->doc->text, line;
	bool found = false;

	if (!mdm_event_may_be_log(l))
		return false;
	while (!mdm_events_full(l) && mdm_str_split(&rest, '\n', &line)) {
		size_t which;

		line = mdm_str_trim(line);
		if (line.n == 0 || line.n > LONGEST_LINE)
			continue;
		which = sign_of(line);
		if (which == SIZE_MAX)
			continue;
		found = true;
		take_line(l, line, which);
	}
	return found;
}

const struct mdm_format mdm_format_event_lines = {
	.name = "log with SCEP requests",
	.recognises = recognises,
	.load = load,
};
