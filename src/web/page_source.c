/* The document that a revision was read from, where everybody may open it. */
#include "domain/meeting.h"
#include "web/content_file.h"
#include "web/pages.h"

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
	return content_file_show(visit, text_string(visit->cx.arena, meeting.source.media_type),
		&(struct content_file){ meeting.source.content, meeting.source.sha256, meeting.source.size });
}
