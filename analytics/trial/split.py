"""Who is in which arm: a number from 0 to 1 per trial and person, the same on every computer and in every list.

It is the hash of both, so it depends neither on the order of a list nor on who else is in it, and the numbers of two
trials have nothing to do with each other.
"""

from collections.abc import Sequence
from hashlib import blake2b
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from storage.trial import HELD, Arm, ArmKey, Goods

HALVES: tuple[ArmKey, ArmKey] = ("a", "b")
_BITS = 53  # as many as a float holds exactly


def arms_of(hold_out: float, offers: Sequence[str], goods: Sequence[Goods | None] = ()) -> tuple[Arm, ...]:
    """The arms of a trial with one offer or none named, or with two; nobody is in them yet.

    ``hold_out`` is the share that gets nothing; 0 makes no such arm, which only a trial of two offers may do. ``goods``
    are the products that go out with each offer; where they are more than the offers, the others have no words.
    """
    held = (Arm(HELD, hold_out, 0),) if hold_out > 0 else ()
    keys: Sequence[ArmKey] = HALVES if max(len(offers), len(goods)) > 1 else ("treated",)
    part = (1 - hold_out) / len(keys)
    given = list(zip_longest(keys, offers, goods))[: len(keys)]
    return (*(Arm(key, part, 0, offer or "", own) for key, offer, own in given), *held)


def split(trial_id: str, ids: Sequence[str], arms: Sequence[Arm]) -> NDArray[np.int8]:
    """The place of each one's arm. The last arm takes the lowest numbers, so who is held out does not depend on offers.

    ``trial_id`` holds no zero byte, which stands between it and the id of the person.
    """
    edges = np.cumsum([arm.share for arm in reversed(arms)])[:-1]
    return (len(arms) - 1 - np.searchsorted(edges, _numbers(trial_id, ids), side="right")).astype(np.int8)


def _numbers(trial_id: str, ids: Sequence[str]) -> NDArray[np.float64]:
    begun = blake2b(trial_id.encode() + b"\0", digest_size=8)
    hashes = np.empty(len(ids), np.uint64)
    for place, one in enumerate(ids):
        own = begun.copy()
        own.update(one.encode())
        hashes[place] = int.from_bytes(own.digest(), "big")
    numbers: NDArray[np.float64] = (hashes >> np.uint64(64 - _BITS)).astype(np.float64) / 2**_BITS
    return numbers
