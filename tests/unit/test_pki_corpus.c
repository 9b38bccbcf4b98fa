/* SPDX-License-Identifier: MIT */
/*
 * Real certificates, which are not part of the project: skipped where they
 * are not there.
 */
#include <dirent.h>
#include <openssl/x509.h>

#include "pki.h"

static const char corpus[] = MDM_TOP "/../shared/corpus";

struct all {
	struct pki *p;
	unsigned files, contents[MDM_CONTENT_OTHER + 1];
	MDM_VEC(const struct mdm_cert *) certs;
};

static void
look_at(struct all *all, const char *path)
{
	struct mdm_str text = file_of(all->p, path);
	struct mdm_carrier c = bytes(all->p, text);

	all->files++;
	all->contents[c.content]++;
	for (size_t i = 0; i < c.ncerts; i++)
		MDM_PUSH(all->p->keep, &all->certs, c.certs[i]);
	mdm_arena_reset(all->p->scratch);
}

static void
walk(struct all *all, const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *e;

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		struct mdm_str path =
		    mdm_str_printf(all->p->keep, "%s/%s", folder, e->d_name);

		if (e->d_name[0] == '.')
			continue;
		if (e->d_type == DT_DIR)
			walk(all, path.p);
		else
			look_at(all, path.p);
	}
	if (dir != NULL)
		closedir(dir);
}

static struct all
everything(struct pki *p, const char *name)
{
	struct all all = { .p = p };

	walk(&all, mdm_str_printf(p->keep, "%s/%s", corpus, name).p);
	return all;
}

/* 461 PEM files with text dumps in front, built to be odd. */
static void
decodes_every_certificate_of_zlint(void **state)
{
	struct all all = everything(*state, "zmap+zlint");

	assert_int_equal(all.files, 461);
	assert_int_equal(all.contents[MDM_CONTENT_CERTIFICATE], 440);
	assert_int_equal(all.contents[MDM_CONTENT_CRL], 20);
	assert_int_equal(all.contents[MDM_CONTENT_OCSP], 1);
	assert_int_equal(all.certs.n, 442);
}

static X509 *
parse(const struct mdm_cert *c)
{
	const unsigned char *p = (const unsigned char *)c->der.p;

	return d2i_X509(NULL, &p, (long)c->der.n);
}

/* Our keys of names are equal exactly when OpenSSL calls the names equal. */
static void
compares_names_as_openssl_does(void **state)
{
	struct all all = everything(*state, "zmap+zlint");
	X509 **x = calloc(all.certs.n, sizeof(X509 *));
	unsigned equal = 0;

	for (size_t i = 0; i < all.certs.n; i++)
		x[i] = parse(all.certs.at[i]);
	for (size_t i = 0; i < all.certs.n; i++) {
		for (size_t k = 0; k < all.certs.n; k++) {
			bool same = X509_NAME_cmp(X509_get_subject_name(x[i]),
					X509_get_issuer_name(x[k])) == 0;

			equal += same;
			assert_row(mdm_str_eq(all.certs.at[i]->subject_key,
				       all.certs.at[k]->issuer_key),
			    same, all.certs.at[k]->sha1_hex);
		}
	}
	assert_true(equal > 100);
	for (size_t i = 0; i < all.certs.n; i++)
		X509_free(x[i]);
	free(x);
}

static const struct {
	const char *folder;
	unsigned files, certificates;
} others[] = {
	{ "smallstep+certificates", 35, 35 },
	{ "rpki-client+rpki-client-openbsd", 10, 7 },
	{ "Payfinix-Kiran+applemdm_server", 10, 10 },
	{ "micromdm+micromdm", 8, 7 },
	{ "micromdm+scep", 5, 3 },
};

static void
decodes_what_others_publish(void **state)
{
	for (size_t i = 0; i < COUNT(others); i++) {
		struct all all = everything(*state, others[i].folder);

		assert_row(
		    all.contents[MDM_CONTENT_UNKNOWN_DER], 0, others[i].folder);
		assert_row(all.files, others[i].files, others[i].folder);
		assert_row(
		    all.certs.n, others[i].certificates, others[i].folder);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_every_certificate_of_zlint),
		cmocka_unit_test(compares_names_as_openssl_does),
		cmocka_unit_test(decodes_what_others_publish),
	};
	DIR *dir = opendir(corpus);

	if (dir == NULL) {
		printf("skipped: no %s\n", corpus);
		return SKIPPED;
	}
	closedir(dir);
	return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
