#include "web/term_view.h"

#include <inttypes.h>

#include "web/link.h"
#include "web/seat_view.h"

struct term_id term_of_place(const struct visit *visit)
{
	struct term_id id = { 0 };

	if (!text_number(visit->place.part[0], &id.v))
		id.v = 0;
	return id;
}

static struct text number_text(const struct visit *visit, struct term_id id)
{
	return text_from(arena_format(visit->cx.arena, "%" PRId64, id.v));
}

struct url link_term(const struct visit *visit, enum address address, struct term_id id)
{
	return link_place(visit, address, number_text(visit, id), TEXT_NONE);
}

struct url link_term_organization(const struct visit *visit, struct term_id id, struct text slug)
{
	return link_place(visit, ADDRESS_TERM_ORGANIZATION, number_text(visit, id), slug);
}

enum fault term_frame(struct visit *visit, struct text title, const struct term_row *row, struct frame *ret)
{
	enum fault fault = govern_frame(visit, title, ret);

	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(ret, text_from(tr(visit->cx.lang, N_("Election periods"))), link_to(visit, ADDRESS_TERMS));
	if (visit->place.address != ADDRESS_TERM)
		frame_crumb(ret, term_words(visit, row), link_term(visit, ADDRESS_TERM, row->id));
	return FAULT_NONE;
}

struct text term_fate_words(const struct visit *visit, enum term_fate fate)
{
	static const char *const words[] = {
		[TERM_ELECTED] = N_("New members"),
		[TERM_KEPT] = N_("Members go on"),
		[TERM_ENDED] = N_("Is no more"),
	};

	return fate == TERM_UNDECIDED ? TEXT_NONE : text_from(tr(visit->cx.lang, words[fate]));
}

struct text term_words(const struct visit *visit, const struct term_row *row)
{
	return text_join(visit->cx.arena, frame_date(visit, row->from_day), TEXT(" \xe2\x80\x93 "), frame_date(visit, row->to_day));
}

struct text lineup_detail(const struct visit *visit, const struct lineup_seat *seat)
{
	struct arena *arena = visit->cx.arena;
	struct text words = seat_words(visit, seat->seat);

	if (text_known(seat->substitute_for))
		words = text_join(arena, words, TEXT(" "), frame_words(visit, N_("for %s"), seat->substitute_for));
	if (text_known(seat->party))
		words = text_from(arena_format(arena, "%.*s (%.*s)", TEXT_ARG(words), TEXT_ARG(seat->party)));
	return words;
}
