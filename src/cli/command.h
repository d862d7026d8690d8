/* cli/command.h: what can be typed: one file per command, one table of them, and the help and the manual page from it.
 *
 * A command declares its options; the parser gives it only what it declared.  Text for people goes to standard output in
 * the language chosen, trouble to standard error, and the exit status says what kind of trouble it was (EXIT_..., shown
 * in the manual).
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdio.h>

#include "domain/ctx.h"

/* What the caller's script may rely on. */
enum {
	EXIT_DONE = 0,
	EXIT_SOME_FAILED = 1,    /* of several things; or a check found something */
	EXIT_NOT_RECOGNISED = 2, /* FAULT_INVALID: the input is not what it must be */
	EXIT_NOT_FOUND = 3,
	EXIT_DENIED = 4,
	EXIT_CONFLICT = 5,
	EXIT_LIMIT = 6,
	EXIT_USAGE = 64,
	EXIT_BROKEN = 70,
	EXIT_BUSY = 75,
	EXIT_UNCERTAIN = 76,
};

struct option {
	const char *name;  /* without the dashes */
	const char *value; /* what the help calls its value; NULL for a switch */
	const char *help;  /* message id */
	bool many;         /* may be given several times: its values come joined by line breaks */
};

struct invocation;

struct command {
	const char *name;
	const char *arguments; /* as the help shows them: "FILE|DIR..." */
	int least, most;       /* how many; most < 0: any number */
	const char *summary;   /* message id, one line */
	const char *about;     /* message id, paragraphs */
	const struct option *options;
	size_t options_n;
	int (*run)(struct invocation *in);
};

enum { OPTIONS_MAX = 40 }; /* that one command may have, the common ones among them */

struct invocation {
	struct ctx cx; /* arena, clock and language are set; db once command_open has opened it */
	const struct command *command;
	const char *values[OPTIONS_MAX]; /* one per option of the command, then of the common ones; NULL when not given */
	char **arguments;
	int arguments_n;
};

extern const struct command *const commands[]; /* ends in NULL */
extern const struct option common_options[];
extern const size_t common_options_n;

/* Runs what argv says; the exit status. */
int command_main(int argc, char **argv);

/* NULL when it was not given; "" for a switch that was. */
const char *option_value(const struct invocation *in, const char *name);
bool option_given(const struct invocation *in, const char *name);
/* The same, or else what that variable of the environment holds; unknown when both are silent or empty. */
struct text option_setting(const struct invocation *in, const char *name, const char *variable);
/* A whole number between least and most, or fallback when it was not given. */
must_check enum fault option_number(struct invocation *in, const char *name, int64_t least, int64_t most,
	int64_t fallback, int64_t *ret);
/* FAULT_INVALID when the option's value is not UTF-8. */
must_check enum fault option_words(struct invocation *in, const char *name);

/* The database that --db or SAGSGANG_DB name, "sagsgang.db" otherwise. */
struct text command_database(const struct invocation *in);
must_check enum fault command_open(struct invocation *in, enum db_mode mode);

/* Says on standard error what was refused, and gives the exit status. */
int command_fail(struct invocation *in, enum fault fault);
/* The same for what was typed: EXIT_USAGE. */
int command_misused(struct invocation *in, const char *message, const char *detail);
int exit_status(enum fault fault);

/* Prints a translated sentence and a line break. */
void command_say(struct invocation *in, const char *message);
void command_say_with(struct invocation *in, const char *message, const char *detail);
void command_print(struct text text);
/* A name that somebody else chose, without what would steer a terminal. */
void command_print_name(struct text name);

/* On standard output: the help of one command (NULL: of the program), the manual page in roff, and bash's completion. */
void help_print(const struct command *command, enum lang lang);
void manual_print(void);
void completion_print(void);

#endif
