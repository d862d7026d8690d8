/* web/meeting_view.h: the page of a meeting that has an agenda or minutes: as everybody sees it, and before it is sent. */
#ifndef WEB_MEETING_VIEW_H
#define WEB_MEETING_VIEW_H

#include "web/frame.h"

/* What stands around a page that is looked at before it is sent. */
struct meeting_preview {
	struct text as;       /* with whose eyes, as a sentence */
	struct choice *eyes;  /* with whose it can be */
	size_t eyes_n;
	struct url action;    /* of the choice */
	struct url back;
	struct url pdf;
	struct readthrough_view *readthrough; /* of somebody who was asked to read it through; NULL: nobody was */
};

/* preview NULL: it was sent. */
must_check enum fault meeting_view_show(struct visit *visit, const struct meeting *meeting, const struct meeting_preview *preview);

#endif
