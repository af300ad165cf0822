/*
 * Names of errors and signals.
 */
#include "syscall/errnos.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>

#include "check.h"

static void
every_error_of_the_c_library_has_a_name_and_a_text(void)
{
	for (unsigned error = 1; error <= EHWPOISON; error++) {
		const char *name = errno_name(error);

		if (error == 41 || error == 58)	/* never used */
			continue;
		CHECK(name != NULL && name[0] == 'E');
		CHECK_STR(errno_text(error), strerror((int)error));
	}
	CHECK_STR(errno_name(ENOENT), "ENOENT");
	CHECK_STR(errno_name(EAGAIN), "EAGAIN");
	CHECK_STR(errno_name(EOPNOTSUPP), "EOPNOTSUPP");
	CHECK_STR(errno_text(ENOENT), "No such file or directory");
}

static void
what_only_a_tracer_sees_has_one_too(void)
{
	CHECK_STR(errno_name(512), "ERESTARTSYS");
	CHECK_STR(errno_text(512), "To be restarted if SA_RESTART is set");
	CHECK_STR(errno_name(513), "ERESTARTNOINTR");
	CHECK_STR(errno_text(513), "To be restarted");
	CHECK_STR(errno_name(514), "ERESTARTNOHAND");
	CHECK_STR(errno_text(514), "To be restarted if no handler");
	CHECK_STR(errno_name(516), "ERESTART_RESTARTBLOCK");
	CHECK_STR(errno_text(516), "Interrupted by signal");
	CHECK_STR(errno_name(524), "ENOTSUPP");
	CHECK_STR(errno_name(531), "ENOGRACE");
}

static void
what_is_no_error_has_no_name_but_some_text(void)
{
	static const unsigned none[] = { 0, 41, 58, 134, 511, 520, 532, 4095, 4096, 0xffffffff };

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		CHECK(errno_name(none[i]) == NULL);
		CHECK(errno_text(none[i]) != NULL);
	}
}

static void
results_from_minus_4095_to_minus_1_are_errors(void)
{
	CHECK(result_is_error(-1));
	CHECK(result_is_error(-4095));
	CHECK(!result_is_error(-4096));
	CHECK(!result_is_error(0));
	CHECK(!result_is_error(INT64_MIN));
	CHECK(!result_is_error(INT64_MAX));
}

static void
four_of_them_are_restarts(void)
{
	unsigned restarts = 0;

	for (int64_t result = -4096; result <= 0; result++)
		restarts += result_is_restart(result);
	CHECK_EQ(restarts, 4);
	CHECK(result_is_restart(-512) && result_is_restart(-516));
	CHECK(!result_is_restart(-515));	/* ENOIOCTLCMD lies between them */
}

static void
signals_are_called_as_strace_calls_them(void)
{
	char buf[16];

	CHECK_STR(signal_name(SIGHUP, buf), "SIGHUP");
	CHECK_STR(signal_name(SIGCHLD, buf), "SIGCHLD");
	CHECK_STR(signal_name(SIGIO, buf), "SIGIO");
	CHECK_STR(signal_name(SIGSYS, buf), "SIGSYS");
	CHECK_STR(signal_name(32, buf), "SIGRTMIN");
	CHECK_STR(signal_name(33, buf), "SIGRT_1");
	CHECK_STR(signal_name(64, buf), "SIGRT_32");
	CHECK_STR(signal_name(0, buf), "0");
	CHECK_STR(signal_name(65, buf), "65");
	CHECK_STR(signal_name(0xffffffff, buf), "-1");
	CHECK_STR(signal_name(0x80000000, buf), "-2147483648");
}

static void
every_signal_of_the_c_library_is_named_right(void)
{
	char buf[16];

	for (unsigned signal = 1; signal < 32; signal++) {
		const char *name = signal_name(signal, buf), *expected = sigabbrev_np((int)signal);

		if (signal == SIGIO)
			continue;	/* which the C library calls SIGPOLL */
		CHECK(strncmp(name, "SIG", 3) == 0);
		CHECK_STR(name + 3, expected);
	}
}

int
main(void)
{
	setlocale(LC_ALL, "C");
	every_error_of_the_c_library_has_a_name_and_a_text();
	what_only_a_tracer_sees_has_one_too();
	what_is_no_error_has_no_name_but_some_text();
	results_from_minus_4095_to_minus_1_are_errors();
	four_of_them_are_restarts();
	signals_are_called_as_strace_calls_them();
	every_signal_of_the_c_library_is_named_right();
	return check_result();
}
