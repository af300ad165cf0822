#!/usr/bin/env bash
# trace_names.sh - descriptors say what they are, as they were at each call
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need python3
need_tracing

# told PATTERN: a line of the report matches
told() {
	check "told: $1" grep -qE -- "$1" report
}

echo text >file
bounded "$sightline" --format=text -y -o report -- dd if=file of=/dev/null status=none
here=$(pwd -P)
told "openat\(AT_FDCWD, \"file\", O_RDONLY\) = 3<$here/file>\$"
told "dup2\(3<$here/file>, 0<[^>]*>\) = 0<$here/file>\$"
told "close\(3<$here/file>\) = 0\$"
told "read\(0<$here/file>, \"text\\\\n\", 512\) = 5\$"
told "write\(1</dev/null>, \"text\\\\n\", 5\) = 5\$"

# Sockets by their ends, from a thread as well; what is not bound has none.
cat >talk.py <<'EOF'
import socket, threading
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(("127.0.0.1", 0))
server.listen(1)
port = server.getsockname()[1]
def client():
    c = socket.create_connection(("127.0.0.1", port))
    c.send(b"from a thread")
    c.recv(1)
thread = threading.Thread(target=client)
thread.start()
peer, _ = server.accept()
peer.recv(100)
peer.close()
thread.join()
print(port)
EOF
bounded "$sightline" --format=text -y -e trace=%network -o report -- python3 talk.py >said
port=$(cat said)
told "socket\(AF_INET, SOCK_STREAM\|SOCK_CLOEXEC, IPPROTO_IP\) = [0-9]+<socket:\[tcp\]>\$"
told "listen\([0-9]+<socket:\[tcp 127.0.0.1:$port\]>, 1\) = 0\$"
told "accept4\([0-9]+<socket:\[tcp 127.0.0.1:$port\]>, .* = [0-9]+<socket:\[tcp 127.0.0.1:$port->127.0.0.1:[0-9]+\]>\$"
told "sendto\([0-9]+<socket:\[tcp 127.0.0.1:[0-9]+->127.0.0.1:$port\]>, \"from a thread\", 13, 0, NULL, 0\) = 13\$"

# A name is chosen by the program, and is not to be believed.
printf 'x' >"$(printf 'a>\n\033[2Jb')"
bounded "$sightline" --format=text -y -o report -- sh -c 'cat a*'
told "read\(3<[^ ]*/a>\\\\n\\\\33\[2Jb>, \"x\", "
bounded "$sightline" --format=text -o report -- dd if=file of=/dev/null status=none
equal "without -y there are none" "$(grep -c "<$here" report)" 0
finish
