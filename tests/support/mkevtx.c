/* SPDX-License-Identifier: MIT */
/*
 * The layout is that of the libyal project's "Windows XML Event Log (EVTX)
 * format" document.
 */
#include "mkevtx.h"

#include <assert.h>

enum {
	HEADER = 4096,
	CHUNK = 65536,
	RECORDS = 512, /* offset of the first record in its chunk */
	MOST_NAMES = 64,
	MOST_TEMPLATES = 16
};

/* Tokens of binary XML. */
enum {
	END = 0x00,
	OPEN = 0x01,
	OPEN_ATTRIBUTES = 0x41,
	CLOSE_START = 0x02,
	CLOSE_EMPTY = 0x03,
	END_ELEMENT = 0x04,
	VALUE = 0x05,
	ATTRIBUTE = 0x06,
	TEMPLATE = 0x0c,
	SUBSTITUTION = 0x0d,
	FRAGMENT = 0x0f
};

/* Types of values. */
enum {
	STRING = 0x01,
	ANSI = 0x02,
	BYTE = 0x04,
	SHORT = 0x06,
	LONG = 0x0a,
	FILETIME = 0x11,
	SID = 0x13,
	HEX32 = 0x14
};

/* What the System part of every event needs, by number of substitution. */
enum { PROVIDER, ID, LEVEL, TIME, RECORD, CHANNEL, COMPUTER, USER, NSYSTEM };

static const unsigned char local_system[] = { 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0,
	0 };

struct chunk {
	unsigned char p[CHUNK];
	size_t n;
	bool full;
	struct {
		const char *text;
		size_t offset;
	} names[MOST_NAMES];
	size_t nnames;
	struct {
		unsigned id;
		size_t offset;
	} templates[MOST_TEMPLATES];
	size_t ntemplates;
};

static void
put(struct chunk *c, uint64_t value, size_t bytes)
{
	if (c->n + bytes > sizeof(c->p)) {
		c->full = true;
		return;
	}
	for (size_t i = 0; i < bytes; i++)
		c->p[c->n++] = (unsigned char)(value >> (8 * i));
}

static void
put_at(unsigned char *p, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		p[i] = (unsigned char)(value >> (8 * i));
}

/* UTF-16 of text that has no character beyond the BMP. */
static size_t
put_wide(struct chunk *c, struct mdm_str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; n++) {
		unsigned char byte = (unsigned char)text.p[i++];
		unsigned unit = byte;

		if (byte >= 0xe0 && i + 1 < text.n) {
			unit = (byte & 0x0fU) << 12 |
			    ((unsigned char)text.p[i] & 0x3fU) << 6 |
			    ((unsigned char)text.p[i + 1] & 0x3fU);
			i += 2;
		} else if (byte >= 0xc0 && i < text.n) {
			unit = (byte & 0x1fU) << 6 |
			    ((unsigned char)text.p[i++] & 0x3fU);
		}
		put(c, unit, 2);
	}
	return n;
}

static uint16_t
hash(const char *text)
{
	uint32_t h = 0;

	for (; *text != '\0'; text++)
		h = h * 65599 + (unsigned char)*text;
	return (uint16_t)h;
}

/* A name stands where it is used first; later uses point at it. */
static void
put_name(struct chunk *c, const char *text)
{
	for (size_t i = 0; i < c->nnames; i++) {
		if (strcmp(c->names[i].text, text) == 0) {
			put(c, c->names[i].offset, 4);
			return;
		}
	}
	assert(c->nnames < MOST_NAMES);
	put(c, c->n + 4, 4);
	c->names[c->nnames].text = text;
	c->names[c->nnames++].offset = c->n;
	put(c, 0, 4); /* no other name with that hash */
	put(c, hash(text), 2);
	put(c, strlen(text), 2);
	put_wide(c, mdm_str_of(text));
	put(c, 0, 2);
}

/* Returns where the element's size belongs. */
static size_t
open_element(struct chunk *c, const char *name, bool attributes)
{
	size_t size;

	put(c, attributes ? OPEN_ATTRIBUTES : OPEN, 1);
	put(c, 0xffff, 2);
	size = c->n;
	put(c, 0, 4);
	put_name(c, name);
	return size;
}

/* The size of what stands behind it up to here. */
static void
set_size(struct chunk *c, size_t size)
{
	if (!c->full)
		put_at(c->p + size, c->n - size - 4, 4);
}

static void
end_element(struct chunk *c, size_t size)
{
	put(c, END_ELEMENT, 1);
	set_size(c, size);
}

static void
put_substitution(struct chunk *c, unsigned which, unsigned type)
{
	put(c, SUBSTITUTION, 1);
	put(c, which, 2);
	put(c, type, 1);
}

static void
put_text(struct chunk *c, const char *text)
{
	put(c, VALUE, 1);
	put(c, STRING, 1);
	put(c, strlen(text), 2);
	put_wide(c, mdm_str_of(text));
}

/* <name attribute="..."/>, the value being literal or a substitution. */
static size_t
open_with(struct chunk *c, const char *name, const char *attribute,
    const char *literal, unsigned which, unsigned type)
{
	size_t element = open_element(c, name, true), list = c->n;

	put(c, 0, 4);
	put(c, ATTRIBUTE, 1);
	put_name(c, attribute);
	if (literal != NULL)
		put_text(c, literal);
	else
		put_substitution(c, which, type);
	set_size(c, list);
	return element;
}

static void
put_attribute_element(struct chunk *c, const char *name, const char *attribute,
    unsigned which, unsigned type)
{
	size_t element = open_with(c, name, attribute, NULL, which, type);

	put(c, CLOSE_EMPTY, 1);
	set_size(c, element);
}

static void
put_element(struct chunk *c, const char *name, unsigned which, unsigned type)
{
	size_t element = open_element(c, name, false);

	put(c, CLOSE_START, 1);
	put_substitution(c, which, type);
	end_element(c, element);
}

static void
put_system(struct chunk *c)
{
	size_t system = open_element(c, "System", false);

	put(c, CLOSE_START, 1);
	put_attribute_element(c, "Provider", "Name", PROVIDER, STRING);
	put_element(c, "EventID", ID, SHORT);
	put_element(c, "Level", LEVEL, BYTE);
	put_attribute_element(c, "TimeCreated", "SystemTime", TIME, FILETIME);
	put_element(c, "EventRecordID", RECORD, LONG);
	put_element(c, "Channel", CHANNEL, STRING);
	put_element(c, "Computer", COMPUTER, STRING);
	put_attribute_element(c, "Security", "UserID", USER, SID);
	end_element(c, system);
}

static unsigned
type_of(enum mkevtx_type type)
{
	return type == MKEVTX_HEX32 ? HEX32
	    : type == MKEVTX_ANSI   ? ANSI
				    : STRING;
}

static void
put_data(struct chunk *c, const struct mkevtx_event *e)
{
	size_t data = open_element(c, "EventData", false);

	if (e->nvalues == 0) {
		put(c, CLOSE_EMPTY, 1);
		set_size(c, data);
		return;
	}
	put(c, CLOSE_START, 1);
	for (size_t i = 0; i < e->nvalues; i++) {
		size_t element =
		    open_with(c, "Data", "Name", e->values[i].name, 0, 0);

		put(c, CLOSE_START, 1);
		put_substitution(
		    c, (unsigned)(NSYSTEM + i), type_of(e->values[i].type));
		end_element(c, element);
	}
	end_element(c, data);
}

static void
put_fragment(struct chunk *c)
{
	put(c, FRAGMENT, 1);
	put(c, 0x000101, 3);
}

static void
put_definition(struct chunk *c, const struct mkevtx_event *e)
{
	size_t size, event;

	put(c, 0, 4); /* no other template with that hash */
	put(c, e->id, 8);
	put(c, e->id, 8);
	size = c->n;
	put(c, 0, 4);
	put_fragment(c);
	event = open_with(c, "Event", "xmlns",
	    "http://schemas.microsoft.com/win/2004/08/events/event", 0, 0);
	put(c, CLOSE_START, 1);
	put_system(c);
	put_data(c, e);
	end_element(c, event);
	put(c, END, 1);
	set_size(c, size);
}

static void
put_template(struct chunk *c, const struct mkevtx_event *e)
{
	size_t i = 0;

	put(c, TEMPLATE, 1);
	put(c, 1, 1);
	put(c, e->id, 4);
	while (i < c->ntemplates && c->templates[i].id != e->id)
		i++;
	if (i < c->ntemplates) {
		put(c, c->templates[i].offset, 4);
		return;
	}
	assert(c->ntemplates < MOST_TEMPLATES);
	put(c, c->n + 4, 4);
	c->templates[c->ntemplates].id = e->id;
	c->templates[c->ntemplates++].offset = c->n;
	put_definition(c, e);
}

/* Seconds between 1601 and 1970, and units of 100 ns. */
static uint64_t
filetime(int64_t milliseconds)
{
	return (uint64_t)(milliseconds + 11644473600000) * 10000;
}

static size_t
wide_size(const char *text)
{
	return 2 * strlen(text);
}

static void
put_descriptor(struct chunk *c, size_t size, unsigned type)
{
	put(c, size, 2);
	put(c, type, 1);
	put(c, 0, 1);
}

static size_t
size_of(const struct mkevtx_value *v)
{
	if (v->type == MKEVTX_HEX32)
		return 4;
	return v->type == MKEVTX_ANSI ? v->text.n : 2 * v->text.n;
}

static void
put_descriptors(struct chunk *c, const struct mkevtx_event *e)
{
	put(c, NSYSTEM + e->nvalues, 4);
	put_descriptor(c, wide_size(e->provider), STRING);
	put_descriptor(c, 2, SHORT);
	put_descriptor(c, 1, BYTE);
	put_descriptor(c, 8, FILETIME);
	put_descriptor(c, 8, LONG);
	put_descriptor(c, wide_size(e->channel), STRING);
	put_descriptor(c, wide_size(e->computer), STRING);
	put_descriptor(c, sizeof(local_system), SID);
	for (size_t i = 0; i < e->nvalues; i++)
		put_descriptor(
		    c, size_of(&e->values[i]), type_of(e->values[i].type));
}

static void
put_value(struct chunk *c, const struct mkevtx_value *v)
{
	if (v->type == MKEVTX_HEX32)
		put(c, v->number, 4);
	else if (v->type == MKEVTX_TEXT)
		put_wide(c, v->text);
	else
		for (size_t i = 0; i < v->text.n; i++)
			put(c, (unsigned char)v->text.p[i], 1);
}

static void
put_values(struct chunk *c, const struct mkevtx_event *e)
{
	put_descriptors(c, e);
	put_wide(c, mdm_str_of(e->provider));
	put(c, e->id, 2);
	put(c, e->level, 1);
	put(c, filetime(e->time), 8);
	put(c, e->record, 8);
	put_wide(c, mdm_str_of(e->channel));
	put_wide(c, mdm_str_of(e->computer));
	for (size_t i = 0; i < sizeof(local_system); i++)
		put(c, local_system[i], 1);
	for (size_t i = 0; i < e->nvalues; i++)
		put_value(c, &e->values[i]);
}

static void
put_record(struct chunk *c, const struct mkevtx_event *e)
{
	size_t start = c->n, size;

	put(c, 0x00002a2a, 4);
	put(c, 0, 4);
	put(c, e->record, 8);
	put(c, filetime(e->time), 8);
	put_fragment(c);
	put_template(c, e);
	put_values(c, e);
	put(c, END, 1);
	while ((c->n - start) % 8 != 4 && !c->full)
		put(c, 0, 1);
	size = c->n - start + 4;
	put(c, size, 4);
	if (!c->full)
		put_at(c->p + start + 4, size, 4);
}

/* CRC-32 of Ethernet and ZIP, bit by bit. */
static uint32_t
crc(uint32_t sum, const unsigned char *p, size_t n)
{
	sum = ~sum;
	for (size_t i = 0; i < n; i++) {
		sum ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320U : 0);
	}
	return ~sum;
}

static uint32_t
get32(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

void
mkevtx_seal(char *file, size_t n)
{
	unsigned char *header = (unsigned char *)file;
	unsigned char *chunk = header + HEADER;
	uint32_t free_space;

	put_at(header + 124, crc(0, header, 120), 4);
	if (n < HEADER + CHUNK)
		return;
	free_space = get32(chunk + 48);
	if (free_space < RECORDS || free_space > CHUNK)
		free_space = CHUNK;
	put_at(chunk + 52, crc(0, chunk + RECORDS, free_space - RECORDS), 4);
	put_at(chunk + 124, crc(crc(0, chunk, 120), chunk + 128, 384), 4);
}

static void
write_headers(unsigned char *file, const struct chunk *c, size_t last,
    const struct mkevtx_event *events, size_t n)
{
	unsigned char *chunk = file + HEADER;

	memcpy(file, "ElfFile", 8);
	put_at(file + 24, n + 1, 8);
	put_at(file + 32, 128, 4);
	put_at(file + 36, 1, 2);
	put_at(file + 38, 3, 2);
	put_at(file + 40, HEADER, 2);
	put_at(file + 42, 1, 2);
	memcpy(chunk, "ElfChnk", 8);
	put_at(chunk + 8, 1, 8);
	put_at(chunk + 16, n, 8);
	put_at(chunk + 24, events[0].record, 8);
	put_at(chunk + 32, events[n - 1].record, 8);
	put_at(chunk + 40, 128, 4);
	put_at(chunk + 44, last, 4);
	put_at(chunk + 48, c->n, 4);
}

struct mdm_str
mkevtx(struct mdm_arena *arena, const struct mkevtx_event *events, size_t n)
{
	struct chunk *c = MDM_NEW(arena, struct chunk);
	unsigned char *file = MDM_NEW_N(arena, unsigned char, HEADER + CHUNK);
	size_t last = RECORDS;

	c->n = RECORDS;
	for (size_t i = 0; i < n; i++) {
		last = c->n;
		put_record(c, &events[i]);
	}
	if (c->full || n == 0)
		return (struct mdm_str){ 0 };
	memcpy(file + HEADER, c->p, CHUNK);
	write_headers(file, c, last, events, n);
	mkevtx_seal((char *)file, HEADER + CHUNK);
	return mdm_str_span((const char *)file, HEADER + CHUNK);
}
