"""Two syncs of one shop at once, in threads and in programs: one of them is told to wait."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage.errors import KnownError
from sync.alone import alone

_TAKES_IT = """
import sys, pathlib
from sync.alone import alone
with alone(pathlib.Path(sys.argv[1]), "s1"):
    print("in", flush=True)
    sys.stdin.read()
"""


def refusal(folder: Path, shop_id: str) -> str:
    with pytest.raises(KnownError) as caught, alone(folder, shop_id):
        pass
    return caught.value.say("zh")


def test_another_program_is_in_until_it_ends_however_it_does(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _TAKES_IT, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"in"
        assert "正在同步" in refusal(tmp_path, "s1")
        with alone(tmp_path, "s2"):
            pass  # another shop is not concerned
        other.kill()
        other.wait()
        with alone(tmp_path, "s1"):
            pass


def test_two_threads_are_two(tmp_path: Path) -> None:
    said: list[str] = []
    with alone(tmp_path, "s1"):
        thread = threading.Thread(target=lambda: said.append(refusal(tmp_path, "s1")))
        thread.start()
        thread.join()
    assert "正在同步" in said[0]
    with alone(tmp_path, "s1"):
        pass


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    assert "打不开数据文件" in refusal(tmp_path / "not there", "s1")
