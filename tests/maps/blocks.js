"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// Reads the beginnings of files, in two ways.
const fs_1 = require("fs");
var Way;
(function (Way) {
    Way["Whole"] = "whole";
    Way["Size"] = "size";
})(Way || (Way = {}));
const readBlock = (path) => {
    const fd = (0, fs_1.openSync)(path, "r");
    const room = Buffer.alloc(16);
    const bytes = (0, fs_1.readSync)(fd, room, 0, room.length, 0);
    (0, fs_1.closeSync)(fd);
    return { path, bytes };
};
class Store {
    constructor(make) {
        this.make = make;
        this.seen = [];
    }
    get size() {
        return this.seen.reduce((sum, block) => sum + (0, fs_1.statSync)(block.path).size, 0);
    }
    add(path, way = Way.Whole) {
        if (way === Way.Whole)
            this.seen.push(this.make(path));
    }
}
function main(paths) {
    const store = new Store(readBlock);
    for (let round = 0; round < 5; round++)
        for (const path of paths)
            store.add(path);
    console.log(store.size > 0);
}
main(process.argv.slice(2));
//# sourceMappingURL=blocks.js.map