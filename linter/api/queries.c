/* SPDX-License-Identifier: MIT */
#include "api/private.h"

#include "diagnose/account.h"
#include <assert.h>

bool
mdmlint_inspect(
    struct mdmlint *m, const char *format, mdmlint_write *write, void *ctx)
{
	static const char *const names[] = { "text", "json", "dot", NULL };
	static void (*const writers[])(
	    struct mdm_out *, const struct mdm_result *) = {
		mdm_inspect_text,
		mdm_inspect_json,
		mdm_inspect_dot,
	};
	struct mdm_out *out;
	size_t i = 0;

	while (names[i] != NULL && strcmp(format, names[i]) != 0)
		i++;
	if (names[i] == NULL)
		return mdm_api_no_format(m, format, names);
	if (m->result == NULL)
		return mdm_api_not_run(m);
	out = mdm_out_new(write, ctx);
	writers[i](out, m->result);
	return mdm_api_finish(m, out);
}

const char *const *
mdmlint_diagnose_formats(void)
{
	return mdm_diagnose_formats;
}

bool
mdmlint_diagnose(
    struct mdmlint *m, const char *format, mdmlint_write *write, void *ctx)
{
	static void (*const writers[])(
	    struct mdm_out *, const struct mdm_accounts *) = {
		mdm_diagnose_text,
		mdm_diagnose_json,
		mdm_diagnose_markdown,
	};
	struct mdm_out *out;
	size_t i = 0;

	while (mdm_diagnose_formats[i] != NULL &&
	    strcmp(format, mdm_diagnose_formats[i]) != 0)
		i++;
	if (mdm_diagnose_formats[i] == NULL)
		return mdm_api_no_format(m, format, mdm_diagnose_formats);
	if (m->result == NULL)
		return mdm_api_not_run(m);
	assert(i < sizeof(writers) / sizeof(writers[0]));
	out = mdm_out_new(write, ctx);
	writers[i](out, mdm_accounts_of(m->result));
	return mdm_api_finish(m, out);
}

bool
mdmlint_baseline(struct mdmlint *m, mdmlint_write *write, void *ctx)
{
	struct mdm_out *out;

	if (m->result == NULL)
		return mdm_api_not_run(m);
	out = mdm_out_new(write, ctx);
	mdm_baseline_write(out, m->result);
	return mdm_api_finish(m, out);
}

bool
mdmlint_files(struct mdmlint *m, mdmlint_write *write, void *ctx)
{
	struct mdm_out *out;

	if (m->result == NULL)
		return mdm_api_not_run(m);
	out = mdm_out_new(write, ctx);
	mdm_files_text(out, m->result);
	return mdm_api_finish(m, out);
}

bool
mdmlint_rules(
    struct mdmlint *m, const char *format, mdmlint_write *write, void *ctx)
{
	static const char *const names[] = { "text", "json", "markdown", "man",
		NULL };
	static void (*const writers[])(struct mdm_out *) = {
		mdm_catalogue_text,
		mdm_catalogue_json,
		mdm_catalogue_markdown,
		mdm_catalogue_man,
	};
	struct mdm_out *out;
	size_t i = 0;

	while (names[i] != NULL && strcmp(format, names[i]) != 0)
		i++;
	if (names[i] == NULL)
		return mdm_api_no_format(m, format, names);
	out = mdm_out_new(write, ctx);
	writers[i](out);
	return mdm_api_finish(m, out);
}

static bool
no_such_rule(struct mdmlint *m, const char *word)
{
	const char *names[2 * (size_t)MDM_RULE_COUNT + 1];
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		names[n++] = mdm_rules[i]->id;
		names[n++] = mdm_rules[i]->name;
	}
	names[n] = NULL;
	near = mdm_str_nearest(mdm_str_of(word), names);
	if (near == NULL)
		return mdm_api_fail(m,
		    mdm_str_printf(m->arena, "there is no rule \"%s\"", word));
	return mdm_api_fail(m,
	    mdm_str_printf(m->arena,
		"there is no rule \"%s\", did you mean \"%s\"?", word, near));
}

bool
mdmlint_explain(struct mdmlint *m, const char *rule, const char *format,
    mdmlint_write *write, void *ctx)
{
	static const char *const names[] = { "text", "markdown", NULL };
	const struct mdm_rule *found = mdm_rule_find(mdm_str_of(rule));
	struct mdm_out *out;

	if (found == NULL)
		return no_such_rule(m, rule);
	if (strcmp(format, "text") != 0 && strcmp(format, "markdown") != 0)
		return mdm_api_no_format(m, format, names);
	out = mdm_out_new(write, ctx);
	if (strcmp(format, "text") == 0)
		mdm_rule_page(out, found);
	else
		mdm_rule_markdown(out, found);
	return mdm_api_finish(m, out);
}
