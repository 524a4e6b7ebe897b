"""How long ago, how fast, how long still."""

import pytest
from PySide6.QtCore import QCoreApplication

from ui.ago import ago
from ui.pace import Pace

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-60, "刚刚"),
        (59, "刚刚"),
        (60, "1 分钟前"),
        (3599, "59 分钟前"),
        (7200, "2 小时前"),
        (86400, "1 天前"),
        (864000, "10 天前"),
    ],
)
def test_how_long_ago(qapp: QCoreApplication, seconds: int, words: str) -> None:
    assert ago(int((NOW - seconds) * 1000), NOW) == words


def test_the_pace_is_that_of_the_last_seconds() -> None:
    pace = Pace()
    for second in range(60):
        pace.add(float(second), second * 100)
    for second in range(60, 80):
        pace.add(float(second), 5900 + (second - 59) * 10)
    assert pace.rate == pytest.approx(10)
    assert pace.left(7100) == pytest.approx(100)


def test_no_pace_is_told_too_early_or_without_a_total() -> None:
    pace = Pace()
    assert pace.rate is None
    pace.add(0.0, 0)
    pace.add(0.5, 1000)
    assert pace.rate is None
    pace.add(2.0, 4000)
    assert pace.rate == pytest.approx(2000)
    assert pace.left(None) is None


def test_another_part_of_the_work_begins_its_own_pace() -> None:
    pace = Pace()
    pace.add(0.0, 0)
    pace.add(5.0, 5000)
    pace.add(6.0, 10)
    assert pace.rate is None
