#include "minutes/readers.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

static const char minutes[] = "REFERAT \xc3\x98konomiudvalget d. 12-03-2024\n\nM\xc3\xb8""dedato 12-03-2024 kl. 16:00\n\n"
			      "Punkt 1: Meddelelser\n\nSagsfremstilling\n\nIntet nyt.\n\nBeslutning\n\nTaget til efterretning.\n";

static void remove_folder(void *what)
{
	char *command = what;

	if (system(command) != 0)
		abort();
}

static const char *folder(struct arena *arena)
{
	char *name = arena_string(arena, "/tmp/sagsgang-unit-XXXXXX", 25);

	if (mkdtemp(name) == NULL)
		abort();
	arena_defer(arena, remove_folder, arena_format(arena, "rm -rf %s", name));
	return name;
}

static void add(struct arena *arena, struct path_list *list, const char *path, const char *content)
{
	FILE *file = content != NULL ? fopen(path, "w") : NULL;

	if (file != NULL) {
		fputs(content, file);
		fclose(file);
	}
	arena_grow(arena, list->paths, list->n, &list->room);
	list->paths[list->n++] = text_from(path);
}

/* Good, missing, good, a letter, good ...: each answer is that of its own file, in order, however many read. */
TEST(readers_answer_in_order)
{
	const char *in = folder(arena);

	for (int readers_n = 1; readers_n < 5; readers_n++) {
		struct path_list list = { .n = 0 };
		struct refusal why = REFUSAL_INIT;
		struct readers *readers;

		for (int i = 0; i < 30; i++)
			add(arena, &list, arena_format(arena, "%s/%d.txt", in, i),
				i % 3 == 0 ? minutes : i % 3 == 1 ? NULL : "K\xc3\xa6re borger\n\nTak for dit brev.\n");
		CHECK_INT(readers_start(arena, &list, readers_n, &why, &readers), FAULT_NONE);
		for (int i = 0; i < 30; i++) {
			static const enum fault wanted[] = { FAULT_NONE, FAULT_NOT_FOUND, FAULT_INVALID };
			struct reading reading;

			CHECK_INT(readers_next(readers, arena, &why, &reading), wanted[i % 3]);
			if (i % 3 == 0) {
				CHECK_TEXT(reading.record->source.name, arena_format(arena, "%d.txt", i));
				CHECK_TEXT(reading.bytes, minutes);
				CHECK_TEXT(text_from(reading.media_type), "text/plain; charset=utf-8");
			}
		}
	}
}

static void kill_children(struct arena *arena)
{
	FILE *children = fopen(arena_format(arena, "/proc/self/task/%ld/children", (long)getpid()), "r");
	long child;

	if (children == NULL)
		abort();
	while (fscanf(children, "%ld", &child) == 1)
		kill((pid_t)child, SIGKILL);
	fclose(children);
}

/* Ends every reader there is, as memory that runs out would: the document at hand is refused, and those behind it are read. */
TEST(readers_go_on_behind_a_document_that_ends_its_reader)
{
	const char *in = folder(arena);
	struct path_list list = { .n = 0 };
	struct refusal why = REFUSAL_INIT;
	struct readers *readers;
	int read = 0, refused = 0;

	for (int i = 0; i < 600; i++)
		add(arena, &list, arena_format(arena, "%s/%d.txt", in, i), minutes);
	CHECK_INT(readers_start(arena, &list, 2, &why, &readers), FAULT_NONE);
	for (int i = 0; i < 600; i++) {
		struct reading reading;
		enum fault fault;

		if (i == 5)
			kill_children(arena);
		fault = readers_next(readers, arena, &why, &reading);
		if (fault == FAULT_NONE) {
			CHECK_TEXT(reading.record->source.name, arena_format(arena, "%d.txt", i));
			read++;
		} else {
			CHECK_INT(fault, FAULT_LIMIT);
			refused++;
		}
	}
	CHECK_INT(read + refused, 600);
	CHECK(refused >= 1 && refused <= 2);
}

TEST(readers_read_what_is_in_memory)
{
	struct refusal why = REFUSAL_INIT;
	struct text bytes = text_from(minutes);
	struct reading reading;

	CHECK_INT(readers_read(arena, TEXT("referat.txt"), bytes, &why, &reading), FAULT_NONE);
	CHECK_TEXT(reading.record->source.name, "referat.txt");
	CHECK(reading.bytes.s == bytes.s);
	CHECK_INT(readers_read(arena, TEXT("brev.txt"), TEXT("K\xc3\xa6re borger\n\nTak for dit brev.\n"), &why, &reading),
		FAULT_INVALID);
}

/* A child that kills the readers of its parent as they come. */
static pid_t start_killer(void)
{
	pid_t parent = getpid(), killer = fork();

	if (killer != 0)
		return killer;
	for (;;) {
		char path[64];
		FILE *children;
		long child;

		snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", (long)parent, (long)parent);
		children = fopen(path, "r");
		while (children != NULL && fscanf(children, "%ld", &child) == 1)
			if (child != (long)getpid())
				kill((pid_t)child, SIGKILL);
		if (children != NULL)
			fclose(children);
	}
}

TEST(readers_outlive_a_document_in_memory_that_ends_its_reader)
{
	struct refusal why = REFUSAL_INIT;
	struct buffer b = buffer_in(arena, 8 << 20);
	struct reading reading;
	pid_t killer;

	buffer_add_string(&b, minutes);
	while (b.n < 4 << 20) /* long enough for who kills it to come in time */
		buffer_add_string(&b, "Ord om sagen.\n\n");
	killer = start_killer();
	CHECK_INT(readers_read(arena, TEXT("referat.txt"), buffer_text(&b), &why, &reading), FAULT_LIMIT);
	kill(killer, SIGKILL);
	waitpid(killer, NULL, 0);
	CHECK_INT(readers_read(arena, TEXT("referat.txt"), text_from(minutes), &why, &reading), FAULT_NONE);
}
