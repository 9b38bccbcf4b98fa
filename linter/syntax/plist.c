/* SPDX-License-Identifier: MIT */
/*
 * XML property lists: the XML tree folded to plain nodes.  A dictionary's
 * <key> and the element behind it become one member; spans are those of the
 * element's content.
 */
#include "syntax/plist.h"

#include "base/placeholder.h"
#include "syntax/node.h"
#include "syntax/xml.h"

struct folding {
	struct mdm_doc *doc;
	bool told; /* Apple's reader gives up at the first error */
};

struct place_in {
	struct mdm_node *parent, *after;
	const struct mdm_node *key; /* the <key> element, or NULL */
};

static struct mdm_node *fold(
    struct folding *, struct mdm_node *element, struct place_in);

static void
complain(struct folding *f, struct mdm_node *element, const char *problem)
{
	struct mdm_at at = mdm_at_span(f->doc, element->off, element->len);

	if (f->told)
		return;
	f->told = true;
	if (element->key_len > 0) {
		at.off = element->key_off;
		at.len = element->key_len;
	}
	mdm_defect_add(f->doc, MDM_DEFECT_NOT_WELL_FORMED, at, "%s", problem);
}

static struct mdm_node *
next_element(struct mdm_node *element)
{
	while (element != NULL && element->attribute)
		element = element->next;
	return element;
}

static struct mdm_node *
add(struct folding *f, const struct mdm_node *element, struct place_in place,
    enum mdm_node_kind kind)
{
	struct mdm_node *node =
	    mdm_node_add(f->doc, place.parent, place.after, kind);

	node->off = element->off;
	node->len = element->len;
	node->truncated = element->truncated;
	if (place.key != NULL) {
		node->key = place.key->value;
		node->key_off = place.key->off;
		node->key_len = place.key->len;
	}
	return node;
}

static struct mdm_node *
fold_dict(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *dict = add(f, element, place, MDM_OBJECT);
	struct mdm_node *last = NULL, *key = NULL;

	if (mdm_str_trim(element->value).n > 0)
		complain(f, element, "a <dict> holds text outside of its keys");
	for (struct mdm_node *c = next_element(element->child); c != NULL;
	     c = next_element(c->next)) {
		struct mdm_node *member;

		if (mdm_str_is(c->key, "key")) {
			if (key != NULL)
				complain(
				    f, key, "a <key> has no value behind it");
			key = c;
			continue;
		}
		if (key == NULL) {
			complain(
			    f, c, "a value in a <dict> has no <key> before it");
			continue;
		}
		member = fold(f, c, (struct place_in){ dict, last, key });
		if (member != NULL)
			last = member;
		key = NULL;
	}
	if (key != NULL && !element->truncated)
		complain(f, key, "a <key> has no value behind it");
	mdm_keys_check(dict);
	return dict;
}

static struct mdm_node *
fold_array(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *array = add(f, element, place, MDM_ARRAY);
	struct mdm_node *last = NULL;

	if (mdm_str_trim(element->value).n > 0)
		complain(
		    f, element, "an <array> holds text outside of its values");
	for (struct mdm_node *c = next_element(element->child); c != NULL;
	     c = next_element(c->next)) {
		struct mdm_node *value =
		    fold(f, c, (struct place_in){ array, last, NULL });

		if (value != NULL)
			last = value;
	}
	return array;
}

static struct mdm_node *
fold_string(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_STRING);

	node->value = element->value.p != NULL ? element->value : MDM_LIT("");
	return node;
}

/* "0x1F" as "31"; anything else as it is spelled. */
static struct mdm_str
integer_text(struct mdm_doc *doc, struct mdm_str text)
{
	bool negative = mdm_str_starts(text, "-");
	bool sign = negative || mdm_str_starts(text, "+");
	struct mdm_str digits = mdm_str_sub(text, sign, text.n);
	uint64_t value = 0;

	if (!mdm_str_istarts(digits, "0x"))
		return negative ? text : digits;
	digits = mdm_str_sub(digits, 2, digits.n);
	if (digits.n == 0 || digits.n > 15)
		return text;
	for (size_t i = 0; i < digits.n; i++) {
		int digit = mdm_hex_digit(digits.p[i]);

		if (digit < 0)
			return text;
		value = 16 * value + (uint64_t)digit;
	}
	return mdm_str_printf(doc->scratch, "%s%llu", negative ? "-" : "",
	    (unsigned long long)value);
}

static struct mdm_node *
fold_integer(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_NUMBER);
	int64_t value;

	node->value = integer_text(f->doc, mdm_str_trim(element->value));
	/* A template's variable may stand where the number will be. */
	if (!mdm_str_to_int(node->value, &value) &&
	    !mdm_placeholder_symbolic(node->value))
		complain(f, element, "an <integer> holds no whole number");
	return node;
}

static struct mdm_node *
fold_real(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_NUMBER);

	node->value = mdm_str_trim(element->value);
	return node;
}

static struct mdm_node *
fold_date(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_DATE);

	node->value = mdm_str_trim(element->value);
	return node;
}

static struct mdm_node *
fold_true(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_BOOL);

	node->value = MDM_LIT("true");
	if (mdm_str_trim(element->value).n > 0)
		complain(f, element, "a <true> is not empty");
	return node;
}

static struct mdm_node *
fold_false(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_BOOL);

	node->value = MDM_LIT("false");
	if (mdm_str_trim(element->value).n > 0)
		complain(f, element, "a <false> is not empty");
	return node;
}

static struct mdm_node *
fold_data(struct folding *f, struct mdm_node *element, struct place_in place)
{
	struct mdm_node *node = add(f, element, place, MDM_DATA);
	struct mdm_str text = mdm_str_trim(element->value);
	struct mdm_base64 decoded;

	if (text.n == 0) {
		node->value = MDM_LIT("");
		return node;
	}
	decoded = mdm_base64_decode(f->doc->scratch, text);
	if (decoded.valid && decoded.bytes.p != NULL)
		node->value = decoded.bytes;
	return node;
}

static const struct {
	const char *name;
	bool scalar;
	struct mdm_node *(*fold)(
	    struct folding *, struct mdm_node *, struct place_in);
} elements[] = {
	{ "dict", false, fold_dict },
	{ "array", false, fold_array },
	{ "string", true, fold_string },
	{ "data", true, fold_data },
	{ "integer", true, fold_integer },
	{ "true", true, fold_true },
	{ "false", true, fold_false },
	{ "real", true, fold_real },
	{ "date", true, fold_date },
};

/* The depth is bounded by the XML reader's. */
static struct mdm_node *
fold(struct folding *f, struct mdm_node *element, struct place_in place)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		if (!mdm_str_is(element->key, elements[i].name))
			continue;
		if (elements[i].scalar && next_element(element->child) != NULL)
			complain(f, element,
			    "an element stands inside a plain value");
		return elements[i].fold(f, element, place);
	}
	complain(f, element, "the element is none of those of a property list");
	return NULL;
}

void
mdm_plist_read(struct mdm_doc *doc)
{
	struct folding f = { .doc = doc };
	struct mdm_node *element;

	mdm_xml_read(doc);
	/* Where XML ends early, that is the defect to tell. */
	f.told = doc->damaged;
	element = doc->root != NULL ? next_element(doc->root->child) : NULL;
	doc->root = NULL;
	if (element == NULL || !mdm_str_is(element->key, "plist"))
		return;
	element = next_element(element->child);
	if (element != NULL)
		fold(&f, element, (struct place_in){ NULL, NULL, NULL });
}
