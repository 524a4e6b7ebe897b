"""The first line of a view: how the period went, in words, or that it cannot be told."""

import math
from collections.abc import Sequence

from analytics import holidays
from analytics.asked import Asked
from analytics.result import Figure, Good, Shown, Verdict
from analytics.say import MINUS, count, days, money, percent
from storage.shop import Shop
from storage.words import Words

_MOST = 2  # other figures named
_FEW = 10
_SAME = 0.02  # a smaller change is "about the same"
_OF_CHANGES: dict[Verdict, Words] = {
    "unknown": Words("看不准是不是真的变了", "it cannot be told whether that is more than chance"),
    "flat": Words("变化在正常波动内", "within the usual ups and downs"),
    "up": Words("超出正常波动", "beyond the usual ups and downs"),
    "down": Words("超出正常波动", "beyond the usual ups and downs"),
}


def headline(asked: Asked, figures: Sequence[Figure]) -> Words:
    """What the first figure did, and up to two others that stand out."""
    first = figures[0]
    if first.value is None:
        reason = first.reason or Words("没有数据。", "There is no data.")
        return Words(
            f"{days(asked.question.period)} 说不清：{reason.zh}", f"{days(asked.question.period)}: {reason.en}"
        )
    return _joined([_said(asked, first), _change(asked, first), _usual(asked, first)], _standing_out(figures))


def _said(asked: Asked, figure: Figure) -> Words:
    amount = _amount(asked.facts.shop, figure, figure.value or 0)
    period = days(asked.question.period)
    return Words(f"{period} {figure.name.zh} {amount.zh}", f"{period}: {figure.name.en} {amount.en}")


def _change(asked: Asked, figure: Figure) -> Words:
    if asked.comparison is None:
        return Words("", "")
    if figure.change is None or figure.value is None or figure.previous is None:
        reason = figure.change_reason or Words("对比期为 0。", "The comparison is 0.")
        return Words(f"没法和对比期比：{reason.zh.rstrip('。')}", f"no change can be told: {reason.en.rstrip('.')}")
    if abs(figure.change) < _SAME:
        return Words("和对比期差不多", "about the same as the comparison")
    by = _amount(asked.facts.shop, figure, abs(int(figure.value - figure.previous)))
    part = percent(figure.change)
    if figure.change > 0:
        return Words(f"比对比期多 {by.zh}(+{part})", f"{by.en} more than the comparison (+{part})")
    less = "fewer" if figure.shown is Shown.COUNT else "less"
    return Words(f"比对比期少 {by.zh}({MINUS}{part})", f"{by.en} {less} than the comparison ({MINUS}{part})")


def _usual(asked: Asked, figure: Figure) -> Words:
    usual = figure.usual
    if usual is None:
        return Words("", "")
    whole = usual.days == asked.question.period
    so_far = Words("", "") if whole else Words(f"到 {usual.days.last:%m-%d} 为止", f"up to {usual.days.last:%m-%d} ")
    if usual.verdict is not None:
        said = _OF_CHANGES[usual.verdict]
        apart = _holidays(asked) if usual.verdict in ("up", "down") else Words("", "")
        return Words(f"{so_far.zh}{said.zh}{apart.zh}", f"{so_far.en}{said.en}{apart.en}")
    if usual.within:
        return Words(f"{so_far.zh}在正常波动内", f"{so_far.en}within the usual range")
    low, high = (_amount(asked.facts.shop, figure, round(bound)) for bound in (usual.low, usual.high))
    way = Words("高于", "above") if usual.above else Words("低于", "below")
    span = Words(f"平常的 {low.zh} 到 {high.zh}", f"the usual {low.en} to {high.en}")
    return Words(f"{so_far.zh}{way.zh}{span.zh}", f"{so_far.en}{way.en} {span.en}")


def _holidays(asked: Asked) -> Words:
    """Whose days the two periods do not share: after a festival everything is less."""
    assert asked.comparison is not None, "a change has been judged"
    kinds = holidays.uneven(asked.facts.shop, asked.question.period, asked.comparison)
    if not kinds:
        return Words("", "")
    zh, en = "、".join(kind.name.zh for kind in kinds), ", ".join(kind.name.en for kind in kinds)
    return Words(f"(两期赶上{zh}的日子不同)", f" (the two hold different days of {en})")


def _standing_out(figures: Sequence[Figure]) -> list[Figure]:
    """The figures after the first that are farthest beyond their usual span; without any span, the largest changes.

    Where less is better, as with refunds, comes first: the first figure does not tell of it.
    """
    if any(figure.usual for figure in figures):
        beyond = [figure for figure in figures[1:] if figure.usual and not figure.usual.within]
        return sorted(beyond, key=lambda figure: (figure.good is not Good.DOWN, -_beyond(figure)))[:_MOST]
    moved = [figure for figure in figures[1:] if abs(figure.change or 0) >= _SAME and not _few(figure)]
    return sorted(moved, key=lambda figure: -abs(figure.change or 0))[:_MOST]


def _few(figure: Figure) -> bool:
    """Whether a count is too small for its change to say much: 2 orders after 1."""
    return figure.shown is Shown.COUNT and max(figure.value or 0, figure.previous or 0) < _FEW


def _beyond(figure: Figure) -> float:
    """How far a figure lies outside its usual span, in widths of the span."""
    usual = figure.usual
    if usual is None:
        return 0.0
    outside = max(usual.value - usual.high, usual.low - usual.value)
    return outside / (usual.high - usual.low) if usual.high > usual.low else math.inf


def _told(figure: Figure) -> Words:
    usual = figure.usual
    if usual is None:
        return Words(f"{figure.name.zh} {_signed(figure)}", f"{figure.name.en} {_signed(figure)}")
    by = "" if figure.change is None else f"({_signed(figure)})"
    if usual.verdict is not None:  # against the comparison, which may have been the unusual one
        way = Words("明显上升", "clearly up") if usual.above else Words("明显下降", "clearly down")
        return Words(f"{figure.name.zh}{way.zh}{by}", f"{figure.name.en} {way.en} {by}".rstrip())
    if usual.above:
        return Words(f"{figure.name.zh}高于平常{by}", f"{figure.name.en} above the usual {by}".rstrip())
    return Words(f"{figure.name.zh}低于平常{by}", f"{figure.name.en} below the usual {by}".rstrip())


def _joined(parts: list[Words], others: Sequence[Figure]) -> Words:
    more = [_told(figure) for figure in others]
    said = [part for part in parts if part.zh]
    zh = "，".join(part.zh for part in said)
    en = ", ".join(part.en for part in said)
    if more:
        zh += "；" + "，".join(part.zh for part in more)
        en += "; " + ", ".join(part.en for part in more)
    return Words(zh + "。", en + ".")


def _signed(figure: Figure) -> str:
    change = figure.change or 0.0
    return f"{'+' if change > 0 else MINUS}{percent(change)}"


def _amount(shop: Shop, figure: Figure, value: float) -> Words:
    if figure.shown is Shown.MONEY:
        return money(shop, int(value))
    return Words(count(int(value)), count(int(value)))
