"""Whether a list is read in circles: page after page comes, and nothing on them is new.

Cursors may count up for ever, or lead back to where they came from. Reading some rows again is usual: rounds begin an
overlap earlier, and what moved while it was read is read again. So a list is given up only after a good while, the
longer the more it has brought. What came is remembered as one bit each: a table of bits does not grow with the shop.
"""

from sync.source import Batch

_BITS = 1 << 25
_EMPTY, _KNOWN = 1, 10
"""What a page without rows, and one of rows that all came before, take from our patience."""
_PATIENCE = 50 * _KNOWN
_MORE = 4 * _KNOWN
"""And what each page adds that brings something: a stretch that moves is halved, and read again at every width."""


class Circling:
    """What came in a round so far."""

    def __init__(self) -> None:
        self._seen = bytearray(_BITS // 8)
        self._patience = _PATIENCE
        self._spent = 0

    def is_endless(self, batch: Batch) -> bool:
        """Whether the list is to be given up at this page."""
        if self._is_new(batch):
            self._patience += _MORE
            self._spent = 0
        else:
            self._spent += _KNOWN if len(batch) else _EMPTY
        return self._spent > self._patience

    def _is_new(self, batch: Batch) -> bool:
        new = 0
        for records in batch.records:
            for record in records:
                new |= self._mark(hash((record.KIND, record.id)))
        for kind, tombstones in batch.tombstones.items():
            for gone in tombstones:
                new |= self._mark(hash((kind, gone.id)))
        for misfit in batch.misfits:
            new |= self._mark(hash(misfit.raw))
        return bool(new)

    def _mark(self, number: int) -> int:
        """1 if this bit was not set yet."""
        place, bit = divmod(number % _BITS, 8)
        before = self._seen[place]
        self._seen[place] = before | 1 << bit
        return not before >> bit & 1
