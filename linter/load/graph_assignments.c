/* SPDX-License-Identifier: MIT */
/* Whom a profile is deployed to (graph.md 1l and 2). */
#include "load/graph.h"

static const struct {
	const char *type;
	enum mdm_target_kind kind;
	enum mdm_scope members;
} targets[] = {
	{ "groupAssignmentTarget", MDM_TARGET_GROUP, MDM_SCOPE_UNKNOWN },
	{ "exclusionGroupAssignmentTarget", MDM_TARGET_EXCLUDED_GROUP,
	    MDM_SCOPE_UNKNOWN },
	{ "allDevicesAssignmentTarget", MDM_TARGET_ALL_DEVICES,
	    MDM_SCOPE_DEVICE },
	{ "allLicensedUsersAssignmentTarget", MDM_TARGET_ALL_USERS,
	    MDM_SCOPE_USER },
	{ "configurationManagerCollectionAssignmentTarget",
	    MDM_TARGET_COLLECTION, MDM_SCOPE_UNKNOWN },
};

static struct mdm_str
copy(struct mdm_loading *l, struct mdm_str text)
{
	return text.n > 0 ? mdm_str_dup(l->keep, text) : (struct mdm_str){ 0 };
}

/* Graph's spelling, or Microsoft365DSC's, whose keys differ in case only. */
static struct mdm_str
text_of(const struct mdm_node *object, const char *key)
{
	return mdm_str_trim(mdm_text_of(mdm_iget(object, key)));
}

static void
set_kind(struct mdm_assignment *a, struct mdm_str type)
{
	type = mdm_graph_type_name(type);
	a->kind = MDM_TARGET_UNKNOWN;
	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
		if (!mdm_str_iis(type, targets[i].type))
			continue;
		a->kind = targets[i].kind;
		a->members = targets[i].members;
	}
}

/* A rule speaks of users' or of devices' properties; both prove nothing. */
static enum mdm_scope
members_of_rule(struct mdm_str rule)
{
	bool user = mdm_str_ihas(rule, "user.");
	bool device = mdm_str_ihas(rule, "device.");

	if (user == device)
		return MDM_SCOPE_UNKNOWN;
	return user ? MDM_SCOPE_USER : MDM_SCOPE_DEVICE;
}

static void
set_filter(
    struct mdm_loading *l, struct mdm_assignment *a, const struct mdm_node *t)
{
	static const char *const keys[] = {
		"deviceAndAppManagementAssignmentFilterId",
		"deviceAndAppManagementAssignmentFilterDisplayName", NULL
	};
	struct mdm_str type =
	    text_of(t, "deviceAndAppManagementAssignmentFilterType");

	if (mdm_str_iis(type, "none"))
		return;
	for (size_t i = 0; keys[i] != NULL && a->filter.n == 0; i++) {
		struct mdm_str text = text_of(t, keys[i]);

		if (mdm_is_guid(text))
			a->filter = mdm_guid_of(l->keep, text);
		else
			a->filter = copy(l, text);
	}
	if (a->filter.n > 0)
		a->filter_type = copy(l, type);
}

static void
set_group(
    struct mdm_loading *l, struct mdm_assignment *a, const struct mdm_node *t)
{
	static const char *const names[] = { "groupName", "groupDisplayName",
		NULL };
	struct mdm_str id = text_of(t, "groupId");

	if (id.n == 0)
		id = text_of(t, "targetGroupId");
	if (id.n == 0)
		id = text_of(t, "collectionId");
	if (id.n > 0)
		a->group = mdm_str_lower(l->keep, id);
	for (size_t i = 0; names[i] != NULL && a->group_name.n == 0; i++)
		a->group_name = copy(l, text_of(t, names[i]));
	if (a->group.n == 0)
		a->group = a->group_name;
	if (a->members == MDM_SCOPE_UNKNOWN)
		a->members = members_of_rule(text_of(t, "membershipRule"));
}

static void
read_one(
    struct mdm_loading *l, struct mdm_assignment *a, struct mdm_node *entry)
{
	struct mdm_node *target = mdm_iget(entry, "target");
	struct mdm_str type;

	/* Microsoft365DSC and groupAssignments write the target flat. */
	if (target == NULL || target->kind != MDM_OBJECT)
		target = entry;
	a->at = mdm_at_of(entry);
	type = text_of(target, "@odata.type");
	if (type.n == 0 || target == entry)
		type = text_of(target, "dataType");
	set_kind(a, type);
	set_group(l, a, target);
	if (a->kind == MDM_TARGET_UNKNOWN && type.n == 0 && a->group.n > 0)
		a->kind = mdm_str_iis(text_of(target, "excludeGroup"), "true")
		    ? MDM_TARGET_EXCLUDED_GROUP
		    : MDM_TARGET_GROUP;
	set_filter(l, a, target);
	a->remove = mdm_str_iis(text_of(entry, "intent"), "remove");
}

/* An array, or the single object that PowerShell makes of an array of one. */
static struct mdm_assignment *
read_list(struct mdm_loading *l, struct mdm_node *list, size_t *ret_n)
{
	struct mdm_assignment *all;
	size_t n = 0;

	if (list->kind == MDM_OBJECT) {
		all = MDM_NEW(l->keep, struct mdm_assignment);
		read_one(l, all, list);
		*ret_n = 1;
		return all;
	}
	for (struct mdm_node *c = list->child; c != NULL; c = c->next)
		n++;
	all = MDM_NEW_N(l->keep, struct mdm_assignment, n + 1);
	*ret_n = 0;
	for (struct mdm_node *c = list->child; c != NULL; c = c->next)
		if (c->kind == MDM_OBJECT)
			read_one(l, &all[(*ret_n)++], c);
	return all;
}

/* The key that holds assignments, if it says anything. */
static struct mdm_node *
list_of(const struct mdm_node *object)
{
	static const char *const keys[] = { "assignments", "groupAssignments",
		NULL };
	struct mdm_node *best = NULL;

	for (size_t i = 0; keys[i] != NULL; i++) {
		struct mdm_node *node = mdm_iget(object, keys[i]);

		if (node == NULL ||
		    (node->kind != MDM_ARRAY && node->kind != MDM_OBJECT))
			continue;
		if (node->child != NULL)
			return node;
		if (best == NULL)
			best = node;
	}
	return best;
}

void
mdm_graph_assignments(struct mdm_graph_reading *r)
{
	struct mdm_profile *p = r->profile;
	struct mdm_node *list = list_of(r->object);

	if (list == NULL)
		return;
	p->assignments_known = true;
	p->assignments_at = mdm_at_of(list);
	/* An empty object is a depth limit's leftover, not a list. */
	if (list->kind == MDM_OBJECT && list->child == NULL)
		p->assignments_known = false;
	else
		p->assignments = read_list(r->loading, list, &p->nassignments);
	for (size_t i = 0; i < p->nassignments; i++)
		if (p->form <= MDM_FORM_GRAPH_GET && p->id.n == 0 &&
		    p->assignments[i].group_name.n > 0)
			p->form = MDM_FORM_INTUNECD;
}

static bool
is_assignment(const struct mdm_node *node)
{
	const struct mdm_node *target;

	if (node->kind != MDM_OBJECT)
		return false;
	target = mdm_get(node, "target");
	return target != NULL && target->kind == MDM_OBJECT &&
	    mdm_str_iends(
		mdm_get_text(target, "@odata.type"), "AssignmentTarget");
}

bool
mdm_graph_loose_assignments(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_file_name name = mdm_file_name_of(l->doc->source->name);
	struct mdm_loose_assignments loose = { 0 };
	struct mdm_node *first = node->kind == MDM_ARRAY ? node->child : node;

	if (first == NULL || !is_assignment(first) || l->depth > 0 ||
	    !mdm_str_iis(name.parent, "Assignments"))
		return false;
	loose.base_name = name.stem;
	loose.folder = mdm_file_name_of(name.folder).folder;
	loose.at = mdm_at_of(node);
	loose.assignments = read_list(l, node, &loose.n);
	MDM_PUSH(l->keep, &l->facts->loose, loose);
	l->facts->file.form = MDM_FORM_INTUNE_BACKUP;
	return true;
}
