/* SPDX-License-Identifier: MIT */
/*
 * Policies that hold an Open Network Configuration: of the Android Management
 * API, and of ChromeOS, whose keys begin with a capital.  Other keys of a
 * policy have nothing to do with certificates.
 */
#include "load/onc.h"

static const struct {
	const char *key;
	bool android;
} holders[] = {
	{ "openNetworkConfiguration", true },
	{ "OpenNetworkConfiguration", false },
	{ "DeviceOpenNetworkConfiguration", false },
};
enum { HOLDERS = sizeof(holders) / sizeof(*holders) };

/* ChromeOS policies also write the configuration as a string of JSON. */
static bool
is_holder(const struct mdm_node *policy)
{
	for (size_t i = 0; i < HOLDERS; i++) {
		const struct mdm_node *c = mdm_get(policy, holders[i].key);

		if (c != NULL &&
		    (c->kind == MDM_OBJECT || c->kind == MDM_STRING))
			return true;
	}
	return false;
}

/* A policy, or the answer that lists several. */
static struct mdm_node *
first_policy(struct mdm_node *root)
{
	struct mdm_node *list = mdm_get(root, "policies");

	if (is_holder(root))
		return root;
	if (list == NULL || list->kind != MDM_ARRAY)
		return NULL;
	for (struct mdm_node *c = list->child; c != NULL; c = c->next)
		if (c->kind == MDM_OBJECT && is_holder(c))
			return list->child;
	return NULL;
}

static bool
recognises(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_JSON && !doc->damaged &&
	    doc->root != NULL && doc->root->kind == MDM_OBJECT &&
	    first_policy(doc->root) != NULL;
}

static void
load_policy(struct mdm_loading *l, struct mdm_node *policy)
{
	for (size_t i = 0; i < HOLDERS; i++) {
		struct mdm_node *c = mdm_get(policy, holders[i].key);

		if (c == NULL)
			continue;
		if (c->kind == MDM_OBJECT)
			mdm_onc_load(l, c, holders[i].android);
		else if (c->kind == MDM_STRING)
			(void)mdm_load_nested(l, c, c->value);
	}
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_node *root = l->doc->root;

	if (is_holder(root)) {
		load_policy(l, root);
		return true;
	}
	for (struct mdm_node *c = first_policy(root); c != NULL; c = c->next)
		if (c->kind == MDM_OBJECT)
			load_policy(l, c);
	return true;
}

static const char *const keys[] = { "openNetworkConfiguration",
	"DeviceOpenNetworkConfiguration", NULL };

const struct mdm_format mdm_format_android = {
	.name = "policy",
	.keys = keys,
	.recognises = recognises,
	.load = load,
};
