/* Who is named, who came, who stood in for whom. */
#include "tap.h"

#include "minutes/attendance.h"

/* "Bo Krogh +A (formand) <Poul> {syg}": + present, - absent, ? listed. */
static struct text told(struct arena *arena, const struct attendance *a)
{
	static const char marks[] = { [PARTICIPANT_LISTED] = '?', [PARTICIPANT_PRESENT] = '+', [PARTICIPANT_ABSENT] = '-' };
	struct buffer b = buffer_in(arena, 4000);
	const struct record_participant *list = attendance_list(a);

	for (size_t i = 0; i < a->n; i++) {
		buffer_format(&b, "%s%.*s%c%.*s", i > 0 ? "; " : "", TEXT_ARG(list[i].name), marks[list[i].status], TEXT_ARG(list[i].party));
		if (text_known(list[i].role))
			buffer_format(&b, "(%.*s)", TEXT_ARG(list[i].role));
		if (text_known(list[i].substitute_for))
			buffer_format(&b, "<%.*s>", TEXT_ARG(list[i].substitute_for));
		if (text_known(list[i].remark))
			buffer_format(&b, "{%.*s}", TEXT_ARG(list[i].remark));
	}
	return buffer_text(&b);
}

TEST(attendance_reads_lists)
{
	static const char *const cases[][2] = {
		{ "Vera Nybroe, Kurt Ottesgaard", "Vera Nybroe?; Kurt Ottesgaard?" },
		{ "Vera Nybroe (A), Kurt Ottesgaard, V", "Vera Nybroe?A; Kurt Ottesgaard?V" },
		{ "Formand Vera Nybroe (A)\nKurt (Løsgænger)", "Vera Nybroe?A(Formand); Kurt?Løsgænger" },
		{ "• Bo Krogh - formand (V)\n• Åse Holm, (Ø)", "Bo Krogh?V(formand); Åse Holm?Ø" },
		{ "Inge Sejling (A), suppleant for Poul Rask (A)", "Inge Sejling?A<Poul Rask>" },
		{ "Dorthe Kvist (B), formand- afbud", "Dorthe Kvist-B(formand){afbud}" },
		{ "Jens Holm\nF\nTine Ravn (C)", "Jens Holm?F; Tine Ravn?C" },
		{ "Tine Ravn (Ø)      Olaf Grøn (C)", "Tine Ravn?Ø; Olaf Grøn?C" },
		{ "Bo Krogh og Lise Holm", "Bo Krogh?; Lise Holm?" },
		{ "Bo Krogh, fraværende, bemærkning: syg, meget; ja", "Bo Krogh-{syg, meget; ja}" },
		{ "Bo Krogh, Bo Krogh (A)", "Bo Krogh?A" },
		{ "Ingen", "" }, { "", "" }, { ",;\n- ", "" }, { "Formand", "" }, { "(A)", "" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct attendance a = { .arena = arena };

		attendance_add(&a, text_from(cases[i][0]), PARTICIPANT_LISTED);
		CHECK_TEXT(told(arena, &a), cases[i][1]);
	}
}

TEST(attendance_hears_who_is_away)
{
	static const char *const cases[][2] = {
		{ "Bo Krogh", "Bo Krogh-; Åse Holm?" },
		{ "Ingen", "Bo Krogh?; Åse Holm?" },
		{ "Bo Krogh (V) med afbud", "Bo Krogh-V{med afbud}; Åse Holm?" },
		{ "Bo Krogh, V - Emil Ryeborg stedfortræder", "Bo Krogh-V; Åse Holm?; Emil Ryeborg+<Bo Krogh>" },
		{ "Bo Krogh. I stedet mødte Vibe Lund.", "Bo Krogh-; Åse Holm?; Vibe Lund+<Bo Krogh>" },
		{ "Bo Krogh (C) deltog ikke i punkt 2-3", "Bo Krogh?C{deltog ikke i punkt 2-3}; Åse Holm?" },
		{ "Bo Krogh (ferie) og Åse Holm (syg)", "Bo Krogh-{ferie}; Åse Holm-{syg}" },
		{ "Bo Krogh\nÅse Holm", "Bo Krogh-; Åse Holm-" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct attendance a = { .arena = arena };

		attendance_add(&a, TEXT("Bo Krogh, Åse Holm"), PARTICIPANT_LISTED);
		attendance_away(&a, text_from(cases[i][0]));
		CHECK(a.told);
		CHECK_TEXT(told(arena, &a), cases[i][1]);
	}
}

TEST(attendance_is_careful_with_texts)
{
	static const char *const cases[][2] = {
		{ "Godkendt. Fraværende: Bo Krogh (V)", "Bo Krogh-V" },
		{ "Afbud fra Kaj Ølholm. I stedet mødte Vibe Storgaard.", "Bo Krogh?; Kaj Ølholm-; Vibe Storgaard+<Kaj Ølholm>" },
		{ "Fraværende elever tæller ikke.", "Bo Krogh?" },
		{ "Afbud fra Kommunen", "Bo Krogh?" },
		{ "Bo Krogh (V) var fraværende.", "Bo Krogh-" },
		{ "Anna Berg var fraværende.", "Bo Krogh?" },
		{ "Fraværende:\\\nBo Krogh (V)\\\nUlla Ibsen", "Bo Krogh-V; Ulla Ibsen-" },
		{ "I mødet deltog: Ulla Ibsen, Bo Krogh", "Bo Krogh?; Ulla Ibsen+" },
		{ "Fraværende: Bo Krogh (syg)\n\nFraværende: Bo Krogh (syg)", "Bo Krogh-{syg}" },
		{ "", "Bo Krogh?" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct attendance a = { .arena = arena };

		attendance_add(&a, TEXT("Bo Krogh"), PARTICIPANT_LISTED);
		a.in_text = true;
		attendance_text(&a, text_from(cases[i][0]));
		CHECK_TEXT(told(arena, &a), cases[i][1]);
	}
}

TEST(attendance_believes_the_head_more_than_texts)
{
	struct attendance a = { .arena = arena };

	attendance_add(&a, TEXT("Bo Krogh, til stede\nÅse Holm"), PARTICIPANT_LISTED);
	a.in_text = true;
	attendance_text(&a, TEXT("Fraværende: Bo Krogh og Åse Holm"));
	CHECK_TEXT(told(arena, &a), "Bo Krogh+; Åse Holm-");
}

TEST(attendance_concludes_in_minutes_that_told)
{
	struct attendance a = { .arena = arena };

	attendance_add(&a, TEXT("Bo Krogh, Åse Holm"), PARTICIPANT_LISTED);
	attendance_conclude(&a, RECORD_MINUTES);
	CHECK_TEXT(told(arena, &a), "Bo Krogh?; Åse Holm?");
	attendance_away(&a, TEXT("Bo Krogh"));
	attendance_conclude(&a, RECORD_AGENDA);
	CHECK_TEXT(told(arena, &a), "Bo Krogh-; Åse Holm?");
	attendance_conclude(&a, RECORD_MINUTES);
	CHECK_TEXT(told(arena, &a), "Bo Krogh-; Åse Holm+");
}
