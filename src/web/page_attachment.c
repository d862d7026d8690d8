/* An attachment of an item: its bytes, for whom it is. */
#include "domain/meeting.h"
#include "domain/withdrawal.h"
#include "web/content_file.h"
#include "web/pages.h"

enum fault page_attachment(struct visit *visit)
{
	struct file_place_row file;
	struct meeting_row facts;
	int64_t position = 0, number = 0;
	enum fault fault = meeting_by_slug(&visit->cx, visit->place.part[0], visit->place.part[1], &facts);

	if (fault == FAULT_NONE && (!text_number(visit->place.part[2], &position) || !text_number(visit->place.part[3], &number)))
		fault = FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		fault = withdrawal_file(&visit->cx, facts.revision, position, number, &file);
	if (fault != FAULT_NONE)
		return fault;
	visit->response->keep = KEEP_CHECKED;
	return content_file_show_foreign(visit, file.media_type, file.name,
		&(struct content_file){ file.content, file.sha256, file.size });
}
