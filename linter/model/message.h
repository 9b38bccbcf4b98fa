/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_MESSAGE_H
#define MDM_MODEL_MESSAGE_H

/*
 * What the Windows management channel adds to the vocabulary: commands that
 * write nodes of configuration service providers (CSPs), whether they stand
 * in SyncML, in the rows of a custom profile or in a WAP document.
 */
#include "model/profile.h"

/* How a CSP declares a node (DDF "DFFormat"). */
enum mdm_csp_format {
	MDM_CSP_NODE,
	MDM_CSP_CHR,
	MDM_CSP_INT,
	MDM_CSP_BOOL,
	MDM_CSP_B64,
	MDM_CSP_BIN,
	MDM_CSP_NULL
};

/* "node", "chr", "int", ...: as Meta/Format spells it. */
const char *mdm_csp_format_name(enum mdm_csp_format);

/* What a server may do with a node. */
enum mdm_csp_access {
	MDM_CSP_ADD = 1 << 0,
	MDM_CSP_DELETE = 1 << 1,
	MDM_CSP_EXEC = 1 << 2,
	MDM_CSP_GET = 1 << 3,
	MDM_CSP_REPLACE = 1 << 4
};

/* Which settings a node belongs to; one tree below "./Device/Vendor/MSFT". */
enum mdm_csp {
	MDM_CSP_NONE,	     /* no CSP that has to do with certificates */
	MDM_CSP_SCEP,	     /* ClientCertificateInstall/SCEP */
	MDM_CSP_PFX,	     /* ClientCertificateInstall/PFXCertInstall */
	MDM_CSP_ROOTS,	     /* RootCATrustedCertificates */
	MDM_CSP_STORE,	     /* CertificateStore: CA, Root */
	MDM_CSP_LEGACY_SCEP, /* CertificateStore/My/SCEP */
	MDM_CSP_MY,	     /* CertificateStore/My, the rest of it */
	MDM_CSP_WIFI,
	MDM_CSP_WIRED,
	MDM_CSP_VPN
};

/* One node of a CSP: a row of the tables in load/csp.c. */
struct mdm_csp_node {
	enum mdm_csp csp;
	/*
	 * Below the scope: "ClientCertificateInstall/SCEP/{UniqueID}/Install".
	 * A segment in braces stands for any name.
	 */
	const char *path;
	enum mdm_csp_format format;
	unsigned access;     /* enum mdm_csp_access */
	bool required;	     /* to install what it belongs to */
	const char *allowed; /* values joined by '|', "1..30", or NULL */
	const char *doc;
};

enum mdm_verb {
	MDM_VERB_OTHER,
	MDM_VERB_ADD,
	MDM_VERB_REPLACE,
	MDM_VERB_DELETE,
	MDM_VERB_EXEC,
	MDM_VERB_GET
};

/* "Add", "Replace", ... */
const char *mdm_verb_name(enum mdm_verb);

/* One Item of a command, one row of omaSettings, one WAP parm. */
struct mdm_command {
	enum mdm_verb verb;
	struct mdm_field uri;	 /* LocURI without the blanks around it */
	struct mdm_field format; /* Meta/Format; OMA: the row's type */
	struct mdm_field type;	 /* Meta/Type */
	struct mdm_field data;	 /* .v is absent if it is secret */
	size_t data_length;	 /* bytes of the value, secret or not */
	bool secret;
	/* OMA: the exporter asked for the plain value of an encrypted one. */
	bool decrypted;
	bool markup;	  /* Data holds elements, not text */
	bool truncated;	  /* the command or its value is cut off */
	struct mdm_at at; /* the command, the row */
	size_t item;	  /* 0-based within its command */
	unsigned atomic;  /* 0: in none; else the number of the Atomic */
	/*
	 * The same node (scope, path; letters folded) was written before in
	 * the message, and no Delete came between: 1-based number of that
	 * command, else 0.  Then same_data compares the values.
	 */
	size_t repeats;
	bool same_data;

	enum mdm_scope scope;
	enum mdm_csp csp;
	/*
	 * The node meant; NULL: `csp` has no such node, or there is no CSP.
	 * Where only the tree's name is misspelt, `unknown` says so.
	 */
	const struct mdm_csp_node *node;
	/* What is no node of the CSP: a part of the LocURI and its place. */
	struct mdm_field unknown;
	const char *nearest; /* what may have been meant by it, or NULL */
	/* {UniqueID}, {CertHash}, {SSID}, ...: last segment of that kind. */
	struct mdm_field name;
	struct mdm_field store; /* trees of certificates: "Root", "CA", ... */
	struct mdm_str leaf;	/* last segment */
};

/* MDM_MESSAGE */
struct mdm_message {
	enum mdm_dialect dialect;
	struct mdm_command *commands; /* in the order of the document */
	size_t ncommands;
	bool whole;	/* SyncML: has a SyncBody, so nobody wraps it */
	bool truncated; /* cut off: what is not there may have been */
	bool atomic_seen;
	bool misspelt; /* a command names a node that resembles another */
	bool capture;  /* one of several messages of a recorded session */
};

/* One Exec or Add of Enroll. */
struct mdm_csp_enroll {
	size_t times;
	struct mdm_at at; /* of the first */
};

/*
 * MDM_SCEP that was written in CSP nodes.  What Graph has too is in struct
 * mdm_enrolment in the spelling of the CSP: urls (split at ';'), subject,
 * key_usage "160", key_size "2048", hash "SHA-2+SHA-1", ca_thumbprint, ekus
 * (OIDs of EKUMapping).  key_bits, usage, validity_days, scope are normalised
 * as for Graph.  The challenge is a MDM_SECRET_CHALLENGE of the profile.
 */
struct mdm_csp_scep {
	struct mdm_field unique_id; /* its first occurrence in a LocURI */
	bool legacy;		    /* CertificateStore/My/SCEP or WAP */
	struct mdm_field server_url, eku_text, san_text; /* unsplit */
	struct mdm_field challenge; /* state and place; .v is absent */
	struct mdm_field key_protection, retry_count, retry_delay;
	struct mdm_field template_name, container_name;
	struct mdm_field valid_period, valid_units;
	struct mdm_field prompt_text, key_ids;
	struct mdm_csp_enroll enroll;
	size_t install_nodes; /* settings below Install that were written */
	const struct mdm_profile *message; /* where it stands */
	/*
	 * engine/link_csp.c: all profiles of that UniqueID and scope in the
	 * set, itself first; the others are superseded by it.
	 */
	const struct mdm_profile **parts;
	size_t nparts;
};

/* MDM_PFX that was written in CSP nodes (PFXCertInstall). */
struct mdm_csp_pfx {
	struct mdm_field unique_id;
	struct mdm_field key_location, container_name;
	struct mdm_field blob;	   /* state and place; .v is absent */
	struct mdm_field password; /* likewise */
	struct mdm_field encryption_type, encryption_store, exportable;
	const struct mdm_profile *message;
};

#endif
