/* SPDX-License-Identifier: MIT */
#include "mdmlint.h"
#include "report/html.h"
#include "report/layout.h"

/*
 * The page may run its own script and nothing else: no request leaves it,
 * whatever a profile says.  Hashes instead of 'unsafe-inline', so that even
 * markup that got through would be dead.
 */
static void
put_hash(struct mdm_html *h, const char *text, size_t n)
{
	uint8_t digest[32];

	mdm_sha256(mdm_str_span(text, n), digest);
	mdm_out_text_of(h->out, "'sha256-");
	mdm_out_str(h->out,
	    mdm_base64_encode(
		h->arena, mdm_str_span((const char *)digest, sizeof(digest))));
	mdm_out_byte(h->out, '\'');
}

static void
put_policy(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; base-uri 'none'; form-action "
	    "'none'; style-src ");
	put_hash(h, mdm_html_style, mdm_html_style_size);
	mdm_out_text_of(h->out, "; script-src ");
	put_hash(h, mdm_html_script, mdm_html_script_size);
	mdm_out_text_of(h->out, "\">\n");
}

/* The folder that holds all inputs; "" if there is none. */
static struct mdm_str
common_folder(const struct mdm_result *r)
{
	struct mdm_str folder = MDM_LIT("");
	bool first = true;

	for (size_t i = 0; i < r->ninputs; i++) {
		struct mdm_str name = r->inputs[i].name;
		size_t n = 0, slash = 0;

		if (r->inputs[i].role != MDM_INPUT_LINT)
			continue;
		if (first)
			folder = name;
		first = false;
		for (; n < folder.n && n < name.n && folder.p[n] == name.p[n];
		     n++) {
			if (name.p[n] == '/')
				slash = n;
		}
		if (n == folder.n && n < name.n && name.p[n] == '/')
			slash = n;
		folder = mdm_str_sub(name, 0, slash);
	}
	return folder;
}

static void
put_title(struct mdm_html *h)
{
	struct mdm_str folder = common_folder(h->result);

	mdm_out_text_of(h->out, "<title>Certificate profiles");
	if (folder.n > 0) {
		mdm_out_text_of(h->out, " in ");
		mdm_html_put(h, folder);
	}
	mdm_out_text_of(h->out, "</title>\n");
}

static const char *
verdict_of(const struct mdm_result *r)
{
	if (r->unread.n > 0)
		return "Not everything could be read";
	if (r->count[MDM_ERROR] > 0)
		return "Needs repair";
	if (r->requirement_failed)
		return "Not everything that is required could be checked";
	if (r->count[MDM_WARNING] > 0)
		return "Works, with warnings";
	if (r->recognised == 0)
		return "Nothing was recognised";
	return "No errors found";
}

static const char *
verdict_class(const struct mdm_result *r)
{
	if (r->unread.n > 0 || r->count[MDM_ERROR] > 0 || r->requirement_failed)
		return "error";
	return r->count[MDM_WARNING] > 0 || r->recognised == 0 ? "warning"
							       : "good";
}

static void
put_header(struct mdm_html *h)
{
	struct mdm_str folder = common_folder(h->result);
	char now[11];

	mdm_date_format(h->result->policy->now, now);
	mdm_out_text_of(h->out,
	    "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n"
	    "<header>\n<p class=\"kicker\">mdmlint " MDMLINT_VERSION
	    " report</p>\n<h1>Certificate profiles");
	if (folder.n > 0) {
		mdm_out_text_of(h->out, " <span class=\"folder\">");
		mdm_html_put(h, folder);
		mdm_out_text_of(h->out, "</span>");
	}
	mdm_out_printf(h->out,
	    "</h1>\n<p class=\"verdict %s\"><strong>%s</strong> <span>as of "
	    "<time datetime=\"%s\">%s</time></span></p>\n</header>\n",
	    verdict_class(h->result), verdict_of(h->result), now, now);
}

static void
put_nav(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<nav aria-label=\"Sections\">\n<ul>\n"
	    "<li><a href=\"#summary\">Summary</a></li>\n"
	    "<li><a href=\"#map\">Trust map</a></li>\n"
	    "<li><a href=\"#findings\">Findings</a></li>\n"
	    "<li><a href=\"#time\">Expiry</a></li>\n"
	    "<li><a href=\"#profiles\">Profiles</a></li>\n"
	    "<li><a href=\"#checked\">Coverage</a></li>\n"
	    "<li><a href=\"#inputs\">Inputs</a></li>\n"
	    "<li><a href=\"#method\">Method</a></li>\n"
	    "</ul>\n"
	    "<p class=\"tools\" hidden>"
	    "<button type=\"button\" data-do=\"expand\">Expand all</button> "
	    "<button type=\"button\" data-do=\"print\">Print</button></p>\n"
	    "</nav>\n");
}

void
mdm_html_head(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n");
	put_policy(h);
	mdm_out_text_of(h->out,
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"generator\" content=\"mdmlint " MDMLINT_VERSION
	    "\">\n");
	put_title(h);
	mdm_out_text_of(h->out, "<style>");
	mdm_out_bytes(h->out, mdm_html_style, mdm_html_style_size);
	mdm_out_text_of(h->out, "</style>\n</head>\n<body>\n");
	put_header(h);
	put_nav(h);
	mdm_out_text_of(h->out, "<main>\n");
}
