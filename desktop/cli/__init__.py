"""The command line: the same engine, no window. Progress to stderr, data to stdout; exit 0, 1 failed, 2 usage."""
