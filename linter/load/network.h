/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_NETWORK_H
#define MDM_LOAD_NETWORK_H

/*
 * Windows' own XML for networks: WLANProfile, LANProfile, VPNProfile and
 * EapHostConfig (windows.md 1.5-1.8), as files of their own, in CSP nodes
 * and inside Graph profiles.  Elements go by their local names: published
 * samples carry wrong namespaces.
 */
#include "load/fields.h"

/*
 * The profile that an element of one of those names describes, or NULL if it
 * is none of them: for markup that stands unescaped in another document.
 * With loading->into that profile is filled and returned.
 */
struct mdm_profile *mdm_network_element(
    struct mdm_loading *, struct mdm_node *element);

/* Each fills what its element says. */
void mdm_network_wlan(
    struct mdm_loading *, struct mdm_profile *, struct mdm_node *wlan);
void mdm_network_lan(
    struct mdm_loading *, struct mdm_profile *, struct mdm_node *lan);
void mdm_network_vpn(
    struct mdm_loading *, struct mdm_profile *, struct mdm_node *vpn);
void mdm_network_eap(struct mdm_loading *, struct mdm_profile *,
    struct mdm_node *eap_host_config);

/* First child element of that name, or NULL; NULL has none. */
struct mdm_node *mdm_xml_child(const struct mdm_node *, const char *name);

/* The next sibling element of that name behind `child`, or NULL. */
struct mdm_node *mdm_xml_next(const struct mdm_node *child, const char *name);

/* The element at the end of a way "MSM/security/OneX", or NULL. */
struct mdm_node *mdm_xml_find(const struct mdm_node *, const char *way);

/* The value of an attribute, or NULL. */
struct mdm_node *mdm_xml_attribute(const struct mdm_node *, const char *name);

/*
 * The text of an element without the blanks around it, and its place without
 * comments around it.  Absent for NULL and for an element that is cut off.
 */
struct mdm_field mdm_xml_field(struct mdm_loading *, struct mdm_node *);

/* The same for xs:boolean: "1" and "0" become "true" and "false". */
struct mdm_field mdm_xml_bool(struct mdm_loading *, struct mdm_node *);

/* Text of an element for comparing; absent if there is none. */
struct mdm_str mdm_xml_text(const struct mdm_node *);

/* One more field at the end of a list. */
void mdm_fields_add(
    struct mdm_arena *keep, struct mdm_fields *, struct mdm_field);

#endif
