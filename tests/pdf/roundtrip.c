/* tests/pdf/roundtrip.c: a record on paper, read again from the pages alone, and with the record that the paper encloses.
 *
 *     roundtrip [-v] [-w FOLDER] FILE...      documents as texts or PDFs
 *     roundtrip [-v] [-w FOLDER] -g N [-f S]  N generated meetings, from seed S on
 *
 * Says on standard output what differs (with -v where), and ends with the two counts.  -w keeps the papers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "minutes/generate.h"
#include "minutes/intake.h"
#include "minutes/paper.h"
#include "domain/record_json.h"

enum { INPUT_MAX = 16 << 20, SHOWN = 110 };

struct run {
	struct arena arena;
	bool verbose;
	const char *folder;
	int papers, pages_same, enclosed_same;
};

static _Noreturn void fail(const char *name, const struct refusal *why)
{
	fprintf(stderr, "roundtrip: %s: ", name);
	fprintf(stderr, why->message != NULL ? why->message : "failed", why->detail);
	fprintf(stderr, "\n");
	exit(1);
}

/* A run of spaces is one on paper, as it is on a page of HTML. */
static struct text squeezed(struct arena *arena, struct text t)
{
	struct buffer b = buffer_in(arena, INPUT_MAX);

	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] != ' ' || i == 0 || t.s[i - 1] != ' ')
			buffer_add_byte(&b, t.s[i]);
	return buffer_text(&b);
}

/* What the paper says: not where it was read, nor what was remarked. */
static struct text essence(struct arena *arena, struct record record)
{
	record.source = (struct record_source){ .words = 0 };
	record.set_aside_n = record.findings_n = 0;
	return squeezed(arena, record_to_json(arena, &record));
}

static void show(const char *label, struct text t, size_t at)
{
	size_t from = at > SHOWN ? at - SHOWN : 0;

	printf("#   %s ...%.*s\n", label, TEXT_ARG(text_from_to(t, from, at + SHOWN)));
}

static bool same(const struct run *run, const char *name, const char *how, struct text wanted, struct text got)
{
	size_t at = 0;

	if (text_eq(wanted, got))
		return true;
	while (at < wanted.n && at < got.n && wanted.s[at] == got.s[at])
		at++;
	printf("# %s: %s differs\n", name, how);
	if (run->verbose) {
		show("wanted", wanted, at);
		show("got   ", got, at);
	}
	return false;
}

static bool comes_back(struct run *run, const char *name, const struct record *record, bool bare)
{
	const struct paper_settings settings = { .created = 1781254800000000, .signatures = true, .bare = bare };
	const char *how = bare ? "the page" : "the enclosed record";
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf;
	struct intake intake;

	if (paper_set(&run->arena, record, &settings, &why, &pdf) != FAULT_NONE)
		fail(name, &why);
	if (run->folder != NULL && path_write(arena_format(&run->arena, "%s/%s-%s.pdf", run->folder, path_name(text_from(name)).s,
		bare ? "bare" : "whole"), pdf.bytes, &why) != FAULT_NONE)
		fail(name, &why);
	if (intake_read(&run->arena, TEXT("paper.pdf"), pdf.bytes, &why, &intake) != FAULT_NONE) {
		printf("# %s: %s is refused: %s\n", name, how, why.message != NULL ? why.message : "");
		return false;
	}
	return same(run, name, how, essence(&run->arena, *record), essence(&run->arena, *intake.record));
}

static void try_record(struct run *run, const char *name, const struct record *record)
{
	run->papers++;
	run->pages_same += comes_back(run, name, record, true);
	run->enclosed_same += comes_back(run, name, record, false);
}

static void try_file(struct run *run, const char *path)
{
	struct refusal why = REFUSAL_INIT;
	struct arena_mark mark = arena_mark(&run->arena);
	struct intake intake;
	struct text bytes;

	if (path_read(&run->arena, path, INPUT_MAX, &why, &bytes) != FAULT_NONE ||
		intake_read(&run->arena, text_from(path), bytes, &why, &intake) != FAULT_NONE)
		fail(path, &why);
	try_record(run, path, intake.record);
	arena_rewind(&run->arena, mark);
}

static void try_seed(struct run *run, uint64_t seed)
{
	struct arena_mark mark = arena_mark(&run->arena);
	struct generator g = generator_from(&run->arena, seed);

	try_record(run, arena_format(&run->arena, "seed-%d", (int)seed), generate_record(&g));
	arena_rewind(&run->arena, mark);
}

int main(int argc, char **argv)
{
	struct run run = { .arena = { .fuse = (size_t)2 << 30 } };
	int option, generated = 0, from = 1;

	while ((option = getopt(argc, argv, "vw:g:f:")) != -1)
		switch (option) {
		case 'v':
			run.verbose = true;
			break;
		case 'w':
			run.folder = optarg;
			break;
		case 'g':
			generated = atoi(optarg);
			break;
		case 'f':
			from = atoi(optarg);
			break;
		default:
			return 64;
		}
	for (int i = optind; i < argc; i++)
		try_file(&run, argv[i]);
	for (int i = 0; i < generated; i++)
		try_seed(&run, (uint64_t)(from + i));
	printf("%d papers, %d as their pages say, %d as enclosed\n", run.papers, run.pages_same, run.enclosed_same);
	arena_release(&run.arena);
	return 0;
}
