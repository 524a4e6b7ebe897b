"""Why goods come back: reasons with their part of the refunds, against the comparison."""

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.fulfilment import REASON
from analytics.intervals import gap, share
from analytics.measure import read_by, read_term
from analytics.metric import count, total
from analytics.part import Narrow
from analytics.parts.fulfilment import GOODS_REFUNDS
from analytics.parts.refunds import REFUNDS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.say import as_words, counted, money
from analytics.selections import selection
from analytics.subject import Panel
from analytics.told import told
from storage.words import Words

LEAST = 10
"""Refunds below which reasons say nothing."""
_COUNT, _AMOUNT = count(GOODS_REFUNDS), total(GOODS_REFUNDS)
_SHARE = Words(
    "这个原因的退款笔数 ÷ 全部退款笔数，带 95% 区间。", "Refunds for this reason / all refunds, with the 95% interval."
)
_MOVED = Words(
    "本期占比减对比期占比，带 95% 区间；区间不含 0 才算真的变了。",
    "Part in the period less part in the comparison, with the 95% interval: a real change where it does not hold 0.",
)
_COLUMNS = (
    Column("reason", REASON.name, Shown.TEXT),
    Column("refunds", Words("退款笔数", "Refunds"), Shown.COUNT, total=True),
    Column("share", Words("占比", "Share"), Shown.RATIO, _SHARE, bar=True),
    Column("refund_amount", Words("退款金额", "Refund amount"), Shown.MONEY, total=True),
    Column("previous", Words("对比期笔数", "Refunds compared"), Shown.COUNT, total=True, compared=True),
    Column("moved", Words("占比变化", "Change of the part"), Shown.RATIO, _MOVED),
)


def refund_reasons(asked: Asked, panel: Panel) -> Table:
    """One row per reason, the most frequent first."""
    found = asked.unknown or told(*(read_by(asked.now, term, REASON) for term in (_COUNT, _AMOUNT)))
    if isinstance(found, Words):
        return Table(panel.id, panel.title, _columns(asked), (), found)
    numbers, amounts = found
    why_not = _too_thin(numbers)
    if why_not is not None:
        return Table(panel.id, panel.title, _columns(asked), (), why_not)
    before = _before(asked)
    rows = tuple(_row(asked, code, numbers, amounts, before) for code in _ranked(asked, numbers, before))
    drawn = Bars("reason", "share")
    lead = _lead(asked, numbers, amounts, before)
    return Table(panel.id, panel.title, _columns(asked), rows, _failed_groups(asked, numbers), drawn=drawn, lead=lead)


def _columns(asked: Asked) -> tuple[Column, ...]:
    return _COLUMNS if asked.comparison is not None else _COLUMNS[:4]


def _too_thin(numbers: Ints) -> Words | None:
    every, named = int(numbers.sum()), int(numbers[1:].sum())
    if every and not named:
        return Words("数据来源没有退款原因。", "The source gives no reasons for refunds.")
    if every < LEAST:
        return Words(
            f"本期只有 {every} 笔退款，少于 {LEAST} 笔看不出原因。",
            f"Only {counted(every, 'refund').en} in the period; fewer than {LEAST} show no reasons.",
        )
    return None


def _failed_groups(asked: Asked, numbers: Ints) -> Words | None:
    failed = int(read_term(asked.now, count(REFUNDS)).value or 0) - int(numbers.sum())
    if failed <= 0:
        return None
    return Words(
        f"另有 {failed:,} 笔是拼团没成退的，没算在内。", f"{failed:,} more went back because a group failed; left out."
    )


def _before(asked: Asked) -> Ints | None:
    if asked.before is None:
        return None
    found = told(read_by(asked.before, _COUNT, REASON))
    return None if isinstance(found, Words) else found[0]


def _ranked(asked: Asked, numbers: Ints, before: Ints | None) -> list[int]:
    """Codes of the reasons given in either period, the most frequent first, "no reason" last."""
    codes = [
        code for code in range(-1, len(numbers) - 1) if numbers[code + 1] or (before is not None and before[code + 1])
    ]
    return sorted(codes, key=lambda code: (code < 0, -int(numbers[code + 1]), REASON.key_of(asked.facts, code)))


def _row(asked: Asked, code: int, numbers: Ints, amounts: Ints, before: Ints | None) -> Row:
    narrow = Narrow(slices=((REASON.id, REASON.key_of(asked.facts, code)),))
    number = int(numbers[code + 1])
    rows = selection(asked.now, _COUNT, narrow)
    cells = (REASON.label_of(asked.facts, code), number, share(number, int(numbers.sum())), int(amounts[code + 1]))
    behind = (None, rows, rows, rows) if number else (None, None, None, None)
    if asked.comparison is None:
        return Row(cells, rows, behind)
    if before is None or asked.before is None:
        return Row((*cells, None, None), rows, (*behind, None, None))
    then = selection(asked.before, _COUNT, narrow)
    moved = None if asked.incomparable else _moved(code, numbers, before)
    return Row((*cells, int(before[code + 1]), moved), rows, (*behind, then, None))


def _moved(code: int, numbers: Ints, before: Ints) -> Estimate | None:
    now, then = (share(int(counts[code + 1]), int(counts.sum())) for counts in (numbers, before))
    return None if now is None or then is None else gap(now, then)


def _lead(asked: Asked, numbers: Ints, amounts: Ints, before: Ints | None) -> Words:
    first = int(numbers[1:].argmax())
    name = as_words(REASON.label_of(asked.facts, first))
    part, amount = share(int(numbers[first + 1]), int(numbers.sum())), money(asked.facts.shop, int(amounts[first + 1]))
    assert part is not None, "there are refunds"
    zh = f"退得最多的原因是“{name.zh}”：占 {part.value:.0%}({part.low:.0%}–{part.high:.0%})，{amount.zh}"
    en = f'The most frequent reason is "{name.en}": {part.value:.0%} ({part.low:.0%}–{part.high:.0%}), {amount.en}'
    moved = None if before is None or asked.incomparable else _moved(first, numbers, before)
    if moved is None:
        return Words(f"{zh}。", f"{en}.")
    real = moved.low > 0 or moved.high < 0
    way = Words("多", "more") if moved.value > 0 else Words("少", "less")
    by = f"{abs(moved.value) * 100:.1f}"
    if not real:
        return Words(f"{zh}；和对比期没有明显差别。", f"{en}; not clearly different from the comparison.")
    return Words(f"{zh}；占比对比期{way.zh}了 {by} 个百分点。", f"{en}; {by} points {way.en} than in the comparison.")
