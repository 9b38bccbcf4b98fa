/* SPDX-License-Identifier: MIT */
/*
 * Events as rows: `Get-WinEvent | Export-Csv` in any culture, and what Event
 * Viewer saves, whose last column has no name.
 */
#include "load/event.h"
#include "syntax/csv.h"

enum column {
	COLUMN_NONE,
	COLUMN_PROVIDER,
	COLUMN_CHANNEL,
	COLUMN_ID,
	COLUMN_TIME,
	COLUMN_RECORD,
	COLUMN_COMPUTER,
	COLUMN_USER,
	COLUMN_MESSAGE
};

static const struct {
	const char *name;
	enum column column;
} names[] = {
	{ "ProviderName", COLUMN_PROVIDER },
	{ "Source", COLUMN_PROVIDER },
	{ "LogName", COLUMN_CHANNEL },
	{ "Id", COLUMN_ID },
	{ "EventID", COLUMN_ID },
	{ "Event ID", COLUMN_ID },
	{ "InstanceId", COLUMN_NONE },
	{ "TimeCreated", COLUMN_TIME },
	{ "TimeGenerated", COLUMN_TIME },
	{ "Date and Time", COLUMN_TIME },
	{ "RecordId", COLUMN_RECORD },
	{ "Index", COLUMN_RECORD },
	{ "MachineName", COLUMN_COMPUTER },
	{ "Computer", COLUMN_COMPUTER },
	{ "UserId", COLUMN_USER },
	{ "User", COLUMN_USER },
	{ "Message", COLUMN_MESSAGE },
	{ "Description", COLUMN_MESSAGE },
};

struct table {
	struct mdm_csv rows;
	enum column columns[MDM_MOST_COLUMNS];
	size_t ncolumns;
};

/* "#TYPE System.Diagnostics..." and "sep=;" stand in front of the names. */
static size_t
skip_preamble(struct mdm_str text)
{
	size_t at = 0;

	while (at < text.n) {
		struct mdm_str line = mdm_event_line_at(text, at);

		if (!mdm_str_istarts(line, "#TYPE") &&
		    !mdm_str_istarts(line, "\"#TYPE") &&
		    !mdm_str_istarts(line, "sep=") && mdm_str_trim(line).n > 0)
			break;
		at += line.n + 1;
	}
	return at < text.n ? at : text.n;
}

static enum column
column_of(struct mdm_str name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (mdm_str_iis(mdm_str_trim(name), names[i].name))
			return names[i].column;
	return COLUMN_NONE;
}

/* Reads the names; is there an id, and who or what it is of? */
static bool
open_table(struct mdm_str text, struct mdm_arena *scratch, struct table *t)
{
	struct mdm_csv_field row[MDM_MOST_COLUMNS];
	bool id = false, of = false;

	*t = (struct table){ .rows = { .text = text } };
	t->rows.at = skip_preamble(text);
	t->rows.separator =
	    mdm_csv_separator(mdm_event_line_at(text, t->rows.at));
	if (!mdm_csv_next(&t->rows, scratch, row, &t->ncolumns))
		return false;
	for (size_t i = 0; i < t->ncolumns; i++) {
		t->columns[i] = column_of(row[i].value);
		id |= t->columns[i] == COLUMN_ID;
		of |= t->columns[i] == COLUMN_PROVIDER ||
		    t->columns[i] == COLUMN_MESSAGE;
	}
	return id && of;
}

static bool
recognises(const struct mdm_doc *doc)
{
	struct table t;

	return doc->source->syntax == MDM_TEXT &&
	    open_table(doc->text, doc->scratch, &t);
}

static void
take_cell(struct mdm_event_draft *d, enum column column,
    const struct mdm_csv_field *f, struct mdm_doc *doc)
{
	struct mdm_str *const places[] = {
		[COLUMN_PROVIDER] = &d->provider,
		[COLUMN_CHANNEL] = &d->channel,
		[COLUMN_ID] = &d->id,
		[COLUMN_TIME] = &d->time,
		[COLUMN_RECORD] = &d->record,
		[COLUMN_COMPUTER] = &d->computer,
		[COLUMN_USER] = &d->user,
	};

	if (column == COLUMN_MESSAGE) {
		d->message.text = f->value;
		d->message.at = mdm_at_span(doc, f->off, f->len);
	} else if (column != COLUMN_NONE) {
		*places[column] = mdm_str_trim(f->value);
	}
}

static struct mdm_event_draft
draft_of(const struct table *t, struct mdm_doc *doc,
    const struct mdm_csv_field *row, size_t n, size_t from)
{
	struct mdm_event_draft d = { 0 };

	d.at = mdm_at_span(
	    doc, from, mdm_str_trim(mdm_event_line_at(doc->text, from)).n);
	for (size_t i = 0; i < n && i < t->ncolumns; i++)
		take_cell(&d, t->columns[i], &row[i], doc);
	if (n == t->ncolumns + 1 && d.message.text.n == 0)
		take_cell(&d, COLUMN_MESSAGE, &row[n - 1], doc);
	return d;
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_csv_field row[MDM_MOST_COLUMNS];
	struct mdm_str text = l->doc->text;
	struct table t;
	bool ours = false;
	size_t n, from;

	(void)open_table(text, l->doc->scratch, &t);
	from = t.rows.at;
	while (!mdm_events_full(l) &&
	    mdm_csv_next(&t.rows, l->doc->scratch, row, &n)) {
		struct mdm_event_draft d = draft_of(&t, l->doc, row, n, from);

		ours |= mdm_event_take(l, &d) != MDM_EVENT_FOREIGN;
		from = t.rows.at;
	}
	if (ours && t.rows.unfinished)
		mdm_defect_add(l->doc, MDM_DEFECT_NOT_WELL_FORMED,
		    mdm_at_span(l->doc, row[n - 1].off, 1),
		    "a quoted field does not end");
	return ours;
}

const struct mdm_format mdm_format_event_csv = {
	.name = "event log in CSV",
	.recognises = recognises,
	.load = load,
};
