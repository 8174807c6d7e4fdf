"""`python -m pipeline`."""

import io
import sys

from pipeline.cli import main

if __name__ == "__main__":
    # JSON is UTF-8 (RFC 8259), whatever the terminal's locale says.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
