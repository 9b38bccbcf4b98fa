/* SPDX-License-Identifier: MIT */
#include "mkarchive.h"

#include <stdio.h>

#include "base/out.h"

enum {
	DATE = (2026 - 1980) << 9 | 6 << 5 | 1, /* as MS-DOS counts */
	TAR_BLOCK = 512,
	CAB_BLOCK = 32768
};

static void
put16(struct mdm_out *o, uint32_t value)
{
	mdm_out_byte(o, (char)(value & 0xff));
	mdm_out_byte(o, (char)(value >> 8 & 0xff));
}

static void
put32(struct mdm_out *o, uint32_t value)
{
	put16(o, value & 0xffff);
	put16(o, value >> 16);
}

static struct mdm_str
finish(struct mdm_out *o, struct mdm_arena *arena)
{
	struct mdm_str bytes = mdm_str_dup(arena, mdm_out_text(o));

	mdm_out_free(o);
	return bytes;
}

static uint32_t
size_of(const struct made_member *m)
{
	return m->claim != 0 ? m->claim : (uint32_t)m->bytes.n;
}

static uint32_t
crc32_of(struct mdm_str bytes)
{
	uint32_t crc = UINT32_MAX;

	for (size_t i = 0; i < bytes.n; i++) {
		crc ^= (unsigned char)bytes.p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
	}
	return ~crc;
}

/* What a local header and the directory say alike. */
static void
put_zip_facts(struct mdm_out *o, const struct made_member *m)
{
	put16(o, 20);
	put16(o, m->encrypted ? 1 : 0);
	put16(o, 0); /* stored */
	put16(o, 0);
	put16(o, DATE);
	put32(o, crc32_of(m->bytes) ^ (m->bad_checksum ? 1 : 0));
	put32(o, size_of(m));
	put32(o, size_of(m));
	put16(o, (uint32_t)m->name.n);
	put16(o, 0);
}

static void
put_directory(struct mdm_out *o, const struct made_members *members,
    const uint32_t *offsets)
{
	for (size_t i = 0; i < members->list.n; i++) {
		const struct made_member *m = &members->list.at[i];

		mdm_out_bytes(o, "PK\1\2", 4);
		put16(o, 20);
		put_zip_facts(o, m);
		put16(o, 0);
		put16(o, 0);
		put16(o, 0);
		put32(o, 0);
		put32(o, offsets[i]);
		mdm_out_str(o, m->name);
	}
}

struct mdm_str
mkarchive_zip(struct mdm_arena *arena, const struct made_members *members)
{
	uint32_t *offsets = MDM_NEW_N(arena, uint32_t, members->list.n + 1);
	struct mdm_out *o = mdm_out_new_memory();
	uint32_t start, n = (uint32_t)members->list.n;

	for (size_t i = 0; i < members->list.n; i++) {
		const struct made_member *m = &members->list.at[i];

		offsets[i] = (uint32_t)mdm_out_text(o).n;
		mdm_out_bytes(o, "PK\3\4", 4);
		put_zip_facts(o, m);
		mdm_out_str(o, m->name);
		mdm_out_str(o, m->bytes);
	}
	start = (uint32_t)mdm_out_text(o).n;
	put_directory(o, members, offsets);
	offsets[0] = (uint32_t)mdm_out_text(o).n;
	mdm_out_bytes(o, "PK\5\6", 4);
	put32(o, 0);
	put16(o, n);
	put16(o, n);
	put32(o, offsets[0] - start);
	put32(o, start);
	put16(o, 0);
	return finish(o, arena);
}

static void
put_tar_header(struct mdm_out *o, const struct made_member *m)
{
	char header[TAR_BLOCK] = { 0 };
	unsigned sum = 0;

	snprintf(header, 100, MDM_FMT, MDM_ARG(m->name));
	memcpy(header + 100, "0000644\0000000000\0000000000\000", 24);
	snprintf(header + 124, 12, "%011o", size_of(m));
	memcpy(header + 136, "15207301000", 11);
	memset(header + 148, ' ', 8);
	header[156] = m->type != 0 ? m->type : '0';
	if (m->type == '1' || m->type == '2')
		memcpy(header + 157, "/etc/passwd", 11);
	memcpy(header + 257, "ustar\00000", 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += (unsigned char)header[i];
	snprintf(header + 148, 8, "%06o", sum);
	mdm_out_bytes(o, header, TAR_BLOCK);
}

struct mdm_str
mkarchive_tar(struct mdm_arena *arena, const struct made_members *members)
{
	struct mdm_out *o = mdm_out_new_memory();

	for (size_t i = 0; i < members->list.n; i++) {
		const struct made_member *m = &members->list.at[i];

		put_tar_header(o, m);
		mdm_out_str(o, m->bytes);
		mdm_out_repeat(
		    o, '\0', (TAR_BLOCK - m->bytes.n % TAR_BLOCK) % TAR_BLOCK);
	}
	mdm_out_repeat(o, '\0', (size_t)2 * TAR_BLOCK);
	return finish(o, arena);
}

/* The bytes of all members, one behind the other. */
static struct mdm_str
cab_data(struct mdm_arena *arena, const struct made_members *members)
{
	struct mdm_out *o = mdm_out_new_memory();

	for (size_t i = 0; i < members->list.n; i++)
		mdm_out_str(o, members->list.at[i].bytes);
	return finish(o, arena);
}

static struct mdm_str
cab_files(struct mdm_arena *arena, const struct made_members *members)
{
	struct mdm_out *o = mdm_out_new_memory();
	uint32_t offset = 0;

	for (size_t i = 0; i < members->list.n; i++) {
		const struct made_member *m = &members->list.at[i];

		put32(o, size_of(m));
		put32(o, offset);
		put16(o, 0);
		put16(o, DATE);
		put16(o, 0);
		put16(o, 0x80); /* the name is UTF-8 */
		mdm_out_str(o, m->name);
		mdm_out_byte(o, '\0');
		offset += (uint32_t)m->bytes.n;
	}
	return finish(o, arena);
}

static struct mdm_str
cab_blocks(struct mdm_arena *arena, struct mdm_str data, uint32_t *ret_count)
{
	struct mdm_out *o = mdm_out_new_memory();

	*ret_count = 0;
	for (size_t at = 0; at < data.n; at += CAB_BLOCK) {
		struct mdm_str block = mdm_str_sub(data, at, CAB_BLOCK);

		put32(o, 0); /* no checksum */
		put16(o, (uint32_t)block.n);
		put16(o, (uint32_t)block.n);
		mdm_out_str(o, block);
		++*ret_count;
	}
	return finish(o, arena);
}

struct mdm_str
mkarchive_cab(struct mdm_arena *arena, const struct made_members *members)
{
	enum { HEADER = 36, FOLDER = 8 };
	struct mdm_str files = cab_files(arena, members), blocks;
	struct mdm_out *o = mdm_out_new_memory();
	uint32_t start = (uint32_t)(HEADER + FOLDER + files.n), nblocks;

	blocks = cab_blocks(arena, cab_data(arena, members), &nblocks);
	mdm_out_bytes(o, "MSCF\0\0\0\0", 8);
	put32(o, start + (uint32_t)blocks.n);
	put32(o, 0);
	put32(o, HEADER + FOLDER);
	put32(o, 0);
	put16(o, 0x0103); /* version 1.3 */
	put16(o, 1);
	put16(o, (uint32_t)members->list.n);
	put16(o, 0);
	put32(o, 0);
	put32(o, start);
	put16(o, nblocks);
	put16(o, 0); /* stored */
	mdm_out_str(o, files);
	mdm_out_str(o, blocks);
	return finish(o, arena);
}

mkarchive_kind *
mkarchive_find(const char *kind)
{
	if (strcmp(kind, "zip") == 0)
		return mkarchive_zip;
	if (strcmp(kind, "tar") == 0)
		return mkarchive_tar;
	return strcmp(kind, "cab") == 0 ? mkarchive_cab : NULL;
}
