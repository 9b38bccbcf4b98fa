/* SPDX-License-Identifier: MIT */
#include "report/html.h"
#include "report/layout.h"

enum { GROUP = 4 };

/* Values of one length, cut at the same digits: they stay aligned. */
static void
put_digits(struct mdm_html *h, struct mdm_str value, struct mdm_str other)
{
	bool marked = false;

	for (size_t i = 0; i < value.n; i++) {
		bool differs = i >= other.n ||
		    mdm_lower(value.p[i]) != mdm_lower(other.p[i]);

		if (i > 0 && i % GROUP == 0) {
			mdm_out_text_of(h->out, marked ? "</mark>" : "");
			mdm_out_text_of(h->out, "<wbr>");
			marked = false;
		}
		if (differs != marked)
			mdm_out_text_of(h->out, differs ? "<mark>" : "</mark>");
		marked = differs;
		mdm_out_xml(h->out, mdm_str_sub(value, i, 1));
	}
	mdm_out_text_of(h->out, marked ? "</mark>" : "");
}

static void
put_value(struct mdm_html *h, const char *label, struct mdm_str value,
    struct mdm_str other, bool comparable)
{
	mdm_out_text_of(h->out, "<div><dt>");
	mdm_html_put_text(h, label);
	mdm_out_text_of(h->out, "</dt><dd><code>");
	if (comparable)
		put_digits(h, value, other);
	else
		mdm_html_put(h, value);
	mdm_out_text_of(h->out, "</code></dd></div>\n");
}

static size_t
differing(struct mdm_str a, struct mdm_str b)
{
	size_t most = a.n > b.n ? a.n : b.n, n = 0;

	for (size_t i = 0; i < most; i++)
		n += i >= a.n || i >= b.n ||
		    mdm_lower(a.p[i]) != mdm_lower(b.p[i]);
	return n;
}

void
mdm_html_compare(struct mdm_html *h, const struct mdm_finding *f)
{
	bool comparable;

	if (f->expected.p == NULL || f->actual.p == NULL)
		return;
	comparable = mdm_comparable(f->expected, f->actual);
	mdm_out_text_of(h->out, "<dl class=\"compare\">\n");
	put_value(h, f->expected_label, f->expected, f->actual, comparable);
	put_value(h, f->actual_label, f->actual, f->expected, comparable);
	mdm_out_text_of(h->out, "</dl>\n");
	if (comparable)
		mdm_out_printf(h->out,
		    "<p class=\"differs\">%zu of %zu characters differ.</p>\n",
		    differing(f->expected, f->actual),
		    f->expected.n > f->actual.n ? f->expected.n : f->actual.n);
}
