"""Who is in which arm: the same for ever, by lot, and a lot of its own in every trial."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import chi2_contingency, chisquare

from analytics.trial.split import arms_of, split
from storage.trial import Arm

IDS = [f"u{number}" for number in range(100_000)]
FIFTH = arms_of(0.2, ())
PINNED = "haaahaaaaaaaaaahaaha"
"""What u0 to u19 drew in the trial "召回" when this was written."""


def drawn(trial_id: str, ids: list[str], arms: tuple[Arm, ...] = FIFTH) -> dict[str, str]:
    return {one: arms[arm].key for one, arm in zip(ids, split(trial_id, ids, arms).tolist(), strict=True)}


def letters(arms: dict[str, str]) -> str:
    return "".join("h" if arm == "held_out" else "a" for arm in arms.values())


def test_an_arm_depends_on_trial_and_person_alone() -> None:
    every = drawn("t", IDS)
    some = IDS[5_000:300:-7]
    assert drawn("t", some) == {one: every[one] for one in some}
    assert drawn("t", ["new", *IDS[:50], "newer"]).items() >= {one: every[one] for one in IDS[:50]}.items()


def test_an_arm_is_the_same_on_every_computer_and_in_every_version() -> None:
    assert letters(drawn("召回", IDS[:20])) == PINNED
    code = (
        "from analytics.trial.split import arms_of, split;"
        "print(split('召回', [f'u{n}' for n in range(20)], arms_of(0.2, ())).tolist())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "".join("ah"[int(arm)] for arm in told.stdout if arm.isdecimal()) == PINNED


@pytest.mark.parametrize(
    ("hold_out", "offers"), [(0.1, ()), (0.2, ("x",)), (0.5, ()), (0.0, ("x", "y")), (0.3, ("x", "y"))]
)
def test_arms_have_the_shares_that_were_asked_for(hold_out: float, offers: tuple[str, ...]) -> None:
    arms = arms_of(hold_out, offers)
    shares = [arm.share for arm in arms]
    assert sum(shares) == pytest.approx(1)
    found = np.bincount(split("balance", IDS, arms), minlength=len(arms))
    assert chisquare(found, np.array(shares) * len(IDS)).pvalue > 0.001


def test_the_numbers_are_even_from_0_to_1() -> None:
    tenths = tuple(Arm("a", 0.1, 0) for _ in range(10))
    assert chisquare(np.bincount(split("even", IDS, tenths), minlength=10)).pvalue > 0.001


@pytest.mark.parametrize("other", ["t2", "t ", "T", "t\u200b"])
def test_two_trials_have_nothing_to_do_with_each_other(other: str) -> None:
    table = np.zeros((2, 2))
    np.add.at(table, (split("t", IDS, FIFTH), split(other, IDS, FIFTH)), 1)
    assert chi2_contingency(table, correction=False).pvalue > 0.001


def test_neighbouring_ids_draw_apart_from_each_other() -> None:
    arms = split("t", IDS, FIFTH)
    table = np.zeros((2, 2))
    np.add.at(table, (arms[:-1], arms[1:]), 1)
    assert chi2_contingency(table, correction=False).pvalue > 0.001


def test_who_is_held_out_does_not_depend_on_how_many_offers_there_are() -> None:
    one, two = drawn("t", IDS[:1_000]), drawn("t", IDS[:1_000], arms_of(0.2, ("x", "y")))
    assert [arm == "held_out" for arm in one.values()] == [arm == "held_out" for arm in two.values()]
