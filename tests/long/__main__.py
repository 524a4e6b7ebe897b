"""Long proofs, a module of this folder each: ``python -m tests.long NAME [--n N] [--seed S]``."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main() -> int:
    """Run one proof; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.long", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--n", type=int, default=None, help="how many cases")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return int(import_module(f"tests.long.{options.name}").main(options))


if __name__ == "__main__":
    sys.exit(main())
