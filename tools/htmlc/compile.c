#include "htmlc/compile.h"

#include "htmlc/rules.h"

enum {
	BODY_MAX = 4 << 20,
	BLOCKS_MAX = 40,
	CALLS_MAX = 50, /* deep: views that are compiled because another wants them */
	LITERAL_LINE = 90, /* bytes of HTML in one line of C */
};

enum block_kind { BLOCK_IF, BLOCK_FOR, BLOCK_WRAP };

/* An {{if}}, {{for}} or {{wrap}} that is open. */
struct block {
	enum block_kind kind;
	size_t line;
	struct context before;   /* where it began */
	struct context branch;   /* where its first branch ended */
	bool branched, has_else;
	const struct piece *piece;
	int first; /* of the context around a loop */
};

struct compiler {
	struct views *views;
	struct view *view;
	struct context context;
	struct surroundings *around;
	struct buffer out, text; /* text: HTML not written yet */
	struct block *blocks[BLOCKS_MAX];
	int blocks_n;
	bool fresh; /* white space came last */
	bool wrapped; /* the part after {{content}} */
};

static void view_compile(struct views *views, struct view *view);

#define COMPLAIN(k, l, ...) report_add((k)->views->report, (k)->view->template->file, (l), __VA_ARGS__)

static void add_c_byte(struct buffer *b, char c)
{
	switch (c) {
	case '\n':
		buffer_add_string(b, "\\n");
		break;
	case '\t':
		buffer_add_string(b, "\\t");
		break;
	case '"':
	case '\\':
		buffer_add_byte(b, '\\');
		buffer_add_byte(b, c);
		break;
	case '?':
		buffer_add_string(b, "\\?"); /* no trigraph by accident */
		break;
	default:
		if ((unsigned char)c < ' ' || (unsigned char)c >= 0x7f)
			buffer_format(b, "\\%03o", (unsigned char)c);
		else
			buffer_add_byte(b, c);
	}
}

static void flush(struct compiler *k)
{
	struct text t = buffer_text(&k->text);

	if (t.n == 0)
		return;
	buffer_add_string(&k->out, "\thtml_raw(html, \"");
	for (size_t i = 0, line = 0; i < t.n; i++, line++) {
		if (line >= LITERAL_LINE || (line > 0 && t.s[i - 1] == '\n')) {
			buffer_add_string(&k->out, "\"\n\t\t\"");
			line = 0;
		}
		add_c_byte(&k->out, t.s[i]);
	}
	buffer_format(&k->out, "\", %zu);\n", t.n);
	buffer_cut(&k->text, 0);
}

static void line_directive(struct compiler *k, size_t line)
{
	buffer_format(&k->out, "#line %zu \"%s\"\n", line, k->view->template->file);
}

static void statement(struct compiler *k, const struct piece *p)
{
	flush(k);
	line_directive(k, p->line);
	k->fresh = false;
}

/* --- text --- */

static bool is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A run of white space is one byte: a line's end if it holds one, so that what is sent can be read. */
static size_t take_white(struct compiler *k, struct text t, size_t at)
{
	size_t end = at;
	char kept = ' ';

	while (end < t.n && is_white(t.s[end])) {
		if (t.s[end] == '\n' && k->context.state == IN_TEXT)
			kept = '\n';
		end++;
	}
	if (!k->fresh)
		buffer_add_byte(&k->text, kept);
	k->fresh = true;
	return end;
}

static void compile_text(struct compiler *k, const struct piece *p)
{
	size_t line = p->line;

	for (size_t at = 0; at < p->a.n;) {
		char byte = p->a.s[at];
		int depth = k->context.depth;

		if (is_white(byte) && context_may_collapse(&k->context)) {
			size_t end = take_white(k, p->a, at);

			for (; at < end; at++) {
				context_byte(&k->context, k->around, p->a, at, line);
				line += p->a.s[at] == '\n';
			}
			continue;
		}
		context_byte(&k->context, k->around, p->a, at, line);
		buffer_add_byte(&k->text, byte);
		if (k->context.depth > depth && !context_may_collapse(&k->context) && !text_starts(text_after(p->a, at + 1), TEXT("\n")))
			buffer_add_byte(&k->text, '\n'); /* browsers drop the first: let it not be the reader's */
		k->fresh = false;
		line += byte == '\n';
		at++;
	}
}

/* --- holes --- */

static const char *macro_of(enum hole hole)
{
	switch (hole) {
	case HOLE_TEXT:
		return "HTML_TEXT";
	case HOLE_WORDS:
		return "HTML_WORDS";
	case HOLE_ATTRIBUTE:
		return "HTML_ATTRIBUTE";
	case HOLE_URL:
		return "HTML_URL";
	case HOLE_NONE:
		break;
	}
	return "";
}

static void compile_hole(struct compiler *k, const struct piece *p)
{
	enum hole hole = context_hole(&k->context, k->around, p->line);

	statement(k, p);
	buffer_format(&k->out, "\t%s(html, (%.*s));\n", macro_of(hole), TEXT_ARG(p->a));
}

static void compile_datetime(struct compiler *k, const struct piece *p)
{
	if (context_hole(&k->context, k->around, p->line) != HOLE_ATTRIBUTE ||
		!text_is(k->context.attribute.name, "datetime"))
		COMPLAIN(k, p->line, "{{datetime}} is the value of datetime=\"\"");
	statement(k, p);
	buffer_format(&k->out, "\tHTML_DATETIME(html, (%.*s));\n", TEXT_ARG(p->a));
}

static void compile_token(struct compiler *k, const struct piece *p)
{
	context_token(&k->context, k->around, p->line);
	statement(k, p);
	buffer_format(&k->out, "\thtml_token(html, %.*s);\n", TEXT_ARG(p->a));
}

/* A sentence, looked up once a language, and in the place of its %s a hole. */
static void add_sentence(struct compiler *k, const struct piece *p, enum hole where, struct text hole)
{
	buffer_add_string(&k->out, "\t\tif (html_said->s == NULL)\n");
	line_directive(k, p->line);
	if (p->kind == PIECE_TR)
		buffer_format(&k->out, "\t\t\t*html_said = text_from(tr(html->lang, %.*s));\n", TEXT_ARG(p->a));
	else
		buffer_format(&k->out, "\t\t\t*html_said = text_from(tr_n(html->lang, %.*s, %.*s, html_number));\n",
			TEXT_ARG(p->a), TEXT_ARG(p->b));
	if (!text_known(hole)) {
		buffer_add_string(&k->out, "\t\thtml_text(html, *html_said);\n\t}\n");
		return;
	}
	buffer_add_string(&k->out, "\t\tstruct text html_rest = html_until_hole(html, *html_said);\n\n"
		"\t\tif (text_known(html_rest)) {\n");
	line_directive(k, p->line);
	buffer_format(&k->out, "\t\t\t%s(html, (%.*s));\n\t\t\thtml_text(html, html_rest);\n\t\t}\n\t}\n", macro_of(where),
		TEXT_ARG(hole));
}

static enum hole begin_sentence(struct compiler *k, const struct piece *p)
{
	enum hole where = context_hole(&k->context, k->around, p->line);

	if (where == HOLE_URL)
		COMPLAIN(k, p->line, "an address is no sentence");
	statement(k, p);
	return where;
}

static void compile_tr(struct compiler *k, const struct piece *p)
{
	enum hole where = begin_sentence(k, p);

	buffer_add_string(&k->out, "\t{\n\t\tstatic struct html_sentence html_sentence;\n"
		"\t\tstruct text *html_said = &html_sentence.in[html->lang];\n\n");
	add_sentence(k, p, where, p->b);
}

static void compile_tr_n(struct compiler *k, const struct piece *p)
{
	enum hole where = begin_sentence(k, p);

	buffer_add_string(&k->out, "\t{\n\t\tstatic struct html_sentence html_sentence[2]; /* one, many */\n");
	line_directive(k, p->line);
	buffer_format(&k->out, "\t\tconst int64_t html_number = (int64_t)(%.*s);\n"
		"\t\tstruct text *html_said = &html_sentence[html_number != 1].in[html->lang];\n\n", TEXT_ARG(p->c));
	add_sentence(k, p, where, TEXT("html_number"));
}

/* --- other views --- */

static struct view *other_view(struct compiler *k, const struct piece *p, bool wraps)
{
	struct view *view = views_find(k->views, p->a);

	if (view == NULL) {
		COMPLAIN(k, p->line, "there is no view %.*s", TEXT_ARG(p->a));
		return NULL;
	}
	if (view->wraps != wraps) {
		COMPLAIN(k, p->line, "%.*s is used with {{%s}}", TEXT_ARG(p->a), wraps ? "call" : "wrap");
		return NULL;
	}
	if (view->state == VIEW_UNSEEN && k->views->depth == CALLS_MAX)
		COMPLAIN(k, p->line, "more than %d views stand in each other", CALLS_MAX);
	else if (view->state == VIEW_UNSEEN)
		view_compile(k->views, view);
	return view;
}

static const char *arguments(struct compiler *k, const struct piece *p)
{
	return arena_format(k->views->arena, text_empty(p->b) ? "html%.*s" : "html, %.*s", TEXT_ARG(p->b));
}

/* What a view's elements and headings mean for the place where it is called.  One that calls itself is taken as it
 * declares itself. */
static void take_over(struct compiler *k, const struct view *view, size_t line)
{
	struct surroundings *own = k->around;

	if (view->define->level > k->context.level)
		COMPLAIN(k, line, "%.*s stands under a heading of level %d; here it is %d", TEXT_ARG(view->define->a),
			view->define->level, k->context.level);
	if (view->state != VIEW_DONE)
		return;
	for (int i = 0; i < view->around->outermost_n; i++) {
		rules_place(&k->context, own, view->around->outermost[i], line);
		if (k->context.depth == 0 && own->outermost_n < CONTEXT_NAMES_MAX)
			own->outermost[own->outermost_n++] = view->around->outermost[i];
	}
	if (view->around->has_headings) {
		own->has_headings = true;
		k->context.level = view->level_after;
		if (k->context.first == 0)
			k->context.first = view->define->level + 1;
	}
	for (int i = 0; i < k->context.depth && view->around->has_th; i++)
		k->context.open[i].headed = true;
}

static void compile_call(struct compiler *k, const struct piece *p)
{
	struct view *view = other_view(k, p, false);

	if (k->context.state != IN_TEXT || context_is_words(&k->context))
		COMPLAIN(k, p->line, "a view is called where elements may stand");
	else if (view != NULL)
		take_over(k, view, p->line);
	context_says(&k->context);
	statement(k, p);
	buffer_format(&k->out, "\tview_%.*s(%s);\n", TEXT_ARG(p->a), arguments(k, p));
}

static struct block *open_block(struct compiler *k, enum block_kind kind, const struct piece *p)
{
	struct block *block;

	if (k->blocks_n == BLOCKS_MAX) {
		COMPLAIN(k, p->line, "blocks are nested too deeply");
		k->blocks_n--;
	}
	if (k->blocks[k->blocks_n] == NULL)
		k->blocks[k->blocks_n] = arena_new(k->views->arena, struct block, 1);
	block = k->blocks[k->blocks_n++];
	*block = (struct block){ .kind = kind, .line = p->line, .before = k->context, .piece = p };
	return block;
}

static void compile_wrap(struct compiler *k, const struct piece *p)
{
	struct view *view = other_view(k, p, true);

	open_block(k, BLOCK_WRAP, p);
	if (k->context.state != IN_TEXT || k->context.depth != k->context.root)
		COMPLAIN(k, p->line, "a wrapper stands outermost in its view");
	statement(k, p);
	buffer_format(&k->out, "\tview_%.*s_open(%s);\n\t{\n", TEXT_ARG(p->a), arguments(k, p));
	if (view != NULL && view->state == VIEW_DONE) {
		k->context = view->at_content;
		k->context.root = k->context.depth;
		k->around->around = view->around;
	} else if (view != NULL) {
		COMPLAIN(k, p->line, "%.*s is wrapped around itself", TEXT_ARG(p->a));
	}
	k->fresh = true;
}

static void compile_content(struct compiler *k, const struct piece *p)
{
	flush(k);
	if (k->context.state != IN_TEXT || context_is_words(&k->context))
		COMPLAIN(k, p->line, "{{content}} stands where elements may");
	context_says(&k->context);
	k->view->at_content = k->context;
	k->view->body = text_copy(k->views->arena, buffer_text(&k->out));
	buffer_cut(&k->out, 0);
	k->wrapped = true;
	k->fresh = false;
}

/* --- branches --- */

static void compile_if(struct compiler *k, const struct piece *p)
{
	open_block(k, BLOCK_IF, p);
	statement(k, p);
	buffer_format(&k->out, "\tif (%.*s) {\n", TEXT_ARG(p->a));
}

static void end_branch(struct compiler *k, struct block *block)
{
	if (!block->branched)
		block->branch = k->context;
	else
		context_meet(&block->branch, &k->context, k->around, block->line);
	block->branched = true;
}

static void compile_else(struct compiler *k, const struct piece *p)
{
	struct block *block = k->blocks_n > 0 ? k->blocks[k->blocks_n - 1] : NULL;

	if (block == NULL || block->kind != BLOCK_IF || block->has_else) {
		COMPLAIN(k, p->line, "{{else}} belongs to no {{if}}");
		return;
	}
	end_branch(k, block);
	block->has_else = p->kind == PIECE_ELSE;
	k->context = block->before;
	statement(k, p);
	if (p->kind == PIECE_ELSE)
		buffer_add_string(&k->out, "\t} else {\n");
	else
		buffer_format(&k->out, "\t} else if (%.*s) {\n", TEXT_ARG(p->a));
}

static void compile_for(struct compiler *k, const struct piece *p)
{
	struct block *block = open_block(k, BLOCK_FOR, p);

	if (k->context.state == IN_TAG)
		COMPLAIN(k, p->line, "a loop in a tag would give it an attribute twice");
	block->first = k->context.first;
	k->context.first = block->before.first = 0;
	k->around->loops++;
	statement(k, p);
	buffer_format(&k->out, "\tfor (size_t %.*s_index = 0; %.*s_index < (size_t)(%.*s); %.*s_index++) {\n", TEXT_ARG(p->a),
		TEXT_ARG(p->a), TEXT_ARG(p->c), TEXT_ARG(p->a));
	line_directive(k, p->line);
	buffer_format(&k->out, "\t\tconst __typeof__(*(%.*s)) *%.*s = &(%.*s)[%.*s_index];\n\n\t\t(void)%.*s;\n", TEXT_ARG(p->b),
		TEXT_ARG(p->a), TEXT_ARG(p->b), TEXT_ARG(p->a), TEXT_ARG(p->a));
}

/* The next turn begins where this one ended. */
static void end_loop(struct compiler *k, const struct block *block)
{
	k->around->loops--;
	if (k->context.first > k->context.level + 1)
		COMPLAIN(k, block->line, "<h%d> comes after level %d when the loop turns: a level is skipped", k->context.first,
			k->context.level);
}

static void end_block(struct compiler *k, const struct piece *p)
{
	struct block *block = k->blocks[--k->blocks_n];

	flush(k);
	if (block->kind == BLOCK_WRAP) {
		context_end(&k->context, k->around, p->line);
		k->context = block->before;
		k->around->around = NULL;
		buffer_format(&k->out, "\t}\n\tview_%.*s_close(%s);\n", TEXT_ARG(block->piece->a), arguments(k, block->piece));
		k->fresh = true;
		return;
	}
	if (block->kind == BLOCK_FOR)
		end_loop(k, block);
	end_branch(k, block);
	if (!block->has_else)
		context_meet(&block->branch, &block->before, k->around, block->line);
	k->context = block->branch;
	if (block->kind == BLOCK_FOR && block->first > 0)
		k->context.first = block->first;
	buffer_add_string(&k->out, "\t}\n");
	k->fresh = false;
}

static void compile_let(struct compiler *k, const struct piece *p)
{
	statement(k, p);
	buffer_format(&k->out, "\t__extension__ __auto_type %.*s = %.*s;\n", TEXT_ARG(p->a), TEXT_ARG(p->b));
}

static bool is_hole(enum piece_kind kind)
{
	return kind == PIECE_HOLE || kind == PIECE_DATETIME || kind == PIECE_TR || kind == PIECE_TR_N;
}

static void compile_piece(struct compiler *k, const struct piece *p)
{
	if (!is_hole(p->kind) || k->context.state == IN_TEXT)
		context_pause(&k->context, k->around, p->line);
	switch (p->kind) {
	case PIECE_TEXT:
		compile_text(k, p);
		break;
	case PIECE_HOLE:
		compile_hole(k, p);
		break;
	case PIECE_DATETIME:
		compile_datetime(k, p);
		break;
	case PIECE_TOKEN:
		compile_token(k, p);
		break;
	case PIECE_TR:
		compile_tr(k, p);
		break;
	case PIECE_TR_N:
		compile_tr_n(k, p);
		break;
	case PIECE_CALL:
		compile_call(k, p);
		break;
	case PIECE_WRAP:
		compile_wrap(k, p);
		break;
	case PIECE_CONTENT:
		compile_content(k, p);
		break;
	case PIECE_IF:
		compile_if(k, p);
		break;
	case PIECE_ELSE:
	case PIECE_ELSE_IF:
		compile_else(k, p);
		break;
	case PIECE_FOR:
		compile_for(k, p);
		break;
	case PIECE_LET:
		compile_let(k, p);
		break;
	case PIECE_END:
		if (k->blocks_n > 0)
			end_block(k, p);
		break;
	case PIECE_INCLUDE:
	case PIECE_DEFINE:
		break; /* the head of a file; complained of elsewhere */
	}
}

static void end_view(struct compiler *k)
{
	struct view *view = k->view;
	size_t line = view->end < view->template->n ? view->template->pieces[view->end].line : view->define->line;

	if (k->fresh && k->text.n > 0)
		buffer_cut(&k->text, k->text.n - 1); /* the line's end before {{end}} */
	flush(k);
	if (k->blocks_n > 0)
		COMPLAIN(k, k->blocks[k->blocks_n - 1]->line, "what begins here is never ended");
	context_end(&k->context, k->around, line);
	rules_view(k->around);
	view->level_after = k->context.level;
	if (k->wrapped)
		view->after = buffer_text(&k->out);
	else
		view->body = buffer_text(&k->out);
	if (k->out.full || k->text.full)
		COMPLAIN(k, view->define->line, "the view is too large");
}

static void view_compile(struct views *views, struct view *view)
{
	struct arena *arena = views->arena;
	struct surroundings *around = arena_new(arena, struct surroundings, 1);
	struct compiler k = {
		.views = views,
		.view = view,
		.around = around,
		.out = buffer_in(arena, BODY_MAX),
		.text = buffer_in(arena, BODY_MAX),
		.fresh = true,
	};

	*around = (struct surroundings){ .arena = arena, .report = views->report, .file = view->template->file };
	view->around = around;
	view->state = VIEW_BUSY;
	views->depth++;
	k.context.level = view->define->level;
	for (size_t i = view->first; i < view->end; i++)
		compile_piece(&k, &view->template->pieces[i]);
	end_view(&k);
	views->depth--;
	view->state = VIEW_DONE;
}

void views_compile(struct views *views)
{
	for (size_t i = 0; i < views->n; i++)
		if (views->v[i].state == VIEW_UNSEEN)
			view_compile(views, &views->v[i]);
}
