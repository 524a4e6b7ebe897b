"""Runs one benchmark and prints one JSON object; what it is doing goes to stderr."""

import argparse
import os
import platform
import sys
from importlib import import_module
from pathlib import Path

import msgspec

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith(("_", "test_")))


def main() -> int:
    """0 if every goal was met, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--quick", action="store_true", help="a tenth of the data: to see that it runs")
    parser.add_argument("--log", type=Path, help="churn: judge this CSV of customer, date and amount instead")
    options = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does
    bench = import_module(f"tests.bench.{options.name}")
    if options.log is not None and not hasattr(bench, "run_on"):
        parser.error(f"{options.name} takes no --log")
    results = bench.run(options.quick) if options.log is None else bench.run_on(options.log)
    report = {"bench": options.name, "machine": machine(), "quick": options.quick, "results": results}
    print(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    return 0 if all(result.met is not False for result in results) else 1


def machine() -> str:
    """What the numbers were measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
