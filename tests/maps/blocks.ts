// Reads the beginnings of files, in two ways.
import { closeSync, openSync, readSync, statSync } from "fs";

interface Block {
    readonly path: string;
    readonly bytes: number;
}

type Reader = (path: string) => Block;

enum Way {
    Whole = "whole",
    Size = "size",
}

const readBlock: Reader = (path) => {
    const fd = openSync(path, "r");
    const room = Buffer.alloc(16);
    const bytes = readSync(fd, room, 0, room.length, 0);
    closeSync(fd);
    return { path, bytes };
};

class Store<T extends Block> {
    private readonly seen: T[] = [];

    constructor(private readonly make: (path: string) => T) {}

    get size(): number {
        return this.seen.reduce((sum, block) => sum + statSync(block.path).size, 0);
    }

    add(path: string, way: Way = Way.Whole): void {
        if (way === Way.Whole) this.seen.push(this.make(path));
    }
}

function main(paths: string[]): void {
    const store = new Store<Block>(readBlock as (path: string) => Block);
    for (let round = 0; round < 5; round++) for (const path of paths) store.add(path);
    console.log(store.size > 0);
}

main(process.argv.slice(2));
