#include "doc/pdf_in/lists.h"

#include <math.h>

void lists_close(struct lists *lists, int depth)
{
	while (lists->depth > depth) {
		doc_close(lists->b); /* the item */
		doc_close(lists->b); /* the list */
		lists->depth--;
	}
}

struct open_list *lists_top(struct lists *lists)
{
	return lists->depth > 0 ? &lists->v[lists->depth - 1] : NULL;
}

/* A list whose text hangs holds what stands where its text does; one whose text does not holds nothing but its items. */
void lists_leave(struct lists *lists, float left)
{
	int depth = lists->depth;

	while (depth > 0) {
		const struct open_list *list = &lists->v[depth - 1];

		if (left > list->text - lists->near && left > list->left + 0.5f * lists->near)
			break;
		if (list->drawn && left > list->text - lists->near)
			break;
		depth--;
	}
	lists_close(lists, depth);
}

static bool at_level(const struct lists *lists, const struct open_list *list, float left, float text)
{
	return fabsf(list->left - left) <= lists->near || (!list->drawn && fabsf(list->text - text) <= 0.5f * lists->near);
}

static int list_continued(const struct lists *lists, const struct marker *m, float left, float text)
{
	for (int i = lists->depth - 1; i >= 0; i--) {
		const struct open_list *list = &lists->v[i];

		if (list->style == m->style && at_level(lists, list, left, text) &&
			(m->style == DOC_LIST_BULLET || m->number == list->number + 1))
			return i;
	}
	return -1;
}

bool lists_continue(const struct lists *lists, const struct marker *m, float left, float text)
{
	return list_continued(lists, m, left, text) >= 0;
}

/* How many lists a new one at this place stands within. */
static int depth_for(const struct lists *lists, float left)
{
	int depth = lists->depth;

	while (depth > 0 && left <= lists->v[depth - 1].left + lists->near)
		depth--;
	return depth;
}

void lists_item(struct lists *lists, const struct marker *m, float left, float text, bool drawn)
{
	int at = list_continued(lists, m, left, text);
	struct open_list *list;
	struct doc_block *block;

	if (at >= 0) {
		lists_close(lists, at + 1);
		doc_close(lists->b);
	} else {
		lists_close(lists, depth_for(lists, left));
		if (lists->depth == LISTS_MAX)
			lists_close(lists, LISTS_MAX - 1);
		block = doc_open(lists->b, DOC_LIST);
		block->style = m->style;
		block->start = m->style == DOC_LIST_DECIMAL ? m->number : 1;
		block->tight = true;
		at = lists->depth++;
		lists->v[at] = (struct open_list){ .left = left };
	}
	list = &lists->v[at];
	list->style = m->style;
	list->number = m->number;
	list->left = left;
	list->text = text;
	list->drawn = drawn;
	doc_open(lists->b, DOC_ITEM);
}
