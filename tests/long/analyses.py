"""Every number of every view against its brute-force twin, on many more random shops than the suite has time for."""

import argparse
import os
from pathlib import Path

import pytest

STORIES = Path(__file__).parent.parent / "analytics" / "test_engine.py"
SHOPS = 1000


def main(options: argparse.Namespace) -> int:
    """0 if all agree; ``--n`` shops for each view and claim."""
    os.environ["ZHANGGUI_EXAMPLES"] = str(options.n or SHOPS)
    return pytest.main([str(STORIES), "-q", f"--hypothesis-seed={options.seed}", "-o", "faulthandler_timeout=0"])
