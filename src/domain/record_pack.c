#include "domain/record_pack.h"

/* A new field must be walked below; who adds one meets this line. */
_Static_assert(sizeof(void *) != 8 || sizeof(struct record) + sizeof(struct record_item) + sizeof(struct record_section) +
	sizeof(struct record_participant) + sizeof(struct record_earlier) + sizeof(struct record_set_aside) +
	sizeof(struct record_finding) == 576, "walk the new field in record_pack.c");

struct pack {
	struct arena *arena;
	bool out;
	struct buffer to; /* out */
	struct text from; /* in: what is left */
	bool broken;      /* in: sticky */
};

static void number(struct pack *p, int64_t *n)
{
	if (p->out) {
		buffer_add(&p->to, (struct text){ (const char *)n, sizeof(*n) });
	} else if (p->from.n < sizeof(*n)) {
		p->broken = true;
		p->from.n = 0;
		*n = 0;
	} else {
		memcpy(n, p->from.s, sizeof(*n));
		p->from = text_after(p->from, sizeof(*n));
	}
}

/* A number that must lie between two others, whatever its type in the record. */
static int64_t bounded(struct pack *p, int64_t value, int64_t least, int64_t most)
{
	number(p, &value);
	if (value >= least && value <= most)
		return value;
	p->broken = true;
	return least;
}

static void flag(struct pack *p, bool *value)
{
	*value = bounded(p, *value, 0, 1) == 1;
}

/* How many follow.  Packed, each takes at least half of what it takes in memory: so a false count makes no large array. */
static void count(struct pack *p, size_t *n, size_t size)
{
	int64_t value = (int64_t)*n;

	number(p, &value);
	if (!p->out && (value < 0 || (uint64_t)value > p->from.n / (size / 2))) {
		p->broken = true;
		value = 0;
	}
	*n = (size_t)value;
}

static void words(struct pack *p, struct text *text)
{
	int64_t n = text_known(*text) ? (int64_t)text->n : -1;

	number(p, &n);
	if (p->out) {
		buffer_add(&p->to, *text);
		return;
	}
	*text = TEXT_NONE;
	if (n < -1 || (n > 0 && (uint64_t)n > p->from.n) || (n > 0 && !text_valid(text_from_to(p->from, 0, (size_t)n)))) {
		p->broken = true;
		return;
	}
	if (n < 0)
		return;
	*text = text_copy(p->arena, text_from_to(p->from, 0, (size_t)n));
	p->from = text_after(p->from, (size_t)n);
}

static void string(struct pack *p, const char **s)
{
	struct text text = text_from(*s);

	words(p, &text);
	if (!p->out)
		*s = text_known(text) ? text.s : "";
}

static void day(struct pack *p, struct date *d)
{
	d->year = (int16_t)bounded(p, d->year, 0, 9999);
	d->month = (int8_t)bounded(p, d->month, 0, 12);
	d->day = (int8_t)bounded(p, d->day, 0, 31);
	if (!p->out && d->year != 0 && !date_valid(*d))
		p->broken = true;
}

static void moment(struct pack *p, struct moment *m)
{
	day(p, &m->date);
	m->hour = (int8_t)bounded(p, m->hour, -1, 23);
	m->minute = (int8_t)bounded(p, m->minute, 0, 59);
}

static void line(struct pack *p, size_t *n)
{
	*n = (size_t)bounded(p, (int64_t)*n, 0, INT32_MAX);
}

static void participant(struct pack *p, struct record_participant *who)
{
	words(p, &who->name);
	who->status = (enum participant_status)bounded(p, who->status, PARTICIPANT_LISTED, PARTICIPANT_ABSENT);
	words(p, &who->role);
	words(p, &who->party);
	words(p, &who->substitute_for);
	words(p, &who->remark);
}

static void section(struct pack *p, struct record_section *s)
{
	s->role = (enum section_role)bounded(p, s->role, 0, SECTION_ROLES - 1);
	words(p, &s->heading);
	day(p, &s->date);
	words(p, &s->text);
}

static void earlier(struct pack *p, struct record_earlier *e)
{
	day(p, &e->date);
	words(p, &e->organization);
	flag(p, &e->released);
	words(p, &e->text);
}

static void set_aside(struct pack *p, struct record_set_aside *aside)
{
	line(p, &aside->line);
	words(p, &aside->text);
	string(p, &aside->why);
}

static void finding(struct pack *p, struct record_finding *f)
{
	string(p, &f->code);
	line(p, &f->line);
	words(p, &f->message);
}

/* Walks an array, which is made when it is read. */
#define MANY(p, items, n, walk) \
	do {                                                                                    \
		count((p), &(n), sizeof(*(items)));                                                               \
		if (!(p)->out)                                                                  \
			(items) = arena_alloc((p)->arena, (n), sizeof(*(items)));               \
		for (size_t i_ = 0; i_ < (n) && !(p)->broken; i_++)                             \
			walk((p), &(items)[i_]);                                                \
	} while (0)

static void item(struct pack *p, struct record_item *it)
{
	words(p, &it->number);
	it->order = (int)bounded(p, it->order, 0, INT32_MAX);
	words(p, &it->title);
	flag(p, &it->is_public);
	words(p, &it->matter);
	MANY(p, it->sections, it->sections_n, section);
	MANY(p, it->files, it->files_n, words);
	MANY(p, it->guests, it->guests_n, words);
	MANY(p, it->earlier, it->earlier_n, earlier);
}

static void whole(struct pack *p, struct record *r)
{
	words(p, &r->source.name);
	words(p, &r->source.sha256);
	number(p, &r->source.words);
	r->kind = (enum record_kind)bounded(p, r->kind, RECORD_AGENDA, RECORD_MINUTES);
	flag(p, &r->kind_stated);
	words(p, &r->organization);
	words(p, &r->classification);
	moment(p, &r->start);
	moment(p, &r->end);
	words(p, &r->location);
	words(p, &r->remark);
	MANY(p, r->participants, r->participants_n, participant);
	MANY(p, r->items, r->items_n, item);
	day(p, &r->next_meeting);
	MANY(p, r->set_aside, r->set_aside_n, set_aside);
	MANY(p, r->findings, r->findings_n, finding);
}

struct text record_pack(struct arena *arena, const struct record *record)
{
	struct pack p = { .arena = arena, .out = true, .to = buffer_in(arena, RECORD_PACK_MAX) };
	struct record copy = *record; /* the walk writes what it bounds; the arrays' values are left as they are */

	whole(&p, &copy);
	return p.to.full || p.broken ? TEXT_NONE : buffer_text(&p.to);
}

enum fault record_unpack(struct arena *arena, struct text bytes, struct refusal *why, struct record **ret)
{
	struct pack p = { .arena = arena, .from = bytes };
	struct record *record = arena_new(arena, struct record, 1);

	whole(&p, record);
	if (p.broken || p.from.n > 0)
		return refuse(why, FAULT_INVALID, N_("What the reader of documents said cannot be understood"));
	*ret = record;
	return FAULT_NONE;
}
