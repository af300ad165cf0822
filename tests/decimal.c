/* Decimals are read as they are written, whatever the locale says. */
#include "base/decimal.h"

#include <locale.h>

#include "check.h"

static void
reads(const char *text, double value, const char *rest)
{
	const char *is_rest = "";
	double is = -1;

	CHECK(decimal_read(text, &is, &is_rest));
	CHECK(is == value);
	CHECK_STR(is_rest, rest);
}

int
main(void)
{
	const char *rest;
	double value;

	(void)setlocale(LC_ALL, "de_DE.UTF-8");	/* with a comma, where it is installed */
	reads("3", 3, "");
	reads("2.5", 2.5, "");
	reads("0.5x", 0.5, "x");
	reads("0.001", 0.001, "");
	reads("10x 1.5s", 10, "x 1.5s");
	reads("3.", 3, ".");
	reads("1,5", 1, ",5");
	reads("0x10", 0, "x10");
	CHECK(!decimal_read("", &value, &rest));
	CHECK(!decimal_read(".5", &value, &rest));
	CHECK(!decimal_read("-1", &value, &rest));
	CHECK(!decimal_read("inf", &value, &rest));
	return check_result();
}
