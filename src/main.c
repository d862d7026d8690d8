/* main.c: arguments -> a command. */
#include <signal.h>

#include "cli/command.h"

int main(int argc, char **argv)
{
	/* A limit on the size of files is a full disk, which is said and survived. */
	signal(SIGXFSZ, SIG_IGN);
	return command_main(argc, argv);
}
