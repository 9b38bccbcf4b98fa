/* SPDX-License-Identifier: MIT */
/*
 * Events as people pass them on: copied from Event Viewer with or without
 * their XML, printed by `Get-WinEvent | Format-List`, or bare sentences out of
 * a support page.
 */
#include "load/event.h"

enum label {
	LABEL_NONE,
	LABEL_CHANNEL,
	LABEL_PROVIDER,
	LABEL_TIME,
	LABEL_ID,
	LABEL_RECORD,
	LABEL_USER,
	LABEL_COMPUTER,
	LABEL_MESSAGE,
	LABEL_OTHER /* belongs to an event and tells us nothing */
};

static const struct {
	const char *name;
	enum label label;
} labels[] = {
	{ "Log Name", LABEL_CHANNEL },
	{ "LogName", LABEL_CHANNEL },
	{ "Source", LABEL_PROVIDER },
	{ "ProviderName", LABEL_PROVIDER },
	{ "Date", LABEL_TIME },
	{ "TimeCreated", LABEL_TIME },
	{ "Logged", LABEL_TIME },
	{ "Event ID", LABEL_ID },
	{ "EventID", LABEL_ID },
	{ "Id", LABEL_ID },
	{ "RecordId", LABEL_RECORD },
	{ "User", LABEL_USER },
	{ "UserId", LABEL_USER },
	{ "Computer", LABEL_COMPUTER },
	{ "MachineName", LABEL_COMPUTER },
	{ "Description", LABEL_MESSAGE },
	{ "Message", LABEL_MESSAGE },
	{ "Task Category", LABEL_OTHER },
	{ "Level", LABEL_OTHER },
	{ "Keywords", LABEL_OTHER },
	{ "OpCode", LABEL_OTHER },
	{ "Task", LABEL_OTHER },
	{ "Version", LABEL_OTHER },
	{ "Qualifiers", LABEL_OTHER },
	{ "ProviderId", LABEL_OTHER },
	{ "ProcessId", LABEL_OTHER },
	{ "ThreadId", LABEL_OTHER },
	{ "ActivityId", LABEL_OTHER },
	{ "RelatedActivityId", LABEL_OTHER },
	{ "ContainerLog", LABEL_OTHER },
	{ "MatchedQueryIds", LABEL_OTHER },
	{ "Bookmark", LABEL_OTHER },
	{ "LevelDisplayName", LABEL_OTHER },
	{ "OpcodeDisplayName", LABEL_OTHER },
	{ "TaskDisplayName", LABEL_OTHER },
	{ "KeywordsDisplayNames", LABEL_OTHER },
	{ "Properties", LABEL_OTHER },
	{ "More Information", LABEL_OTHER },
};

/*
 * What Event Viewer copies in any language: the lines behind the one that
 * names the provider, in this order.
 */
static const enum label order[] = { LABEL_TIME, LABEL_ID, LABEL_OTHER,
	LABEL_OTHER, LABEL_OTHER, LABEL_USER, LABEL_COMPUTER, LABEL_MESSAGE };

enum {
	NORDER = sizeof(order) / sizeof(order[0]),
	LONGEST_LABEL = 40,
	LONGEST_MESSAGE = 64 * 1024
};

/* Texts in which an event may be; each also begins one of event.c's. */
static const char *const signs[] = { "SCEP: C", "SCEP: Failed LogError",
	"SCEP: InstallFromRegEntries", "SCEPInstallCertificateWithScepHelper",
	"CA cert thumbprint", "SCEP Certificate enrollment",
	"DeviceManagement-Enterprise-Diagnostic",
	"CertificateServicesClient-CertEnroll", NULL };

struct scanner {
	struct mdm_loading *l;
	struct mdm_event_draft draft;
	unsigned labels;	/* bits 1 << label, set in the draft */
	size_t from, to;	/* of the message; from == to: none yet */
	size_t start;		/* where the event begins */
	bool open, in_message;	/* an event; its message */
	bool paragraphs, blank; /* may go on behind; a blank line was there */
	size_t place;		/* in `order`, NORDER: not counting */
	bool ours;		/* some event was of a provider of ours */
	struct mdm_node *last;	/* of the XML documents in the text */
	bool no_more_xml;
};

static size_t
offset_of(const struct scanner *s, struct mdm_str part)
{
	return (size_t)(part.p - s->l->doc->text.p);
}

/* "Event ID:   32", "Id           : 32" */
static bool
split_label(
    struct mdm_str line, struct mdm_str *ret_label, struct mdm_str *ret_value)
{
	size_t colon =
	    mdm_str_find_byte(mdm_str_sub(line, 0, LONGEST_LABEL), ':');

	if (colon == SIZE_MAX || colon == 0)
		return false;
	*ret_label = mdm_str_trim(mdm_str_sub(line, 0, colon));
	*ret_value = mdm_str_trim(mdm_str_sub(line, colon + 1, SIZE_MAX));
	return true;
}

static enum label
label_of(struct mdm_str name)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (mdm_str_iis(name, labels[i].name))
			return labels[i].label;
	return LABEL_NONE;
}

static void
flush(struct scanner *s)
{
	struct mdm_doc *doc = s->l->doc;
	size_t n = s->to - s->from, end = s->start;

	if (s->open) {
		if (n > LONGEST_MESSAGE)
			n = LONGEST_MESSAGE;
		s->draft.message.text = mdm_str_sub(doc->text, s->from, n);
		s->draft.message.at = mdm_at_span(doc, s->from, n);
		end += mdm_str_trim(mdm_event_line_at(doc->text, s->start)).n;
		s->draft.at = mdm_at_span(doc, s->start, end - s->start);
		s->ours |= mdm_event_take(s->l, &s->draft) != MDM_EVENT_FOREIGN;
	}
	*s = (struct scanner){ .l = s->l,
		.ours = s->ours,
		.place = NORDER,
		.last = s->last,
		.no_more_xml = s->no_more_xml };
}

static void
begin(struct scanner *s, size_t at)
{
	if (!s->open)
		s->start = at;
	s->open = true;
}

static void
begin_message(struct scanner *s, struct mdm_str text)
{
	bool paragraphs = false;

	begin(s, offset_of(s, text));
	s->in_message = true;
	s->from = offset_of(s, text);
	s->to = s->from + text.n;
	(void)mdm_event_phrase(text, &paragraphs);
	s->paragraphs = paragraphs;
	s->labels |= 1U << LABEL_MESSAGE;
}

static void
set_label(struct scanner *s, enum label label, struct mdm_str value)
{
	struct mdm_str *const places[] = {
		[LABEL_CHANNEL] = &s->draft.channel,
		[LABEL_PROVIDER] = &s->draft.provider,
		[LABEL_TIME] = &s->draft.time,
		[LABEL_ID] = &s->draft.id,
		[LABEL_RECORD] = &s->draft.record,
		[LABEL_USER] = &s->draft.user,
		[LABEL_COMPUTER] = &s->draft.computer,
	};

	s->in_message = false;
	if (label == LABEL_MESSAGE)
		begin_message(s, value);
	else if (label != LABEL_OTHER)
		*places[label] = value;
	if (label != LABEL_OTHER)
		s->labels |= 1U << label;
}

/*
 * Behind a finished message a blank line ends the event; else the first label
 * that it has already belongs to the next one.
 */
static void
take_label(
    struct scanner *s, struct mdm_str line, enum label label, struct mdm_str v)
{
	bool again = label != LABEL_OTHER && (s->labels & (1U << label)) != 0;
	bool over = s->to > s->from && s->blank;

	if (s->open && (again || over))
		flush(s);
	begin(s, offset_of(s, line));
	set_label(s, label, v);
	s->blank = false;
}

/* A header in another language: the provider's name tells where we are. */
static bool
take_foreign_header(struct scanner *s, struct mdm_str line)
{
	struct mdm_str name, value;
	bool names;

	if (!split_label(line, &name, &value))
		return false;
	if (s->place < NORDER) {
		set_label(s, order[s->place++], value);
		return true;
	}
	names = mdm_str_istarts(value, "Microsoft-Windows-") &&
	    mdm_str_find_byte(value, ' ') == SIZE_MAX;
	if (!names || label_of(name) != LABEL_NONE)
		return false;
	if (mdm_str_has(value, "/")) {
		take_label(s, line, LABEL_CHANNEL, value);
	} else {
		take_label(s, line, LABEL_PROVIDER, value);
		s->place = 0;
	}
	return true;
}

/* Does a line begin another event's sentence, or go on with this one's? */
static bool
begins_sentence(const struct scanner *s, struct mdm_str line)
{
	bool unused;
	size_t at = mdm_event_phrase(line, &unused);
	struct mdm_str phrase = mdm_str_sub(line, at, SIZE_MAX);

	if (at == SIZE_MAX)
		return false;
	if (!s->in_message || s->blank)
		return true;
	/* Others occur within the sentences, where lines may be wrapped. */
	return s->to > s->from &&
	    (mdm_str_starts(phrase, "SCEP: ") ||
		mdm_str_starts(phrase, "SCEP Certificate"));
}

static void
take_text(struct scanner *s, struct mdm_str line)
{
	bool has_message = (s->labels & (1U << LABEL_MESSAGE)) != 0;

	if (has_message && s->from == s->to && s->in_message) {
		begin_message(s, line); /* below "Description:" */
	} else if (begins_sentence(s, line)) {
		if (has_message)
			flush(s);
		begin_message(s, line);
	} else if (s->in_message && (!s->blank || s->paragraphs)) {
		s->to = offset_of(s, line) + line.n;
	} else {
		s->in_message = false;
	}
	s->blank = false;
}

/*
 * "<Event ...>" below the text of an event tells the same in a better way.
 * Returns where to go on.
 */
static size_t
take_xml(struct scanner *s, size_t at)
{
	static const char end[] = "</Event>";
	struct mdm_doc *doc = s->l->doc;
	struct mdm_str rest = mdm_str_sub(doc->text, at, SIZE_MAX);
	size_t n = s->no_more_xml ? SIZE_MAX : mdm_str_find(rest, end);
	struct mdm_node *holder;

	if (n == SIZE_MAX) {
		s->no_more_xml = true;
		return at + mdm_event_line_at(doc->text, at).n + 1;
	}
	n += sizeof(end) - 1;
	if (doc->root == NULL)
		doc->root = mdm_node_add(doc, NULL, NULL, MDM_ARRAY);
	holder = mdm_node_add(doc, doc->root, s->last, MDM_STRING);
	s->last = holder;
	holder->off = (uint32_t)at;
	holder->len = (uint32_t)n;
	holder->value = mdm_str_sub(rest, 0, n);
	if (mdm_load_nested(s->l, holder, holder->value)) {
		s->ours = true;
		s->open = false; /* its text said so before */
	}
	flush(s);
	return at + n;
}

static void
take_line(struct scanner *s, struct mdm_str line)
{
	struct mdm_str name, value;
	enum label label = LABEL_NONE;

	if (line.n == 0) {
		s->blank = true;
		return;
	}
	if (take_foreign_header(s, line))
		return;
	if (split_label(line, &name, &value))
		label = label_of(name);
	if (label != LABEL_NONE)
		take_label(s, line, label, value);
	else
		take_text(s, line);
}

static bool
recognises(const struct mdm_doc *doc)
{
	if (doc->source->syntax != MDM_TEXT)
		return false;
	for (size_t i = 0; signs[i] != NULL; i++)
		if (mdm_str_has(doc->text, signs[i]))
			return true;
	return false;
}

static bool
load(struct mdm_loading *l)
{
	struct scanner s = { .l = l, .place = NORDER };
	struct mdm_str text = l->doc->text;
	size_t at = 0;

	if (!mdm_event_may_be_log(l))
		return false;
	while (at < text.n && !mdm_events_full(l)) {
		struct mdm_str raw = mdm_event_line_at(text, at);
		struct mdm_str line = mdm_str_trim(raw);

		if (mdm_str_starts(line, "<Event ") ||
		    mdm_str_starts(line, "<Event>")) {
			at = take_xml(&s, offset_of(&s, line));
			continue;
		}
		take_line(&s, line);
		at += raw.n + 1;
	}
	flush(&s);
	return s.ours;
}

const struct mdm_format mdm_format_event_text = {
	.name = "event log",
	.recognises = recognises,
	.load = load,
};
