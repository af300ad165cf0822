#!/usr/bin/env bash
# debuginfod.sh - debug information from a server: only when asked for, never waited for without end
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need gcc
need objcopy
need python3
need_tracing
ldconfig -p 2>/dev/null | grep -q libdebuginfod || skip "libdebuginfod1 is not installed"

cat >server.py <<'EOF'
# server.py FILE-OR-silent: says its port, answers every request for a build-id with that file, or never
import http.server, pathlib, sys, threading

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open("requests", "a") as log:
            log.write(self.path + "\n")
        if sys.argv[1] == "silent":
            threading.Event().wait()
        wanted = pathlib.Path(sys.argv[1] + self.path.replace("/", "_"))
        self.send_response(200 if wanted.exists() else 404)
        self.end_headers()
        if wanted.exists():
            self.wfile.write(wanted.read_bytes())

    def log_message(self, *args):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
pathlib.Path("port.new").write_text(str(server.server_port))
pathlib.Path("port.new").rename("port")
server.serve_forever()
EOF

# serve WHAT: into DEBUGINFOD_URLS
serve() {
	rm -f port
	: >requests
	start python3 server.py "$1" >server.out 2>&1
	until [ -s port ] || ! kill -0 "$pid" 2>/dev/null; do :; done
	export DEBUGINFOD_URLS="http://127.0.0.1:$(cat port)"
}

cat >program.c <<'EOF'
#include <sys/syscall.h>
#include <unistd.h>
__attribute__((noinline)) static long
ask(void)
{
	return syscall(SYS_getppid) + 1;
}
int
main(void)
{
	return ask() < 0;
}
EOF
gcc -g -O2 -Wl,--build-id=sha1 -o program program.c || fails "the program can be built"
id=$(readelf -n program | sed -n 's/.*Build ID: //p')
objcopy --only-keep-debug program "served_buildid_${id}_debuginfo"
objcopy --strip-all program
export DEBUGINFOD_CACHE_PATH=$PWD/cache

# asked OPTION...: who asked, as the call tells it
asked() {
	bounded "$sightline" --format=jsonl "$@" -e trace=getppid -o seen -- ./program 2>err
	jq -r 'select(.type == "call") | "\(.function) \(.file // "-" | sub(".*/"; "")):\(.line)"' seen
}

serve served
equal "without the option nobody is asked" "$(asked)" "null -:null"
equal "not even by the library" "$(wc -l <requests)" 0
equal "with it the line is known, in the first row that has it" "$(asked --debuginfod)" "ask program.c:6"
check "by the build-id" grep -qx "/buildid/$id/debuginfo" requests
: >requests
equal "what was got once is kept" "$(asked --debuginfod)" "ask program.c:6"
equal "and not asked for again" "$(grep -c "$id" requests)" 0

# The debug file of another program is not believed.
rm -rf cache
gcc -g -O1 -Wl,--build-id=sha1 -o other program.c && objcopy --only-keep-debug other "served_buildid_${id}_debuginfo"
equal "a file with another build-id is not believed" "$(asked --debuginfod)" "null -:null"

# A server that never answers does not keep the screen.
rm -rf cache
serve silent
printf ':wait-end\n:save-screen -\n' >script
equal "the screen does not wait for a silent server" \
	"$(how "$sightline" --debuginfod --screen 80x24 --script script -- ./program)" "exited 0"
check "and shows the program's end" grep -q "ENDED 0" how.out

unset DEBUGINFOD_URLS
equal "servers must be named" "$(how "$sightline" --debuginfod --format=jsonl -o seen -- ./program)" "exited 2"
check "with a sentence" grep -q "DEBUGINFOD_URLS names no server" how.err
finish
