/* The document that a revision was read from, where everybody may open it. */
#include "domain/content.h"
#include "domain/meeting.h"
#include "web/pages.h"

/* Read after the page function has returned, while the answer is sent: a context and memory of its own. */
struct reading {
	struct ctx cx;
	struct content_id content;
	struct arena piece; /* holds one piece at a time */
};

static void end_reading(void *what)
{
	struct reading *reading = what;

	arena_release(&reading->piece);
}

static enum fault read_piece(void *what, int64_t from, int64_t most, struct text *ret)
{
	struct reading *reading = what;
	enum fault fault;

	arena_clear(&reading->piece);
	fault = content_read(&reading->cx, reading->content, from, ret);
	if (fault == FAULT_NONE)
		*ret = text_from_to(*ret, 0, (size_t)most);
	return fault == FAULT_NONE && text_empty(*ret) ? FAULT_BROKEN : fault;
}

static struct reading *begin_reading(const struct visit *visit, struct content_id content)
{
	struct reading *reading = arena_new(visit->cx.arena, struct reading, 1);

	*reading = (struct reading){ .cx = visit->cx, .content = content, .piece = ARENA_INIT };
	reading->cx.arena = &reading->piece;
	arena_defer(visit->cx.arena, end_reading, reading);
	return reading;
}

enum fault page_source(struct visit *visit)
{
	struct meeting_row facts;
	struct meeting meeting;
	int64_t revision = 0;
	enum fault fault = meeting_by_slug(&visit->cx, visit->place.part[0], visit->place.part[1], &facts);

	if (fault == FAULT_NONE && !text_number(visit->place.part[2], &revision))
		fault = FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		fault = meeting_load(&visit->cx, &facts, revision, &meeting);
	if (fault != FAULT_NONE)
		return fault;
	if (!meeting.source.may_open)
		return FAULT_NOT_FOUND;
	visit->response->keep = KEEP_CHECKED;
	visit_attachment(visit, meeting.source.name);
	return visit_file(visit, text_string(visit->cx.arena, meeting.source.media_type), meeting.source.sha256,
		meeting.source.size, read_piece, begin_reading(visit, meeting.source.content));
}
