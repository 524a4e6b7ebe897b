"""One clock is wrong for a while, whichever and by however much; once both are right, nothing is missing."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from storage.errors import KnownError
from sync.clocks import Clocks, read_clocks, say_if_apart
from tests.sync.cursors import test_backward, test_by_id, test_changes, test_lookback, test_windows
from tests.sync.cursors.reader import Reader, Start, missed, move
from tests.sync.cursors.table import HOUR

DAY = 24 * HOUR
YEAR = 365 * DAY
KINDS = {
    "backward": test_backward,
    "by_id": test_by_id,
    "changes": test_changes,
    "lookback": test_lookback,
    "windows": test_windows,
}

WHICH = ("here", "there", "both right")
AMOUNTS = (HOUR, 5 * HOUR, 23 * HOUR, 30 * HOUR, 9 * DAY, 400 * DAY, 11 * YEAR)
WRONG_BY = (*AMOUNTS, *(-amount for amount in AMOUNTS))
Story = list[tuple[str, int, int]]
"""Which clock is wrong, by how much, for how many steps."""

jumps = st.lists(st.tuples(st.sampled_from(WHICH), st.sampled_from(WRONG_BY), st.integers(1, 30)), max_size=4)


def drawn(draw: random.Random) -> Story:
    """A story without help."""
    return [(draw.choice(WHICH), draw.choice(WRONG_BY), draw.randint(1, 30)) for _ in range(draw.randint(0, 4))]


def lived(kind: str, seed: int, tells: bool, story: Story, start: Callable[[Any], Start]) -> set[str]:
    """What is missing after a life of some steps by right clocks, and others by one that has jumped."""
    server = KINDS[kind].Server(seed)
    server.table.tells = tells
    if hasattr(server, "terms") and hasattr(server.terms, "span"):  # years of windows take their time
        server.terms = structs.replace(server.terms, span=30 * YEAR)
    reader = Reader(start(server))
    for which, ahead, steps in [("both right", 0, 20), *story]:
        server.table.wrong = (ahead if which == "here" else 0, ahead if which == "there" else 0)
        for _ in range(steps if tells else -(-steps // 10)):
            (move if tells else whole_round)(server, reader)
    return missed(server, reader, rest=12 * HOUR)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6), tells=st.booleans(), story=jumps)
def test_a_clock_that_jumps_loses_nothing(kind: str, seed: int, tells: bool, story: Story) -> None:
    assert lived(kind, seed, tells, story, KINDS[kind].ours) == set()


def whole_round(server: Any, reader: Reader) -> None:
    """Some things happen, then a sync. By one clock alone nobody knows when a round began that lasts."""
    for _ in range(3):
        server.table.draw.choice(server.moves())()
    reader.finish()


def lost(kind: str, seed: int) -> set[str]:
    """What is missing after a story drawn from a seed."""
    draw = random.Random(seed)
    return lived(kind, seed, draw.random() < 0.6, drawn(draw), KINDS[kind].ours)


AHEAD = [("there", 5 * HOUR, 40)]


@pytest.mark.parametrize("kind", ["windows", "lookback"])
def test_to_believe_the_server_alone_loses_rows(kind: str) -> None:
    def believing(server: Any) -> Start:
        def alone() -> Clocks:
            there = server.table.clocks(0).there
            return Clocks(there, there)

        server.clocks = alone
        start: Start = KINDS[kind].ours(server)
        return start

    assert any(lived(kind, seed, True, AHEAD, believing) for seed in range(20))


NOW = 1_800_000_000_000


@pytest.mark.parametrize(
    ("here", "there", "now", "earliest"),
    [
        (0, 5 * HOUR, 5 * HOUR, 0),  # near each other: the shop's; but a mark stands by the earlier
        (0, -5 * HOUR, -5 * HOUR, -5 * HOUR),
        (0, 9 * DAY, 0, 0),
        (9 * DAY, 0, 0, 0),
        (9 * DAY, None, 9 * DAY, 9 * DAY),
        (-30 * YEAR, 0, 0, 0),  # an empty battery
        (0, -30 * YEAR, 0, 0),
    ],
)
def test_the_later_clock_is_not_believed_and_neither_one_that_stands_before_the_program(
    here: int, there: int | None, now: int, earliest: int
) -> None:
    clocks = read_clocks(NOW + here, None if there is None else NOW + there)
    assert (clocks.now - NOW, clocks.earliest - NOW) == (now, earliest)


def test_a_clock_that_stands_before_what_has_happened_does_not_count_while_there_is_another() -> None:
    clocks = Clocks(NOW - 9 * DAY, NOW)
    assert clocks.knowing(NOW - DAY).now == NOW
    assert clocks.knowing(NOW - 20 * DAY).now == NOW - 9 * DAY
    assert clocks.knowing(NOW + 20 * DAY) == clocks, "both stand before it: then it is the mark that is wrong"
    assert Clocks(NOW, None).knowing(NOW + 20 * DAY) == Clocks(NOW, None)


def test_clocks_far_apart_are_told_with_the_days() -> None:
    say_if_apart(Clocks(NOW, NOW + 23 * HOUR))
    say_if_apart(Clocks(NOW, None))
    with pytest.raises(KnownError, match="differ by 9 days"):
        say_if_apart(Clocks(NOW, NOW + 9 * DAY))
