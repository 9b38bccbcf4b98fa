/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_PROFILE_H
#define MDM_MODEL_PROFILE_H

/*
 * The vocabulary of the rules: what a profile says, whatever file format it
 * was written in.  Filled by load/, completed by engine/link.c, const from
 * there on.
 */
#include "pki/carrier.h"
#include "syntax/node.h"

/* A setting as the profile spells it, and where. */
enum mdm_field_state {
	MDM_ABSENT, /* no such key: not exported, or not set */
	MDM_IS_NULL,
	MDM_HAS_VALUE /* possibly empty */
};

struct mdm_field {
	struct mdm_str v;
	struct mdm_at at;
	enum mdm_field_state state;
	bool symbolic; /* holds a variable or template token: value unknown */
	bool sample; /* documentation placeholder: "Name value" (rulings 22) */
	bool wrong_kind; /* object or array where a scalar belongs, or the
			    number/string/boolean kinds are mixed up */
	bool sha256_too; /* a thumbprint that may also be SHA-256 (TEAP) */
	bool bytes;	 /* no text: `v` is their hex, lower case */
};

struct mdm_fields {
	struct mdm_field *at;
	size_t n;
	enum mdm_field_state state; /* HAS_VALUE: the list is there */
	struct mdm_at where;
};

/* The value is there, not empty, and no variable or template. */
static inline bool
mdm_literal(const struct mdm_field *f)
{
	return f->state == MDM_HAS_VALUE && f->v.n > 0 && !f->symbolic &&
	    !f->sample;
}

/* The key is there and says nothing: null or "". */
static inline bool
mdm_said_empty(const struct mdm_field *f)
{
	return f->state == MDM_IS_NULL ||
	    (f->state == MDM_HAS_VALUE && mdm_str_trim(f->v).n == 0);
}

static inline bool
mdm_field_is(const struct mdm_field *f, const char *text)
{
	return f->state == MDM_HAS_VALUE && mdm_str_iis(f->v, text);
}

/* Is `text` a template token or variable (rules.md section 3)? */
bool mdm_is_symbolic(struct mdm_str text);

/* Does it come from documentation ("Name value", rulings 22)? */
bool mdm_is_sample(struct mdm_str text);

enum mdm_profile_kind {
	MDM_TRUST = 1 << 0, /* delivers a certificate to be trusted */
	MDM_SCEP = 1 << 1,
	MDM_PKCS = 1 << 2,
	MDM_PFX = 1 << 3, /* imported PKCS#12 */
	MDM_WIFI = 1 << 4,
	MDM_WIRED = 1 << 5,
	MDM_VPN = 1 << 6,
	MDM_EMAIL = 1 << 7,
	MDM_SSO = 1 << 8,
	MDM_CUSTOM = 1 << 9,	    /* carries payloads of other syntaxes */
	MDM_CLOUD_CA = 1 << 10,	    /* Cloud PKI certification authority */
	MDM_OTHER = 1 << 11,	    /* recognised, no certificate business */
	MDM_MESSAGE = 1 << 12,	    /* commands to CSP nodes: model/message.h */
	MDM_CONFIGURATION = 1 << 13 /* Apple: what holds the payloads */
};
#define MDM_NETWORK (MDM_WIFI | MDM_WIRED | MDM_VPN)
#define MDM_ENROLMENT (MDM_SCEP | MDM_PKCS | MDM_PFX)
#define MDM_ANY_KIND 0x3fffU

/* "trust", "scep", ... as the JSON report spells it. */
const char *mdm_kind_name(enum mdm_profile_kind);

/* "trusted certificate profile", "SCEP profile", ... for messages. */
const char *mdm_kind_title(enum mdm_profile_kind);

enum mdm_platform {
	MDM_PLATFORM_UNKNOWN = 1 << 0,
	MDM_WINDOWS = 1 << 1, /* windows81*, windows10*, windows10X* */
	MDM_WINDOWS_PHONE = 1 << 2,
	MDM_IOS = 1 << 3,
	MDM_MACOS = 1 << 4,
	MDM_ANDROID_ADMIN = 1 << 5,	   /* android* */
	MDM_ANDROID_FOR_WORK = 1 << 6,	   /* androidForWork* */
	MDM_ANDROID_WORK_PROFILE = 1 << 7, /* androidWorkProfile* */
	MDM_ANDROID_OWNER = 1 << 8,	   /* androidDeviceOwner* */
	MDM_AOSP = 1 << 9,
	MDM_CHROMEOS = 1 << 10
};
#define MDM_ANDROID                                                            \
	(MDM_ANDROID_ADMIN | MDM_ANDROID_FOR_WORK | MDM_ANDROID_WORK_PROFILE | \
	    MDM_ANDROID_OWNER | MDM_AOSP)
#define MDM_APPLE (MDM_IOS | MDM_MACOS)
/* What a policy of the Android Management API is for: either of them. */
#define MDM_ANDROID_ENTERPRISE (MDM_ANDROID_WORK_PROFILE | MDM_ANDROID_OWNER)
#define MDM_ANY_PLATFORM 0x7ffU

/* "windows", "ios", ...; "Windows", "iOS/iPadOS", ... for messages. */
const char *mdm_platform_name(enum mdm_platform);
const char *mdm_platform_title(enum mdm_platform);

enum mdm_store {
	MDM_STORE_NONE,	 /* the platform has no choice of store */
	MDM_STORE_UNSET, /* windows, but null */
	MDM_STORE_ROOT,
	MDM_STORE_INTERMEDIATE,
	MDM_STORE_PEOPLE,
	MDM_STORE_PUBLISHER,
	MDM_STORE_UNTRUSTED,
	MDM_STORE_UNKNOWN /* a value nobody knows */
};

/* "Root", "Intermediate", ... */
const char *mdm_store_name(enum mdm_store);

enum mdm_scope { MDM_SCOPE_UNKNOWN, MDM_SCOPE_DEVICE, MDM_SCOPE_USER };

/* Who wrote the export; decides what an absent reference means. */
enum mdm_form {
	MDM_FORM_UNKNOWN,
	MDM_FORM_GRAPH_GET,	    /* plain answer or page */
	MDM_FORM_POST_BODY,	    /* request body with @odata.bind */
	MDM_FORM_INTUNE_MANAGEMENT, /* odata.metadata=full annotations */
	MDM_FORM_INTUNECD,
	MDM_FORM_INTUNE_BACKUP, /* IntuneBackupAndRestore */
	MDM_FORM_M365DSC,
	MDM_FORM_CIPP,
	MDM_FORM_BACKUP_ROWS /* arrays of [json, uri, name, id, ...] */
};
const char *mdm_form_name(enum mdm_form);

/* The language a profile is written in. */
enum mdm_dialect {
	MDM_DIALECT_GRAPH,
	MDM_DIALECT_SYNCML,
	MDM_DIALECT_OMA, /* rows of omaSettings */
	MDM_DIALECT_WAP,
	MDM_DIALECT_ANDROID, /* Intune's SyncML for Android: own nodes */
	MDM_DIALECT_XML,     /* WLAN, LAN, EAP, VPN documents */
	MDM_DIALECT_APPLE,
	MDM_DIALECT_ONC /* Open Network Configuration */
};
/* "Graph", "SyncML", "OMA-URI", ...: for messages. */
const char *mdm_dialect_name(enum mdm_dialect);

/* What a reference to another profile is for. */
enum mdm_ref_role {
	MDM_REF_ROOT,	     /* SCEP, PKCS: root certificate */
	MDM_REF_SERVER_ROOT, /* server validation */
	MDM_REF_CLIENT_ROOT, /* issuer filter of the client certificate */
	MDM_REF_IDENTITY,    /* client authentication */
	MDM_REF_SIGNING,     /* S/MIME */
	MDM_REF_NETWORK	     /* network access configurations */
};
const char *mdm_ref_role_title(enum mdm_ref_role); /* "root certificate" */

enum mdm_ref_state {
	MDM_REF_UNKNOWN, /* the export form drops it */
	MDM_REF_UNBOUND, /* the form would show it, and it is not there */
	MDM_REF_BOUND
};

enum mdm_ref_result {
	MDM_REF_DANGLING, /* nothing in the set */
	MDM_REF_RESOLVED,
	MDM_REF_AMBIGUOUS /* several objects of that name */
};

/* One way in which a profile points at another (graph.md 1g). */
struct mdm_ref {
	enum mdm_ref_role role;
	enum mdm_ref_state state;
	struct mdm_str property; /* "rootCertificate" */
	struct mdm_at at;  /* of the reference; if not bound, of the profile */
	struct mdm_str id; /* GUID, lower case; or absent */
	struct mdm_str name; /* display name; or absent */
	struct mdm_str type; /* #microsoft.graph.x, if it is told; or absent */
	bool several_names;  /* a name with commas that could be a list */
	bool from_link;	     /* supplied by --link */
	bool nav_link; /* UNKNOWN: IntuneManagement names the property, not its
			  target: unbound, or it was not looked up */
	struct mdm_profile *expanded; /* the object stood there in full */

	/*
	 * engine/link.c.  A list of names (several_names) is RESOLVED when
	 * every name is found, and then has several targets; DANGLING ones
	 * still have the targets that were found.
	 */
	enum mdm_ref_result result;
	const struct mdm_profile **targets;
	size_t ntargets;
};

enum mdm_target_kind {
	MDM_TARGET_GROUP,
	MDM_TARGET_EXCLUDED_GROUP,
	MDM_TARGET_ALL_USERS,
	MDM_TARGET_ALL_DEVICES,
	MDM_TARGET_COLLECTION,
	MDM_TARGET_UNKNOWN
};

struct mdm_assignment {
	enum mdm_target_kind kind;
	struct mdm_at at;
	struct mdm_str group;	    /* GUID lower case, else the group's name */
	struct mdm_str group_name;  /* as exported, or absent */
	enum mdm_scope members;	    /* users or devices, if provable */
	bool remove;		    /* intent "remove": no deployment */
	struct mdm_str filter;	    /* id or name; absent or none: no filter */
	struct mdm_str filter_type; /* "include", "exclude" */
};

/* Delivers certificates. */
struct mdm_trust {
	struct mdm_carrier *carrier; /* never NULL */
	const struct mdm_cert *cert; /* the first one, or NULL */
	enum mdm_store store;
	enum mdm_scope scope;
	struct mdm_field store_field; /* destinationStore, LocURI, ... */
	struct mdm_field file_name, channel;
	struct mdm_field node_name; /* CSP, WAP: the {CertHash} segment */
	bool roots_csp; /* RootCATrustedCertificates, not CertificateStore */
};

struct mdm_san {
	struct mdm_field type, value;
	struct mdm_at at;
};

struct mdm_eku {
	struct mdm_field name, oid;
	struct mdm_at at;
};

enum mdm_request_usage {
	MDM_REQUEST_SIGNATURE = 1,
	MDM_REQUEST_ENCIPHERMENT = 2
};

/* SCEP, PKCS and imported PFX: what the device asks a CA for. */
struct mdm_enrolment {
	struct mdm_fields urls;
	struct mdm_field subject_format, subject;
	struct mdm_field san_type, san_format;
	struct mdm_san *sans;
	size_t nsans;
	struct mdm_field sans_field; /* the list itself: state and place */
	struct mdm_eku *ekus;
	size_t nekus;
	struct mdm_field ekus_field;
	struct mdm_field key_usage, key_size, hash, storage, store, channel;
	struct mdm_field validity_value, validity_scale, renewal_threshold;
	struct mdm_field all_apps; /* allowAllAppsAccess */
	struct mdm_field purpose;  /* imported PFX: intendedPurpose */
	struct mdm_field ca_host, template_name; /* PKCS */
	struct mdm_field ca_name;		 /* PKCS; Apple's SCEP: Name */
	struct mdm_field ca_thumbprint;		 /* SyncML, OMA-URI */
	struct mdm_field ca_fingerprint;	 /* Apple */

	/* Normalised by the loader; 0 or UNKNOWN where it cannot be said. */
	enum mdm_scope scope; /* device (machine) or user certificate */
	unsigned usage;	      /* enum mdm_request_usage */
	unsigned key_bits;
	int64_t validity_days; /* months of 30, years of 365 days */

	struct mdm_csp_scep *csp;    /* model/message.h; NULL: Graph */
	struct mdm_csp_pfx *csp_pfx; /* likewise */

	/* engine/link.c: the SCEP-CA (rules.md section 0). */
	const struct mdm_profile *root; /* by explicit link, or NULL */
	const struct mdm_cert *ca;	/* by link or by thumbprint, or NULL */
};

enum mdm_eap_type {
	MDM_EAP_NONE = 0,
	MDM_EAP_MD5 = 4,
	MDM_EAP_TLS = 13,
	MDM_EAP_LEAP = 17,
	MDM_EAP_SIM = 18,
	MDM_EAP_TTLS = 21,
	MDM_EAP_PEAP = 25,
	MDM_EAP_MSCHAPV2 = 26,
	MDM_EAP_FAST = 43,
	MDM_EAP_TEAP = 55,
	MDM_EAP_UNKNOWN = -1
};

/* Wi-Fi, wired and VPN: whom the device trusts, and who it is. */
struct mdm_network {
	struct mdm_field network;		/* SSID or connection name */
	struct mdm_field security, eap, method; /* as spelled */
	struct mdm_field inner; /* inner authentication protocol */
	struct mdm_fields server_names;
	struct mdm_fields anchors;	 /* thumbprints (EAP XML) */
	struct mdm_fields issuer_filter; /* CAHashList (EAP XML) */
	/* Of the method inside PEAP, TTLS or TEAP (EAP XML). */
	struct mdm_fields inner_server_names, inner_anchors;
	/*
	 * ClientAuthEKUList (EAP XML): the client certificate must have all of
	 * them; the OID is absent where EKUMapping does not define the name.
	 */
	struct mdm_eku *eku_filter;
	size_t neku_filter;
	struct mdm_fields sso_issuer; /* VPN: IssuerHash of single sign-on */
	struct mdm_field device_tunnel, always_on; /* Windows VPN */
	enum mdm_scope scope; /* of the node that carries it; else UNKNOWN */
	struct mdm_field user_method, machine_method;
	struct mdm_field validate;  /* PerformServerValidation */
	struct mdm_field use_names; /* AcceptServerName */
	struct mdm_field no_prompt; /* DisableUserPrompt..., as true/false */
	struct mdm_field allow_exceptions; /* Apple TLSAllowTrustExceptions */
	struct mdm_field tls_min, tls_max;
	struct mdm_field auth_mode; /* machine, user, machineOrUser, guest */
	struct mdm_field server_issuer, certificate_type; /* IKEv2 */
	struct mdm_field system_cas;			  /* ONC UseSystemCAs */

	/* Normalised: */
	int outer;	       /* enum mdm_eap_type, NONE if there is no EAP */
	int inner_eap;	       /* likewise; of the first inner method */
	bool certificate_auth; /* the client proves itself by certificate */
	bool password_auth;    /* by user name and password */
	bool derived_credential;
	/* The client certificate is on the device, or comes another way. */
	bool client_elsewhere;
};

/* A secret that stands in the file; the value itself is not kept. */
enum mdm_secret_kind {
	MDM_SECRET_PSK,
	MDM_SECRET_PASSWORD,
	MDM_SECRET_SHARED,
	MDM_SECRET_PROXY,
	MDM_SECRET_CHALLENGE,
	MDM_SECRET_PFX_PASSWORD
};
const char *mdm_secret_title(enum mdm_secret_kind); /* "pre-shared key" */

struct mdm_secret {
	enum mdm_secret_kind kind;
	struct mdm_at at;
	struct mdm_str key;
	size_t length; /* code points */
	bool symbolic; /* variable, mask or template: nothing given away */
	bool obfuscated;
	/* Challenges only; the offset is never shown (rulings 6). */
	bool base64;		     /* could be base64 of the challenge */
	bool unprintable;	     /* a character outside PrintableString */
	uint32_t unprintable_offset; /* of the first, in bytes */
};

/* A Cloud PKI certification authority (graph.md 1k). */
struct mdm_cloud_ca {
	struct mdm_field thumbprint, type, scep_url, valid_to, common_name;
};

struct mdm_file;
struct mdm_message;
struct mdm_csp_scep;
struct mdm_csp_pfx;
struct mdm_apple_payload;
struct mdm_onc_object;
struct mdm_declaration;

struct mdm_profile {
	enum mdm_profile_kind kind;
	enum mdm_platform platform;
	struct mdm_str type; /* "windows81SCEPCertificateProfile" */
	struct mdm_str id;   /* lower case GUID, or absent */
	struct mdm_str name; /* display name, or "" */
	struct mdm_field description;
	struct mdm_field modified; /* lastModifiedDateTime */
	struct mdm_at at;     /* the name if there is one, else the object */
	struct mdm_at object; /* the whole object, first to last byte */
	const struct mdm_file *file;
	enum mdm_form form;
	bool sample;  /* documentation: value rules are off */
	bool excerpt; /* no own property of its kind was exported */

	struct mdm_trust *trust;	 /* MDM_TRUST, else NULL */
	struct mdm_enrolment *enrolment; /* MDM_ENROLMENT, else NULL */
	struct mdm_network *network;	 /* MDM_NETWORK, else NULL */
	struct mdm_cloud_ca *cloud_ca;	 /* MDM_CLOUD_CA, else NULL */
	struct mdm_message *message;	 /* MDM_MESSAGE, else NULL */
	/* Apple: the payload, or what holds the payloads (model/apple.h). */
	struct mdm_apple_payload *apple;
	struct mdm_onc_object *onc;	     /* ONC: model/onc.h */
	struct mdm_declaration *declaration; /* Apple: model/declaration.h */

	enum mdm_dialect dialect;
	/*
	 * Equal for profiles that stand in one message, list of settings or
	 * file of another syntax than Graph; only ever compared.
	 */
	const void *document;

	struct mdm_ref *refs;
	size_t nrefs;
	bool assignments_known; /* an explicit list, possibly empty */
	struct mdm_at assignments_at;
	struct mdm_assignment *assignments;
	size_t nassignments;
	struct mdm_secret *secrets;
	size_t nsecrets;

	const struct mdm_profile *superseded_by; /* newer copy of the same id */
};

/* A file of the run, or a document in an archive: what it was taken for. */
struct mdm_file {
	const struct mdm_source *source;
	size_t index; /* order of the inputs */
	size_t set;
	bool named;	       /* on the command line, not found by walking */
	bool recognised;       /* a loader took it */
	bool looks_ours;       /* name or text says profile, certificate, log */
	const char *taken_for; /* loader's name, or why it was skipped */
	enum mdm_form form;
	bool incomplete; /* @odata.nextLink */
	bool archive;	 /* its members are files of their own */
	struct mdm_defect_list {
		const struct mdm_defect *at;
		size_t n;
	} defects;
};

/* First reference of that role, or NULL. */
const struct mdm_ref *mdm_ref_of(const struct mdm_profile *, enum mdm_ref_role);

/* "SCEP profile \"Okta SCEP\"": for messages. */
struct mdm_str mdm_profile_title(
    struct mdm_arena *, const struct mdm_profile *);

#endif
