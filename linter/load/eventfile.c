/* SPDX-License-Identifier: MIT */
/* Event log files of Windows: .evtx. */
#include "load/event.h"
#include "syntax/evtx.h"

static const char *const providers[] = {
	"DeviceManagement-Enterprise-Diagnostic",
	"CertificateServicesClient-CertEnroll", NULL
};

static bool
recognises(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_EVTX;
}

static struct mdm_str
number(struct mdm_arena *arena, uint64_t value)
{
	return mdm_str_printf(arena, "%llu", (unsigned long long)value);
}

/* As the XML of the event would say it. */
static struct mdm_str
time_of(struct mdm_arena *arena, int64_t milliseconds)
{
	char text[21];

	mdm_time_format(milliseconds / 1000, text);
	return mdm_str_printf(arena, "%.19s.%03dZ", text,
	    (int)(milliseconds % 1000 < 0 ? 0 : milliseconds % 1000));
}

static bool
take(void *ctx, const struct mdm_evtx_record *r)
{
	struct mdm_loading *l = ctx;
	struct mdm_arena *scratch = l->doc->scratch;
	struct mdm_event_draft d = {
		.at = mdm_at_span(l->doc, r->off, r->len),
		.provider = r->provider,
		.computer = r->computer,
		.user = r->user,
		.id = number(scratch, r->id),
		.time = time_of(scratch, r->time),
		.record = number(scratch, r->number),
	};

	for (size_t i = 0; i < r->nstrings; i++)
		d.values[d.nvalues++] =
		    (struct mdm_event_value){ .text = r->strings[i],
			    .at = d.at };
	(void)mdm_event_take(l, &d);
	return !mdm_events_full(l);
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_at start = mdm_at_span(l->doc, 0, 0);

	switch (mdm_evtx_walk(l->doc, providers, take, l)) {
	case MDM_EVTX_READ:
		break;
	case MDM_EVTX_DAMAGED:
		mdm_defect_add(l->doc, MDM_DEFECT_NOT_WELL_FORMED, start,
		    "the event log is damaged: not all of its records can be "
		    "read");
		break;
	case MDM_EVTX_TOO_MANY:
		mdm_defect_add(l->doc, MDM_DEFECT_LIMIT, start,
		    "the event log has more than a million records; the "
		    "others are not looked at");
		break;
	case MDM_EVTX_NO_LIBRARY:
		mdm_load_note(l,
		    "an event log (.evtx), as libevtx is not there; save it "
		    "as XML");
		break;
	}
	return true;
}

const struct mdm_format mdm_format_event_file = {
	.name = "event log file",
	.recognises = recognises,
	.load = load,
};
