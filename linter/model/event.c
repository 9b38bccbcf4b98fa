/* SPDX-License-Identifier: MIT */
#include "model/event.h"

#include <inttypes.h>

const char *
mdm_provider_title(enum mdm_provider provider)
{
	static const char *const titles[] = {
		[MDM_PROVIDER_UNKNOWN] = "text of an event",
		[MDM_PROVIDER_MDM] = "event of the MDM client",
		[MDM_PROVIDER_CERTENROLL] = "event of certificate enrolment",
		[MDM_PROVIDER_TRANSFER] = "line of a log",
	};

	return titles[provider];
}

bool
mdm_event_has_thumbprint(const struct mdm_event *e)
{
	return e->ca.digits.n >= MDM_FEWEST_DIGITS && e->ca.digits.n <= 40;
}

/* Letters of either case: a profile may spell it so. */
bool
mdm_event_agrees(const struct mdm_event *e, struct mdm_str sha1_hex)
{
	if (!mdm_event_has_thumbprint(e) || sha1_hex.n != 40 ||
	    (!e->ca.cut && e->ca.digits.n != 40))
		return false;
	return mdm_str_ieq(
	    mdm_str_sub(sha1_hex, 0, e->ca.digits.n), e->ca.digits);
}

bool
mdm_event_is_noise(const struct mdm_event *e)
{
	return mdm_str_ihas(e->url.v, ".microsoftaik.azure.net/");
}

bool
mdm_event_is_failure(const struct mdm_event *e)
{
	switch (e->kind) {
	case MDM_EVENT_FAILED:
	case MDM_EVENT_NOT_BEGUN:
	case MDM_EVENT_REFUSED:
	case MDM_EVENT_COMMAND_FAILED:
	case MDM_EVENT_NO_CONTACT:
	case MDM_EVENT_REJECTED:
		return true;
	case MDM_EVENT_ENDED:
	case MDM_EVENT_ASKED:
		return e->has_code && (e->code & 0x80000000U) != 0;
	case MDM_EVENT_STARTED:
	case MDM_EVENT_REQUESTED:
	case MDM_EVENT_INSTALLED:
		break;
	}
	return false;
}

struct mdm_str
mdm_event_time(struct mdm_arena *arena, const struct mdm_event *e)
{
	char text[21];

	if (!e->timed)
		return MDM_LIT("");
	mdm_time_format(e->time / 1000, text);
	return mdm_str_printf(arena, "%.10s %.8s%s", text, text + 11,
	    e->local_time ? "" : " UTC");
}
