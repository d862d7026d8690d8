/* What a caged program cannot do.  perl stands for the hostile one: it is part of every Debian, and
 * speaks every system call.  Where the kernel or the build lacks a layer, the tests of that layer
 * are not asked. */
#include "tap.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cage/cage.h"

static const struct cage_limits usual = {
	.cpu_seconds = 10, .wall_seconds = 20, .memory = 256 << 20, .output = 1 << 20
};

struct answer {
	enum cage_end end;
	struct text out, complaint;
};

static struct answer run(
	struct arena *arena, const char *const argv[], const char *in, struct cage_limits limits)
{
	struct refusal why = REFUSAL_INIT;
	struct answer answer = { .end = (enum cage_end) - 1 };
	struct buffer out = buffer_in(arena, 4 << 20);
	struct cage *cage;
	char bytes[1000];
	size_t n;

	CHECK_INT(cage_start(arena, argv, text_from(in), &limits, &why, &cage), FAULT_NONE);
	if (why.fault != FAULT_NONE) {
		printf("# %s %s\n", why.message, why.detail);
		return answer;
	}
	while ((n = cage_read(cage, bytes, sizeof(bytes))) > 0)
		buffer_add(&out, (struct text){ bytes, n });
	answer.end = cage_finish(cage);
	answer.out = buffer_text(&out);
	answer.complaint = cage_complaint(cage);
	return answer;
}

static struct answer perl(struct arena *arena, const char *script, struct cage_limits limits)
{
	const char *const argv[] = { "/usr/bin/perl", "-e", script, NULL };

	return run(arena, argv, "", limits);
}

static bool has(enum cage_layer layer)
{
	return (cage_strength() & layer) != 0;
}

TEST(cage_runs_a_program)
{
	const char *const cat[] = { "/bin/cat", NULL };
	const char *const sh[] = { "/bin/sh", "-c", "echo ud; echo fejl >&2; exit 3", NULL };
	struct answer answer = run(arena, cat, "hej", usual);

	CHECK_INT(answer.end, CAGE_DONE);
	CHECK_TEXT(answer.out, "hej");
	answer = run(arena, sh, "", usual);
	CHECK_INT(answer.end, CAGE_FAILED);
	CHECK_TEXT(answer.out, "ud\n");
	CHECK_TEXT(answer.complaint, "fejl\n");
}

TEST(cage_says_that_there_is_no_program)
{
	const char *const argv[] = { "/usr/bin/findes-ikke", NULL };
	struct refusal why = REFUSAL_INIT;
	struct cage *cage = NULL;

	CHECK_INT(cage_start(arena, argv, TEXT(""), &usual, &why, &cage), FAULT_NOT_FOUND);
	CHECK(strcmp(why.detail, "/usr/bin/findes-ikke") == 0);
}

TEST(cage_says_what_it_is_made_of)
{
	CHECK(has(CAGE_LIMITS));
	printf("# layers: limits%s%s\n", has(CAGE_LANDLOCK) ? ", Landlock" : "",
		has(CAGE_SECCOMP) ? ", seccomp" : "");
}

TEST(cage_has_no_files)
{
	if (has(CAGE_LANDLOCK)) {
		CHECK_TEXT(
			perl(arena, "print open(F, '<', '/etc/passwd') ? 'open' : $!", usual).out,
			"Permission denied");
		CHECK_TEXT(perl(arena, "print open(F, '<', '/proc/self/maps') ? 'open' : $!", usual)
				   .out,
			"Permission denied");
		CHECK_TEXT(perl(arena, "print opendir(D, '/root') ? 'open' : $!", usual).out,
			"Permission denied");
	}
	if (has(CAGE_LANDLOCK) || has(CAGE_SECCOMP)) {
		CHECK(!text_is(
			perl(arena, "print open(F, '>', '/tmp/x-cage') ? 'open' : $!", usual).out,
			"open"));
		CHECK(!text_is(perl(arena, "print mkdir('/tmp/x-cage-d') ? 'open' : $!", usual).out,
			"open"));
		CHECK(!text_is(perl(arena, "print unlink('/tmp/x-cage') ? 'open' : $!", usual).out,
			"open"));
		CHECK(access("/tmp/x-cage", F_OK) != 0);
	}
	CHECK_TEXT(perl(arena, "print open(F, '<', '/usr/bin/perl') ? 'open' : $!", usual).out,
		"open");
}

TEST(cage_has_no_network_and_no_processes)
{
	if (!has(CAGE_SECCOMP))
		return;
	CHECK_TEXT(perl(arena, "print socket(S, 2, 1, 0) ? 'open' : $!", usual).out,
		"Function not implemented");
	CHECK_TEXT(perl(arena, "print socket(S, 1, 1, 0) ? 'open' : $!", usual).out,
		"Function not implemented");
	CHECK_TEXT(perl(arena, "print defined(fork()) ? 'fork' : $!", usual).out,
		"Function not implemented");
	CHECK_TEXT(perl(arena, "print kill(0, getppid()) ? 'kill' : $!", usual).out,
		"Function not implemented");
}

TEST(cage_executes_nothing_else)
{
	if (!has(CAGE_LANDLOCK))
		return;
	CHECK_TEXT(perl(arena, "exec('/bin/echo', 'hej') or print $!", usual).out,
		"Permission denied");
}

TEST(cage_has_no_environment_and_no_descriptors)
{
	int leak = dup(1);

	setenv("HEMMELIGT", "x", 1);
	CHECK_TEXT(perl(arena, "print join(',', sort keys %ENV)", usual).out, "");
	CHECK_TEXT(perl(arena, "for (3..40) { print $_ if open(F, '<&=', $_) }", usual).out, "");
	/* Its input is sealed, and a file that grows would cost it a signal. */
	CHECK_TEXT(perl(arena,
			   "$SIG{XFSZ} = 'IGNORE'; open(F, '+<&=', 0); print syswrite(F, 'x') ? "
			   "'written' : 'not'",
			   usual)
			   .out,
		"not");
	close(leak);
}

TEST(cage_ends_what_takes_too_long)
{
	struct cage_limits limits = usual;
	struct answer answer;

	limits.cpu_seconds = 1;
	answer = perl(arena, "$| = 1; print 'a'; 1 while 1", limits);
	CHECK_INT(answer.end, CAGE_TIME);
	CHECK_TEXT(answer.out, "a");
	limits.wall_seconds = 1;
	CHECK_INT(perl(arena, "sleep(20)", limits).end, CAGE_TIME);
	CHECK_INT(perl(arena, "close(STDOUT); 1 while 1", limits).end, CAGE_TIME);
}

TEST(cage_bounds_memory_and_output)
{
	struct cage_limits limits = usual;
	struct answer answer = perl(arena, "$x = 'a' x (512 << 20); print length($x)", limits);

	CHECK(answer.end == CAGE_FAILED || answer.end == CAGE_CRASHED);
	CHECK_TEXT(answer.out, "");
	limits.output = 1000;
	answer = perl(arena, "print 'a' x 100 while 1", limits);
	CHECK_INT(answer.end, CAGE_OUTPUT);
	CHECK(answer.out.n <= 1000);
	CHECK_INT(perl(arena, "print STDERR 'x' x 100000", usual).end, CAGE_DONE);
}

TEST(cage_takes_a_crash_for_an_answer)
{
	CHECK_INT(
		perl(arena, "my $s = 's'; $s = pack('p', undef); unpack('p', pack('J', 8))", usual)
			.end,
		CAGE_CRASHED);
}

TEST(cage_ends_with_its_arena)
{
	const char *const argv[] = { "/usr/bin/perl", "-e",
		"print 'a'; $| = 1; print 'b'; 1 while 1", NULL };
	struct arena_mark mark = arena_mark(arena);
	struct refusal why = REFUSAL_INIT;
	struct cage *cage;
	char bytes[8];

	CHECK_INT(cage_start(arena, argv, TEXT(""), &usual, &why, &cage), FAULT_NONE);
	CHECK(cage_read(cage, bytes, sizeof(bytes)) > 0);
	arena_rewind(arena, mark); /* and the test ends at once */
}

/* Functions of ours */

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
static const bool sanitized = true;
#else
static const bool sanitized = false;
#endif

static bool turn_round(struct arena *arena, struct text in, struct buffer *out)
{
	for (size_t i = in.n; i > 0; i--)
		buffer_add_byte(out, in.s[i - 1]);
	return in.n > 0;
}

static bool write_nowhere(struct arena *arena, struct text in, struct buffer *out)
{
	volatile uintptr_t nowhere = 8;

	*(volatile char *)nowhere = 'x';
	return true;
}

static bool look_around(struct arena *arena, struct text in, struct buffer *out)
{
	FILE *file = fopen("/etc/passwd", "r");

	buffer_add_string(out, file != NULL ? "open" : "closed");
	return true;
}

static bool fill_memory(struct arena *arena, struct text in, struct buffer *out)
{
	for (int i = 0; i < 4096; i++)
		memset(arena_alloc(arena, 1, 1 << 20), 1, 1 << 20);
	return true;
}

static bool say_much(struct arena *arena, struct text in, struct buffer *out)
{
	for (size_t i = 0; i < 2 * usual.output; i++)
		buffer_add_byte(out, 'x');
	return true;
}

static enum cage_end call(struct arena *arena, cage_work *work, const char *in, struct text *ret)
{
	struct refusal why = REFUSAL_INIT;
	enum cage_end end = (enum cage_end) - 1;

	CHECK_INT(cage_call(arena, work, text_from(in), &usual, &why, &end, ret), FAULT_NONE);
	return end;
}

TEST(cage_calls_a_function)
{
	struct text out = TEXT_NONE;

	CHECK_INT(call(arena, turn_round, "regal", &out), CAGE_DONE);
	CHECK_TEXT(out, "lager");
	CHECK_INT(call(arena, turn_round, "", &out), CAGE_FAILED);
	CHECK_INT(call(arena, fill_memory, "", &out), CAGE_FAILED);
	CHECK(call(arena, say_much, "", &out) != CAGE_DONE);
}

TEST(cage_survives_a_function)
{
	struct text out = TEXT_NONE;
	enum cage_end end = call(arena, write_nowhere, "", &out);

	CHECK(end == CAGE_CRASHED || end == CAGE_FAILED); /* the sanitizer reports and exits */
	CHECK_INT(call(arena, look_around, "", &out), CAGE_DONE);
	CHECK_TEXT(out, has(CAGE_SECCOMP) && !sanitized ? "closed" : "open");
}
