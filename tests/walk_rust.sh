#!/usr/bin/env bash
# walk_rust.sh - stacks of Rust programs have the frames that others find: threads, panics that are caught, inlined code
#
# libunwind finds no rules in a file whose code does not begin at a page of the
# file, as lld lays it out (rustc's choice since 1.90); elfutils does.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
PATH=$PATH:$HOME/.cargo/bin
need rustc

cat >deep.rs <<'EOF'
use std::fs::File;
use std::io::{Read, Write};
use std::thread;

#[inline(never)]
fn read_some(path: &str, depth: u32) -> usize {
    if depth > 0 {
        return read_some(path, depth - 1) + 1;
    }
    let mut block = [0u8; 128];
    File::open(path).and_then(|mut file| file.read(&mut block)).unwrap_or(0)
}

fn main() {
    let all: Vec<_> = (0..4)
        .map(|n| thread::spawn(move || (0..50).map(|k| read_some("/etc/passwd", n * 3 + k % 5)).sum::<usize>()))
        .collect();
    for one in all {
        writeln!(std::io::stdout(), "{}", one.join().unwrap()).unwrap();
    }
    let caught = std::panic::catch_unwind(|| if read_some("/", 2) < 9 { panic!("on purpose") });
    println!("{}", caught.is_err());
}
EOF

# walks NAME ORACLE
walks() {
	check "$1: the frames are those of $2" bounded "$build/tests/walk" "$2" ./deep
	echo "$1: $(grep ' walks, ' check.out)"
}

for options in "-C opt-level=0" "-C opt-level=3"; do
	# shellcheck disable=SC2086 # options are two words
	rustc $options -C link-arg=-fuse-ld=bfd -o deep deep.rs >built 2>&1 || fails "rustc $options: it can be built" built
	walks "rustc $options, ld" libunwind
	# shellcheck disable=SC2086
	rustc $options -o deep deep.rs >built 2>&1 || fails "rustc $options: it can be built" built
	walks "rustc $options, its own linker" elfutils
done
finish
