"""Builds the installable program, starts it without a display, and lets it complete a small demo."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ORDERS = 2_500  # enough to learn from: the models need what is imported late


def main(_options: argparse.Namespace) -> int:
    """0 if the frozen program wrote its pictures and its workbook."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        program = build(folder)
        out = folder / "demo out 示例"  # blanks and Chinese in the path, as on a merchant's computer
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ZHANGGUI_HOME": str(folder / "home")}
        start = time.monotonic()
        arguments = [str(program), "demo", "--no-window", "--orders", str(ORDERS), "--out", str(out)]
        code = subprocess.run(arguments, env=environment, timeout=600, check=False).returncode
        pictures = sorted(out.glob("*.png"))
        books = sorted(out.glob("*.xlsx"))
        size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file())
        print(f"exit {code}, {len(pictures)} pictures, {len(books)} workbook, {time.monotonic() - start:.1f} s")
        print(f"size of the program folder: {size / 1e6:.0f} MB")
        return 0 if code == 0 and len(pictures) >= 6 and len(books) == 1 else 1


def build(folder: Path) -> Path:
    """The command line program that PyInstaller made below ``folder``."""
    paths = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *paths, "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=1800)
    name = "zhanggui-cli.exe" if sys.platform == "win32" else "zhanggui-cli"
    return folder / "dist" / "Zhanggui" / name
