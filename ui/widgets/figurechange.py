"""What is said of a figure beside its value: the change, whether that is good, and what it is compared with."""

from msgspec import Struct, structs
from PySide6.QtCore import QCoreApplication

from analytics.period import Period
from analytics.result import Figure, Shown
from ui.theme import Tokens
from ui.widgets.format import Move, Writing, change, move, points, short
from ui.widgets.marks import colour_of, is_good


class Change(Struct, frozen=True):
    """The texts of a change and what colours them. ``move`` is None where there is no change to speak of."""

    move: Move | None = None
    text: str = ""
    verdict: str = ""
    """For measures where less is better: better or worse."""
    good: bool | None = None
    against: str = ""
    """The comparison's value, or why there is none."""
    usual: str = ""
    """Whether the value is one of the usual ones, where that can be judged."""
    notable: bool = False
    """It is not."""
    proven: bool = False
    """A test says that it has really changed: only then it has a colour, which would say so at a glance."""

    def colour(self, tokens: Tokens) -> str:
        """Of the arrow and the percentage: grey while the change may be chance."""
        return colour_of(self.move, tokens) if self.move and self.proven else tokens.muted

    def verdict_colour(self, tokens: Tokens) -> str:
        """Of better and worse, likewise."""
        return (tokens.good if self.good else tokens.bad) if self.proven else tokens.muted

    @property
    def said(self) -> str:
        """Everything in one line, without colour or arrow."""
        return " ".join(part for part in (self.usual, self.text, self.verdict, self.against) if part)


def change_of(figure: Figure, writing: Writing, comparison: Period | None) -> Change:
    """What to say of ``figure`` against ``comparison``."""
    if figure.value is None:
        return Change()
    said = Change(usual=_usual(figure), notable=figure.usual is not None and not figure.usual.within)
    if comparison is None:
        return said
    if figure.change_reason is not None:
        return structs.replace(said, against=figure.change_reason.say(writing.language))
    if figure.previous is None:
        return structs.replace(said, against=QCoreApplication.translate("figures", "对比期没有数据"))
    against = QCoreApplication.translate("figures", "对比 {0}").format(short(figure.previous, figure.shown, writing))
    if figure.change is None:
        return structs.replace(said, against=against)
    way, text = move(figure.change), change(figure.change)
    if figure.shown is Shown.RATIO:  # 5% after 10% is no "half": it is 5 points less
        gap = figure.value - figure.previous
        way, text = move(gap), points(gap, writing)
    good = is_good(way, figure.good) if _proven(figure) else None
    verdict = ""
    if good is not None:
        better, worse = QCoreApplication.translate("figures", "变好"), QCoreApplication.translate("figures", "变差")
        verdict = better if good else worse
    return structs.replace(
        said, move=way, text=text, verdict=verdict, good=good, against=against, proven=_proven(figure)
    )


def _proven(figure: Figure) -> bool:
    """Whether the change may be called good or bad: a test has judged it, and it is no noise."""
    return figure.usual is not None and figure.usual.verdict in ("up", "down")


def _usual(figure: Figure) -> str:
    if figure.usual is None:
        return ""
    if figure.usual.verdict == "unknown":
        return QCoreApplication.translate("figures", "看不准")
    if figure.usual.within:
        return QCoreApplication.translate("figures", "正常波动")
    if figure.usual.verdict == "up":
        return QCoreApplication.translate("figures", "明显上升")
    if figure.usual.verdict == "down":
        return QCoreApplication.translate("figures", "明显下降")
    if figure.usual.above:
        return QCoreApplication.translate("figures", "高于平常")
    return QCoreApplication.translate("figures", "低于平常")
