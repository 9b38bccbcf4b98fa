/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/html.h"
#include "report/layout.h"

/*
 * Which bytes were judged.  Files are read once more for their digest, as
 * for excerpts; one that changed meanwhile gets none.
 */
static bool
digest_of(struct mdm_html *h, struct mdm_buffer *buffer, size_t i,
    uint8_t ret_digest[32])
{
	const struct mdm_input *input = &h->result->inputs[i];
	const struct mdm_source *source = h->result->facts[i].file.source;
	struct mdm_str bytes = input->bytes;

	if (bytes.p == NULL && source != NULL)
		bytes = mdm_source_read_again(
		    source, h->result->policy->max_file_size, buffer);
	if (bytes.p == NULL)
		return false;
	mdm_sha256(bytes, ret_digest);
	return true;
}

static void
put_digest(struct mdm_html *h, const uint8_t digest[32])
{
	char hex[65];

	mdm_hex_write(digest, 32, hex);
	mdm_out_text_of(h->out, "<code>");
	for (size_t i = 0; i < 64; i += 8)
		mdm_out_printf(h->out, "%s%.8s", i > 0 ? "<wbr>" : "", hex + i);
	mdm_out_text_of(h->out, "</code>");
}

static void
put_input(struct mdm_html *h, struct mdm_buffer *buffer, size_t i)
{
	const struct mdm_file *file = &h->result->facts[i].file;
	uint8_t digest[32];

	mdm_out_text_of(h->out, "<tr><th scope=\"row\" class=\"place\">");
	mdm_html_put(h, h->result->inputs[i].name);
	mdm_out_text_of(h->out, "</th><td data-label=\"Taken for\">");
	mdm_html_put_text(h, file->taken_for != NULL ? file->taken_for : "");
	mdm_out_text_of(h->out, "</td><td data-label=\"Bytes\">");
	if (file->source != NULL)
		mdm_out_printf(h->out, "%" PRId64,
		    h->result->inputs[i].bytes.p != NULL
			? (int64_t)h->result->inputs[i].bytes.n
			: file->source->size);
	mdm_out_text_of(h->out, "</td><td data-label=\"SHA-256\">");
	if (digest_of(h, buffer, i, digest))
		put_digest(h, digest);
	else
		mdm_out_text_of(h->out, "changed or gone since it was read");
	mdm_out_text_of(h->out, "</td></tr>\n");
}

static void
put_table(struct mdm_html *h, bool recognised)
{
	struct mdm_buffer buffer = { NULL, 0, 0 };

	mdm_out_text_of(h->out,
	    "<table class=\"inputs\">\n<thead><tr><th scope=\"col\">File</th>"
	    "<th scope=\"col\">Taken for</th><th scope=\"col\">Bytes</th>"
	    "<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < h->result->ninputs; i++) {
		if (h->result->facts[i].file.recognised == recognised)
			put_input(h, &buffer, i);
	}
	mdm_out_text_of(h->out, "</tbody>\n</table>\n");
	mdm_heap_free(buffer.p);
}

void
mdm_html_inputs(struct mdm_html *h)
{
	size_t known = 0;

	for (size_t i = 0; i < h->result->ninputs; i++)
		known += h->result->facts[i].file.recognised;
	mdm_out_text_of(h->out,
	    "<section id=\"inputs\" aria-labelledby=\"h-inputs\">\n"
	    "<h2 id=\"h-inputs\">Inputs</h2>\n<p>");
	mdm_count_print(h->out, h->result->ninputs, "file");
	mdm_out_printf(h->out,
	    ", of which %zu held profiles or certificates. The digests say "
	    "which versions this report is about.</p>\n",
	    known);
	if (known > 0)
		put_table(h, true);
	if (known < h->result->ninputs) {
		mdm_out_printf(h->out,
		    "<details><summary>Other files: %zu</summary>\n",
		    h->result->ninputs - known);
		put_table(h, false);
		mdm_out_text_of(h->out, "</details>\n");
	}
	mdm_out_text_of(h->out, "</section>\n");
}
