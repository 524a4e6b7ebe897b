"""What the window asks of the process."""

from itertools import count
from pathlib import Path

import pytest

from analytics.presets import default_period
from analytics.question import Question
from desktop.doors import ProcessDoors
from storage.facts_load import load_facts
from storage.progress import Cancelled, ignore
from ui.doors import Profile


@pytest.mark.parametrize("asked_again", [0, 3, 8])
def test_an_export_that_has_to_learn_first_can_be_stopped(buying_shop: Path, tmp_path: Path, asked_again: int) -> None:
    doors = ProcessDoors(Profile("shop", buying_shop, demo=False), lambda: "zh")
    facts = load_facts(doors.store(), doors.store().shops()[0].id)
    looks = count()
    with pytest.raises(Cancelled):
        doors.export(
            tmp_path / "a.xlsx", ("churn",), facts, Question(default_period(facts)), ignore,
            lambda: next(looks) >= asked_again,
        )  # fmt: skip
    assert not list(tmp_path.iterdir())
    facts.close()
    doors.close()
