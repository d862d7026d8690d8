#include "domain/sending.h"

#include <inttypes.h>

#include "domain/content.h"
#include "domain/line.h"
#include "domain/opening.h"
#include "domain/organization.h"
#include "domain/person.h"
#include "domain/record_json.h"
#include "domain/revision.h"
#include "domain/slug.h"
#include "language/language.h"
#include "query/account.h"
#include "query/agenda.h"
#include "query/item.h"
#include "query/meeting.h"
#include "query/person.h"
#include "query/plan.h"
#include "query/sending.h"
#include "query/source.h"
#include "seal/hash.h"

enum {
	HEAD_MAX = 4000,     /* bytes of what is said at the head */
	CHAIN_MAX = 30,      /* meetings that an item was at before */
};

/* A revision while it is made. */
struct freezing {
	struct change *change;
	struct ctx *cx;
	struct ctx all;                   /* sees everything: what is copied is copied whole */
	struct db *db;
	const struct plan_row *meeting;
	struct organization_row organization;
	struct revision_row *revisions;   /* that are there already */
	size_t revisions_n;
	struct revision_id previous;      /* the one that counts; 0: none */
	struct text previous_late, previous_remark;
	struct revision_id revision;
	struct source_id source;
	int64_t number;
	struct text added, changed;       /* "7 og 8"; unknown: none */
	bool any_new, any_changed;
};

/* --- The revision and its rows --- */

static enum fault find_previous(struct freezing *f)
{
	enum fault fault = sql_revisions_of(f->db, f->cx->arena, f->meeting->id, &f->revisions, &f->revisions_n);

	f->previous = f->meeting->revision;
	f->number = (int64_t)f->revisions_n + 1;
	for (size_t i = 0; i < f->revisions_n; i++)
		if (f->revisions[i].id.v == f->previous.v) {
			f->previous_late = f->revisions[i].late_why;
			f->previous_remark = f->revisions[i].remark;
		}
	return fault;
}

/* The next meeting that everybody may know of. */
static enum fault find_next(const struct freezing *f, struct date *ret)
{
	struct ctx public = *f->cx;
	struct meeting_row facts, previous, next;
	enum fault fault = meeting_by_id(f->cx, f->meeting->id, &facts);

	public.viewer.v = VIEWER_PUBLIC;
	if (fault == FAULT_NONE)
		fault = meeting_neighbours(&public, &facts, &previous, &next);
	if (fault == FAULT_NONE)
		*ret = next.id.v != 0 ? next.start.date : (struct date){ 0 };
	return fault;
}

/* Its source is the record that is made of its rows: empty until they are there. */
static enum fault begin_revision(struct freezing *f)
{
	const struct plan_row *m = f->meeting;
	struct arena *arena = f->cx->arena;
	struct text name = text_from(arena_format(arena, "dagsorden-%.*s-%" PRId64 ".json", TEXT_ARG(m->slug), f->number));
	struct content_id nothing;
	struct date next;
	enum fault fault = organization_by_slug(f->cx, m->organization_slug, &f->organization);

	if (fault == FAULT_NONE)
		fault = find_next(f, &next);
	if (fault == FAULT_NONE)
		fault = content_keep(f->change, TEXT(""), &nothing);
	if (fault == FAULT_NONE)
		fault = sql_source_insert(f->change->tx, nothing, name, TEXT("application/json"), 0, TEXT("staff"), f->cx->now, &f->source);
	if (fault == FAULT_NONE)
		fault = sql_revision_insert(f->change->tx, m->id, f->number, text_from(record_kind_name(RECORD_AGENDA)), true, f->source,
			m->organization_name, f->organization.classification, m->start, m->ending, m->location, TEXT_NONE, next, 0, f->cx->now,
			&f->revision);
	return fault;
}

/* Each file keeps the number that it was sent with; one that took the place of another has that one's. */
static int64_t number_of(const struct sent_attachment_row *sent, size_t n, const struct draft_attachment_row *file)
{
	for (size_t i = 0; i < n; i++)
		if (sent[i].item.v == file->item.v && sent[i].gone_at == 0 &&
			(sent[i].file.v == file->file.v || (file->instead_of.v != 0 && sent[i].file.v == file->instead_of.v)))
			return sent[i].position;
	return 0;
}

static int64_t highest(const struct sent_attachment_row *sent, size_t n, struct item_id item)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (sent[i].item.v == item.v && sent[i].position > most)
			most = sent[i].position;
	return most;
}

static enum fault freeze_traces(const struct freezing *f, const struct sent_attachment_row *sent, size_t n)
{
	enum fault fault = FAULT_NONE;
	int64_t changed;

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (sent[i].gone_at != 0)
			fault = sql_freeze_file(f->change->tx, sent[i].item, sent[i].position, sent[i].file, sent[i].name, sent[i].media_type,
				sent[i].content, sent[i].circle, sent[i].gone_at, sent[i].gone_why, sent[i].gone_name, &changed);
	return fault;
}

static enum fault freeze_files(const struct freezing *f)
{
	struct draft_attachment_row *files;
	struct sent_attachment_row *sent;
	size_t files_n, sent_n;
	int64_t next = 0, changed;
	struct item_id item = { 0 };
	enum fault fault = sql_draft_attachments(f->db, f->cx->arena, f->revision, &files, &files_n);

	if (fault == FAULT_NONE)
		fault = sql_sent_attachments(f->db, f->cx->arena, f->revision, f->previous, &sent, &sent_n);
	if (fault == FAULT_NONE)
		fault = freeze_traces(f, sent, sent_n);
	if (fault != FAULT_NONE)
		return fault;
	for (size_t i = 0; i < files_n && fault == FAULT_NONE; i++) {
		const struct draft_attachment_row *file = &files[i];
		int64_t number = number_of(sent, sent_n, file);

		if (item.v != file->item.v) {
			item = file->item;
			next = highest(sent, sent_n, item);
		}
		fault = sql_freeze_file(f->change->tx, item, number != 0 ? number : ++next, file->file, file->name, file->media_type,
			file->content, file->circle, 0, TEXT_NONE, false, &changed);
	}
	return fault;
}

/* A name alone: what follows it in the line is for the desk's timetable. */
static struct text guest_name(struct text line)
{
	for (size_t i = 0; i < line.n; i++)
		if (strchr(",;()[]", line.s[i]) != NULL)
			return text_trim(text_from_to(line, 0, i));
	return text_trim(line);
}

static bool is_among(const struct text *names, size_t n, struct text name)
{
	for (size_t i = 0; i < n; i++)
		if (text_eq(names[i], name))
			return true;
	return false;
}

static enum fault freeze_guests(const struct freezing *f, const struct frozen_item_row *item)
{
	struct text rest = text_known(item->guests) ? item->guests : TEXT(""), line;
	struct text *names = arena_new(f->cx->arena, struct text, rest.n + 1);
	size_t n = 0;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && text_line(&rest, &line)) {
		struct text name = guest_name(line);
		struct person_id person;
		int64_t changed;
		bool made;

		if (text_empty(name) || is_among(names, n, name))
			continue;
		names[n++] = name;
		fault = person_of_name(f->change, f->organization.body, name, &person, &made);
		if (fault == FAULT_NONE)
			fault = sql_guest_insert(f->change->tx, item->id, (int64_t)n, person, name, &changed);
	}
	return fault;
}

/* A text with headings of its own does not stand within a history. */
static struct text plain_decision(struct text t)
{
	return text_starts(t, TEXT("#")) || text_find(t, TEXT("\n#")) < t.n ? TEXT_NONE : t;
}

/* Where the item was before, the first meeting first. */
static enum fault freeze_history(const struct freezing *f, const struct frozen_item_row *item)
{
	struct treated_row chain[CHAIN_MAX];
	struct draft_id draft = item->continues;
	size_t n = 0;
	enum fault fault = FAULT_NONE;
	int64_t changed;

	for (; draft.v != 0 && n < CHAIN_MAX && fault == FAULT_NONE; draft = chain[n - 1].continues) {
		fault = sql_treated_before(f->db, f->cx->arena, draft, &chain[n]);
		n += fault == FAULT_NONE;
		if (fault == FAULT_NOT_FOUND) /* it stood on no agenda */
			break;
	}
	if (fault == FAULT_NOT_FOUND)
		fault = FAULT_NONE;
	for (size_t i = 0; i < n && fault == FAULT_NONE; i++) {
		const struct treated_row *row = &chain[n - 1 - i];

		fault = sql_earlier_insert(f->change->tx, item->id, (int64_t)i + 1, row->day, row->organization,
			name_key(f->cx->arena, row->organization), true, plain_decision(row->decision), &changed);
	}
	return fault;
}

static enum fault freeze_rest(const struct freezing *f, size_t *ret_items)
{
	struct frozen_item_row *items;
	size_t n;
	enum fault fault = sql_frozen_items(f->db, f->cx->arena, f->revision, &items, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++) {
		fault = freeze_guests(f, &items[i]);
		if (fault == FAULT_NONE)
			fault = freeze_history(f, &items[i]);
	}
	if (fault == FAULT_NONE)
		*ret_items = n;
	return fault;
}

/* "7", "7 og 8", "2, 7 og 8". */
static struct text enumerated(struct arena *arena, struct text list, struct text number)
{
	static const struct text and = { " og ", 4 };
	size_t at;

	if (!text_known(list))
		return number;
	at = text_find(list, and);
	if (at < list.n)
		list = text_join(arena, text_from_to(list, 0, at), TEXT(", "), text_after(list, at + and.n));
	return text_join(arena, list, and, number);
}

static enum fault freeze_marks(struct freezing *f)
{
	struct frozen_change_row *rows;
	size_t n;
	enum fault fault = sql_frozen_changes(f->db, f->cx->arena, f->revision, f->previous, &rows, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++) {
		bool is_new = rows[i].was.v == 0;
		int64_t changed;

		fault = sql_item_set_history(f->change->tx, rows[i].item, is_new ? f->number : rows[i].added,
			is_new || rows[i].differs ? f->number : rows[i].changed, &changed);
		if (is_new)
			f->added = enumerated(f->cx->arena, f->added, rows[i].number);
		else if (rows[i].differs)
			f->changed = enumerated(f->cx->arena, f->changed, rows[i].number);
	}
	f->any_new = text_known(f->added);
	f->any_changed = text_known(f->changed);
	return fault;
}

static enum fault begin_freezing(struct change *change, const struct plan_row *meeting, struct freezing *ret)
{
	*ret = (struct freezing){ .change = change, .cx = change->cx, .all = *change->cx, .db = tx_db(change->tx), .meeting = meeting };
	ret->all.viewer.v = VIEWER_OPERATOR;
	return find_previous(ret);
}

/* Rehearsed: with what is not approved yet. */
static enum fault freeze(struct freezing *f, bool rehearsed, size_t *ret_items)
{
	struct tx *tx = f->change->tx;
	int64_t changed;
	enum fault fault = begin_revision(f);

	if (fault == FAULT_NONE)
		fault = sql_freeze_items(tx, f->meeting->id, f->revision, rehearsed, &changed);
	if (fault == FAULT_NONE && f->previous.v != 0)
		fault = sql_freeze_gone(tx, f->revision, f->previous, &changed);
	if (fault == FAULT_NONE)
		fault = sql_freeze_sections(tx, f->revision, &changed);
	if (fault == FAULT_NONE)
		fault = freeze_files(f);
	if (fault == FAULT_NONE)
		fault = sql_freeze_members(tx, f->meeting->id, f->revision, &changed);
	if (fault == FAULT_NONE)
		fault = freeze_rest(f, ret_items);
	return fault != FAULT_NONE ? fault : freeze_marks(f);
}

/* --- What stands at its head --- */

static void add_sentence(struct buffer *b, struct text sentence)
{
	if (text_empty(sentence))
		return;
	if (b->n > 0)
		buffer_add_byte(b, ' ');
	buffer_add(b, sentence);
	if (strchr(".!?", sentence.s[sentence.n - 1]) == NULL)
		buffer_add_byte(b, '.');
}

static struct text day_words(struct arena *arena, struct date d)
{
	return text_from(arena_format(arena, "%d. %s %d", d.day, month_danish(d.month), d.year));
}

/* "Punkt 7 og 8 er tilføjet". */
static struct text list_sentence(struct arena *arena, struct text numbers, const char *what)
{
	return text_known(numbers) ? text_from(arena_format(arena, "Punkt %.*s er %s", TEXT_ARG(numbers), what)) : TEXT_NONE;
}

/* What is new against the revision before; nothing in the first. */
static void add_news(struct buffer *b, const struct freezing *f)
{
	struct arena *arena = f->cx->arena;
	struct text today = day_words(arena, instant_to_local(f->cx->now).date);

	if (f->previous.v == 0)
		return;
	add_sentence(b, text_join(arena, f->any_new ? TEXT("Till\xc3\xa6gsdagsorden udsendt ") : TEXT("\xc3\x86ndret dagsorden udsendt "),
		TEXT(""), today));
	add_sentence(b, list_sentence(arena, f->added, "tilf\xc3\xb8jet"));
	add_sentence(b, list_sentence(arena, f->changed, "\xc3\xa6ndret"));
}

/* A reason that was given once is printed as long as the agenda is. */
static struct text late_words(const struct freezing *f, struct text late_why)
{
	if (!text_known(late_why) || text_eq(late_why, f->previous_late))
		return f->previous_late;
	return text_known(f->previous_late) ? text_join(f->cx->arena, f->previous_late, TEXT("; "), late_why) : late_why;
}

static enum fault write_head(struct freezing *f, struct text late_why, struct text said, size_t items)
{
	struct buffer b = buffer_in(f->cx->arena, HEAD_MAX);
	struct text late = late_words(f, late_why);
	int64_t changed;

	add_news(&b, f);
	if (text_known(late))
		add_sentence(&b, text_join(f->cx->arena, TEXT("Udsendt senere end fristen, fordi sagen ikke kan vente:"), TEXT(" "), late));
	add_sentence(&b, said);
	if (b.full)
		return refuse_with(&f->cx->why, FAULT_LIMIT, N_("What is said at the head of the agenda may hold at most %s bytes"), "%d", HEAD_MAX);
	return sql_revision_set_head(f->change->tx, f->revision, b.n > 0 ? buffer_text(&b) : TEXT_NONE, late,
		f->previous.v != 0 && f->any_new, (int64_t)items, &changed);
}

/* --- The document, and that it counts --- */

static int64_t words_in(struct text t)
{
	struct text word;
	int64_t n = 0;

	while (text_word(&t, &word))
		n++;
	return n;
}

static int64_t words_of(const struct record *record)
{
	int64_t n = 0;

	for (size_t i = 0; i < record->items_n; i++) {
		n += words_in(record->items[i].title);
		for (size_t s = 0; s < record->items[i].sections_n; s++)
			n += words_in(record->items[i].sections[s].text);
	}
	return n;
}

static enum fault load_whole(struct freezing *f, struct meeting *ret)
{
	struct meeting_row facts;
	enum fault fault = meeting_by_id(&f->all, f->meeting->id, &facts);

	return fault != FAULT_NONE ? fault : meeting_load(&f->all, &facts, f->number, ret);
}

/* The record as it now stands becomes the source that it is of. */
static enum fault seal(struct freezing *f, struct text *ret_sha256)
{
	struct meeting meeting;
	struct record *record;
	struct content_id content;
	struct text bytes;
	int64_t changed;
	enum fault fault = load_whole(f, &meeting);

	if (fault != FAULT_NONE)
		return fault;
	record = meeting_record(f->cx->arena, &meeting);
	record->source = (struct record_source){ .name = meeting.source.name };
	bytes = record_to_json(f->cx->arena, record);
	if (!text_known(bytes))
		return refuse(&f->cx->why, FAULT_LIMIT, N_("The agenda is too large to be sent"));
	fault = content_keep(f->change, bytes, &content);
	if (fault == FAULT_NONE)
		fault = sql_source_set_content(f->change->tx, f->source, content, words_of(record), &changed);
	*ret_sha256 = hash_hex(f->cx->arena, hash_of(bytes));
	return fault;
}

static enum fault finish(struct freezing *f)
{
	struct text sha256;
	int64_t changed;
	enum fault fault = seal(f, &sha256);

	if (fault == FAULT_NONE)
		fault = revision_tell(f->change, f->meeting->id, f->number, f->revisions_n == 0, sha256);
	if (fault == FAULT_NONE)
		fault = revision_let_count(f->change, f->meeting->id, f->revision, RECORD_AGENDA, f->meeting->start);
	if (fault == FAULT_NONE)
		fault = sql_sending_done(f->change->tx, f->meeting->id, &changed);
	return fault;
}

static enum fault mark_drafts(struct freezing *f)
{
	struct draft_id *drafts;
	size_t n;
	enum fault fault = sql_sending_drafts(f->db, f->cx->arena, f->meeting->id, &drafts, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++) {
		struct draft_row draft;

		fault = draft_get(&f->all, drafts[i], &draft);
		if (fault == FAULT_NONE)
			fault = draft_step(f->change, &draft, DRAFT_SENT, TEXT_NONE);
	}
	return fault;
}

/* --- Sending --- */

enum fault sending_look(struct ctx *cx, const struct plan_row *meeting, struct sending_check *ret)
{
	struct date today = instant_to_local(cx->now).date;
	struct agenda_item *items;
	struct sending_check check = { .late = false };
	size_t n;
	enum fault fault = sql_sending_blocked(cx->db, cx->arena, cx->viewer, meeting->id, &check.blocked, &check.blocked_n);

	if (fault == FAULT_NONE)
		fault = deadlines_of(cx, meeting->organization, meeting->start.date, &check.due);
	if (fault == FAULT_NONE)
		fault = agenda_load(cx, meeting->id, &items, &n);
	if (fault != FAULT_NONE)
		return fault;
	check.late = date_compare(today, check.due.sending) > 0;
	check.empty = n == 0;
	check.mixed = agenda_is_mixed(items, n);
	*ret = check;
	return FAULT_NONE;
}

static enum fault check_ready(struct ctx *cx, const struct plan_row *meeting, const struct sending *s)
{
	struct sending_check check;
	bool foreign;
	enum fault fault = sending_look(cx, meeting, &check);

	if (fault != FAULT_NONE)
		return fault;
	if (date_compare(instant_to_local(cx->now).date, meeting->start.date) > 0)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The day of the meeting is past"));
	fault = sql_agenda_is_foreign(cx->db, meeting->id, &foreign);
	if (fault != FAULT_NONE)
		return fault;
	if (foreign)
		return refuse(&cx->why, FAULT_CONFLICT, N_("The agenda of the meeting was read from a document, and is not made here"));
	if (check.empty)
		return refuse(&cx->why, FAULT_INVALID, N_("There is nothing on the agenda yet"));
	if (check.blocked_n > 0)
		return refuse_with(&cx->why, FAULT_INVALID, N_("Item %s is not approved yet"), "%" PRId64, check.blocked[0].position);
	if (check.late && !text_known(s->late_why))
		return refuse_with(&cx->why, FAULT_INVALID,
			N_("The agenda should have been sent %s weekdays before the meeting: say why it could not wait"), "%d",
			check.due.notice);
	return FAULT_NONE;
}

/* Something of the head itself, time or place, is another. */
static bool head_differs(const struct freezing *f)
{
	for (size_t i = 0; i < f->revisions_n; i++)
		if (f->revisions[i].id.v == f->previous.v)
			return !text_eq(moment_text(f->cx->arena, f->revisions[i].start), moment_text(f->cx->arena, f->meeting->start)) ||
				!text_eq(f->revisions[i].location, f->meeting->location);
	return true;
}

enum fault sending_send_within(struct change *change, const struct sending *s, int64_t *ret_number)
{
	struct ctx *cx = change->cx;
	struct plan_row meeting;
	struct freezing f;
	size_t items = 0;
	enum fault fault = agenda_begin(change, s->meeting, s->changes, &meeting);

	if (fault == FAULT_NONE)
		fault = check_ready(cx, &meeting, s);
	if (fault == FAULT_NONE)
		fault = begin_freezing(change, &meeting, &f);
	if (fault == FAULT_NONE)
		fault = freeze(&f, false, &items);
	if (fault == FAULT_NONE && !f.any_new && !f.any_changed && !head_differs(&f))
		return refuse(&cx->why, FAULT_CONFLICT, N_("Nothing is new in the agenda since it was sent"));
	if (fault == FAULT_NONE)
		fault = write_head(&f, s->late_why, s->remark, items);
	if (fault == FAULT_NONE)
		fault = mark_drafts(&f);
	if (fault == FAULT_NONE)
		fault = finish(&f);
	if (fault == FAULT_NONE)
		*ret_number = f.number;
	return fault;
}

struct sending_call {
	struct sending sending;
	int64_t number;
};

static enum fault send_body(struct change *change, void *what)
{
	struct sending_call *call = what;

	return sending_send_within(change, &call->sending, &call->number);
}

enum fault sending_send(struct ctx *cx, const struct sending *sending, int64_t *ret_number)
{
	struct sending_call call = { .sending = *sending };
	enum fault fault = line_tidy(cx, sending->late_why, SENDING_REASON_MAX, &call.sending.late_why);

	if (fault == FAULT_NONE)
		fault = line_tidy(cx, sending->remark, SENDING_REMARK_MAX, &call.sending.remark);
	if (fault == FAULT_NONE)
		fault = change_make(cx, send_body, &call);
	if (fault == FAULT_NONE)
		*ret_number = call.number;
	return fault;
}

/* --- The same agenda at another time or place --- */

struct moving {
	struct meeting_id meeting;
	int64_t changes;
	struct plan plan;
};

static struct text moment_words(struct arena *arena, struct moment m)
{
	struct text day = day_words(arena, m.date);

	return m.hour < 0 ? day : text_from(arena_format(arena, "%.*s kl. %02d.%02d", TEXT_ARG(day), m.hour, m.minute));
}

/* "Mødet er flyttet fra ... til ...", "Mødet holdes i ...". */
static struct text moved_words(const struct freezing *f, const struct plan_row *before)
{
	struct arena *arena = f->cx->arena;
	struct text was = moment_words(arena, before->start), is = moment_words(arena, f->meeting->start);
	struct buffer b = buffer_in(arena, HEAD_MAX);

	if (!text_eq(was, is))
		add_sentence(&b, text_from(arena_format(arena, "M\xc3\xb8""det er flyttet fra %.*s til %.*s", TEXT_ARG(was), TEXT_ARG(is))));
	if (!text_eq(before->location, f->meeting->location) && text_known(f->meeting->location))
		add_sentence(&b, text_join(arena, TEXT("Nyt m\xc3\xb8""dested:"), TEXT(" "), f->meeting->location));
	add_sentence(&b, f->previous_remark);
	return buffer_text(&b);
}

static enum fault copy_rows(const struct freezing *f)
{
	struct tx *tx = f->change->tx;
	int64_t changed;
	enum fault fault = sql_copy_items(tx, f->revision, f->previous, &changed);

	if (fault == FAULT_NONE)
		fault = sql_copy_sections(tx, f->revision, f->previous, &changed);
	if (fault == FAULT_NONE)
		fault = sql_copy_files(tx, f->revision, f->previous, &changed);
	if (fault == FAULT_NONE)
		fault = sql_copy_guests(tx, f->revision, f->previous, &changed);
	if (fault == FAULT_NONE)
		fault = sql_copy_earlier(tx, f->revision, f->previous, &changed);
	if (fault == FAULT_NONE)
		fault = sql_freeze_members(tx, f->meeting->id, f->revision, &changed);
	return fault;
}

static enum fault move_body(struct change *change, void *what)
{
	const struct moving *m = what;
	struct ctx *cx = change->cx;
	struct plan_row before, meeting;
	struct freezing f;
	struct frozen_item_row *items;
	size_t n;
	int64_t changed;
	enum fault fault = plan_get(cx, m->meeting, &before);

	if (fault == FAULT_NONE && !text_is(before.state, "sent"))
		return refuse(&cx->why, FAULT_CONFLICT, N_("The meeting is cancelled or was held: its agenda stays as it is"));
	if (fault == FAULT_NONE)
		fault = plan_change_within(change, m->meeting, m->changes, &m->plan);
	if (fault == FAULT_NONE)
		fault = plan_get(cx, m->meeting, &meeting);
	if (fault == FAULT_NONE)
		fault = begin_freezing(change, &meeting, &f);
	/* A link or a remark that changed is no reason for another document. */
	if (fault != FAULT_NONE || !head_differs(&f))
		return fault;
	fault = begin_revision(&f);
	if (fault == FAULT_NONE)
		fault = copy_rows(&f);
	if (fault == FAULT_NONE)
		fault = sql_frozen_items(f.db, cx->arena, f.revision, &items, &n);
	if (fault == FAULT_NONE)
		fault = sql_revision_set_head(change->tx, f.revision, moved_words(&f, &before), f.previous_late, false, (int64_t)n, &changed);
	return fault != FAULT_NONE ? fault : finish(&f);
}

enum fault sending_move(struct ctx *cx, struct meeting_id meeting, int64_t changes, const struct plan *plan)
{
	struct moving m = { .meeting = meeting, .changes = changes };
	enum fault fault = plan_check(cx, plan, &m.plan);

	return fault != FAULT_NONE ? fault : change_make(cx, move_body, &m);
}

/* --- What will be seen --- */

enum fault sending_disqualified(struct ctx *cx, struct meeting_id meeting, struct eyes_row **ret, size_t *ret_n)
{
	return sql_eyes_known(cx->db, cx->arena, cx->viewer, meeting, ret, ret_n);
}

struct rehearsing {
	struct meeting_id meeting;
	struct eyes eyes;
	enum fault (*look)(void *what, struct ctx *look_cx, struct meeting *meeting);
	void *what;
};

/* The clerks of its committee, and those who were asked to read it through. */
static enum fault require_looker(struct ctx *cx, struct meeting_id id, struct plan_row *ret)
{
	bool asked = false;
	enum fault fault = sql_plan_by_id(cx->db, cx->arena, cx->viewer, id, ret);

	if (fault == FAULT_NONE)
		fault = sql_reader_is_asked(cx->db, cx->viewer, id, &asked);
	if (fault == FAULT_NONE && !asked) {
		fault = plan_get(cx, id, ret);
		if (fault == FAULT_NONE)
			fault = access_require(cx, ROLE_CLERK, (struct reach){ .organization = ret->organization });
	}
	return fault;
}

/* A member who is there for this look alone. */
static enum fault make_eyes(struct change *change, const struct plan_row *meeting, struct body_id body, const struct eyes *eyes,
	struct viewer_id *ret)
{
	struct ctx *cx = change->cx;
	struct text name = text_from(arena_format(cx->arena, "eyes %" PRId64, cx->now));
	struct account_id account;
	struct person_id person;
	int64_t changed;
	enum fault fault = sql_viewer_insert(change->tx, name, ret);

	if (fault == FAULT_NONE)
		fault = sql_person_insert(change->tx, body, name, name, name, &person);
	if (fault == FAULT_NONE)
		fault = sql_eyes_account(change->tx, *ret, person, name, cx->now, &account);
	if (fault == FAULT_NONE)
		fault = sql_role_insert(change->tx, account, text_from(role_name(ROLE_MEMBER)), meeting->organization,
			(struct department_id){ 0 }, &changed);
	if (fault == FAULT_NONE)
		fault = sql_eyes_disqualified(change->tx, meeting->id, person, eyes->person, cx->viewer, cx->now, &changed);
	return fault;
}

/* What the viewer was shown of what is closed. */
static void note_opened(struct ctx *cx, const struct meeting *m)
{
	for (size_t i = 0; i < m->items_n; i++) {
		const struct meeting_item *item = &m->items[i];

		if (item->facts.opened)
			opening_add(cx, "draft", item->facts.draft.v, item->facts.circle);
		for (size_t s = 0; s < item->sections_n; s++)
			opening_add(cx, "draft", item->facts.draft.v, item->sections[s].circle);
		for (size_t s = 0; s < item->files_n; s++)
			opening_add(cx, "draft", item->facts.draft.v, item->files[s].circle);
	}
}

static enum fault rehearse_body(struct change *change, void *what)
{
	const struct rehearsing *r = what;
	struct ctx *cx = change->cx, look_cx = *cx;
	struct meeting_row facts;
	struct plan_row meeting;
	struct freezing f;
	struct meeting seen;
	size_t items = 0;
	enum fault fault = require_looker(cx, r->meeting, &meeting);

	if (fault == FAULT_NONE)
		fault = begin_freezing(change, &meeting, &f);
	if (fault == FAULT_NONE)
		fault = freeze(&f, true, &items);
	if (fault == FAULT_NONE)
		fault = write_head(&f, TEXT_NONE, TEXT_NONE, items);
	look_cx.viewer.v = VIEWER_PUBLIC;
	if (fault == FAULT_NONE && r->eyes.kind != EYES_PUBLIC)
		fault = make_eyes(change, &meeting, f.organization.body, &r->eyes, &look_cx.viewer);
	if (fault == FAULT_NONE)
		fault = meeting_by_id(&f.all, r->meeting, &facts);
	if (fault != FAULT_NONE)
		return fault;
	facts.revision = f.revision;
	facts.state = TEXT("sent");
	fault = meeting_load(&look_cx, &facts, f.number, &seen);
	if (fault == FAULT_NONE) {
		note_opened(cx, &seen);
		fault = r->look(r->what, &look_cx, &seen);
		cx->why = look_cx.why;
	}
	return fault;
}

enum fault sending_rehearse(struct ctx *cx, struct meeting_id meeting, struct eyes eyes,
	enum fault (*look)(void *what, struct ctx *look_cx, struct meeting *meeting), void *what)
{
	struct rehearsing r = { meeting, eyes, look, what };

	return change_rehearse(cx, rehearse_body, &r);
}
