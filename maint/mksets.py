#!/usr/bin/env python3
"""Makes src/syscall/setnumbers.h, setvalues.h and ioctls.h.

Of sets.txt and the kernel's headers of this machine. Run it by hand after a
change to sets.txt or on newer headers, and commit what it writes: a build
needs neither Python nor these headers. It refuses a file that is not right,
with the line.
"""

import os
import re
import subprocess
import sys
import tempfile

CC = os.environ.get("CC", "gcc")


class Wrong(Exception):
    pass


def macros(headers):
    """Names of the object-like macros that the headers define, in order."""
    text = "".join(f"#include <{header}>\n" for header in headers)
    run = subprocess.run([CC, "-E", "-dD", "-x", "c", "-"], input=text, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise Wrong(run.stderr.strip().splitlines()[0])
    names = []
    for match in re.finditer(r"^#define (\w+)[ \t]+(\S.*)$", run.stdout, re.M):
        if match[1] not in names:
            names.append(match[1])
    return names


def evaluate(headers, expressions):
    """Values of the expressions, None for one that is no constant there."""
    lines = "".join(f"#include <{header}>\n" for header in headers)
    lines += "#include <stdio.h>\nint main(void) {\n"
    for expression in expressions:
        lines += f'printf("%llu\\n", (unsigned long long)({expression}));\n'
    lines += "}\n"
    with tempfile.TemporaryDirectory() as room:
        program = os.path.join(room, "values")
        run = subprocess.run(
            [CC, "-w", "-x", "c", "-", "-o", program], input=lines, capture_output=True, text=True, check=False
        )
        if run.returncode == 0:
            return [int(line) for line in subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()]
    if len(expressions) == 1:
        return [None]
    half = len(expressions) // 2
    return evaluate(headers, expressions[:half]) + evaluate(headers, expressions[half:])


class Set:
    """Entries are (mask, value, name); the mask of a value that must match whole is None."""

    def __init__(self, line):
        self.name, self.kind, self.unknown, headers, *self.words = line.split()
        self.headers = [] if headers == "-" else headers.split(",")
        if self.kind not in ("values", "bits"):
            raise Wrong(f"a set is values or bits, not {self.kind}")

    def entries(self):
        wanted, left_out = [], set()
        for word in self.words:
            if word.startswith("-"):
                left_out.add(word[1:])
        known = None
        for word in self.words:
            if word.startswith("-"):
                continue
            if word.startswith("/"):
                known = known or macros(self.headers)
                pattern = re.compile(word.strip("/"))
                names = [name for name in known if pattern.fullmatch(name)]
                if not names:
                    raise Wrong(f"{word} matches nothing")
                wanted += [(name, "", "") for name in names if not any(name == each[0] for each in wanted)]
            else:
                match = re.fullmatch(r"([^:&]+)(?:&(\w+))?(?::(\w+))?", word)
                if not match:
                    raise Wrong(f"{word} is no name")
                wanted.append((match[1], match[2] or "", match[3] or ""))
        wanted = [each for each in wanted if each[0] not in left_out]
        expressions = [octal(each[2]) or each[0] for each in wanted] + [each[1] or "0" for each in wanted]
        numbers = evaluate(self.headers, expressions)
        result = []
        for i, (name, mask, given) in enumerate(wanted):
            value = numbers[i]
            if value is None:
                if given or i >= len(wanted) or not any(word.startswith("/") for word in self.words):
                    raise Wrong(f"{name} has no value in {self.headers}")
                continue
            value &= 0xFFFFFFFF if value >> 32 == 0xFFFFFFFF else 0xFFFFFFFFFFFFFFFF
            if any(value == each[1] and each[0] is not None and mask == "" and each[2] != name for each in result):
                if self.kind == "bits":
                    continue
            if self.kind == "values" and any(value == each[1] for each in result):
                continue
            if mask:
                result.append((numbers[len(wanted) + i], value, name))
            elif self.kind == "values" or value == 0:
                result.append((None, value, name))
            else:
                result.append((value, value, name))
        return result


def octal(text):
    return text


def read_sets(path):
    sets, count_of = [], {}
    pending, start = "", 0
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines() + [""]
    for count, line in enumerate(lines, 1):
        if line.startswith("\t"):
            pending += " " + line
            continue
        if pending:
            try:
                sets.append(Set(pending))
            except ValueError as wrong:
                sys.exit(f"{path}:{start}: {wrong}")
            count_of[sets[-1].name] = start
        pending, start = line.partition("#")[0].strip(), count
    return sets, count_of


def header(name, what):
    return f"/*\n * {name} - {what}\n *\n * Made by maint/mksets.py from maint/sets.txt. Do not edit.\n */\n"


def write_sets(sets, lines, path, target):
    values = []
    ranges = []
    for each in sets:
        try:
            entries = each.entries()
        except Wrong as wrong:
            sys.exit(f"{path}:{lines[each.name]}: {wrong}")
        ranges.append((each, len(values), len(entries)))
        values += entries
    with open(os.path.join(target, "setnumbers.h"), "w", encoding="ascii") as file:
        file.write(header("setnumbers.h", "the sets of names that sets.h knows"))
        file.write("#ifndef SETNUMBERS_H\n#define SETNUMBERS_H\n\nenum set_number {\n\tSET_NONE,\n")
        for each in sets:
            file.write(f"\tSET_{each.name},\n")
        file.write("\tSETS\n};\n\n#endif\n")
    with open(os.path.join(target, "setvalues.h"), "w", encoding="ascii") as file:
        file.write(header("setvalues.h", "what is in each set, for sets.c alone"))
        file.write("\nstatic const struct set_value VALUES[] = {\n")
        for mask, value, name in values:
            whole = "WHOLE" if mask is None else f"{mask:#x}"
            file.write(f'\t{{ {whole}, {value:#x}, "{name}" }},\n')
        file.write("};\n\nstatic const struct set SETS_BY_NUMBER[SETS] = {\n")
        for each, first, count in ranges:
            unknown = "NULL" if each.unknown == "0" else f'"{each.unknown.replace("???", "?" + chr(63) + chr(92) + "?")}"'
            file.write(f"\t[SET_{each.name}] = {{ {unknown}, VALUES + {first}, {count} }},\n")
        file.write("};\n")


# The terminal's and the file system's own commands go before whoever uses the same numbers.
IOCTL_FIRST = ["asm/ioctls.h", "linux/fs.h", "linux/sockios.h"]
IOCTL_PATTERN = re.compile(r"^#define[ \t]+([A-Z]\w+)[ \t]+(.*(?:\b_IO[RW]*\b|\b_IO\w*\(|\b\w+_IO[RW]*\(|\b0x[5][4]\w\w\b|\b0x89\w\w\b).*)$", re.M)


def find_ioctls():
    """(number, name) of every command that a header names, a number once."""
    root = "/usr/include/linux"
    headers = IOCTL_FIRST + sorted("linux/" + name for name in os.listdir(root) if name.endswith(".h"))
    for folder in ("usb", "dvb", "raid", "spi", "mmc"):
        if os.path.isdir(f"{root}/{folder}"):
            headers += sorted(f"linux/{folder}/{name}" for name in os.listdir(f"{root}/{folder}") if name.endswith(".h"))
    for folder in ("drm", "sound", "mtd", "rdma", "misc", "scsi"):
        if os.path.isdir(f"/usr/include/{folder}"):
            headers += sorted(f"{folder}/{name}" for name in os.listdir(f"/usr/include/{folder}") if name.endswith(".h"))
    found = {}
    for each in headers:
        try:
            with open(f"/usr/include/{each}", encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            if not each.startswith("asm/"):
                continue
            with open(f"/usr/include/x86_64-linux-gnu/{each}", encoding="utf-8", errors="replace") as file:
                text = file.read()
            text += "".join(
                open(f"/usr/include/asm-generic/{name}", encoding="utf-8").read() for name in ("ioctls.h",)
            )
        text = text.replace("\\\n", " ")
        names = [match[1] for match in IOCTL_PATTERN.finditer(text)]
        names = [name for name in names if not re.search(r"_(MAGIC|BASE|TYPE|MASK|SIZE|SHIFT|BITS|H)$|^_|MAX$|^SIOCDEVPRIVATE|_IOC_NR", name)]
        if not names:
            continue
        for name, value in zip(names, evaluate(["stdint.h", "sys/time.h", "linux/fiemap.h", each] if not each.startswith("asm") else [each], names)):
            if value is not None and 0 < value < 1 << 32 and value > 0xFF and value not in found:
                found[value] = name
    return sorted(found.items())


def write_ioctls(target):
    with open(os.path.join(target, "ioctls.h"), "w", encoding="ascii") as file:
        file.write(header("ioctls.h", "commands of ioctl by number, for ioctl.c alone"))
        file.write("\nstatic const struct ioctl_name IOCTLS[] = {\n")
        for number, name in find_ioctls():
            file.write(f'\t{{ {number:#x}, "{name}" }},\n')
        file.write("};\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.path.join(here, "..", "src", "syscall")
    path = os.path.join(here, "sets.txt")
    sets, lines = read_sets(path)
    write_sets(sets, lines, path, target)
    if "--ioctls" in sys.argv or not os.path.exists(os.path.join(target, "ioctls.h")):
        write_ioctls(target)


if __name__ == "__main__":
    main()
