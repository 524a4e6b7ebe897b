"""What is said of one node of the tree: on it, on hover, and to screen readers."""

from html import escape

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from analytics.diagnosis.verdicts import VERDICTS
from analytics.period import Period
from analytics.result import Estimate, Node, Shown, Verdict, View
from ui.theme import Tokens, scaled
from ui.widgets.dates import span
from ui.widgets.format import Writing, end_of_change, full, move, moved, points, short
from ui.widgets.marks import is_good
from ui.widgets.treepoints import is_in_points

WIDTH = 340  # px at the usual size of text: longer texts wrap
translate = QCoreApplication.translate


class Told(Struct, frozen=True):
    """Everything that one comparison says of one number."""

    node: Node
    writing: Writing
    period: Period
    comparison: Period | None
    total: int
    """The change of the whole, minor units."""

    @property
    def name(self) -> str:
        """In the language of the page."""
        return self.node.name.say(self.writing.language)

    @property
    def value(self) -> str:
        """Three or four digits."""
        return short(self.node.value, self.node.shown, self.writing)

    @property
    def change(self) -> str:
        """With its sign; empty where there is none."""
        return _change_of(self.node, self.writing)

    @property
    def contribution(self) -> str:
        """What it brought to the change of the whole: +¥1.2万; empty where that has no sense."""
        if self.node.contribution is None:
            return ""
        amount = short(self.node.contribution, Shown.MONEY, self.writing)
        return f"+{amount}" if self.node.contribution > 0 else amount

    @property
    def share(self) -> float | None:
        """Its part of the change of the whole; None where nothing has changed on the whole."""
        return self.node.contribution / self.total if self.node.contribution is not None and self.total else None

    @property
    def verdict(self) -> str:
        """What its colour means."""
        return VERDICTS[self.node.verdict].say(self.writing.language)

    @property
    def news(self) -> str:
        """Better or worse, for measures where less is better; otherwise the direction says it."""
        if self.node.change is None or self.node.verdict not in ("up", "down"):
            return ""
        good = is_good(move(self.node.change), self.node.good)
        if good is None:
            return ""
        return translate("diagnosis", "变好") if good else translate("diagnosis", "变差")

    @property
    def reason(self) -> str:
        """Why the value is not known; empty if it is."""
        if self.node.value is not None or self.node.reason is None:
            return ""
        return self.node.reason.say(self.writing.language)


def told_of(node: Node, view: View, writing: Writing) -> Told:
    """A node of a view's tree."""
    assert view.diagnosis is not None
    root = view.diagnosis.nodes[0]
    return Told(node, writing, view.period, view.comparison, root.contribution or 0)


def line_of(node: Node, writing: Writing) -> str:
    """Name, value and change on one line: for what is folded away."""
    text = f"{node.name.say(writing.language)} {short(node.value, node.shown, writing)}"
    return f"{text} {_change_of(node, writing)}".rstrip()


def _change_of(node: Node, writing: Writing) -> str:
    return moved(node.value, node.previous, node.change, node.shown, writing)


def _part_of_previous(node: Node, part: float, writing: Writing) -> str:
    """An end of the interval, which is told as a part of the number before."""
    if is_in_points(node):
        return points(part * (node.previous or 0.0), writing)
    return end_of_change(part)


def colour_of_verdict(verdict: Verdict, tokens: Tokens) -> str:
    """Red for up in China, green in the west; amber for flat, grey for what cannot be told."""
    return {"up": tokens.up, "down": tokens.down, "flat": tokens.flat, "unknown": tokens.muted}[verdict]


def said_of(told: Told) -> str:
    """One line for screen readers."""
    parts = [told.reason, told.change, told.verdict if told.change else "", told.news]
    if told.contribution:
        parts.append(translate("diagnosis", "对总变化的影响 {0}").format(told.contribution))
    return " ".join(part for part in parts if part)


def hover_of(told: Told) -> str:
    """Rich text: definition, both values, difference, verdict and its test, part of the whole change."""
    node, writing = told.node, told.writing
    lines = [escape(node.definition.say(writing.language)), ""]
    if told.reason:
        lines.append(escape(told.reason))
    lines.append(f"{span(told.period)}: <b>{full(node.value, node.shown, writing)}</b>")
    if told.comparison is not None:
        lines.append(f"{span(told.comparison)}: {full(node.previous, node.shown, writing)}")
    if node.value is not None and node.previous is not None:
        lines.append(_difference(told))
    if node.contribution is not None:
        lines.append(_brought(told))
    if node.how.zh:
        lines.append(f"= {escape(node.how.say(writing.language))}")
    lines += [escape(text) for text in judged(told)]
    if node.q is not None:
        lines.append(translate("diagnosis", "同时看所有数字、控制误报之后：q = {0}").format(f"{node.q:.3f}"))
    return (
        f"<table width='{scaled(WIDTH)}'><tr><td><b>{escape(told.name)}</b><br>{'<br>'.join(lines)}</td></tr></table>"
    )


def judged(told: Told) -> list[str]:
    """The verdict; the span of the change; by which test, or at least what could have been seen."""
    node = told.node
    if node.change is None:
        return []
    lines = [" · ".join(text for text in (told.verdict, told.news) if text)]
    if node.interval is not None and _bears_out(node.verdict, node.interval):
        low, high = (_part_of_previous(node, end, told.writing) for end in (node.interval.low, node.interval.high))
        lines.append(translate("diagnosis", "扣掉碰巧的部分，变化在 {0} 到 {1} 之间。").format(low, high))
    if node.tested is not None:
        lines.append(node.tested.say(told.writing.language))
    elif node.smallest is not None:
        least = _part_of_previous(node, node.smallest, told.writing).lstrip("+")
        lines.append(translate("diagnosis", "按现在的数据量，变化要到 {0} 以上才看得出来。").format(f"±{least}"))
    return lines


def _bears_out(verdict: Verdict, interval: Estimate) -> bool:
    """Whether a span says the same as a proven change; beside others it would only be misread as certainty."""
    if verdict in ("unknown", "flat"):
        return False
    return (interval.low > 0, interval.high < 0) == (verdict == "up", verdict == "down")


def _difference(told: Told) -> str:
    node = told.node
    gap = (node.value or 0) - (node.previous or 0)
    if node.shown is Shown.RATIO:
        return translate("diagnosis", "相差") + f" {points(gap, told.writing)}"
    said = translate("diagnosis", "相差") + f" {'+' if gap > 0 else ''}{full(gap, node.shown, told.writing)}"
    return f"{said} ({told.change})" if told.change else said


def _brought(told: Told) -> str:
    exact = full(told.node.contribution, Shown.MONEY, told.writing)
    said = translate("diagnosis", "对总变化的影响 {0}").format(exact)
    if told.share is None:
        return said
    return said + " · " + translate("diagnosis", "占 {0}").format(full(told.share, Shown.RATIO, told.writing))
