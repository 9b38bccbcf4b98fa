/* SPDX-License-Identifier: MIT */
#include "report/inspect.h"
#include "report/layout.h"
#include "report/report.h"

enum { LABEL = 10 };

const char *
mdm_sent_type(const struct mdm_carrier *c)
{
	if (c->ncerts == 0)
		return NULL;
	return c->content == MDM_CONTENT_PKCS7 || c->ncerts > 1
	    ? "application/x-x509-ca-ra-cert"
	    : "application/x-x509-ca-cert";
}

/* A registration authority signs or decrypts in place of its CA. */
static const char *
role_of(const struct mdm_cert *cert)
{
	enum {
		SIGNS = MDM_KU_DIGITAL_SIGNATURE | MDM_KU_NON_REPUDIATION,
		DECRYPTS = MDM_KU_KEY_ENCIPHERMENT | MDM_KU_DATA_ENCIPHERMENT
	};
	bool signs = (cert->key_usage & SIGNS) != 0;
	bool decrypts = (cert->key_usage & DECRYPTS) != 0;

	if (mdm_cert_is_ca(cert))
		return cert->self_signed ? "root CA" : "intermediate CA";
	if (!cert->has_key_usage || (signs && decrypts))
		return "RA";
	if (signs)
		return "RA for signatures";
	return decrypts ? "RA for encryption" : "end entity";
}

static void
row(struct mdm_out *o, const char *name, struct mdm_str value)
{
	mdm_out_printf(o, "  %-*s", LABEL, name);
	mdm_out_plain(o, value);
	mdm_out_byte(o, '\n');
}

static void
print_certificate(struct mdm_out *o, const struct mdm_cert *cert, int64_t now)
{
	mdm_out_printf(o, "\n%s \"", role_of(cert));
	mdm_out_plain(o, cert->name);
	mdm_out_text_of(o, "\"\n");
	row(o, "subject", cert->subject);
	row(o, "issuer", cert->self_signed ? MDM_LIT("itself") : cert->issuer);
	row(o, "SHA-1", mdm_str_of(cert->sha1_hex));
	row(o, "SHA-256", mdm_str_of(cert->sha256_hex));
	mdm_out_printf(o, "  %-*s", LABEL, "valid");
	mdm_validity_print(o, cert, now);
	mdm_out_byte(o, '\n');
}

/* Some clients go by the declared type, and then read it wrongly. */
static bool
is_declared_wrongly(const struct mdm_sent *s)
{
	struct mdm_str declared = mdm_str_of(s->declared);
	const char *type = mdm_sent_type(&s->carrier);

	return type != NULL && declared.p != NULL &&
	    !mdm_str_iis(mdm_str_trim(mdm_str_sub(
			     declared, 0, mdm_str_find_byte(declared, ';'))),
		type);
}

static void
print_remarks(struct mdm_out *o, const struct mdm_sent *s)
{
	if (is_declared_wrongly(s)) {
		mdm_out_text_of(o, "note: the server declares it as \"");
		mdm_out_plain(o, mdm_str_of(s->declared));
		mdm_out_printf(
		    o, "\" instead of \"%s\"\n", mdm_sent_type(&s->carrier));
	}
	if (s->carrier.pem)
		mdm_out_text_of(o, "note: it is PEM text; devices want DER\n");
	if (s->carrier.private_key)
		mdm_out_text_of(o, "note: it holds a private key\n");
}

static void
print_answer(struct mdm_out *o, const struct mdm_sent *s, int64_t now)
{
	const struct mdm_carrier *c = &s->carrier;

	mdm_out_plain(o, mdm_str_of(s->url != NULL ? s->url : "answer"));
	mdm_out_printf(o, ": %s, ", mdm_content_name(c->content));
	mdm_count_print(o, c->ncerts, "certificate");
	mdm_out_byte(o, '\n');
	if (s->file != NULL) {
		mdm_out_text_of(o, "saved as ");
		mdm_out_plain(o, mdm_str_of(s->file));
		mdm_out_byte(o, '\n');
	}
	print_remarks(o, s);
	for (size_t i = 0; i < c->ncerts; i++)
		print_certificate(o, c->certs[i], now);
}

void
mdm_answers_text(
    struct mdm_out *o, const struct mdm_sent *sent, size_t n, int64_t now)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			mdm_out_byte(o, '\n');
		print_answer(o, &sent[i], now);
	}
}

static void
write_answer(struct mdm_jout *j, const struct mdm_sent *s)
{
	const struct mdm_carrier *c = &s->carrier;

	mdm_jout_object(j, NULL);
	mdm_jout_optional(j, "url", mdm_str_of(s->url));
	mdm_jout_optional(j, "request", mdm_str_of(s->request));
	mdm_jout_text(j, "content", mdm_content_name(c->content));
	mdm_jout_optional(j, "declared", mdm_str_of(s->declared));
	mdm_jout_bool(j, "declared_rightly",
	    s->declared != NULL && !is_declared_wrongly(s));
	mdm_jout_bool(j, "pem", c->pem);
	mdm_jout_optional(j, "file", mdm_str_of(s->file));
	mdm_jout_array(j, "certificates");
	for (size_t i = 0; i < c->ncerts; i++) {
		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "role", role_of(c->certs[i]));
		mdm_certificate_write(j, c->certs[i]);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
	mdm_jout_end(j);
}

void
mdm_answers_json(
    struct mdm_out *o, const struct mdm_sent *sent, size_t n, int64_t now)
{
	struct mdm_jout j = mdm_jout(o, false);

	(void)now;
	mdm_jout_object(&j, NULL);
	mdm_jout_int(&j, "schema_version", 1);
	mdm_jout_array(&j, "answers");
	for (size_t i = 0; i < n; i++)
		write_answer(&j, &sent[i]);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
	mdm_out_byte(o, '\n');
}
