#include "minutes/intake.h"

#include "base/path.h"
#include "doc/read_pdf.h"
#include "doc/read_text.h"
#include "minutes/enclosed_record.h"
#include "minutes/recognise.h"
#include "minutes/words.h"
#include "seal/hash.h"

/* Kinds of files that people try and that are not read, by their first bytes. */
static const struct {
	const char *begins;
	const char *message;
} unread[] = {
	{ "<!DOCTYPE", N_("web pages are not read; save the page as PDF or text") },
	{ "<!doctype", N_("web pages are not read; save the page as PDF or text") },
	{ "<html", N_("web pages are not read; save the page as PDF or text") },
	{ "PK\x03\x04", N_("Word and zip files are not read yet; save the document as PDF") },
	{ "\xd0\xcf\x11\xe0", N_("old Word files are not read; save the document as PDF") },
	{ "\x89PNG", N_("a picture holds no text") },
	{ "\xff\xd8\xff", N_("a picture holds no text") },
};

static enum fault refuse_unread(struct text bytes, struct refusal *why)
{
	for (size_t i = 0; i < LENGTH_OF(unread); i++)
		if (text_starts(bytes, text_from(unread[i].begins)))
			return refuse(why, FAULT_INVALID, unread[i].message);
	return FAULT_NONE;
}

enum fault intake_read(struct arena *arena, struct text name, struct text bytes, struct refusal *why, struct intake *ret)
{
	bool pdf = doc_is_pdf(bytes);
	struct intake intake = { .media_type = pdf ? "application/pdf" : "text/plain; charset=utf-8" };
	enum fault fault = refuse_unread(bytes, why);
	struct doc *doc;

	if (fault == FAULT_NONE)
		fault = pdf ? doc_read_pdf(arena, bytes, why, &doc) : doc_read_text(arena, bytes, why, &doc);
	if (fault == FAULT_NONE)
		fault = recognise(arena, doc, why, &intake.record);
	if (fault == FAULT_NONE && pdf)
		fault = enclosed_record_read(arena, bytes, doc, intake.record, why, &intake.record);
	if (fault != FAULT_NONE)
		return fault;
	intake.doc = doc;
	intake.record->source = (struct record_source){
		.name = text_copy(arena, path_name(name)),
		.sha256 = hash_hex(arena, hash_of(bytes)),
		.words = words_count(arena, doc),
	};
	*ret = intake;
	return FAULT_NONE;
}
