"""The one test command: style, types, direction of imports, then the tests. Options go to pytest."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent

CHECKS = {
    "ruff": ["-m", "ruff", "check", "--quiet", "."],
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "import importlinter.cli as cli; cli.lint_imports_command()"],
}
PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadfile"]


def passes(name: str, arguments: list[str]) -> bool:
    """Run one check in a Python of its own and say how it went."""
    start = time.monotonic()
    code = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode
    print(f"{name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - start:.1f} s)", flush=True)
    return code == 0


def main(options: list[str]) -> int:
    """Run everything, also after a failure; 1 if anything failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each worker and each start of the program compiles all of it
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # two workers on two cores: threads that wait for each other burn half of both
    results = [passes(name, arguments) for name, arguments in CHECKS.items()]
    tests = subprocess.run([sys.executable, *PYTEST, *options], cwd=ROOT, check=False).returncode
    return 1 if tests or not all(results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
