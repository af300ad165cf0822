#!/usr/bin/env python3
"""Makes src/syscall/shapes.h and numbers.h from calls.txt.

Run it by hand after a change to calls.txt, and commit what it writes: a build
does not need Python. It refuses a file that is not right, with the line.
"""

import os
import sys

ABIS = ["x86_64", "i386", "x32", "aarch64", "arm"]

# Kinds as calls.txt spells them: enum arg_kind, enum arg_form.
KINDS = {
    "hex": ("ARG_HEX", None),
    "flags": ("ARG_HEX", None),
    "ptr": ("ARG_POINTER", None),
    "int": ("ARG_INT", None),
    "uint": ("ARG_UINT", None),
    "long": ("ARG_LONG", None),
    "ulong": ("ARG_ULONG", None),
    "off": ("ARG_WIDE", None),
    "pos": ("ARG_WIDE", None),
    "hex64": ("ARG_WIDE_HEX", None),
    "pad": ("ARG_PAD", None),
    "fd": ("ARG_FD", None),
    "dirfd": ("ARG_DIRFD", None),
    "mode": ("ARG_OCTAL", None),
    "openmode": ("ARG_OCTAL", "FORM_IF_CREATE"),
    "path": ("ARG_PATH", None),
    "string": ("ARG_STRING", None),
    "buffer": ("ARG_BUFFER", None),
    "result": ("ARG_RESULT_BUFFER", None),
    "cwd": ("ARG_RESULT_BUFFER", "FORM_TERMINATED"),
    "strings": ("ARG_STRINGS", None),
    "environ": ("ARG_STRINGS", "FORM_COUNT"),
    "vector": ("ARG_VECTOR", None),
    "signal": ("ARG_SIGNAL", None),
    "pid": ("ARG_PID", None),
    "id": ("ARG_ID", None),
}

CLASSES = ["file", "desc", "network", "process", "memory", "signal", "ipc", "wait", "noreturn"]

# Calls of arm alone, far above all others.
PRIVATE = 0xF0000


class Wrong(Exception):
    pass


def split_argument(text):
    """("bytes", "result", "size") of "bytes=result:size"; the name is the kind when not given."""
    name, _, rest = text.rpartition("=")
    kind, _, by = rest.partition(":")
    if kind not in KINDS:
        raise Wrong(f"no kind is called {kind}")
    return name or kind, kind, by


def lay_out(arguments, abi):
    """The arguments by register: what has 64 bits takes two where a register has 32."""
    registers = []
    for argument in arguments:
        kind = argument[1]
        narrow = abi in ("i386", "arm")
        if kind in ("off", "hex64") and abi == "arm" and len(registers) % 2 == 1:
            registers.append(("", "pad", ""))
        registers.append(argument)
        # A vector's position comes in two halves, but for x32, whatever the registers.
        if (kind in ("off", "hex64") and narrow) or (kind == "pos" and abi != "x32"):
            registers.append(("", "pad", ""))
    if len(registers) > 6:
        raise Wrong(f"more than six registers on {abi}")
    return registers


def register_of(registers, name):
    found = [i for i, register in enumerate(registers) if register[0] == name]
    if len(found) != 1:
        raise Wrong(f"{len(found)} arguments are called {name}")
    return found[0]


def write_argument(registers, register):
    _, kind, by = register
    arg_kind, form = KINDS[kind]
    parts = [f".kind = {arg_kind}"]
    if by:
        parts.append(f".by = {register_of(registers, by)}")
    if form:
        parts.append(f".form = {form}")
    return "{ " + ", ".join(parts) + " }"


def write_shape(name, classes, result, registers):
    """The fields of a struct call_shape."""
    for each in classes:
        if each not in CLASSES:
            raise Wrong(f"no class is called {each}")
    flags = " | ".join("CLASS_" + each.upper() for each in classes) or "0"
    text = f'.name = "{name}", .classes = {flags}, .result = {KINDS[result][0]}, .arg_count = {len(registers)},'
    if registers:
        arguments = ", ".join(write_argument(registers, register) for register in registers)
        text += f"\n\t\t.args = {{ {arguments} }},"
    return text


class Calls:
    def __init__(self):
        self.shapes = {}  # fields of a struct call_shape -> its name in the enumeration
        self.numbers = {abi: {} for abi in ABIS}  # number -> that name
        self.names = {abi: set() for abi in ABIS}

    def shape(self, name, fields, abi):
        if fields not in self.shapes:
            taken = f"SHAPE_{name}" in self.shapes.values()
            self.shapes[fields] = f"SHAPE_{name}_ON_{abi}" if taken else f"SHAPE_{name}"
        return self.shapes[fields]

    def add(self, line):
        words = line.split()
        numbers, (name, classes), rest = words[:5], words[5:7], words[7:]
        result = rest.pop(0)[1:] if rest and rest[0].startswith("=") else "long"
        arguments = [split_argument(word) for word in rest]
        classes = [] if classes == "-" else classes.split(",")
        for abi, number in zip(ABIS, numbers):
            if number == "-":
                continue
            number = int(number)
            if number in self.numbers[abi] or name in self.names[abi]:
                raise Wrong(f"{abi} has {name} or {number} twice")
            fields = write_shape(name, classes, result, lay_out(arguments, abi))
            self.numbers[abi][number] = self.shape(name, fields, abi)
            self.names[abi].add(name)


def read_calls(path):
    calls = Calls()
    with open(path, encoding="ascii") as file:
        for count, line in enumerate(file, 1):
            line = line.partition("#")[0]
            try:
                if line.strip():
                    calls.add(line)
            except (Wrong, ValueError, KeyError) as wrong:
                sys.exit(f"{path}:{count}: {wrong}")
    return calls


def header(name, what):
    return f"/*\n * {name} - {what}\n *\n * Made by maint/mktables.py from maint/calls.txt. Do not edit.\n */\n"


def write_shapes(calls, file):
    file.write(header("shapes.h", "the shape of every call, for shape.c alone"))
    file.write("\nenum {\n\tSHAPE_NONE,\n")
    for name in calls.shapes.values():
        file.write(f"\t{name},\n")
    file.write("};\n\nstatic const struct call_shape SHAPES[] = {\n")
    for fields, name in calls.shapes.items():
        file.write(f"\t[{name}] = {{\n\t\t{fields}\n\t}},\n")
    file.write("};\n")


def write_numbers(calls, file):
    file.write(header("numbers.h", "the calls of each architecture by number, for shape.c alone"))
    for abi in ABIS:
        low = {n: shape for n, shape in calls.numbers[abi].items() if n < PRIVATE}
        high = {n - PRIVATE: shape for n, shape in calls.numbers[abi].items() if n >= PRIVATE}
        for suffix, numbers in (("", low), ("_PRIVATE", high)):
            if not numbers:
                continue
            file.write(f"\nstatic const uint16_t NUMBERS_{abi.upper()}{suffix}[] = {{\n")
            for number, shape in sorted(numbers.items()):
                file.write(f"\t[{number}] = {shape},\n")
            file.write("};\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.path.join(here, "..", "src", "syscall")
    calls = read_calls(os.path.join(here, "calls.txt"))
    for name, write in (("shapes.h", write_shapes), ("numbers.h", write_numbers)):
        with open(os.path.join(target, name), "w", encoding="ascii") as file:
            write(calls, file)


if __name__ == "__main__":
    main()
