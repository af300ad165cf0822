#!/usr/bin/env python3
"""Makes shapes.h, numbers.h, layouts.h and layoutnumbers.h of src/syscall.

Of calls.txt and layouts.txt, after mksets.py, whose names it uses. Run it by
hand after a change to them, and commit what it writes: a build does not need
Python. It refuses a file that is not right, with the line.
"""

import os
import re
import sys

ABIS = ["x86_64", "i386", "x32", "aarch64", "arm"]

# Kinds as calls.txt spells them: enum arg_kind, enum arg_form. After a dot comes
# the name of a set ("set") or of a layout; after a colon the argument that the
# kind refers to; after a * how many.
KINDS = {
    "hex": ("HEX", None),
    "flags": ("HEX", None),
    "ptr": ("POINTER", None),
    "int": ("INT", None),
    "uint": ("UINT", None),
    "long": ("LONG", None),
    "ulong": ("ULONG", None),
    "off": ("WIDE", None),
    "pos": ("WIDE", None),
    "hex64": ("WIDE_HEX", None),
    "set64.": ("WIDE_HEX", None),
    "pad": ("PAD", None),
    "fd": ("FD", None),
    "dirfd": ("DIRFD", None),
    "mode": ("OCTAL", None),
    "openmode": ("OCTAL", "IF_CREATE"),
    "path": ("PATH", None),
    "string": ("STRING", None),
    "name16": ("STRING", "NAME"),
    "rname16": ("RESULT_NAME", None),
    "buffer": ("BUFFER", None),
    "result": ("RESULT_BUFFER", None),
    "cwd": ("RESULT_BUFFER", "TERMINATED"),
    "strings": ("STRINGS", None),
    "environ": ("STRINGS", "COUNT"),
    "signal": ("SIGNAL", None),
    "pid": ("PID", None),
    "id": ("ID", None),
    "set.": ("SET", None),
    "lset.": ("SET", "LONG"),
    "in.": ("STRUCT", None),
    "early.": ("STRUCT", "EARLY"),
    "out.": ("RESULT_STRUCT", None),
    "left.": ("RESULT_STRUCT", "IF_INTERRUPTED"),
    "result.": ("RESULT_STRUCT", "BY_RESULT"),
    "offset.": ("OFFSET", None),
    "length": ("LENGTH", None),
    "sockaddr": ("SOCKADDR", None),
    "rsockaddr": ("RESULT_SOCKADDR", None),
    "optval": ("OPTION", None),
    "roptval": ("RESULT_OPTION", None),
    "roptstr": ("RESULT_OPTION", "TERMINATED"),
    "iov": ("IOVEC", None),
    "riov": ("RESULT_IOVEC", None),
    "msg": ("MESSAGE", None),
    "rmsg": ("RESULT_MESSAGE", None),
    "mmsg": ("MESSAGES", None),
    "rmmsg": ("RESULT_MESSAGES", None),
    "fdset": ("FD_SET", None),
    "pollfds": ("POLL_FDS", None),
    "sigarg": ("SIGNAL_MASK", None),
    "cpuset": ("CPU_SET", None),
    "rcpuset": ("RESULT_CPU_SET", None),
    "wstatus": ("WAIT_STATUS", None),
    "sigaction": ("SIGNAL_ACTION", None),
    "rsigaction": ("RESULT_SIGNAL_ACTION", None),
    "entries": ("ENTRIES", None),
    "entries64": ("ENTRIES", "LONG"),
    "msgbuf": ("MESSAGE_BUFFER", None),
    "rmsgbuf": ("RESULT_MESSAGE_BUFFER", None),
    "pages": ("PAGES", None),
    "ioctl": ("IOCTL", None),
    "dev": ("DEVICE", None),
    "nodemode": ("NODE_MODE", None),
    "key": ("IPC_KEY", None),
    "ipcget.": ("IPC_FLAGS", None),
    "persona": ("PERSONALITY", None),
    "ioprio": ("IO_PRIORITY", None),
    "wakeop": ("WAKE_OP", None),
    "bitset": ("BIT_SET", None),
    "cloneflags": ("CLONE_FLAGS", None),
    "clonestack": ("CLONE_STACK", None),
    "cloneparent": ("CLONE_PARENT", None),
    "clonechild": ("CLONE_CHILD", None),
    "clonetls": ("CLONE_TLS", None),
    "told.": ("TOLD", "FLAGS"),
    "named.": ("TOLD", None),
    "namedx.": ("TOLD", "LONG"),
    "seals": ("TOLD", "SEALS"),
    "time": ("TIME", None),
    "value": ("LONG", None),
}

# Kinds whose name after the dot is that of a set; the others name a layout.
OF_SET = ("SET", "WIDE_HEX", "IPC_FLAGS", "TOLD")

# Types of fields as layouts.txt spells them: enum field_type.
TYPES = {
    "i8": "I8", "u8": "U8", "x8": "X8", "i16": "I16", "u16": "U16", "x16": "X16", "i32": "I32", "u32": "U32", "x32": "X32",
    "i64": "I64", "u64": "U64", "x64": "X64", "long": "LONG", "ulong": "ULONG", "xlong": "XLONG", "word": "XLONG", "ptr": "POINTER",
    "ptr64": "POINTER64", "zptr64": "ZPOINTER64", "fd": "FD", "pid": "PID", "id": "ID", "id16": "ID16", "signal": "SIGNAL",
    "signal64": "SIGNAL64", "errno": "ERRNO", "chars": "CHARS", "pad": "PAD", "set16": "SET16", "set32": "SET32",
    "set64": "SET64", "setlong": "SETLONG", "sub": "SUB", "mode16": "MODE16", "mode32": "MODE32", "mode0": "MODE_IF",
    "dev": "ULONG", "rdev": "RDEV", "rdev32": "RDEV32", "size": "SIZE", "size32": "SIZE32", "date": "DATE", "utime": "UTIME",
    "utime64": "UTIME64", "utimeval": "UTIMEVAL", "value": "VALUE", "packed_value": "PACKED_VALUE", "rlim": "RLIM",
    "rlim64": "RLIM64", "clone_flags": "CLONE_FLAGS", "fsid": "FSID", "inet": "INET", "sigset": "SIGSET",
    "sigset32": "SIGSET32", "handler": "HANDLER", "siginfo": "SIGINFO", "cap": "CAP",
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
    find_kind(kind)
    return name or kind, kind, by


def find_kind(text):
    """(kind, form, its set or layout, how many) of "in.timespec*2"."""
    text, _, count = text.partition("*")
    kind, dot, detail = text.partition(".")
    if kind + dot not in KINDS:
        raise Wrong(f"no kind is called {text}")
    arg_kind, form = KINDS[kind + dot]
    if arg_kind == "TOLD" and form == "SEALS":
        detail = "seals"
    return arg_kind, form, detail, count


def is_wide(kind):
    return kind in ("off", "hex64") or kind.startswith("set64.")


def lay_out(arguments, abi):
    """The arguments by register: what has 64 bits takes two where a register has 32."""
    registers = []
    for argument in arguments:
        kind = argument[1]
        narrow = abi in ("i386", "arm")
        if is_wide(kind) and abi == "arm" and len(registers) % 2 == 1:
            registers.append(("", "pad", ""))
        registers.append(argument)
        # A vector's position comes in two halves, but for x32, whatever the registers.
        if (is_wide(kind) and narrow) or (kind == "pos" and abi != "x32"):
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
    arg_kind, form, detail, count = find_kind(kind)
    if arg_kind in ("STRUCT", "RESULT_STRUCT") and by:
        form = "COUNTED"
    parts = [f".kind = ARG_{arg_kind}"]
    if count:
        form = "FIXED"
        parts.append(f".by = {count}")
    elif by:
        parts.append(f".by = {register_of(registers, by)}")
    if form:
        parts.append(f".form = FORM_{form}")
    if detail:
        parts.append(f".detail = {'SET' if arg_kind in OF_SET else 'LAYOUT'}_{detail}")
    return "{ " + ", ".join(parts) + " }"


def write_shape(name, classes, result, registers):
    """The fields of a struct call_shape."""
    for each in classes:
        if each not in CLASSES:
            raise Wrong(f"no class is called {each}")
    flags = " | ".join("CLASS_" + each.upper() for each in classes) or "0"
    text = f'.name = "{name}", .classes = {flags}, .result = {write_argument([], ("", result, ""))},'
    text += f" .arg_count = {len(registers)},"
    if registers:
        arguments = ", ".join(write_argument(registers, register) for register in registers)
        text += f"\n\t\t.args = {{ {arguments} }},"
    return text


class Names:
    """Numbers of the names that sets and ioctl commands have."""

    def __init__(self, folder):
        self.numbers = {}
        for name in ("setvalues.h", "ioctls.h"):
            with open(os.path.join(folder, name), encoding="ascii") as file:
                for match in re.finditer(r'(0x[0-9a-f]+), "(\w+)" }', file.read()):
                    self.numbers.setdefault(match[2], int(match[1], 16))

    def number(self, word):
        if word in self.numbers:
            return self.numbers[word]
        try:
            return int(word, 0)
        except ValueError as wrong:
            raise Wrong(f"no constant is called {word}") from wrong


def split_variant(text):
    """([(argument, mask, [values])], the rest) of "+ op&127=0|1 level=SOL_SOCKET :: ..."."""
    head, _, rest = text.strip()[1:].partition("::")
    selectors = []
    for word in head.split():
        argument, _, values = word.partition("=")
        argument, _, mask = argument.partition("&")
        selectors.append((argument, int(mask, 0) if mask else 0xFFFFFFFF, values.split("|")))
    if not 1 <= len(selectors) <= 2 or not rest:
        raise Wrong("a variant is + argument=value :: arguments")
    return selectors, rest.split()


class Calls:
    def __init__(self, names):
        self.constants = names
        self.shapes = {}  # fields of a struct call_shape -> its name in the enumeration
        self.numbers = {abi: {} for abi in ABIS}  # number -> that name
        self.names = {abi: set() for abi in ABIS}
        self.variants = {}  # name of a shape -> [(argument, mask, value, the same or 0 0 0, name of a shape)]
        self.newest = None  # (line's words, [(abi, name of the shape)])

    def shape(self, name, fields, abi):
        if fields not in self.shapes:
            label, count = f"SHAPE_{name}", 1
            while label in self.shapes.values():
                count += 1
                label = f"SHAPE_{name}_{count}"
            self.shapes[fields] = label
        return self.shapes[fields]

    def add(self, line):
        if line.startswith("\t"):
            self.add_variant(line)
            return
        words = line.split()
        numbers, (name, classes), rest = words[:5], words[5:7], words[7:]
        classes = [] if classes == "-" else classes.split(",")
        self.newest = (name, classes, [])
        result, arguments = self.split_rest(rest)
        for abi, number in zip(ABIS, numbers):
            if number == "-":
                continue
            number = int(number)
            if number in self.numbers[abi] or name in self.names[abi]:
                raise Wrong(f"{abi} has {name} or {number} twice")
            registers = lay_out(arguments, abi)
            shape = self.shape(name, write_shape(name, classes, result, registers), abi)
            self.numbers[abi][number] = shape
            self.names[abi].add(name)
            self.newest[2].append((abi, shape, registers))

    @staticmethod
    def split_rest(rest):
        result = rest.pop(0)[1:] if rest and rest[0].startswith("=") else "long"
        return result, [split_argument(word) for word in rest]

    def add_variant(self, line):
        selectors, rest = split_variant(line)
        name, classes, bases = self.newest
        result, arguments = self.split_rest(rest)
        for abi, base, registers in bases:
            shape = self.shape(name, write_shape(name, classes, result, lay_out(arguments, abi)), abi)
            first = self.choices(registers, selectors[0])
            second = self.choices(registers, selectors[1]) if len(selectors) == 2 else [(0, 0, 0)]
            for one in first:
                for other in second:
                    row = (one, other, shape)
                    if row not in self.variants.setdefault(base, []):
                        self.variants[base].append(row)

    def choices(self, registers, selector):
        argument, mask, values = selector
        return [(register_of(registers, argument), mask, self.constants.number(value) & mask) for value in values]


def read_calls(path, names):
    calls = Calls(names)
    with open(path, encoding="ascii") as file:
        for count, line in enumerate(file, 1):
            line = line.partition("#")[0].rstrip()
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
    file.write("};\n\nstatic const struct variant VARIANTS[] = {\n\t{ .shape = SHAPE_NONE },\n")
    first, position = {}, 1
    for base, rows in calls.variants.items():
        first[base] = (position, len(rows))
        position += len(rows)
        for one, other, shape in rows:
            chosen = ", ".join(f"{{ {argument}, {mask:#x}, {value:#x} }}" for argument, mask, value in (one, other))
            file.write(f"\t{{ {{ {chosen} }}, {shape} }},\n")
    file.write("};\n\nstatic const struct call_shape SHAPES[] = {\n")
    for fields, name in calls.shapes.items():
        variants = f"\n\t\t.variants = {first[name][0]}, .variant_count = {first[name][1]}," if name in first else ""
        file.write(f"\t[{name}] = {{\n\t\t{fields}{variants}\n\t}},\n")
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


def split_field(word):
    """The initializer of a struct field."""
    name, _, type_text = word.rpartition("=")
    type_text, _, count = type_text.partition("*")
    type_name, _, detail = type_text.partition(".")
    if type_name not in TYPES:
        raise Wrong(f"no type is called {type_name}")
    parts = [f".type = FIELD_{TYPES[type_name]}"]
    if name and not name.startswith("-"):
        parts.append(f'.name = "{name}"')
    if name.startswith("-"):
        parts.append(".hidden = true")
    if detail:
        parts.append(f".detail = {'LAYOUT' if type_name == 'sub' else 'SET'}_{detail}")
    if count:
        parts.append(f".count = {count}")
    return "{ " + ", ".join(parts) + " }"


def read_layouts(path):
    """name -> {abi or None: (fields, whether there is more)}"""
    layouts = {}
    newest = None
    with open(path, encoding="ascii") as file:
        for count, line in enumerate(file, 1):
            line = line.partition("#")[0].rstrip()
            try:
                words = line.split()
                if not words:
                    continue
                if not line.startswith("\t"):
                    name, _, abis = words.pop(0).partition("@")
                    newest = [[], False, None, 0]
                    for abi in abis.split(",") if abis else [None]:
                        layouts.setdefault(name, {})[abi] = newest
                for word in words:
                    if word == "...":
                        newest[1] = True
                    elif word.startswith("!"):
                        name, _, size = word[1:].partition("*")
                        newest[2], newest[3] = name, int(size)
                    else:
                        newest[0].append(split_field(word))
            except Wrong as wrong:
                sys.exit(f"{path}:{count}: {wrong}")
    return layouts


def write_layouts(layouts, file, numbers):
    numbers.write(header("layoutnumbers.h", "the structures that layout.h knows").replace("calls.txt", "layouts.txt"))
    numbers.write("#ifndef LAYOUTNUMBERS_H\n#define LAYOUTNUMBERS_H\n\nenum layout_number {\n\tLAYOUT_NONE,\n")
    for name in layouts:
        numbers.write(f"\tLAYOUT_{name},\n")
    numbers.write("\tLAYOUTS\n};\n\n#endif\n")
    file.write(header("layouts.h", "the fields of structures, for layout.c alone").replace("calls.txt", "layouts.txt"))
    file.write("\nstatic const struct field FIELDS[] = {\n")
    ranges, position = {}, 0
    for name, by_abi in layouts.items():
        for abi, (fields, more, kernel, size) in by_abi.items():
            ranges[name, abi] = (position, len(fields), more, kernel, size)
            position += len(fields)
            for field in fields:
                file.write(f"\t{field},\n")
    file.write("};\n\nstatic const struct layout LAYOUTS_BY_NUMBER[LAYOUTS][ABI_COUNT] = {\n")
    for name, by_abi in layouts.items():
        file.write(f"\t[LAYOUT_{name}] = {{\n")
        for abi in ABIS:
            first, count, more, kernel, size = ranges[name, abi if abi in by_abi else None]
            told = f'"{kernel}", {size}' if kernel else "NULL, 0"
            file.write(f"\t\t[ABI_{abi.upper()}] = {{ {first}, {count}, {'true' if more else 'false'}, {told} }},\n")
        file.write("\t},\n")
    file.write("};\n")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    target = os.path.join(here, "..", "src", "syscall")
    calls = read_calls(os.path.join(here, "calls.txt"), Names(target))
    for name, write in (("shapes.h", write_shapes), ("numbers.h", write_numbers)):
        with open(os.path.join(target, name), "w", encoding="ascii") as file:
            write(calls, file)
    layouts = read_layouts(os.path.join(here, "layouts.txt"))
    with open(os.path.join(target, "layouts.h"), "w", encoding="ascii") as file:
        with open(os.path.join(target, "layoutnumbers.h"), "w", encoding="ascii") as numbers:
            write_layouts(layouts, file, numbers)


if __name__ == "__main__":
    main()
