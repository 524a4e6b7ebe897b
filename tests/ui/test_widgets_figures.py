"""Key figures: what they say, how they say it without colour, and where they lead."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from analytics.result import Figure, Good, Shown, Usual, Verdict
from tests.ui.hand_made import COMPARISON, EN, PERIOD, ZH, figure, rows, trend, view, words
from ui import theme
from ui.theme import DARK, LIGHT, Direction
from ui.widgets.figurecard import FigureCard
from ui.widgets.figurechange import change_of
from ui.widgets.figureline import FigureLine
from ui.widgets.figurestrip import FigureStrip, columns_for


def card(qtbot: QtBot, shown: Figure, writing=ZH) -> FigureCard:
    made = FigureCard(shown, writing, PERIOD, COMPARISON)
    made.resize(200, 112)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_change_is_told_by_sign_and_colour(qtbot: QtBot) -> None:
    up = change_of(figure(usual=judged("up")), ZH, COMPARISON)
    assert (up.move, up.text, up.against, up.verdict) == ("up", "+4.0%", "对比 ¥1.56万", "")
    assert (up.colour(LIGHT), up.colour(LIGHT.facing("west"))) == (LIGHT.up, LIGHT.down)
    down = change_of(figure(change=-0.04, usual=judged("down")), ZH, COMPARISON)
    assert (down.move, down.text) == ("down", "−4.0%")
    assert (down.colour(LIGHT), down.colour(LIGHT.facing("west"))) == (LIGHT.down, LIGHT.up)
    flat = change_of(figure(change=0.0004), ZH, COMPARISON)
    assert (flat.move, flat.text, flat.colour(DARK)) == ("flat", "0.0%", DARK.muted)


@pytest.mark.parametrize("usual", [None, "flat", "unknown"])
@pytest.mark.parametrize("kind", [FigureCard, FigureLine])
@pytest.mark.parametrize("direction", ["china", "west"])
def test_a_change_that_is_not_proven_has_no_colour(
    qtbot: QtBot,
    qapp: QApplication,
    usual: Verdict | None,
    kind: type[FigureCard | FigureLine],
    direction: Direction,
) -> None:
    """Neither on a card nor on a line, whichever colours mean up and down; one that is proven has its colour."""
    theme.apply(qapp, "light", direction)
    for name, change in (("payment_amount", 0.31), ("refund_amount", -0.31)):
        way: Verdict = "up" if change > 0 else "down"
        good = Good.DOWN if name == "refund_amount" else Good.UP
        for verdict, coloured in ((usual, False), (way, True)):
            told = figure(name, good=good, change=change, trace=(), usual=judged(verdict) if verdict else None)
            made = kind(told, ZH, PERIOD, COMPARISON)
            qtbot.addWidget(made)
            made.resize(240, 112)
            colours = {colour_name(colour) for colour in colours_of(made)}
            assert bool(colours & {LIGHT.up, LIGHT.down}) is coloured, (name, verdict)


def judged(verdict: Verdict) -> Usual:
    return Usual(10.0, 80.0, 50, PERIOD, verdict=verdict)


def colours_of(widget: QWidget) -> set[int]:
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def colour_name(pixel: int) -> str:
    return QColor(pixel).name().upper()


def test_less_of_a_bad_thing_is_called_better(qtbot: QtBot) -> None:
    worse = change_of(figure(good=Good.DOWN, change=0.27, usual=judged("up")), ZH, COMPARISON)
    assert (worse.move, worse.verdict, worse.good) == ("up", "变差", False)
    better = change_of(figure(good=Good.DOWN, change=-0.27, usual=judged("down")), ZH, COMPARISON)
    assert (better.move, better.verdict, better.good) == ("down", "变好", True)
    neither = change_of(figure(good=Good.NEITHER, change=0.27, usual=judged("up")), ZH, COMPARISON)
    assert neither.verdict == ""
    for usual in (None, judged("flat"), judged("unknown")):
        assert change_of(figure(good=Good.DOWN, change=0.27, usual=usual), ZH, COMPARISON).verdict == "", "no proof"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"previous": None, "change": None}, "对比期没有数据"),
        ({"previous": 0, "change": None}, "对比 ¥0.00"),
        ({"previous": 5, "change": None, "change_reason": words("对比期只有部分数据。")}, "对比期只有部分数据。"),
    ],
)
def test_where_there_is_no_change_it_says_why(qtbot: QtBot, changed: dict, said: str) -> None:
    told = change_of(figure(**changed), ZH, COMPARISON)
    assert told.move is None
    assert told.said == said


def test_without_a_comparison_nothing_is_compared(qtbot: QtBot) -> None:
    assert change_of(figure(previous=None, change=None), ZH, None).said == ""


@pytest.mark.parametrize(
    ("value", "said", "notable"), [(50, "正常波动", False), (90, "高于平常", True), (5, "低于平常", True)]
)
def test_it_says_whether_the_value_is_a_usual_one(qtbot: QtBot, value: int, said: str, notable: bool) -> None:
    told = change_of(figure(usual=Usual(10.0, 80.0, value, PERIOD, 8)), ZH, COMPARISON)
    assert (told.usual, told.notable) == (said, notable)


@pytest.mark.parametrize(
    ("verdict", "said", "notable"),
    [("flat", "正常波动", False), ("up", "明显上升", True), ("down", "明显下降", True), ("unknown", "看不准", False)],
)
def test_it_says_what_the_diagnosis_says_of_the_change(verdict: Verdict, said: str, notable: bool) -> None:
    usual = Usual(10.0, 80.0, 50, PERIOD, verdict=verdict, tested=words("对比了 20 个时段。"))
    told = change_of(figure(usual=usual), ZH, COMPARISON)
    assert (told.usual, told.notable) == (said, notable)


def test_hovering_tells_the_definition_and_the_full_values_of_both_ranges(qtbot: QtBot) -> None:
    hover = card(qtbot, figure()).toolTip()
    for part in (
        "周期内支付订单的金额之和。",
        "¥16,207.00",
        "¥15,580.00",
        "2026-10-24 – 11-22",
        "2026-09-24 – 10-23",
        "¥627.00",
    ):
        assert part in hover
    ratio = figure(shown=Shown.RATIO, value=0.25, previous=0.2, change=0.25)
    assert "5.0 个百分点" in card(qtbot, ratio).toolTip()


def test_a_name_is_never_markup(qtbot: QtBot) -> None:
    assert "<b>坏" not in card(qtbot, figure(definition=words("<b>坏"))).toolTip()


def test_a_screen_reader_hears_what_the_eye_sees(qtbot: QtBot) -> None:
    shown = card(qtbot, figure())
    assert shown.accessibleName() == "支付金额 ¥16,207.00"
    assert "+4.0%" in shown.accessibleDescription()


def test_a_click_or_the_space_bar_opens_the_rows(qtbot: QtBot) -> None:
    shown = card(qtbot, figure())
    for open_it in (
        lambda: qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(30, 40)),
        lambda: qtbot.keyClick(shown, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(shown.open_rows) as opened:
            open_it()
        assert opened.args == [rows(), "支付金额 ¥16,207.00"]


def test_a_click_on_the_comparison_opens_its_rows(qtbot: QtBot) -> None:
    shown = card(qtbot, figure())
    shown.grab()  # where it is painted is where it is clicked
    with qtbot.waitSignal(shown.open_rows) as opened:
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.against.center())
    assert opened.args == [rows(period=COMPARISON), "支付金额 ¥15,580.00"]


def test_of_a_ratio_both_parts_can_be_opened(qtbot: QtBot) -> None:
    ratio = figure(shown=Shown.RATIO, value=0.2, previous=0.1, change=1.0, bottom_rows=rows("visitors"))
    actions = card(qtbot, ratio).menu().actions()
    assert [action.isEnabled() for action in actions] == [True, True, True, False]
    shown = card(qtbot, ratio)
    with qtbot.waitSignal(shown.open_rows) as opened:
        shown.menu().actions()[2].trigger()
    assert opened.args == [rows("visitors"), "支付金额 20.0%"]


def test_a_value_that_is_not_known_says_why_and_leads_nowhere(qtbot: QtBot) -> None:
    unknown = figure(value=None, previous=None, change=None, rows=None, reason=words("数据来源没有访客记录。"))
    shown = card(qtbot, unknown)
    assert shown.reason == "数据来源没有访客记录。"
    assert "数据来源没有访客记录。" in shown.toolTip()
    with qtbot.assertNotEmitted(shown.open_rows):
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)


def test_the_strip_leads_with_the_declared_figures_and_keeps_the_others_on_a_line(qtbot: QtBot) -> None:
    strip = FigureStrip()
    qtbot.addWidget(strip)
    strip.show_view(view(leading=("refund_amount", "payment_amount", "not_in_this_view")), ZH)
    assert [type(button).__name__ for button in strip.buttons] == ["FigureCard", "FigureCard", "FigureLine"]
    assert [button.figure.id for button in strip.buttons] == ["refund_amount", "payment_amount", "conversion"]
    strip.show_view(view(leading=("refund_amount", "payment_amount")), EN)
    assert [button.name for button in strip.buttons] == ["Refunds", "Payment amount", "Payment amount"]


def test_a_spark_line_leaves_out_the_day_that_is_not_over(qtbot: QtBot) -> None:
    strip = FigureStrip()
    qtbot.addWidget(strip)
    strip.show_view(view(), ZH)
    assert strip.button("payment_amount").figure.trace == tuple(range(100, 129))
    strip.show_view(view(trends=(trend(unfinished=False),)), ZH)
    assert strip.button("payment_amount").figure.trace == tuple(range(100, 130))


@pytest.mark.parametrize(
    ("cards", "width", "columns"), [(6, 1166, 6), (6, 800, 3), (9, 1166, 5), (6, 100, 1), (0, 900, 1)]
)
def test_cards_are_spread_evenly(cards: int, width: int, columns: int) -> None:
    assert columns_for(cards, width) == columns


def test_a_ratio_changes_by_points_and_never_by_percent() -> None:
    """54.9% after 44.7%: 10.2 points less, which as a relative change would read 18.6%."""
    ratio = figure(shown=Shown.RATIO, value=0.447, previous=0.549, change=0.447 / 0.549 - 1)
    assert (change_of(ratio, ZH, COMPARISON).text, change_of(ratio, ZH, COMPARISON).move) == ("−10.2 个百分点", "down")
    assert change_of(ratio, EN, COMPARISON).text == "−10.2 pts"
    same = figure(shown=Shown.RATIO, value=0.0002, previous=0.0001, change=1.0)
    assert change_of(same, ZH, COMPARISON).move == "flat", "what reads as 0.0 points is no rise"


def test_noise_is_neither_better_nor_worse() -> None:
    small = figure(good=Good.DOWN, change=0.03)
    assert change_of(small, ZH, COMPARISON).verdict == ""
    judged = Usual(low=0, high=1, value=2, days=PERIOD, verdict="unknown")
    assert change_of(figure(good=Good.DOWN, change=0.4, usual=judged), ZH, COMPARISON).verdict == ""
    told = Usual(low=0, high=1, value=2, days=PERIOD, verdict="up")
    assert change_of(figure(good=Good.DOWN, change=0.03, usual=told), ZH, COMPARISON).verdict == "变差"
