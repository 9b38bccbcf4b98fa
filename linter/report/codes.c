/* SPDX-License-Identifier: MIT */
/* docs/events.md: what is read of event logs, and what the codes mean. */
#include "model/hresult.h"
#include "report/report.h"

static const char head[] =
    "# Events of certificate enrolment\n"
    "\n"
    "`mdmlint check` takes event logs among its PATHs and reports them by the\n"
    "rules of the LOG family; `mdmlint diagnose` puts them in order and tells,\n"
    "for each device and SCEP server, what went wrong and what to do.\n"
    "\n"
    "## What is read\n"
    "\n"
    "| File | How it is made |\n"
    "| --- | --- |\n"
    "| `.evtx` | Event Viewer, Save All Events As; `wevtutil epl` (needs "
    "libevtx) |\n"
    "| XML: one event, `<Events>`, or one behind the other | `wevtutil qe "
    "LOG /f:xml`, `/f:RenderedXml`; Event Viewer |\n"
    "| CSV, with any separator | `Get-WinEvent LOG \\| Export-Csv`; Event "
    "Viewer |\n"
    "| Text | Event Viewer, Copy Details as Text, in any language; "
    "`Get-WinEvent LOG \\| Format-List`; sentences out of a ticket |\n"
    "| `MDMDiagReport.xml` | `MdmDiagnosticsTool.exe -out FOLDER`: which "
    "certificates the MDM has written |\n"
    "| Lines with `operation=GetCACert` and the like | Intune's app for "
    "Android, Apple's profiled, IIS |\n"
    "\n"
    "Text files that are not named on the command line count as logs if they\n"
    "end in `.txt`, `.log`, `.csv` or `.xml`.\n"
    "\n"
    "| Event | Says |\n"
    "| --- | --- |\n"
    "| 306 | the SCEP profile was taken over; names the profile |\n"
    "| 36 | the request was made; names the server |\n"
    "| 307 | enrolment could not begin; names server and CA. The text ends "
    "after 256 characters, so behind a long URL digits of the thumbprint are "
    "missing |\n"
    "| 32 | enrolment failed; has the code |\n"
    "| 39 | the certificate was installed |\n"
    "| 309 | how an enrolment ended; names profile, server and code |\n"
    "| 301-305, 308, 310, 404 | the profile was refused |\n"
    "| 86, 87 | CertificateServicesClient-CertEnroll, Application log: the "
    "server was not reached, or refused |\n"
    "\n"
    "Events are known by provider and number; words count where these are "
    "missing.\n"
    "Thumbprints are compared as far as they are there, from 16 digits on.\n"
    "Dates that can be read in two ways are month/day where AM or PM follows, "
    "else\n"
    "day/month.\n"
    "\n"
    "## What the codes mean\n"
    "\n"
    "| Code | Means | Likely cause | Next step | Source |\n"
    "| --- | --- | --- | --- | --- |\n";

static void
put_cell(struct mdm_out *out, const char *text)
{
	mdm_out_text_of(out, " ");
	mdm_out_markdown(out, mdm_str_of(text));
	mdm_out_text_of(out, " |");
}

void
mdm_codes_page(struct mdm_out *out)
{
	const struct mdm_hresult *h;

	mdm_out_text_of(out, head);
	for (size_t i = 0; (h = mdm_hresult_at(i)) != NULL; i++) {
		mdm_out_printf(out, "| `0x%08x`", (unsigned)h->code);
		if (h->name != NULL)
			mdm_out_printf(out, " `%s`", h->name);
		mdm_out_text_of(out, " |");
		put_cell(out, h->meaning);
		put_cell(out, h->cause);
		put_cell(out, h->step);
		put_cell(out, h->source);
		mdm_out_byte(out, '\n');
	}
}
