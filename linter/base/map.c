/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <sys/auxv.h>

static inline uint64_t
rotl(uint64_t x, int b)
{
	return x << b | x >> (64 - b);
}

static inline void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

static uint64_t
load64(const unsigned char *p, size_t n)
{
	uint64_t x = 0;

	/* In the machine's order: nothing but this process sees the hash. */
	if (n > 0) /* p may be NULL then */
		memcpy(&x, p, n);
	return x;
}

/* SipHash-1-3 (Aumasson and Bernstein, 2012; rounds as in Rust and CPython). */
static uint64_t
siphash(const uint64_t key[2], struct mdm_str s)
{
	uint64_t v[4] = { key[0] ^ 0x736f6d6570736575U,
		key[1] ^ 0x646f72616e646f6dU, key[0] ^ 0x6c7967656e657261U,
		key[1] ^ 0x7465646279746573U };
	const unsigned char *p = (const unsigned char *)s.p;
	size_t whole = s.n & ~(size_t)7;

	for (size_t i = 0; i <= whole; i += 8) {
		uint64_t m = i < whole
		    ? load64(p + i, 8)
		    : load64(p + i, s.n - whole) | (uint64_t)s.n << 56;

		v[3] ^= m;
		sip_round(v);
		v[0] ^= m;
	}
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The key is the 16 random bytes the kernel hands every process. */
static uint64_t
hash_of(const struct mdm_map *m, struct mdm_str key)
{
	uint64_t secret[2] = { 0, 0 };

	if (m->secret != NULL)
		memcpy(secret, m->secret, sizeof(secret));
	return siphash(secret, key);
}

static struct mdm_map_entry *
lookup(const struct mdm_map *m, struct mdm_str key, uint64_t hash)
{
	if (m->nslots == 0)
		return NULL;
	for (size_t i = hash & (m->nslots - 1);;
	     i = (i + 1) & (m->nslots - 1)) {
		struct mdm_map_entry *e;

		if (m->slots[i] == 0)
			return NULL;
		e = &m->entries[m->slots[i] - 1];
		if (e->hash == hash && mdm_str_eq(e->key, key))
			return e;
	}
}

void *
mdm_map_get(const struct mdm_map *m, struct mdm_str key)
{
	struct mdm_map_entry *e =
	    m->n == 0 ? NULL : lookup(m, key, hash_of(m, key));

	return e == NULL ? NULL : e->value;
}

static void
index_entry(struct mdm_map *m, size_t which)
{
	size_t i = m->entries[which].hash & (m->nslots - 1);

	while (m->slots[i] != 0)
		i = (i + 1) & (m->nslots - 1);
	m->slots[i] = (uint32_t)which + 1;
}

static void
grow(struct mdm_arena *a, struct mdm_map *m)
{
	size_t room = m->room == 0 ? 8 : m->room * 2;
	struct mdm_map_entry *grown = MDM_NEW_N(a, struct mdm_map_entry, room);

	if (m->n > 0)
		memcpy(grown, m->entries, m->n * sizeof(*grown));
	m->entries = grown;
	m->room = room;
	m->nslots = room * 2;
	m->slots = MDM_NEW_N(a, uint32_t, m->nslots);
	for (size_t i = 0; i < m->n; i++)
		index_entry(m, i);
}

void **
mdm_map_put(struct mdm_arena *a, struct mdm_map *m, struct mdm_str key)
{
	struct mdm_map_entry *e;
	uint64_t hash;

	if (m->secret == NULL)
		m->secret = (const void *)(uintptr_t)getauxval(AT_RANDOM);
	hash = hash_of(m, key);
	e = lookup(m, key, hash);
	if (e != NULL)
		return &e->value;
	if (m->n == m->room)
		grow(a, m);
	m->entries[m->n] = (struct mdm_map_entry){ key, NULL, hash };
	index_entry(m, m->n);
	return &m->entries[m->n++].value;
}
