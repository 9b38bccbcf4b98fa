/* SPDX-License-Identifier: MIT */
#include "report/html.h"

#include <stdlib.h>

#include "report/layout.h"

void
mdm_html_put(struct mdm_html *h, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();

	mdm_out_plain(plain, text);
	mdm_out_xml(h->out, mdm_out_text(plain));
	mdm_out_free(plain);
}

void
mdm_html_put_text(struct mdm_html *h, const char *text)
{
	mdm_html_put(h, mdm_str_of(text));
}

void
mdm_html_attribute(struct mdm_html *h, const char *name, struct mdm_str value)
{
	mdm_out_printf(h->out, " %s=\"", name);
	mdm_html_put(h, value);
	mdm_out_byte(h->out, '"');
}

void
mdm_html_date(struct mdm_html *h, int64_t seconds, bool known)
{
	char date[11];

	mdm_date_format(seconds, date);
	mdm_out_text_of(h->out, known ? date : "?");
}

struct mdm_str
mdm_html_key(struct mdm_html *h, const void *pointer)
{
	return mdm_str_dup(
	    h->arena, mdm_str_span((const char *)&pointer, sizeof(pointer)));
}

/* For questions: nothing is kept. */
static void *
look_up(const struct mdm_map *map, const void *pointer)
{
	return mdm_map_get(
	    map, mdm_str_span((const char *)&pointer, sizeof(pointer)));
}

const struct mdm_html_group *
mdm_html_of_profile(struct mdm_html *h, const struct mdm_profile *p)
{
	static const struct mdm_html_group none = { .worst = MDM_OFF };
	const struct mdm_html_group *group = look_up(&h->by_profile, p);

	return group != NULL ? group : &none;
}

size_t
mdm_html_number(struct mdm_html *h, const struct mdm_finding *f)
{
	const size_t *number = look_up(&h->numbers, f);

	return number != NULL ? *number : 0;
}

void
mdm_html_badge(struct mdm_html *h, const struct mdm_finding *f)
{
	const char *level = mdm_severity_name(f->severity);
	size_t number = mdm_html_number(h, f);

	mdm_out_printf(
	    h->out, "<a class=\"badge %s\" href=\"#f%zu\"", level, number);
	mdm_html_attribute(h, "title", f->text);
	mdm_out_printf(h->out, "><span class=\"unseen\">%s </span>F%zu</a>",
	    level, number);
}

void
mdm_html_badges(struct mdm_html *h, const struct mdm_html_group *g)
{
	enum { MOST = 6 };

	for (size_t i = 0; i < g->list.n && i < MOST; i++) {
		mdm_out_text_of(h->out, i > 0 ? " " : "");
		mdm_html_badge(h, g->list.at[i]);
	}
	if (g->list.n > MOST)
		mdm_out_printf(h->out, " and %zu more", g->list.n - MOST);
}

void
mdm_html_set_heading(struct mdm_html *h, const struct mdm_corpus *c)
{
	if (h->result->ncorpora < 2)
		return;
	mdm_out_text_of(h->out, "<h3>Set ");
	if (c->name.n > 0)
		mdm_html_put(h, c->name);
	else
		mdm_out_text_of(h->out, "without a name");
	mdm_out_text_of(h->out, "</h3>\n");
}

static int
compare_findings(const void *pa, const void *pb)
{
	const struct mdm_finding *a = *(const struct mdm_finding *const *)pa;
	const struct mdm_finding *b = *(const struct mdm_finding *const *)pb;
	size_t rule_a = mdm_rule_index(a->rule);
	size_t rule_b = mdm_rule_index(b->rule);

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	if (rule_a != rule_b)
		return rule_a < rule_b ? -1 : 1;
	if (a->set != b->set)
		return a->set < b->set ? -1 : 1;
	return mdm_finding_cmp(a, b);
}

static void
number_findings(struct mdm_html *h)
{
	const struct mdm_findings *all = &h->result->findings;

	h->nfindings = all->list.n;
	h->findings =
	    MDM_NEW_N(h->arena, const struct mdm_finding *, h->nfindings + 1);
	for (size_t i = 0; i < h->nfindings; i++)
		h->findings[i] = all->list.at[i];
	if (h->nfindings > 0)
		qsort(h->findings, h->nfindings, sizeof(*h->findings),
		    compare_findings);
	for (size_t i = 0; i < h->nfindings; i++) {
		size_t *number = MDM_NEW(h->arena, size_t);

		*number = i + 1;
		*mdm_map_put(h->arena, &h->numbers,
		    mdm_html_key(h, h->findings[i])) = number;
	}
}

static void
group_findings(struct mdm_html *h)
{
	for (size_t i = 0; i < h->nfindings; i++) {
		const struct mdm_finding *f = h->findings[i];
		struct mdm_html_group *group;
		void **slot;

		if (f->profile == NULL)
			continue;
		slot = mdm_map_put(
		    h->arena, &h->by_profile, mdm_html_key(h, f->profile));
		if (*slot == NULL)
			*slot = MDM_NEW(h->arena, struct mdm_html_group);
		group = *slot;
		MDM_PUSH(h->arena, &group->list, f);
		if (f->severity > group->worst)
			group->worst = f->severity;
	}
}

static void
write_html(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	static void (*const sections[])(struct mdm_html *) = {
		mdm_html_head,
		mdm_html_summary,
		mdm_html_map,
		mdm_html_findings,
		mdm_html_accepted,
		mdm_html_time,
		mdm_html_profiles,
		mdm_html_checked,
		mdm_html_inputs,
		mdm_html_method,
	};
	struct mdm_html h = {
		.out = o,
		.arena = mdm_arena_new(),
		.result = r,
	};

	(void)style; /* a client gets everything */
	number_findings(&h);
	group_findings(&h);
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		sections[i](&h);
	mdm_arena_free(h.arena);
}

const struct mdm_reporter mdm_reporter_html = {
	.name = "html",
	.mime = "text/html",
	.write = write_html,
};
