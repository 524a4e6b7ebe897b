"""Who is in which arm: a number from 0 to 1 per trial and person, the same on every computer and in every list.

It is the hash of both, so it depends neither on the order of a list nor on who else is in it, and the numbers of two
trials have nothing to do with each other.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from storage.trial import HELD, Arm

HALVES = ("a", "b")
_BITS = 53  # as many as a float holds exactly


def arms_of(hold_out: float, offers: Sequence[str]) -> tuple[Arm, ...]:
    """The arms of a trial with one offer or none named, or with two; nobody is in them yet.

    ``hold_out`` is the share that gets nothing; 0 makes no such arm, which only a trial of two offers may do.
    """
    held = (Arm(HELD, hold_out, 0),) if hold_out > 0 else ()
    if len(offers) < 2:
        return (Arm("treated", 1 - hold_out, 0, "".join(offers)), *held)
    part = (1 - hold_out) / len(HALVES)
    return (Arm("a", part, 0, offers[0]), Arm("b", part, 0, offers[1]), *held)


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
