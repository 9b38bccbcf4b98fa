/* SPDX-License-Identifier: MIT */
#include "load.h"

#define TARGET(type, rest)                                                     \
	"{\"id\":\"x\",\"intent\":\"apply\",\"target\":{\"@odata.type\":"      \
	"\"#microsoft.graph." type "\"" rest "}}"

static const struct mdm_profile *
assigned(struct fixture *f, const char *members)
{
	return load_object(f, "windows81TrustedRootCertificate", members);
}

static void
absent_and_empty_differ(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = assigned(f, "");

	assert_false(p->assignments_known);
	p = assigned(f, "\"assignments\":[]");
	assert_true(p->assignments_known);
	assert_int_equal(p->nassignments, 0);
	assert_true(mdm_at_set(p->assignments_at));
	/* Cut off by a depth limit, or refused: says nothing. */
	assert_false(assigned(f, "\"assignments\":null")->assignments_known);
	assert_false(assigned(f, "\"assignments\":{}")->assignments_known);
}

static void
every_target_has_its_kind(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = assigned(f,
	    "\"assignments\":[" TARGET("groupAssignmentTarget",
		",\"groupId\":\"" ID2
		"\"") "," TARGET("exclusionGroupAssignmentTarget",
		",\"groupId\":\"" ID1
		"\"") "," TARGET("allDevicesAssignmentTarget",
		"") "," TARGET("allLicensedUsersAssignmentTarget",
		"") "," TARGET("configurationManagerCollectionAssignmentTarget",
		",\"collectionId\":\"SMS1\"") "," TARGET("aNewAssignmentTarget",
		"") "]");
	static const enum mdm_target_kind kinds[] = { MDM_TARGET_GROUP,
		MDM_TARGET_EXCLUDED_GROUP, MDM_TARGET_ALL_DEVICES,
		MDM_TARGET_ALL_USERS, MDM_TARGET_COLLECTION,
		MDM_TARGET_UNKNOWN };

	assert_int_equal(p->nassignments, COUNT(kinds));
	for (size_t i = 0; i < COUNT(kinds); i++)
		assert_int_equal(p->assignments[i].kind, kinds[i]);
	assert_str(p->assignments[0].group, ID2);
	assert_int_equal(p->assignments[0].members, MDM_SCOPE_UNKNOWN);
	assert_int_equal(p->assignments[2].members, MDM_SCOPE_DEVICE);
	assert_int_equal(p->assignments[3].members, MDM_SCOPE_USER);
	assert_str(p->assignments[4].group, "sms1");
}

static void
a_bare_object_is_a_list_of_one(void **state)
{
	const struct mdm_profile *p = assigned(*state,
	    "\"assignments\":" TARGET(
		"groupAssignmentTarget", ",\"groupId\":\"" ID2 "\""));

	assert_true(p->assignments_known);
	assert_int_equal(p->nassignments, 1);
	assert_str(p->assignments[0].group, ID2);
}

static void
filters_have_an_id_or_a_name(void **state)
{
	static const struct {
		const char *target, *filter, *type;
	} rows[] = {
		{ "\"deviceAndAppManagementAssignmentFilterId\":\"" ID2
		  "\",\"deviceAndAppManagementAssignmentFilterType\":"
		  "\"include\"",
		    ID2, "include" },
		{ "\"deviceAndAppManagementAssignmentFilterId\":\"Win 11\","
		  "\"deviceAndAppManagementAssignmentFilterType\":"
		  "\"exclude\"",
		    "Win 11", "exclude" },
		{ "\"deviceAndAppManagementAssignmentFilterId\":\"" ID2
		  "\",\"deviceAndAppManagementAssignmentFilterType\":\"none\"",
		    "", "" },
		{ "\"deviceAndAppManagementAssignmentFilterId\":null", "", "" },
		{ "\"deviceAndAppManagementAssignmentFilterId\":"
		  "\"00000000-0000-0000-0000-000000000000\"",
		    "", "" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_profile *p = assigned(f,
		    mdm_str_printf(f->loader.keep,
			"\"assignments\":[{\"target\":{\"@odata.type\":"
			"\"#microsoft.graph.allDevicesAssignmentTarget\",%s}}]",
			rows[i].target)
			.p);

		assert_str(p->assignments[0].filter, rows[i].filter);
		assert_str(p->assignments[0].filter_type, rows[i].type);
	}
}

static void
removal_is_no_deployment(void **state)
{
	const struct mdm_profile *p = assigned(*state,
	    "\"assignments\":[{\"intent\":\"remove\",\"target\":"
	    "{\"@odata.type\":"
	    "\"#microsoft.graph.allDevicesAssignmentTarget\"}}]");

	assert_true(p->assignments[0].remove);
}

static void
legacy_groups_are_read(void **state)
{
	const struct mdm_profile *p = assigned(*state,
	    "\"groupAssignments\":[{\"targetGroupId\":\"" ID1
	    "\",\"excludeGroup\":false},{\"targetGroupId\":\"" ID2
	    "\",\"excludeGroup\":true}],\"assignments\":[]");

	assert_int_equal(p->nassignments, 2);
	assert_int_equal(p->assignments[0].kind, MDM_TARGET_GROUP);
	assert_int_equal(p->assignments[1].kind, MDM_TARGET_EXCLUDED_GROUP);
	assert_str(p->assignments[1].group, ID2);
}

static void
intunecd_names_groups(void **state)
{
	static const struct {
		const char *rule;
		enum mdm_scope members;
	} rows[] = {
		{ "(user.accountEnabled -eq true)", MDM_SCOPE_USER },
		{ "(device.deviceOSType -eq \\\"Windows\\\")",
		    MDM_SCOPE_DEVICE },
		{ "", MDM_SCOPE_UNKNOWN },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_profile *p = load_one(f,
		    mdm_str_printf(f->loader.keep,
			"{\"@odata.type\":\"" TRUST_TYPE "\",\"displayName\":"
			"\"Corp\",\"assignments\":[{\"source\":\"direct\","
			"\"target\":{\"@odata.type\":\"#microsoft.graph."
			"groupAssignmentTarget\",\"groupName\":\"All PCs\","
			"\"groupType\":\"DynamicMembership\","
			"\"membershipRule\":\"%s\"}}]}",
			rows[i].rule)
			.p);

		assert_int_equal(p->form, MDM_FORM_INTUNECD);
		assert_str(p->assignments[0].group, "All PCs");
		assert_str(p->assignments[0].group_name, "All PCs");
		assert_row(
		    p->assignments[0].members, rows[i].members, rows[i].rule);
	}
}

static void
microsoft365dsc_writes_targets_flat(void **state)
{
	const struct mdm_profile *p = assigned(*state,
	    "\"Assignments\":[{\"dataType\":"
	    "\"#microsoft.graph.groupAssignmentTarget\",\"groupId\":\"" ID2
	    "\",\"groupDisplayName\":\"All PCs\","
	    "\"deviceAndAppManagementAssignmentFilterType\":\"include\","
	    "\"deviceAndAppManagementAssignmentFilterDisplayName\":\"F\"}]");

	assert_int_equal(p->nassignments, 1);
	assert_int_equal(p->assignments[0].kind, MDM_TARGET_GROUP);
	assert_str(p->assignments[0].group, ID2);
	assert_str(p->assignments[0].group_name, "All PCs");
	assert_str(p->assignments[0].filter, "F");
}

static void
loose_files_belong_to_a_name(void **state)
{
	static const char name[] =
	    "backup/Device Configurations/Assignments/Corp Root.v2.json";
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(
	    f, name, "[" TARGET("allDevicesAssignmentTarget", "") "]");

	assert_true(facts->file.recognised);
	assert_int_equal(facts->file.form, MDM_FORM_INTUNE_BACKUP);
	assert_int_equal(facts->loose.n, 1);
	assert_str(facts->loose.at[0].base_name, "Corp Root.v2");
	assert_str(facts->loose.at[0].folder, "backup/Device Configurations");
	assert_int_equal(facts->loose.at[0].n, 1);
	facts =
	    load_named(f, name, TARGET("allLicensedUsersAssignmentTarget", ""));
	assert_int_equal(facts->loose.n, 1);
	assert_int_equal(
	    facts->loose.at[0].assignments[0].kind, MDM_TARGET_ALL_USERS);
	/* Elsewhere nobody knows what it belongs to. */
	facts = load_named(f, "backup/a.json",
	    "[" TARGET("allDevicesAssignmentTarget", "") "]");
	assert_int_equal(facts->loose.n, 0);
	assert_false(facts->file.recognised);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(absent_and_empty_differ),
		TEST(every_target_has_its_kind),
		TEST(a_bare_object_is_a_list_of_one),
		TEST(filters_have_an_id_or_a_name),
		TEST(removal_is_no_deployment),
		TEST(legacy_groups_are_read),
		TEST(intunecd_names_groups),
		TEST(microsoft365dsc_writes_targets_flat),
		TEST(loose_files_belong_to_a_name),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
