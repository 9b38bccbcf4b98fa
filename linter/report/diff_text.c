/* SPDX-License-Identifier: MIT */
#include "report/diff.h"

/* How the same page looks as text and as Markdown. */
struct look {
	struct mdm_out *out;
	void (*put)(struct mdm_out *, struct mdm_str);
	const char *gap, *heading, *heading_end;
	const char *added, *removed, *changed;
	const char *came, *went; /* lines of a change */
};

/* Control characters first: Markdown does not care about them. */
static void
put_markdown(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();

	mdm_out_plain(plain, text);
	mdm_out_markdown(o, mdm_out_text(plain));
	mdm_out_free(plain);
}

static void
put_heading(const struct look *l, const char *title, bool first)
{
	mdm_out_printf(l->out, "%s%s%s%s", first ? "" : l->gap, l->heading,
	    title, l->heading_end);
}

static void
put_pair(const struct look *l, const char *mark, const struct mdm_pair *pair)
{
	const struct mdm_profile *p =
	    pair->after != NULL ? pair->after : pair->before;

	mdm_out_text_of(l->out, mark);
	mdm_out_printf(l->out, "%s \"", mdm_kind_title(p->kind));
	l->put(l->out, p->name);
	mdm_out_printf(l->out, "\" (%s)", mdm_platform_title(p->platform));
	if (pair->set.n > 0) {
		mdm_out_text_of(l->out, " of set \"");
		l->put(l->out, pair->set);
		mdm_out_byte(l->out, '"');
	}
	mdm_out_byte(l->out, '\n');
}

static void
put_texts(const struct look *l, const char *mark, const char *what,
    const struct mdm_texts *texts)
{
	for (size_t i = 0; i < texts->list.n; i++) {
		mdm_out_printf(l->out, "%s%s: ", mark, what);
		l->put(l->out, texts->list.at[i]);
		mdm_out_byte(l->out, '\n');
	}
}

static void
put_pairs(const struct look *l, const char *mark, const struct mdm_pairs *pairs)
{
	for (size_t i = 0; i < pairs->list.n; i++) {
		const struct mdm_pair *pair = &pairs->list.at[i];

		put_pair(l, mark, pair);
		for (size_t k = 0; k < pair->changes.n; k++) {
			const struct mdm_change *c = &pair->changes.at[k];

			put_texts(l, l->went, c->what, &c->before);
			put_texts(l, l->came, c->what, &c->after);
		}
	}
}

static void
put_certs(
    const struct look *l, const char *mark, const struct mdm_cert_list *certs)
{
	char date[11];

	for (size_t i = 0; i < certs->list.n; i++) {
		const struct mdm_cert *cert = certs->list.at[i];

		mdm_date_format(cert->not_after, date);
		mdm_out_printf(l->out, "%s\"", mark);
		l->put(l->out, cert->name);
		mdm_out_printf(
		    l->out, "\", SHA-1 %s, until %s\n", cert->sha1_hex, date);
	}
}

static void
put_findings(
    const struct look *l, const char *mark, const struct mdm_findings *findings)
{
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct mdm_finding *f = findings->list.at[i];

		mdm_out_text_of(l->out, mark);
		l->put(l->out, f->where.file);
		mdm_out_printf(l->out, ":%u:%u: %s: ", f->where.place.line,
		    f->where.place.col, mdm_severity_name(f->severity));
		l->put(l->out, f->text);
		mdm_out_printf(
		    l->out, " (%s %s)\n", f->rule->id, f->rule->name);
	}
}

static void
put_diff(const struct look *l, const struct mdm_diff *d)
{
	bool any = false;

	if (d->added.list.n + d->removed.list.n + d->changed.list.n > 0) {
		any = true;
		put_heading(l, "Profiles", true);
		put_pairs(l, l->added, &d->added);
		put_pairs(l, l->removed, &d->removed);
		put_pairs(l, l->changed, &d->changed);
	}
	if (d->certs_added.list.n + d->certs_removed.list.n > 0) {
		put_heading(l, "Certificates", !any);
		any = true;
		put_certs(l, l->added, &d->certs_added);
		put_certs(l, l->removed, &d->certs_removed);
	}
	if (d->fresh.list.n + d->gone.list.n > 0) {
		put_heading(l, "Findings", !any);
		any = true;
		put_findings(l, l->added, &d->fresh);
		put_findings(l, l->removed, &d->gone);
	}
	if (!any)
		mdm_out_text_of(l->out, "No change in trust.\n");
}

void
mdm_diff_text(struct mdm_out *o, const struct mdm_diff *d)
{
	const struct look look = {
		.out = o,
		.put = mdm_out_plain,
		.gap = "",
		.heading = "",
		.heading_end = ":\n",
		.added = "  + ",
		.removed = "  - ",
		.changed = "  ~ ",
		.came = "      + ",
		.went = "      - ",
	};

	put_diff(&look, d);
}

void
mdm_diff_markdown(struct mdm_out *o, const struct mdm_diff *d)
{
	const struct look look = {
		.out = o,
		.put = put_markdown,
		.gap = "\n",
		.heading = "### ",
		.heading_end = "\n\n",
		.added = "- **new** ",
		.removed = "- **gone** ",
		.changed = "- **changed** ",
		.came = "  - now ",
		.went = "  - before ",
	};

	put_diff(&look, d);
}
