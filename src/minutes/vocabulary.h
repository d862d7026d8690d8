/* minutes/vocabulary.h: the words by which Danish agendas and minutes are told, as tables.
 *
 * Matching ignores case, also of æ ø å é.  What an authority calls its headings is data: a new word is a new row.
 */
#ifndef MINUTES_VOCABULARY_H
#define MINUTES_VOCABULARY_H

#include "domain/record.h"

/* Whether t is the word, or begins with it. */
bool word_same(struct text t, const char *word);
bool word_begins(struct text t, const char *word);
/* Where the word begins in t, on a word's beginning; t.n when it is not there. */
size_t word_find(struct text t, const char *word);

/* Whether t begins with a capital letter, Æ Ø Å included. */
bool begins_with_capital(struct text t);
bool begins_small(struct text t);

/* What a document calls itself.  Gives how much of t the kind word takes, 0 when there is none. */
size_t kind_of(struct text t, enum record_kind *ret);

/* A heading of the table, without its colon; -1 when it is none.  HEADING_... are no sections. */
enum { HEADING_FILES = SECTION_ROLES, HEADING_HISTORY };
int heading_role(struct text t);

/* Labels at the head of a document. */
enum label {
	LABEL_NONE,
	LABEL_DATE,
	LABEL_TIME,
	LABEL_START,
	LABEL_END,
	LABEL_PLACE,
	LABEL_ORGANIZATION,
	LABEL_LISTED,  /* members, participants */
	LABEL_PRESENT, /* "Til stede" */
	LABEL_ABSENT,  /* "Fraværende", "Afbud" */
	LABEL_REMARKS,
	LABEL_ABOUT, /* "Om dagsordenen": what is said of the whole */
	LABEL_NEXT,
	LABEL_OTHER_DATE, /* "Publiceret": a date that is not the meeting's */
	LABEL_MATTER,
	LABEL_GUESTS,
};
/* The label at the beginning of t and how many bytes it takes, its colon included. */
enum label label_of(struct text t, size_t *ret_n);

/* Words of a page around the document: "Til toppen". */
bool is_menu_word(struct text t);
/* A committee's name holds one of these: "udvalg", "råd". */
bool names_a_committee(struct text t);
/* A line that says where a meeting is: "Mødelokale Rosen", "Handicapcentret, Plantagevej 3", "Teams". */
bool is_place(struct text t);
/* A word after which a title goes on in the next line: "og", "fra". */
bool wants_more(struct text word);
/* A word that a full stop shortens, without it: "kl", "Konst". */
bool is_abbreviation(struct text word);
/* What somebody is in a committee: "formand". */
bool is_role(struct text t);
/* A party's letters, or what stands in their place: "A", "SF", "Løsgænger". */
bool is_party(struct text t);
/* A word that names somebody's office: "områdechef". */
bool is_office(struct text word);
/* A word that stands in names of places and bodies and never in a person's: "Kommune". */
bool is_no_name(struct text word);

#endif
