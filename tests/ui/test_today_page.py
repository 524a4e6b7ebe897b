"""The first page: the overview at once, advice after it, marks, and what is said where there is little to say."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QPushButton

from analytics.result import View
from storage.errors import KnownError
from storage.words import Words
from tests.ui.desk import Desk
from tests.ui.hand_made import view
from tests.ui.hand_made_diagnosis import BRIEF, CARDS, DIAGNOSIS, card, diagnosis_view
from ui import theme
from ui.pages.diagnosis.page import DiagnosisPage
from ui.pages.rows import RowsPage
from ui.pages.today.body import TodayBody
from ui.pages.today.page import TodayPage
from ui.unbroken import JOINER, unbroken


def today(desk: Desk, advice: View | None = None) -> tuple[TodayPage, TodayBody]:
    """The page, with advice made by hand if it is given."""
    page = desk.open("overview")
    assert isinstance(page, TodayPage)
    assert isinstance(page.body, TodayBody)
    if advice is not None:
        page.show_advice(advice)
        desk.settle()
    return page, page.body


def test_the_overview_is_there_before_the_advice(desk: Desk) -> None:
    page, body = today(desk)
    advised: list[View] = []
    page.show_advice = advised.append
    page.show_view(replace(view(), headline=Words("先看到我。", "Me first.")))
    assert body.head.headline.text() == "先看到我。"
    assert body.todo.quiet.text() == "正在找变化的原因和该做的事…"
    assert body.todo.quiet.isVisible()
    assert not advised
    desk.settle()
    assert [each.id for each in advised] == ["diagnosis"]


def test_advice_is_that_of_the_diagnosis_of_the_same_question(desk: Desk) -> None:
    page, body = today(desk)
    shown = page.advice
    diagnosed = desk.open("diagnosis")
    assert isinstance(diagnosed, DiagnosisPage)
    assert replace(shown, brief=()) == replace(diagnosed.view, brief=())
    assert body.brief.lines == tuple(line.zh for line in shown.brief[:5])


def test_three_actions_with_the_most_money_and_the_way_to_the_rest(reading_desk: Desk) -> None:
    _page, body = today(reading_desk, diagnosis_view())
    assert [card.card.id for card in body.todo.cards] == ["restock:p-102", "winback:3m", "refunds:size"]
    assert body.brief.lines == tuple(line.zh for line in BRIEF)
    assert body.todo.more.text() == "全部 4 条，和变化的原因"
    reading_desk.click(body.todo.more)
    reading_desk.settle()
    assert reading_desk.page.page_id == "diagnosis"


def test_what_asks_for_nothing_is_a_quiet_line_and_never_one_of_the_actions(reading_desk: Desk) -> None:
    note = card(
        "holiday:day=2026-11-11",
        rule="holiday",
        title=Words("不用处理：是双11的影响", "Nothing to do"),
        stake=None,
        urgency="known",
    )
    page, body = today(reading_desk, diagnosis_view(cards=(note, *CARDS)))
    assert [each.card.id for each in body.todo.cards] == ["restock:p-102", "winback:3m", "refunds:size"]
    assert body.todo.more.text() == "全部 4 条，和变化的原因"
    (line,) = body.todo.notes
    assert line.words.text().startswith("不用处理：是双11的影响。")
    assert [each.text() for each in line.findChildren(QPushButton)] == ["知道了"]
    reading_desk.click(line.known)
    reading_desk.settle()
    reading_desk.doors.guarded = False
    assert [(mark.card_id, mark.state) for mark in reading_desk.doors.notebook("s1").marks] == [(note.id, "dismissed")]
    reading_desk.doors.guarded = True
    page.show_advice(diagnosis_view(cards=(note,)))
    assert body.todo.quiet.isVisible(), "a note alone is nothing to do"


def test_the_brief_has_at_most_five_lines(reading_desk: Desk) -> None:
    lines = tuple(Words(f"第 {n} 行", f"Line {n}") for n in range(9))
    _page, body = today(reading_desk, diagnosis_view(brief=lines))
    assert body.brief.lines == ("第 0 行", "第 1 行", "第 2 行", "第 3 行", "第 4 行")
    assert body.brief.isVisible()
    body.show_advice(diagnosis_view(brief=()))
    assert not body.brief.isVisible()


def test_reading_the_brief_is_noted(desk: Desk) -> None:
    today(desk)
    desk.doors.guarded = False
    with desk.doors.store().reader() as connection:
        looks = connection.execute("SELECT count(*) FROM looks WHERE shop_id = 's1'").fetchone()
    desk.doors.guarded = True
    assert looks == (1,)


def test_a_list_of_an_action_opens_its_rows(reading_desk: Desk) -> None:
    _page, body = today(reading_desk, diagnosis_view())
    reading_desk.click(body.todo.cards[1].buttons.lists[0])
    reading_desk.settle()
    assert isinstance(reading_desk.page, RowsPage)
    assert reading_desk.window.bar.title.text() == "给 37 位三个月没来的老客发一张券 · 37 位买家"


def test_a_mark_on_the_first_page_is_kept_and_the_advice_worked_out_anew(desk: Desk) -> None:
    page, body = today(desk, diagnosis_view())
    desk.click(body.todo.cards[0].buttons.done)
    desk.settle()
    desk.doors.guarded = False
    marks = desk.doors.notebook("s1").marks
    desk.doors.guarded = True
    assert [mark.card_id for mark in marks] == ["restock:p-102"]
    assert page.advice.cards != diagnosis_view().cards
    assert "已记下" in page.marking.slip.text
    assert page.bars.texts() == ()


def test_old_advice_is_never_seen_beside_a_new_question(desk: Desk) -> None:
    page, body = today(desk, diagnosis_view())
    assert body.todo.cards
    page.fill(replace(page.view, comparison=None))
    assert not body.todo.cards
    assert body.brief.lines == ()


def test_advice_that_fails_is_a_bar_and_the_figures_stay(desk: Desk) -> None:
    page, body = today(desk)
    broken = KnownError(Words("笔记打不开。", "The notes cannot be opened."), Words("请稍后再试。", "Try later."))

    def refuse(_shop_id: str) -> None:
        raise broken

    working = desk.doors.looked
    desk.doors.looked = refuse
    page.fill(replace(page.view, comparison=None))
    desk.settle()
    assert page.bars.texts() == ("笔记打不开。请稍后再试。",)
    assert body.strip.buttons
    assert body.todo.quiet.text() == "这次没能找出原因和该做的事。"
    assert not body.brief.isVisible()
    desk.doors.looked = working
    desk.click(page.bars.bar("advice").step)
    desk.settle()
    assert page.bars.texts() == ()
    assert body.brief.isVisible()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"comparison": None}, "没有选对比期"),
        (
            {"diagnosis": replace(DIAGNOSIS, rule="none", why_rule=Words("对比期只有部分数据。", "Part."))},
            "只有部分数据",
        ),
        ({}, "现在没有要做的事"),
    ],
)
def test_where_nothing_is_to_be_done_the_page_says_why(reading_desk: Desk, changed: dict, said: str) -> None:
    _page, body = today(reading_desk, diagnosis_view(cards=(), **changed))
    assert body.todo.quiet.isVisible()
    assert said in body.todo.quiet.text()


def test_figures_words_and_actions_are_seen_without_scrolling(reading_desk: Desk) -> None:
    reading_desk.window.resize(1366, 768)
    _page, body = today(reading_desk, diagnosis_view())
    reading_desk.settle()
    first = body.todo.cards[0]
    for part in (body.head, body.brief, body.strip, first):
        assert part.isVisible()
        assert part.mapTo(body, part.rect().bottomLeft()).y() <= body.height()
    trend = body.trends[0]
    assert trend.mapTo(body, trend.rect().topRight()).x() < first.mapTo(body, first.rect().topLeft()).x()


def test_in_a_narrow_window_actions_come_before_the_trend(reading_desk: Desk) -> None:
    reading_desk.window.resize(1024, 640)
    _page, body = today(reading_desk, diagnosis_view())
    reading_desk.settle()
    assert (
        body.todo.mapTo(body, body.todo.rect().bottomLeft()).y()
        < body.trends[0].mapTo(body, body.trends[0].rect().topLeft()).y()
    )
    assert body.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_a_small_window_an_action_is_seen_without_scrolling(reading_desk: Desk, language: str) -> None:
    reading_desk.window.resize(1024, 640)
    if language == "en":
        reading_desk.window.context.appearance.flip_language()
        reading_desk.settle()
    _page, body = today(reading_desk, diagnosis_view())
    reading_desk.settle()
    first = body.todo.cards[0]
    assert first.mapTo(body, first.rect().bottomLeft()).y() < body.height()
    assert body.strip.buttons[0].figure.id == "payment_amount", "what leads stays in front"
    if language == "en":
        reading_desk.window.context.appearance.flip_language()
        reading_desk.settle()


def test_amounts_are_never_broken_across_lines(qtbot: object) -> None:
    shown = unbroken("higher (+¥17,475), ¥3,035–¥9,028 and −£4")
    assert shown.replace(JOINER, "") == "higher (+¥17,475), ¥3,035–¥9,028 and −£4"
    for whole in ("(+¥17,475", "−£4"):
        layout = QTextLayout(shown, theme.font(13))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(90)
            lines.append(shown[line.textStart() : line.textStart() + line.textLength()].replace(JOINER, ""))
        layout.endLayout()
        assert any(whole in text for text in lines), lines


def test_actions_are_reached_by_keyboard(desk: Desk) -> None:
    _page, body = today(desk, diagnosis_view())
    done = body.todo.cards[2].buttons.done
    done.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    desk.doors.guarded = False
    assert [mark.card_id for mark in desk.doors.notebook("s1").marks] == ["refunds:size"]
    desk.doors.guarded = True
