"""Lines at the end of a table, or within it, that are no things: sums and remarks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sync.files.dates import is_date
from sync.files.lines import Blanks
from sync.files.mapping.rules import NO_THING
from sync.files.preset import Row, Sift, Tally
from sync.files.values import unwrap

_SUM = re.compile(
    r"(?:[\d本第年月日周季页]*|全部)\s*(?:[合总小共累]\s*计|总数)\s*[:：]?\s*[¥￥]?[\d.,，]*\s*[元单笔件个人]?"
    r"|(?:grand |sub)?total:?|sum:?",
    re.IGNORECASE,
)


def without_sums(telling: Sequence[int], blanks: Blanks) -> Sift:
    """Leaves out lines whose cells at the places ``telling`` say nothing, or 合计 and no date."""

    def sift(rows: Iterable[Row], tally: Tally) -> Iterator[Row]:
        for number, cells in rows:
            if _is_thing([cells[place] for place in telling], blanks):
                yield number, cells
            else:
                tally.applied[NO_THING] += 1

    return sift


def _is_thing(cells: Iterable[str], blanks: Blanks) -> bool:
    said = [bare for cell in cells if (bare := unwrap(cell)) and bare not in blanks]
    named = [text for text in said if _SUM.fullmatch(text) is None]
    return len(named) == len(said) > 0 or any(map(is_date, named))
