"""Lines at the end of a table, or within it, that are no things: sums and remarks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sync.files.lines import Blanks
from sync.files.mapping.rules import NO_THING
from sync.files.preset import Row, Sift, Tally
from sync.files.values import unwrap

_SUM = re.compile(
    r"(?:本?[页月日年周季]|全部)?\s*(?:[合总小共累]\s*计|总数)\s*[:：]?\s*[¥￥]?[\d.,，]*\s*[元单笔件个人]?"
    r"|(?:grand |sub)?total:?|sum:?",
    re.IGNORECASE,
)


def without_sums(telling: Sequence[int], blanks: Blanks) -> Sift:
    """Leaves out lines whose cells at the places ``telling`` say nothing, or 合计 at most."""

    def sift(rows: Iterable[Row], tally: Tally) -> Iterator[Row]:
        for number, cells in rows:
            if any(_says(cells[place], blanks) for place in telling):
                yield number, cells
            else:
                tally.applied[NO_THING] += 1

    return sift


def _says(cell: str, blanks: Blanks) -> bool:
    bare = unwrap(cell)
    return bool(bare) and bare not in blanks and _SUM.fullmatch(bare) is None
