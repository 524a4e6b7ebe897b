"""A phone as a partner may know it: one of the hundreds of numbers in its bucket, the same bucket under every code.

Who holds the code can try all numbers there are, but then finds hundreds for each buyer; only of people in their own
list can they tell. The bucket comes first and has no key, the key comes after it: were the phone itself hashed under
each code, the numbers in question under one code and under the next would be others, and three codes laid over one
another would leave one number for each buyer (decision 35).
"""

import hmac
from collections.abc import Sequence
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

MOST_BITS = 24
"""Of a bucket at most: of 7,000,000,000 mobile numbers (1, then 3 to 9, then nine digits) 417 share each."""
_SPARSE = 500
"""Fewer bits do for fewer people: about one number in so many that are not among them looks as if it were."""
_FULLEST = 0.5
"""Of all buckets at the most bits: eight million phones."""
_WIDTH = 64
_OPEN = b"zhanggui-cooperation/2"
"""Known to everybody and never changed: with another one the buckets would be others."""


def hashes(texts: Sequence[str], key: bytes) -> Hashes:
    """The first 64 bits of HMAC-SHA-256 of each text (RFC 2104): a microsecond each."""
    digests = b"".join(hmac.digest(key, text.encode(), "sha256")[:8] for text in texts)
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def crowds(phones: Sequence[str]) -> Hashes:
    """Per phone the 64 bits of which the first few are its bucket, however many few are."""
    return hashes(phones, _OPEN)


def cut(crowd: Hashes, bits: int) -> Hashes:
    """The buckets: two of fewer bits are never in two of more, so the finest file tells all that all files tell."""
    return crowd >> np.uint64(_WIDTH - bits)


def bits_for(phones: int) -> int:
    """How fine the buckets of a file may be."""
    return min(MOST_BITS, ceil(log2(_SPARSE * max(phones, 1))))


def most_for(bits: int) -> float:
    """How many buckets a file may name: with more, nothing could be told from chance."""
    return float(2**bits) * (_FULLEST if bits == MOST_BITS else 1 / _SPARSE)


def marks(buckets: Hashes, bits: int, key: bytes) -> Hashes:
    """What stands for each bucket in the files of one agreement: 64 bits, so that no two buckets share a mark."""
    different, place = np.unique(buckets, return_inverse=True)
    made: Hashes = hashes([f"{bits}/{bucket}" for bucket in different.tolist()], key)[place]
    return made
