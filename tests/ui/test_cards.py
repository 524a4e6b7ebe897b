"""Cards of advice: what they say, and what their buttons ask for."""

from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from analytics.result import Estimate, Urgency
from tests.ui.hand_made import EN, ZH
from tests.ui.hand_made_diagnosis import CARDS, card
from ui.widgets.cardlist import CardList
from ui.widgets.cardwidget import BriefCard, CardWidget
from ui.widgets.cardwords import is_note, range_of, stake_hover, stake_of, turn_of

LEFT = Qt.MouseButton.LeftButton


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_money_at_stake_is_rounded_with_its_range_and_exact_on_hover() -> None:
    assert stake_of(card(), ZH) == "¥1.31万"
    assert range_of(card(), ZH) == "¥8,900 到 ¥1.72万"
    assert stake_of(card(stake=Estimate(45_230, 12_000, 80_000)), EN) == "¥452"
    assert "¥13,120.00" in stake_hover(card(), ZH)


def test_a_stake_that_cannot_be_told_says_so() -> None:
    assert stake_of(card(stake=None), ZH) == "金额说不准"
    assert range_of(card(stake=None), ZH) == ""


@pytest.mark.parametrize("kind", [CardWidget, BriefCard])
def test_a_card_says_what_to_do_why_and_for_how_much(qtbot: QtBot, kind: type[CardWidget | BriefCard]) -> None:
    shown = kind(card(), ZH)
    qtbot.addWidget(shown)
    said = texts(shown)
    for words in ("补货：蚕丝被 1.2米床", "断货 6 天，少卖约 31 件。", "¥1.31万"):
        assert words in said
    everything = said + [each.toolTip() for each in (shown, *shown.findChildren(QWidget))]
    assert any("7 天内" in text for text in everything), "what to look for"
    assert any("掌柜规则：断货商品" in text for text in everything), "the source of the rule"


@pytest.mark.parametrize("kind", [CardWidget, BriefCard])
def test_a_card_says_why_it_stands_before_one_with_more_money(qtbot: QtBot, kind: type[CardWidget | BriefCard]) -> None:
    small = kind(card(urgency="lapsing", stake=Estimate(3_700, 3_000, 4_000)), ZH)
    large = kind(card(urgency="chance"), ZH)
    for shown, word in ((small, "限时"), (large, "机会")):
        qtbot.addWidget(shown)
        (tag,) = (each for each in shown.findChildren(QLabel) if each.text() == word)
        assert "过几天就没了" in tag.toolTip()
        assert shown.accessibleDescription().startswith(word)


def test_every_urgency_has_a_word_of_its_own_but_what_asks_for_nothing() -> None:
    words = {urgency: turn_of(card(urgency=urgency)) for urgency in get_args(Urgency)}
    assert words.pop("known") == ""
    assert all(words.values())
    assert len(set(words.values())) == len(words)
    assert is_note(card(urgency="known"))
    assert not is_note(card(urgency="losing"))


@pytest.mark.parametrize("kind", [CardWidget, BriefCard])
def test_buttons_of_a_card_list_and_mark(qtbot: QtBot, kind: type[CardWidget | BriefCard]) -> None:
    advice = CARDS[1]
    shown = kind(advice, ZH)
    qtbot.addWidget(shown)
    asked, marked = [], []
    shown.open_rows.connect(lambda rows, title: asked.append((rows, title)))
    shown.marked.connect(lambda card, state: marked.append((card.id, state)))
    for button in (*shown.buttons.lists, shown.buttons.done, shown.buttons.dismiss):
        assert button.accessibleName()
        qtbot.mouseClick(button, LEFT)
    title = advice.title.zh
    assert asked == [
        (advice.concerns[0].rows, f"{title} · 37 位买家"),
        (advice.concerns[1].rows, f"{title} · 他们的 122 笔订单"),
    ]
    assert marked == [(advice.id, "done"), (advice.id, "dismissed")]


def test_open_cards_keep_their_order_and_the_others_wait_in_a_fold(qtbot: QtBot) -> None:
    shown = CardList()
    qtbot.addWidget(shown)
    shown.show_cards(CARDS, ZH)
    shown.show()
    assert [each.card.id for each in shown.cards] == [each.id for each in CARDS if each.state == "open"]
    assert not shown.quiet.isVisible()
    assert shown.fold.text() == "处理过的 2 条"
    assert not any(each.isVisible() for each in shown.settled)
    qtbot.mouseClick(shown.fold, LEFT)
    assert all(each.isVisible() for each in shown.settled)
    assert any("访客每天多 41 人" in text for text in texts(shown.settled[0])), "what became of it"
    again = []
    shown.reopened.connect(again.append)
    qtbot.mouseClick(shown.settled[0].again, LEFT)
    assert again == ["traffic:live"]


def test_nothing_to_do_is_said(qtbot: QtBot) -> None:
    shown = CardList()
    qtbot.addWidget(shown)
    shown.show_cards((), ZH)
    shown.show()
    assert shown.quiet.isVisible()
    assert "没有要做的事" in shown.quiet.text()
    assert not shown.fold.isVisible()


def test_a_narrow_card_keeps_the_buttons_that_mark_it_whole(qtbot: QtBot) -> None:
    shown = CardWidget(CARDS[1], ZH)
    qtbot.addWidget(shown)
    shown.resize(280, 200)
    shown.show()
    for button in (shown.buttons.done, shown.buttons.dismiss):
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(shown, button.rect().topRight()).x() <= shown.width()
