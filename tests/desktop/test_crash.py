"""A mistake of ours leaves a report on this computer, without the values that were at hand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import crash

SCRIPT = """
import sys, threading
from desktop import crash
crash.watch(lambda path: print(path))
def customer():
    phone = "13800001111"
    raise RuntimeError("broken")
if sys.argv[1] == "thread":
    thread = threading.Thread(target=customer)
    thread.start()
    thread.join()
else:
    customer()
"""


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_crash_is_reported_from_any_thread(tmp_path: Path, where: str) -> None:
    environment = os.environ | {"ZHANGGUI_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SCRIPT, where]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    text = Path(done.stdout.strip()).read_text("utf-8")
    assert "RuntimeError: broken" in text
    assert "in customer" in text
    assert "13800001111" not in text


def test_the_native_crash_of_the_last_run_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path))
    assert crash.native_crash_of_last_run() == ""
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "native-crash.txt").write_text("Fatal Python error: Segmentation fault", "utf-8")
    assert "Segmentation" in crash.native_crash_of_last_run()


def test_a_program_without_a_console_still_tells_of_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGGUI_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stderr", None)
    assert "ValueError: broken" in crash.write_report(ValueError("broken")).read_text("utf-8")
