#include "web/receiving.h"

#include "web/multipart.h"
#include "markup/percent.h"
#include "web/session.h"

struct receiving {
	struct visit visit; /* a copy that lives as long as the request */
	const struct form *form;
	int64_t file_most;
	struct multipart *multipart;
	enum fault fault;       /* the first */
	struct buffer fields;   /* as a urlencoded form, for the one reader of forms */
	struct buffer value;    /* of the field that is coming */
	struct text name;
	bool in_file, ignored, checked;
	struct upload *upload;
	struct upload_room *room;
	struct received_file *files;
	size_t files_n, files_room;
};

static enum fault begin_field(struct receiving *r, struct text name)
{
	r->name = name;
	buffer_cut(&r->value, 0);
	return FAULT_NONE;
}

/* Who sends files is known, and the form is one of ours, before the first byte is written. */
static enum fault check_sender(struct receiving *r)
{
	enum fault fault;

	if (r->checked)
		return FAULT_NONE;
	fault = form_read(r->visit.cx.arena, r->form, FORM_BODY, buffer_text(&r->fields), &r->visit.form);
	if (fault != FAULT_NONE && fault != FAULT_INVALID) /* what is missing may come after the files */
		return fault;
	r->checked = true;
	return session_check_form(&r->visit);
}

static enum fault begin_file(struct receiving *r, struct text filename)
{
	struct arena *arena = r->visit.cx.arena;
	enum fault fault = check_sender(r);

	r->in_file = true;
	r->ignored = text_empty(filename); /* a file field that nothing was chosen for */
	if (fault != FAULT_NONE || r->ignored)
		return fault;
	if (r->files_n == RECEIVING_FILES_MAX)
		return refuse_with(&r->visit.cx.why, FAULT_LIMIT, N_("At most %s files can be handed in at once"), "%d",
			RECEIVING_FILES_MAX);
	arena_grow(arena, r->files, r->files_n, &r->files_room);
	r->upload = arena_new(arena, struct upload, 1);
	r->files[r->files_n++] = (struct received_file){ filename, r->upload };
	return upload_begin(&r->visit.cx, r->file_most, r->room, r->upload);
}

static enum fault sink_begin(void *what, const struct multipart_part *part)
{
	struct receiving *r = what;

	r->in_file = false;
	return text_known(part->filename) ? begin_file(r, part->filename) : begin_field(r, part->name);
}

/* What writing a piece takes of the arena is given back: a file may be large. */
static enum fault add_to_file(struct receiving *r, struct text bytes)
{
	struct arena_mark mark = arena_mark(r->visit.cx.arena);
	enum fault fault = upload_add(&r->visit.cx, r->upload, bytes);

	arena_rewind(r->visit.cx.arena, mark);
	return fault;
}

static enum fault sink_bytes(void *what, struct text bytes)
{
	struct receiving *r = what;

	if (r->in_file)
		return r->ignored ? FAULT_NONE : add_to_file(r, bytes);
	buffer_add(&r->value, bytes);
	if (r->value.full)
		return refuse(&r->visit.cx.why, FAULT_LIMIT, N_("The form has too many parts"));
	return FAULT_NONE;
}

static enum fault sink_end(void *what)
{
	struct receiving *r = what;

	if (r->in_file) {
		return r->ignored ? FAULT_NONE : upload_end(&r->visit.cx, r->upload);
	}
	if (r->fields.n > 0)
		buffer_add_byte(&r->fields, '&');
	percent_encode(&r->fields, r->name);
	buffer_add_byte(&r->fields, '=');
	percent_encode(&r->fields, buffer_text(&r->value));
	if (r->fields.full)
		return refuse(&r->visit.cx.why, FAULT_LIMIT, N_("The form has too many parts"));
	return FAULT_NONE;
}

enum fault receiving_begin(struct visit *visit, const struct form *form, int64_t file_most, struct receiving **ret)
{
	struct arena *arena = visit->cx.arena;
	struct text boundary = multipart_boundary(request_header(visit->rq, "Content-Type"));
	struct receiving *r;

	if (!text_known(boundary))
		return refuse(&visit->cx.why, FAULT_INVALID, N_("The form is not one that has files"));
	r = arena_new(arena, struct receiving, 1);
	*r = (struct receiving){
		.visit = *visit,
		.form = form,
		.file_most = file_most,
		.room = arena_new(arena, struct upload_room, 1),
		.fields = buffer_in(arena, RECEIVING_FIELDS_MAX),
		.value = buffer_in(arena, RECEIVING_FIELDS_MAX),
	};
	r->multipart = multipart_begin(arena, boundary,
		&(struct multipart_sink){ r, sink_begin, sink_bytes, sink_end });
	*ret = r;
	return FAULT_NONE;
}

void receiving_take(struct receiving *r, struct text bytes)
{
	if (r->fault == FAULT_NONE)
		r->fault = multipart_feed(r->multipart, bytes, &r->visit.cx.why);
}

enum fault receiving_end(struct receiving *r)
{
	if (r->fault == FAULT_NONE)
		r->fault = multipart_end(r->multipart, &r->visit.cx.why);
	if (r->fault != FAULT_NONE)
		return r->fault;
	r->visit.files = r->files;
	r->visit.files_n = r->files_n;
	return form_read(r->visit.cx.arena, r->form, FORM_BODY, buffer_text(&r->fields), &r->visit.form);
}

void receiving_drop(struct receiving *r)
{
	struct ctx *cx = &r->visit.cx;
	struct refusal why = cx->why; /* the answer's: that a sweep is left to do is no news to a visitor */
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < r->files_n && fault == FAULT_NONE; i++)
		fault = upload_drop(cx, r->files[i].upload);
	cx->why = why;
}

struct visit *receiving_visit(struct receiving *r)
{
	return &r->visit;
}
