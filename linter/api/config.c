/* SPDX-License-Identifier: MIT */
#include "api/private.h"

/* Formats are known to the reports, not to the reader. */
static void
check_formats(struct mdmlint *m)
{
	const struct mdm_said *said;

	for (size_t i = 0;
	     (said = mdm_policy_said(&m->policy, "format", i)) != NULL; i++) {
		struct mdm_str name = mdm_str_sub(
		    said->value, 0, mdm_str_find_byte(said->value, ':'));

		if (mdm_reporter_find(name) != NULL)
			continue;
		mdm_api_no_format(
		    m, mdm_str_dup(m->arena, name).p, mdmlint_formats());
		MDM_PUSH(m->arena, &m->problems.list,
		    mdm_str_printf(m->arena, MDM_FMT ": format: " MDM_FMT,
			MDM_ARG(said->origin), MDM_ARG(m->error)));
	}
}

bool
mdmlint_config(struct mdmlint *m, const char *path)
{
	bool good = mdm_config_read(
	    &m->policy, m->arena, mdm_str_of(path), &m->problems);

	check_formats(m);
	return (good && m->problems.list.n == 0) ||
	    mdm_api_fail(m, m->problems.list.at[0]);
}

void
mdmlint_add_changed(struct mdmlint *m, const char *path)
{
	*mdm_map_put(m->arena, &m->policy.changed,
	    mdm_str_dup(m->arena, mdm_str_of(path))) = m;
}

const char *
mdmlint_problem(const struct mdmlint *m, size_t which)
{
	return which < m->problems.list.n ? m->problems.list.at[which].p : NULL;
}

const char *
mdmlint_setting(
    const struct mdmlint *m, const char *option, size_t which, bool *by_config)
{
	const struct mdm_said *said =
	    mdm_policy_said(&m->policy, option, which);

	if (said == NULL)
		return NULL;
	if (by_config != NULL)
		*by_config = said->layer == MDM_BY_CONFIG;
	return said->value.p;
}

const char *
mdmlint_config_folder(const struct mdmlint *m)
{
	return m->policy.folder.n > 0 ? m->policy.folder.p : NULL;
}

bool
mdmlint_config_write(
    struct mdmlint *m, const char *what, mdmlint_write *write, void *ctx)
{
	static const char *const names[] = { "show", "schema", "page", NULL };
	struct mdm_out *out;

	if (strcmp(what, names[0]) != 0 && strcmp(what, names[1]) != 0 &&
	    strcmp(what, names[2]) != 0)
		return mdm_api_no_format(m, what, names);
	out = mdm_out_new(write, ctx);
	if (strcmp(what, "show") == 0)
		mdm_config_show(out, &m->policy);
	else if (strcmp(what, "schema") == 0)
		mdm_config_schema(out);
	else
		mdm_config_page(out);
	return mdm_api_finish(m, out);
}
