int read_block (string path) {
    var f = Posix.open (path, Posix.O_RDONLY);
    if (f < 0)
        return -1;
    Posix.close (f);
    return 1;
}

int main (string[] args) {
    read_block ("sample.txt");
    Posix.open ("no-sample.txt", Posix.O_RDONLY);
    return 0;
}
