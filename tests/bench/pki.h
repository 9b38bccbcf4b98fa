/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_BENCH_PKI_H
#define MDM_TESTS_BENCH_PKI_H

#include "base/arena.h"
#include "random.h"

enum { BENCH_MOST_DEEP = 3 };

struct bench_cert {
	struct mdm_str der, base64, pem_base64; /* base64(DER), base64(PEM) */
	struct mdm_str lines;			/* base64 in lines of 64 */
	char sha1[41];				/* upper case */
	uint8_t sha1_bytes[20];
};

/* A root, its issuing CA and sometimes a third below. */
struct bench_chain {
	struct bench_cert certs[BENCH_MOST_DEEP];
	size_t n;
};

/*
 * Certificates that depend on the seed only, but for the bytes of ECDSA
 * signatures.  RSA keys are pairs of a few primes: fast to make, distinct,
 * and worth nothing.
 */
struct bench_chain *bench_chains(
    struct mdm_arena *, struct bench_random *, size_t n);

/* `n` distinct certificates of one CA with P-256 keys, as fast as it gets. */
struct bench_cert *bench_many(
    struct mdm_arena *, struct bench_random *, size_t n);

struct mdm_str bench_base64(struct mdm_arena *, struct mdm_str, size_t line);

#endif
