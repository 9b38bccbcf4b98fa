/* SPDX-License-Identifier: MIT */
/*
 * The nodes, after the device description files of Microsoft's configuration
 * service provider reference, and the way from a LocURI to its node.
 */
#include "load/csp.h"

enum {
	ADGR = MDM_CSP_ADD | MDM_CSP_DELETE | MDM_CSP_GET | MDM_CSP_REPLACE,
	AGR = MDM_CSP_ADD | MDM_CSP_GET | MDM_CSP_REPLACE,
	DG = MDM_CSP_DELETE | MDM_CSP_GET,
	G = MDM_CSP_GET,
	X = MDM_CSP_EXEC
};

enum { MOST_SEGMENTS = 24, NEAR_MISS = 2 };

#define CCI "ClientCertificateInstall/SCEP"
#define UID CCI "/{UniqueID}"
#define INSTALL(leaf, format, required, allowed, doc)                          \
	{                                                                      \
		MDM_CSP_SCEP, UID "/Install/" leaf, MDM_CSP_##format, ADGR,    \
		    required, allowed, doc                                     \
	}
#define REPORTED(leaf, format, doc)                                            \
	{                                                                      \
		MDM_CSP_SCEP, UID "/" leaf, MDM_CSP_##format, G, false, NULL,  \
		    doc                                                        \
	}

#define PFX_ID "ClientCertificateInstall/PFXCertInstall/{UniqueID}"
#define PFX(leaf, format, required, allowed, doc)                              \
	{                                                                      \
		MDM_CSP_PFX, PFX_ID "/" leaf, MDM_CSP_##format, AGR, required, \
		    allowed, doc                                               \
	}

#define ROOTS "RootCATrustedCertificates"
#define STORE_OF(csp, path)                                                    \
	{ csp, path, MDM_CSP_NODE, G, false, NULL, "store" },                  \
	    { csp, path "/{CertHash}", MDM_CSP_NODE, DG, false, NULL,          \
		    "SHA-1 of the certificate, 40 hex digits" },               \
	    { csp, path "/{CertHash}/EncodedCertificate", MDM_CSP_B64, AGR,    \
		    true, NULL, "base64 of the DER certificate, one line" },   \
	    { csp, path "/{CertHash}/IssuedBy", MDM_CSP_CHR, G, false, NULL,   \
		    "issuer" },                                                \
	    { csp, path "/{CertHash}/IssuedTo", MDM_CSP_CHR, G, false, NULL,   \
		    "subject" },                                               \
	    { csp, path "/{CertHash}/ValidFrom", MDM_CSP_CHR, G, false, NULL,  \
		    "start of validity" },                                     \
	    { csp, path "/{CertHash}/ValidTo", MDM_CSP_CHR, G, false, NULL,    \
		    "end of validity" },                                       \
	{                                                                      \
		csp, path "/{CertHash}/TemplateName", MDM_CSP_CHR, G, false,   \
		    NULL, "template"                                           \
	}

#define LEGACY "CertificateStore/My/SCEP/{UniqueID}"
#define LEGACY_INSTALL(leaf, format, allowed, doc)                             \
	{                                                                      \
		MDM_CSP_LEGACY_SCEP, LEGACY "/Install/" leaf,                  \
		    MDM_CSP_##format, ADGR, false, allowed, doc                \
	}

#define MY(path, format, access, doc)                                          \
	{                                                                      \
		MDM_CSP_MY, "CertificateStore/My" path, MDM_CSP_##format,      \
		    access, false, NULL, doc                                   \
	}

static const struct mdm_csp_node nodes[] = {
	{ MDM_CSP_SCEP, "ClientCertificateInstall", MDM_CSP_NODE, G, false,
	    NULL, "certificates with keys" },
	{ MDM_CSP_SCEP, CCI, MDM_CSP_NODE, G, false, NULL,
	    "certificates the device enrols for" },
	{ MDM_CSP_SCEP, UID, MDM_CSP_NODE, ADGR, true, NULL,
	    "one certificate; Delete removes it" },
	{ MDM_CSP_SCEP, UID "/Install", MDM_CSP_NODE, ADGR, true, NULL,
	    "what is needed to enrol" },
	INSTALL("ServerURL", CHR, true, NULL, "SCEP servers, split at ';'"),
	INSTALL("Challenge", CHR, true, NULL, "challenge password (secret)"),
	INSTALL("EKUMapping", CHR, true, NULL, "OIDs joined by '+'"),
	INSTALL("KeyUsage", INT, true, NULL,
	    "decimal key usage bits, with 32 or 128 among them"),
	INSTALL("SubjectName", CHR, true, NULL, "distinguished name"),
	INSTALL("KeyProtection", INT, false, "1|2|3|4",
	    "1 TPM, 2 TPM if there is one, 3 software, 4 Windows Hello"),
	INSTALL("RetryDelay", INT, false, NULL, "minutes"),
	INSTALL("RetryCount", INT, false, NULL, "0 to 30"),
	INSTALL("TemplateName", CHR, false, NULL, "OID of a template"),
	INSTALL("KeyLength", INT, true, "1024|2048|4096", "bits"),
	INSTALL("HashAlgorithm", CHR, true, NULL, "families joined by '+'"),
	INSTALL("CAThumbprint", CHR, true, NULL,
	    "SHA-1 of a certificate that the SCEP server presents"),
	INSTALL("SubjectAlternativeNames", CHR, false, NULL,
	    "type+value, split at ';'"),
	INSTALL("ValidPeriod", CHR, false, "Days|Months|Years", "unit"),
	INSTALL("ValidPeriodUnits", INT, false, NULL, "how many of them"),
	INSTALL("ContainerName", CHR, false, NULL,
	    "key container; needed with KeyProtection 4"),
	INSTALL("CustomTextToShowInPrompt", CHR, false, NULL, "prompt"),
	INSTALL("AADKeyIdentifierList", CHR, false, NULL, "split at ';'"),
	{ MDM_CSP_SCEP, UID "/Install/Enroll", MDM_CSP_NULL, X, true, NULL,
	    "starts the enrolment; comes last" },
	REPORTED("CertThumbprint", CHR, "of the issued certificate"),
	REPORTED("Status", INT, "1 done, 2 pending, 16 failed, 32 unknown"),
	REPORTED("ErrorCode", INT, "HRESULT"),
	REPORTED("RespondentServerUrl", CHR, "server that answered"),

	{ MDM_CSP_PFX, "ClientCertificateInstall/PFXCertInstall", MDM_CSP_NODE,
	    G, false, NULL, "certificates with keys that are delivered" },
	{ MDM_CSP_PFX, PFX_ID, MDM_CSP_NODE, ADGR, true, NULL, "one PKCS#12" },
	PFX("KeyLocation", INT, true, "1|2|3|4",
	    "1 TPM, 2 TPM if there is one, 3 software, 4 Windows Hello"),
	PFX("ContainerName", CHR, false, NULL,
	    "key container; needed with KeyLocation 4"),
	PFX("PFXCertBlob", BIN, true, NULL,
	    "base64 of the PKCS#12 (secret); comes last"),
	PFX("PFXCertPassword", CHR, false, NULL, "its password (secret)"),
	PFX("PFXCertPasswordEncryptionType", INT, false, "0|1|2",
	    "0 plain, 1 for the management certificate, 2 for another one"),
	PFX("PFXCertPasswordEncryptionStore", CHR, false, NULL,
	    "store of that other certificate"),
	PFX("PFXKeyExportable", BOOL, false, "true|false",
	    "true only with KeyLocation 3"),
	{ MDM_CSP_PFX, PFX_ID "/Thumbprint", MDM_CSP_CHR, G, false, NULL,
	    "of the installed certificate" },
	{ MDM_CSP_PFX, PFX_ID "/Status", MDM_CSP_INT, G, false, NULL,
	    "result" },

	{ MDM_CSP_ROOTS, ROOTS, MDM_CSP_NODE, G, false, NULL,
	    "certificates to be trusted, or not" },
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/Root"),
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/CA"),
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/TrustedPublisher"),
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/TrustedPeople"),
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/UntrustedCertificates"),
	STORE_OF(MDM_CSP_ROOTS, ROOTS "/OemEsim"),

	{ MDM_CSP_STORE, "CertificateStore", MDM_CSP_NODE, G, false, NULL,
	    "older tree of the same" },
	STORE_OF(MDM_CSP_STORE, "CertificateStore/Root"),
	STORE_OF(MDM_CSP_STORE, "CertificateStore/Root/System"),
	STORE_OF(MDM_CSP_STORE, "CertificateStore/CA"),
	STORE_OF(MDM_CSP_STORE, "CertificateStore/CA/System"),

	MY("", NODE, G, "certificates of the device"),
	STORE_OF(MDM_CSP_MY, "CertificateStore/My/User"),
	STORE_OF(MDM_CSP_MY, "CertificateStore/My/System"),
	MY("/WSTEP", NODE, G, "enrolment certificate"),
	MY("/WSTEP/CertThumprint", CHR, G, "spelled so by the CSP"),
	MY("/WSTEP/CertThumbprint", CHR, G, "of the enrolment certificate"),
	MY("/WSTEP/Renew", NODE, G, "its renewal"),
	MY("/WSTEP/Renew/ErrorCode", INT, G, "HRESULT"),
	MY("/WSTEP/Renew/LastRenewalAttemptTime", CHR, G, "last attempt"),
	MY("/WSTEP/Renew/RenewNow", NULL, X, "starts it"),
	MY("/WSTEP/Renew/RenewPeriod", INT, ADGR, "days, 1 to 1000"),
	MY("/WSTEP/Renew/RenewalPeriod", INT, ADGR, "another spelling"),
	MY("/WSTEP/Renew/RetryAfterExpiryInterval", INT, ADGR, "days"),
	MY("/WSTEP/Renew/RetryInterval", INT, ADGR, "days"),
	MY("/WSTEP/Renew/ROBOSupport", BOOL, ADGR, "renew without the user"),
	MY("/WSTEP/Renew/ServerURL", CHR, ADGR, "renewal server"),
	MY("/WSTEP/Renew/Status", INT, G, "result"),

	{ MDM_CSP_LEGACY_SCEP, "CertificateStore/My/SCEP", MDM_CSP_NODE, G,
	    false, NULL, "older tree for enrolment" },
	{ MDM_CSP_LEGACY_SCEP, LEGACY, MDM_CSP_NODE, ADGR, true, NULL,
	    "one certificate" },
	{ MDM_CSP_LEGACY_SCEP, LEGACY "/Install", MDM_CSP_NODE, ADGR, true,
	    NULL, "what is needed to enrol" },
	LEGACY_INSTALL("ServerURL", CHR, NULL, "SCEP servers, split at ';'"),
	LEGACY_INSTALL("Challenge", CHR, NULL, "challenge (secret)"),
	LEGACY_INSTALL("EKUMapping", CHR, NULL, "OIDs joined by '+'"),
	LEGACY_INSTALL("KeyUsage", INT, NULL, "decimal key usage bits"),
	LEGACY_INSTALL("SubjectName", CHR, NULL, "distinguished name"),
	LEGACY_INSTALL("KeyProtection", INT, "1|2|3|4", "where the key is"),
	LEGACY_INSTALL("RetryDelay", INT, NULL, "minutes"),
	LEGACY_INSTALL("RetryCount", INT, NULL, "0 to 30"),
	LEGACY_INSTALL("TemplateName", CHR, NULL, "OID of a template"),
	LEGACY_INSTALL("KeyLength", INT, "1024|2048|4096", "bits"),
	LEGACY_INSTALL("HashAlgrithm", CHR, NULL, "spelled so by the CSP"),
	LEGACY_INSTALL("HashAlgorithm", CHR, NULL, "families joined by '+'"),
	LEGACY_INSTALL("CAThumbPrint", CHR, NULL, "SHA-1 of the CA"),
	LEGACY_INSTALL(
	    "SubjectAlternativeNames", CHR, NULL, "type+value, split at ';'"),
	LEGACY_INSTALL("ValidPeriod", CHR, "Days|Months|Years", "unit"),
	LEGACY_INSTALL("ValidPeriodUnit", INT, NULL, "spelled so by the CSP"),
	LEGACY_INSTALL("ValidPeriodUnits", INT, NULL, "how many of them"),
	{ MDM_CSP_LEGACY_SCEP, LEGACY "/Install/Enroll", MDM_CSP_NULL, X, true,
	    NULL, "starts the enrolment" },
	{ MDM_CSP_LEGACY_SCEP, LEGACY "/CertThumbPrint", MDM_CSP_CHR, G, false,
	    NULL, "of the issued certificate" },
	{ MDM_CSP_LEGACY_SCEP, LEGACY "/Status", MDM_CSP_INT, G, false, NULL,
	    "result" },
	{ MDM_CSP_LEGACY_SCEP, LEGACY "/ErrorCode", MDM_CSP_INT, G, false, NULL,
	    "HRESULT" },

	{ MDM_CSP_WIFI, "WiFi/Profile", MDM_CSP_NODE, G, false, NULL,
	    "wireless networks" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}", MDM_CSP_NODE, ADGR, true, NULL,
	    "name of the network, %-escaped" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/WlanXml", MDM_CSP_CHR, ADGR, true,
	    NULL, "a WLANProfile document, escaped" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/ProfileSource", MDM_CSP_INT, ADGR,
	    false, "0|1", "who it comes from" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/WiFiCost", MDM_CSP_INT, ADGR,
	    false, "1|2|3", "unrestricted, fixed, variable" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/Proxy", MDM_CSP_CHR, ADGR, false,
	    NULL, "host:port" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/ProxyPacUrl", MDM_CSP_CHR, ADGR,
	    false, NULL, "URL" },
	{ MDM_CSP_WIFI, "WiFi/Profile/{SSID}/ProxyWPAD", MDM_CSP_BOOL, ADGR,
	    false, NULL, "automatic discovery" },
	{ MDM_CSP_WIRED, "WiredNetwork", MDM_CSP_NODE, G, false, NULL,
	    "wired networks" },
	{ MDM_CSP_WIRED, "WiredNetwork/LanXML", MDM_CSP_CHR, ADGR, true, NULL,
	    "a LANProfile document, escaped" },
	{ MDM_CSP_WIRED, "WiredNetwork/EnableBlockPeriod", MDM_CSP_INT, ADGR,
	    false, NULL, "minutes" },
	{ MDM_CSP_VPN, "VPNv2", MDM_CSP_NODE, G, false, NULL, "VPN" },
	{ MDM_CSP_VPN, "VPNv2/{ProfileName}", MDM_CSP_NODE, ADGR, true, NULL,
	    "name of the connection, %-escaped" },
	{ MDM_CSP_VPN, "VPNv2/{ProfileName}/ProfileXML", MDM_CSP_CHR, ADGR,
	    false, NULL, "a VPNProfile document, escaped" },
	{ MDM_CSP_VPN,
	    "VPNv2/{ProfileName}/NativeProfile/Authentication/Eap/"
	    "Configuration",
	    MDM_CSP_CHR, ADGR, false, NULL,
	    "an EapHostConfig document, escaped" },
};

/* First segments; those that are words of other trees need "MSFT" before. */
static const struct {
	const char *name;
	bool common;
} trees[] = {
	{ "ClientCertificateInstall", false },
	{ "RootCATrustedCertificates", false },
	{ "CertificateStore", false },
	{ "WiFi", true },
	{ "WiredNetwork", true },
	{ "VPNv2", true },
};

const struct mdm_csp_node *
mdm_csp_node_at(size_t index)
{
	return index < sizeof(nodes) / sizeof(*nodes) ? &nodes[index] : NULL;
}

const char *
mdm_csp_name(enum mdm_csp csp)
{
	static const char *const names[] = {
		[MDM_CSP_NONE] = "another tree",
		[MDM_CSP_SCEP] = "ClientCertificateInstall/SCEP",
		[MDM_CSP_PFX] = "ClientCertificateInstall/PFXCertInstall",
		[MDM_CSP_ROOTS] = "RootCATrustedCertificates",
		[MDM_CSP_STORE] = "CertificateStore",
		[MDM_CSP_LEGACY_SCEP] = "CertificateStore/My/SCEP",
		[MDM_CSP_MY] = "CertificateStore/My",
		[MDM_CSP_WIFI] = "WiFi",
		[MDM_CSP_WIRED] = "WiredNetwork",
		[MDM_CSP_VPN] = "VPNv2",
	};

	return names[csp];
}

/* How a way and a row's path go together. */
struct match {
	const struct mdm_csp_node *row;
	size_t common;	 /* segments that agree */
	size_t length;	 /* segments of the row; SIZE_MAX: not all agree */
	size_t name;	 /* index of the last {…} that agrees, or SIZE_MAX */
	size_t literals; /* agreeing segments that are no {…} */
};

static struct match
match_row(
    const struct mdm_csp_node *row, const struct mdm_segment *way, size_t n)
{
	struct mdm_str rest = mdm_str_of(row->path), part;
	struct match m = { .row = row, .name = SIZE_MAX };

	for (; mdm_str_split(&rest, '/', &part); m.length++) {
		bool name = part.p[0] == '{';

		/* Longer than the way, or another one: its length is of no
		   interest any more. */
		if (m.length == n ||
		    (!name && !mdm_str_ieq(part, way[m.length].text))) {
			m.length = SIZE_MAX;
			break;
		}
		m.common++;
		m.literals += !name;
		if (name)
			m.name = m.length;
	}
	return m;
}

static bool
is_better(const struct match *a, const struct match *b, size_t n)
{
	bool a_whole = a->common == n && a->length == n;
	bool b_whole = b->common == n && b->length == n;

	if (a_whole != b_whole)
		return a_whole;
	if (a->common != b->common)
		return a->common > b->common;
	return a->literals > b->literals;
}

/* Does the last segment of the row agree with the way's? */
static bool
ends_alike(const struct mdm_csp_node *row, struct mdm_str last)
{
	size_t n = strlen(row->path);

	if (row->path[n - 1] == '}')
		return true;
	return n > last.n && row->path[n - last.n - 1] == '/' &&
	    mdm_str_ieq(mdm_str_span(row->path + n - last.n, last.n), last);
}

/* The row that is the way as a whole: nearly all are, and this is fast. */
static struct match
find_whole(const struct mdm_segment *way, size_t n)
{
	struct match best = { .name = SIZE_MAX };

	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
		struct match m;

		if (!ends_alike(&nodes[i], way[n - 1].text))
			continue;
		m = match_row(&nodes[i], way, n);
		if (m.common == n && m.length == n && is_better(&m, &best, n))
			best = m;
	}
	return best;
}

static struct match
find(const struct mdm_segment *way, size_t n)
{
	struct match best = find_whole(way, n);

	if (best.row != NULL)
		return best;

	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
		struct match m = match_row(&nodes[i], way, n);

		if (m.common > 0 && is_better(&m, &best, n))
			best = m;
	}
	return best;
}

/* The segment `at` of a path; absent if it has none. */
static struct mdm_str
segment_of(const char *path, size_t at)
{
	struct mdm_str rest = mdm_str_of(path), part;

	for (size_t i = 0; mdm_str_split(&rest, '/', &part); i++)
		if (i == at)
			return part;
	return (struct mdm_str){ 0 };
}

/* The sibling of the unknown segment that it resembles most. */
static const char *
nearest(
    struct mdm_loading *l, const struct mdm_segment *way, size_t n, size_t at)
{
	struct mdm_str word = way[at].text, best = { 0 };
	unsigned least = (unsigned)(word.n / 3) + 1;

	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
		struct match m = match_row(&nodes[i], way, n);
		struct mdm_str other = segment_of(nodes[i].path, at);
		unsigned distance;

		if (m.common < at || other.n == 0 || other.p[0] == '{')
			continue;
		distance = mdm_str_distance(word, other, least);
		if (distance < least) {
			least = distance;
			best = other;
		}
	}
	return best.n == 0 ? NULL : mdm_str_dup(l->keep, best).p;
}

static struct mdm_field
field_of_segment(struct mdm_loading *l, const struct mdm_segment *s)
{
	return (struct mdm_field){ .v = mdm_str_dup(l->keep, s->text),
		.at = s->at,
		.state = MDM_HAS_VALUE,
		.symbolic = mdm_is_symbolic(s->text),
		.sample = mdm_is_sample(s->text) };
}

/* Which tree the segment begins; SIZE_MAX: none.  May be misspelled. */
static size_t
tree_of(const struct mdm_segment *way, size_t at, bool *ret_misspelled)
{
	bool vendor = at > 0 && mdm_str_iis(way[at - 1].text, "MSFT");

	*ret_misspelled = false;
	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++)
		if (mdm_str_iis(way[at].text, trees[i].name) &&
		    (vendor || !trees[i].common))
			return i;
	for (size_t i = 0; vendor && i < sizeof(trees) / sizeof(*trees); i++) {
		if (trees[i].common ||
		    mdm_str_distance(way[at].text, mdm_str_of(trees[i].name),
			NEAR_MISS) > NEAR_MISS)
			continue;
		*ret_misspelled = true;
		return i;
	}
	return SIZE_MAX;
}

static void
resolve_in_tree(struct mdm_loading *l, const struct mdm_segment *way, size_t n,
    struct mdm_command *c)
{
	struct match m = find(way, n);

	/* A trailing '/' is a matter of spelling, not another node. */
	while (n > 1 && way[n - 1].text.n == 0)
		m = find(way, --n);
	if (m.row == NULL)
		return;
	c->csp = m.row->csp;
	c->leaf = mdm_str_dup(l->keep, way[n - 1].text);
	if (n > 1 && (c->csp == MDM_CSP_ROOTS || c->csp == MDM_CSP_STORE))
		c->store = field_of_segment(l, &way[1]);
	if (m.name != SIZE_MAX)
		c->name = field_of_segment(l, &way[m.name]);
	if (m.common == n && m.length == n) {
		c->node = m.row;
		return;
	}
	/* The tree of VPNv2 is large; only what matters here is listed. */
	if (c->csp == MDM_CSP_VPN || m.common == n)
		return;
	c->unknown = field_of_segment(l, &way[m.common]);
	c->nearest = nearest(l, way, n, m.common);
}

void
mdm_csp_resolve(struct mdm_loading *l, const struct mdm_segment *way, size_t n,
    struct mdm_command *c)
{
	struct mdm_segment mended[MOST_SEGMENTS];

	for (size_t i = 0; i < n; i++) {
		bool misspelled;
		size_t tree = tree_of(way, i, &misspelled);

		if (tree == SIZE_MAX)
			continue;
		memcpy(mended, way + i, (n - i) * sizeof(*way));
		mended[0].text = mdm_str_of(trees[tree].name);
		resolve_in_tree(l, mended, n - i, c);
		if (misspelled) {
			c->unknown = field_of_segment(l, &way[i]);
			c->nearest = trees[tree].name;
		}
		return;
	}
}

static enum mdm_scope
scope_of(const struct mdm_segment *way, size_t n)
{
	size_t first =
	    n > 0 && (way[0].text.n == 0 || mdm_str_is(way[0].text, ".")) ? 1
									  : 0;

	if (first >= n)
		return MDM_SCOPE_UNKNOWN;
	if (mdm_str_iis(way[first].text, "User"))
		return MDM_SCOPE_USER;
	if (mdm_str_iis(way[first].text, "Device") ||
	    mdm_str_iis(way[first].text, "Vendor"))
		return MDM_SCOPE_DEVICE;
	return MDM_SCOPE_UNKNOWN;
}

void
mdm_csp_resolve_uri(struct mdm_loading *l, struct mdm_command *c)
{
	struct mdm_segment way[MOST_SEGMENTS] = { 0 };
	struct mdm_str uri = c->uri.v, rest = uri, part;
	size_t n = 0;

	while (n < MOST_SEGMENTS && mdm_str_split(&rest, '/', &part)) {
		way[n].text = part;
		way[n++].at = part.n == 0
		    ? c->uri.at
		    : mdm_at_within(
			  c->uri.at, uri.n, (size_t)(part.p - uri.p), part.n);
	}
	c->scope = scope_of(way, n);
	mdm_csp_resolve(l, way, n, c);
}
