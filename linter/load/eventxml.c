/* SPDX-License-Identifier: MIT */
/*
 * Events as XML: one <Event>, an <Events> of them, or one behind the other as
 * wevtutil writes them, with or without the namespace.
 */
#include "load/event.h"
#include "load/network.h"

static struct mdm_str
attribute(const struct mdm_node *node, const char *name)
{
	return mdm_xml_text(mdm_xml_attribute(node, name));
}

static void
read_system(struct mdm_event_draft *d, const struct mdm_node *system)
{
	d->provider = attribute(mdm_xml_child(system, "Provider"), "Name");
	d->id = mdm_xml_text(mdm_xml_child(system, "EventID"));
	d->time = attribute(mdm_xml_child(system, "TimeCreated"), "SystemTime");
	d->record = mdm_xml_text(mdm_xml_child(system, "EventRecordID"));
	d->channel = mdm_xml_text(mdm_xml_child(system, "Channel"));
	d->computer = mdm_xml_text(mdm_xml_child(system, "Computer"));
	d->user = attribute(mdm_xml_child(system, "Security"), "UserID");
}

static void
add_value(struct mdm_event_draft *d, struct mdm_node *node, struct mdm_str name)
{
	if (d->nvalues == MDM_MOST_EVENT_VALUES)
		return;
	d->values[d->nvalues++] = (struct mdm_event_value){
		.name = name, .text = mdm_text_of(node), .at = mdm_at_of(node)
	};
}

/* <Data Name="HRESULT">; older logs leave the name out. */
static void
read_data(struct mdm_event_draft *d, const struct mdm_node *data)
{
	struct mdm_node *c = data != NULL ? data->child : NULL;

	for (; c != NULL; c = c->next)
		if (!c->attribute && mdm_str_iis(c->key, "Data"))
			add_value(d, c, attribute(c, "Name"));
}

/* <UserData><EventXML><HRESULT>: the elements are the names. */
static void
read_user_data(struct mdm_event_draft *d, const struct mdm_node *data)
{
	struct mdm_node *c = data != NULL ? data->child : NULL;

	while (c != NULL && c->attribute)
		c = c->next;
	for (c = c != NULL ? c->child : NULL; c != NULL; c = c->next)
		if (!c->attribute)
			add_value(d, c, c->key);
}

static void
read_message(struct mdm_event_draft *d, const struct mdm_node *event)
{
	struct mdm_node *message = mdm_xml_find(event, "RenderingInfo/Message");

	if (message == NULL)
		return;
	d->message.text = mdm_text_of(message);
	d->message.at = mdm_at_of(message);
}

enum mdm_event_fate
mdm_event_of_xml(struct mdm_loading *l, struct mdm_node *event)
{
	struct mdm_event_draft d = { .at = mdm_at_of(event) };

	if (event->truncated)
		return MDM_EVENT_FOREIGN;
	read_system(&d, mdm_xml_child(event, "System"));
	read_data(&d, mdm_xml_child(event, "EventData"));
	read_user_data(&d, mdm_xml_child(event, "UserData"));
	read_message(&d, event);
	return mdm_event_take(l, &d);
}

static bool
is_event(const struct mdm_node *node)
{
	return !node->attribute && mdm_str_iis(node->key, "Event") &&
	    mdm_xml_child(mdm_xml_child(node, "System"), "EventID") != NULL;
}

static bool
recognises(const struct mdm_doc *doc)
{
	const struct mdm_node *c;

	if (doc->source->syntax != MDM_XML || doc->root == NULL)
		return false;
	c = mdm_xml_child(doc->root, "Event");
	if (c == NULL)
		c = mdm_xml_find(doc->root, "Events/Event");
	return c != NULL && is_event(c);
}

/* The events below a node; is one of them of a provider of ours? */
static bool
load_events(struct mdm_loading *l, const struct mdm_node *parent)
{
	bool ours = false;

	for (struct mdm_node *c = parent->child; c != NULL; c = c->next) {
		if (is_event(c))
			ours |= mdm_event_of_xml(l, c) != MDM_EVENT_FOREIGN;
		else if (!c->attribute && mdm_str_iis(c->key, "Events"))
			ours |= load_events(l, c);
	}
	return ours;
}

static bool
load(struct mdm_loading *l)
{
	return load_events(l, l->doc->root);
}

const struct mdm_format mdm_format_event_xml = {
	.name = "event log in XML",
	.recognises = recognises,
	.load = load,
};
