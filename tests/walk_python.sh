#!/usr/bin/env bash
# walk_python.sh - stacks of the Python interpreter have libunwind's frames: threads, children, callbacks, destructors
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
need python3

cat >deep.py <<'EOF'
import os
import subprocess
import threading


def read(path, depth):
    if depth:
        return read(path, depth - 1)
    with open(path) as file:
        return len(file.read(10))


class Dying:
    def __del__(self):
        os.getppid()


threads = [threading.Thread(target=lambda n=n: [read("/etc/passwd", n * 5 + k) for k in range(10)]) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sorted([3, 1, 2], key=lambda x: os.getppid() and x)
for i in range(5):
    Dying()
subprocess.run(["true"])
EOF
check "the frames are libunwind's" bounded "$build/tests/walk" libunwind python3 deep.py
echo "python3: $(grep ' walks, ' check.out)"
finish
