#include "reading.h"

#include "doc/read_text.h"
#include "minutes/recognise.h"

struct record *reading_of(struct arena *arena, const char *text)
{
	struct doc *doc;
	struct record *record = NULL;

	if (doc_read_text(arena, text_from(text), NULL, &doc) == FAULT_NONE && recognise(arena, doc, NULL, &record) == FAULT_NONE)
		return record;
	return NULL;
}

struct record_item *reading_of_item(struct arena *arena, const char *below)
{
	struct text head = TEXT("Referat\n\nByrådet\n\nDato: 5. december 2023\n\nPunkt 1: Sag\n\n");
	struct record *record = reading_of(arena, text_string(arena, text_join(arena, head, TEXT(""), text_from(below))));

	return record != NULL && record->items_n == 1 ? record->items : NULL;
}
