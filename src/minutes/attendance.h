/* minutes/attendance.h: who is named, who came, who stood in for whom. */
#ifndef MINUTES_ATTENDANCE_H
#define MINUTES_ATTENDANCE_H

#include "domain/record.h"

struct attendance {
	struct arena *arena;
	struct record_participant *v;
	size_t n, room;
	bool told; /* the document says who was away: those it does not name came */
};

/* A list of names, separated by commas, semicolons, bullets or line breaks: "Formand Vera Nybroe (A), Kurt Ottesgaard, V". */
void attendance_add(struct attendance *a, struct text list, enum participant_status status);
/* What stands after "Fraværende:" or "Afbud fra": names, reasons, substitutes, sentences, or "Ingen". */
void attendance_away(struct attendance *a, struct text said);
/* A sentence within remarks or a decision, if it is about absence; whether it was. */
bool attendance_sentence(struct attendance *a, struct text sentence);
/* In minutes that told who was away, the others came. */
void attendance_conclude(struct attendance *a, enum record_kind kind);

bool attendance_names(const struct attendance *a, struct text name);

#endif
