"""What was learnt by another release, or of data that is gone, is not shown."""

import pytest
from msgspec.structs import replace

from analytics.churn.outlook import OUTLOOK, ground_of, learn
from storage.progress import ignore, never
from tests.analytics.churn.shops import learnt, shop

FORM = 18
"""When the sums below change, raise the form of the lesson and write both down here: what older releases have kept
would be shown as if nothing had happened."""
SUMS = {"chance": 148.25, "usual": 14.804, "spend": 5.272, "brier": 0.12137}


def test_another_outlook_of_the_same_facts_has_another_form() -> None:
    found = learnt()
    standing, look = found.standing, found.judged.looks[0]
    sums = {
        "chance": float(standing.chance.sum()),
        "usual": float(standing.usual.sum()) / 1e6,
        "spend": float(standing.spend.sum()) / 1e6,
        "brier": look.scores[found.judged.chosen].brier,
    }
    assert OUTLOOK.form == FORM
    assert sums == pytest.approx(SUMS, rel=0.005), sums


def test_proof_stands_for_a_week_while_what_it_stood_on_is_there() -> None:
    found = learnt()
    marked = replace(found.judged, days=61)  # to be known again
    again = learn(shop(), replace(found, judged=marked), ignore, never)
    assert again.judged.days == 61
    assert again.judged_on == found.judged_on


@pytest.mark.parametrize("place", [1, 3])
def test_proof_of_data_that_is_gone_is_made_anew(place: int) -> None:
    found = learnt()
    ground = list(found.ground)
    assert ground == list(ground_of(shop(), found.judged_on))
    ground[place] = round(ground[place] * 1.02) + 1  # two in a hundred were undone
    again = learn(shop(), replace(found, judged=replace(found.judged, days=61), ground=tuple(ground)), ignore, never)
    assert again.judged.days == 60
