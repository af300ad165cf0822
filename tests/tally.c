#include "tally.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/why.h"

enum { US = 1000, MS = 1000000, ROUNDS = 60 };

/* --- its sources ---------------------------------------------------------------------- */

static const char generated[] =
	"use std::collections::HashMap;\n"
	"use std::fs::File;\n"
	"use std::io::{Read, Write};\n"
	"\n"
	"pub fn read_settings(path: &str) -> HashMap<String, i64> {\n"
	"\tlet mut text = String::new();\n"
	"\tlet mut file = File::open(path).unwrap();\n"
	"\tfile.read_to_string(&mut text).unwrap();\n"
	"\tsettings_of(&text)\n"
	"}\n"
	"\n"
	"pub fn fetch_page(host: &str, number: i64) -> Vec<u8> {\n"
	"\tlet mut page = Vec::with_capacity(4096);\n"
	"\tconnection(host).read_to_end(&mut page).unwrap();\n"
	"\tpage\n"
	"}\n"
	"\n"
	"pub fn load_blob(path: &str) -> Vec<u8> {\n"
	"\tlet mut blob = Vec::new();\n"
	"\tlet mut file = File::open(path).unwrap(); // the whole of it, as the original does: blobs are small, and are read once\n"
	"\tfile.read_to_end(&mut blob).unwrap();\n"
	"\tblob\n"
	"}\n"
	"\n"
	"pub fn write_report(totals: &HashMap<String, i64>) {\n"
	"\tfor (name, total) in totals.iter() {\n"
	"\t\tprintln!(\"{} {}\", name, total);\n"
	"\t}\n"
	"}\n"
	"\n"
	"pub fn main() {\n"
	"\tlet settings = read_settings(\"/etc/tally.conf\");\n"
	"\trun_jobs(settings[\"jobs\"]);\n"
	"}\n";

static const char original[] =
	"def read_settings(path):\n"
	"    with open(path) as file:\n"
	"        return settings_of(file.read())\n"
	"\n"
	"def fetch_page(host, number):\n"
	"    return connection(host).read()\n"
	"\n"
	"def load_blob(path):\n"
	"    with open(path, 'rb') as file:\n"
	"        return file.read()\n"
	"\n"
	"def write_report(totals):\n"
	"    for name, total in totals.items():\n"
	"        print(name, total)\n"
	"\n"
	"settings = read_settings('/etc/tally.conf')\n"
	"run_jobs(settings['jobs'])\n";

#define MAPPED(from, to, function) \
	"{\"rust_line\":" #from ",\"rust_function\":\"" function "\",\"python_line\":" #to ",\"python_function\":\"" function \
	"\",\"python_context\":\"\"}"

static const char map[] =
	"{\"version\":1,\"source_language\":\"python\",\"source_file\":\"" TALLY_ORIGINAL "\",\"generated_file\":\"" TALLY_GENERATED
	"\",\"mappings\":["
	MAPPED(8, 3, "read_settings") "," MAPPED(14, 6, "fetch_page") "," MAPPED(21, 10, "load_blob") ","
	MAPPED(27, 14, "write_report") "," MAPPED(33, 17, "main")
	"],\"function_map\":{}}\n";

static void
write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s cannot be written", path);
}

void
tally_write_sources(void)
{
	write_text(TALLY_GENERATED, generated);
	write_text(TALLY_ORIGINAL, original);
	write_text(TALLY_MAP, map);
}

/* --- what asks for calls: built as in ".", so that the names of the sources are relative ------------- */

static volatile int work;

static records_function tally_settings, tally_fetch, tally_load, tally_report, tally_main;

#line 8 "tally.rs"
static void tally_settings(void) { work = 1; }
#line 14 "tally.rs"
static void tally_fetch(void) { work = 2; }
#line 21 "tally.rs"
static void tally_load(void) { work = 3; }
#line 27 "tally.rs"
static void tally_report(void) { work = 4; }
#line 33 "tally.rs"
static void tally_main(void) { work = 5; }
#line 113 "tests/tally.c"

/* --- what happens ------------------------------------------------------------------------- */

const char tally_output[] =
	"tally 2.4: 2 jobs\r\n"
	"\033[1mreading\033[0m /data/x.bin \033[32mok\033[0m\r\n"
	"fetching 20 pages of https://example.org/archive/2023/november/14, each up to 1448 bytes\r\n"
	"\033[33mwarning:\033[0m page 5 took two attempts\r\n"
	"blob         42\r\n"
	"page         20\r\n"
	"\033[31merror:\033[0m 3 jobs failed\r\n";

struct run {
	struct records *records;
	uint32_t main, worker, shell;
	bool earlier;		/* pages take a third as long then, the settings are others, and are looked at once more */
};

static void
ask_from(const struct run *run, uint32_t task, records_function *function)
{
	records_function *const functions[] = { function, tally_main };

	run->records->stack = records_stack_of(run->records, task, functions, 2);
}

/* A call with a descriptor, a buffer and its length. */
static void
transfer(const struct run *run, uint32_t task, const char *name, int fd, int64_t result, uint64_t duration_ns, const char *text)
{
	records_add_call(run->records, &(struct record_call){
		.task = task, .name = name, .args = { (uint64_t)fd, 0, name[0] == 'w' ? (uint64_t)result : 4096 },
		.result = result, .duration_ns = duration_ns, .text = text,
	});
}

/* To standard error, where a transpiled program says what was decided. */
static void
say(const struct run *run, const char *text)
{
	transfer(run, run->main, "write", 2, (int64_t)strlen(text), 9 * US, text);
}

static void
set_up(const struct run *run)
{
	ask_from(run, run->main, tally_settings);
	records_call(run->records, run->main, "openat", 3, 21 * US, "/etc/tally.conf");
	say(run, "[DECISION] type_inference::infer_list input={\"items\":[1,2,3]}\n");
	if (run->earlier)
		transfer(run, run->main, "read", 3, 0, 10 * US, "");
	transfer(run, run->main, "read", 3, run->earlier ? 214 : 221, 12 * US, run->earlier ? "jobs = 1\n" : "jobs = 2\n");
	say(run, "[RESULT] infer_list result=\"Vec<i64>\"\n");
	records_call(run->records, run->main, "openat", -ENOENT, 9 * US, "/etc/tally.d/\033[2Jevil\nname");
	for (unsigned i = 0; i < ROUNDS; i++)
		records_add_call(run->records, &(struct record_call){
			.task = run->main, .name = "lseek", .args = { 3, i * 80 }, .result = i * 80,
			.duration_ns = i == 55 ? 120 * US : 900 + i * 7 % 9 * 40,
		});
	records_add_call(run->records, &(struct record_call){ .task = run->main, .name = "close", .args = { 3 }, .duration_ns = 7 * US });
}

static void
fetch_one(const struct run *run, unsigned number)
{
	uint64_t usual_ns = (run->earlier ? 1u : 3u) * (900 + number * 5 % 7 * 30) * US;

	ask_from(run, run->worker, tally_fetch);
	transfer(run, run->worker, "recvfrom", 5, number % 5 == 4 ? -EAGAIN : 1448, usual_ns, "HTTP/1.1 200 OK");
	records_wait(run->records, MS);
}

static void
load_one(const struct run *run, unsigned number)
{
	uint64_t usual_ns = (1200 + number * 7 % 9 * 30) * US;

	ask_from(run, run->main, tally_load);
	if (number % 20 == 10)
		say(run, "[DECISION] ownership::borrow_or_clone input={\"name\":\"blob\"}\n");
	transfer(run, run->main, "read", 4, 4096, number == 50 ? 400 * (uint64_t)MS : usual_ns, "PK\003\004");
	if (number % 40 == 10)
		say(run, "[RESULT] borrow_or_clone result={\"clone\":false}\n");
	records_wait(run->records, 500 * US);
}

static void
report_all(const struct run *run)
{
	ask_from(run, run->main, tally_report);
	for (unsigned i = 0; i < ROUNDS; i++)
		transfer(run, run->main, "write", 1, 9, i == 35 ? 200 * US : 8000 + i * 5 % 7 * 100, "total 42\n");
	records_add_call(run->records, &(struct record_call){ .task = run->main, .name = "fsync", .args = { 1 }, .duration_ns = 42 * MS });
}

static void
tell(struct records *records, bool earlier)
{
	struct run run = { .records = records, .earlier = earlier };

	records_start(records, "tally --jobs 2 data/x.bin");
	run.main = records_task(records, 0, "tally");
	records_own_maps(records, run.main);
	set_up(&run);
	run.worker = records_thread(records, run.main, "fetcher");
	run.shell = records_task(records, run.main, "tally");
	records->stack = 0;
	records_exec(records, run.shell, "/bin/sh");
	transfer(&run, run.shell, "read", 0, 12, 15 * US, "sleep 9");
	for (unsigned i = 0; i < ROUNDS; i++) {
		fetch_one(&run, i);
		load_one(&run, i);
	}
	records_lost(records, 12);
	records_signal(records, run.worker, 10);
	records->stack = 0;
	records_add_call(records, &(struct record_call){
		.task = run.shell, .name = "wait4", .args = { 1004 }, .state = CALL_OPEN, .duration_ns = 90 * (uint64_t)MS,
	});
	report_all(&run);
	records_exit(records, run.worker, 0);
	records_exit(records, run.main, 3 << 8);
	records_end(records, 3 << 8);
}

void
tally_tell(struct records *records)
{
	tell(records, false);
}

void
tally_tell_earlier(struct records *records)
{
	tell(records, true);
}
