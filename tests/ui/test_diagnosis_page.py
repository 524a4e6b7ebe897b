"""The page of the diagnosis: the tree, why a number changed, the keyboard; with the real window."""

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from analytics.period import Period
from analytics.result import View
from analytics.views import evaluate
from storage.progress import ignore, never
from tests.ui.desk import Desk
from tests.ui.hand_made import words
from tests.ui.hand_made_diagnosis import DIAGNOSIS, NOW, TABLES, diagnosis_view, why
from ui import theme
from ui.pages.diagnosis.body import DiagnosisBody
from ui.pages.diagnosis.page import DiagnosisPage
from ui.pages.rows import RowsPage
from ui.unbroken import JOINER

DIAGNOSIS_BEFORE = Period(date(2026, 9, 24), date(2026, 10, 23))


def diagnosis(desk: Desk, made: View | None = None) -> tuple[DiagnosisPage, DiagnosisBody]:
    """The page, with a view made by hand if one is given."""
    page = desk.open("diagnosis")
    assert isinstance(page, DiagnosisPage)
    if made is not None:
        page.show_view(made)
        desk.settle()
    assert isinstance(page.body, DiagnosisBody)
    return page, page.body


def test_the_page_shows_what_its_view_says(desk: Desk) -> None:
    page, body = diagnosis(desk)
    context = desk.window.context
    desk.doors.guarded = False
    facts, notebook = context.facts_now("s1", ignore, never), desk.doors.notebook("s1")
    desk.doors.guarded = True
    expected = evaluate("diagnosis", facts, context.state.question, notebook)
    assert page.view == expected
    assert body.head.headline.text().replace(JOINER, "") == expected.headline.zh
    assert expected.diagnosis.why_rule.zh in (body.tree.legend.toolTip(), *body.tree.bars.texts())


def test_contributions_on_the_page_add_up_to_the_last_fen(desk: Desk) -> None:
    page, body = diagnosis(desk)
    shown = page.view.diagnosis
    for node in shown.nodes:
        for way in shown.ways(node.id):
            if all(child.contribution is not None for child in way):
                assert sum(child.contribution for child in way) == node.contribution, node.id
    root = body.tree.tree.node("payment_amount").told.node
    assert root.contribution == root.value - root.previous


def test_a_node_says_its_value_change_and_part_without_a_mouse(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    button = body.tree.tree.node("conversion")
    assert button.accessibleName() == "支付转化率 24.9%"
    assert "−1.7 个百分点" in button.accessibleDescription(), "of a ratio no percent of percent"
    assert "−6.4%" not in button.toolTip()
    assert "明显下降" in button.accessibleDescription()
    assert "−¥1.3万" in button.accessibleDescription()
    for exact in ("24.9%", "26.6%", "−¥13,000.00", "−28.1%", "q = 0.004"):
        assert exact in button.toolTip()


def test_less_of_a_bad_thing_is_called_good(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    assert tree.node("refund_amount").told.news == "变差"
    assert tree.node("payment_amount").told.news == ""
    assert "数据来源没有佣金记录" in tree.node("net").accessibleDescription()


def test_colours_of_verdicts_follow_china_and_can_be_turned(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())

    def stripe(node_id: str) -> str:
        image = body.tree.tree.node(node_id).grab().toImage()
        return image.pixelColor(3, image.height() // 2).name()

    tokens = theme.current()
    body.tree.tree.fold("aov").click()
    seen = {name: stripe(name) for name in ("visitors", "conversion", "orders_per_buyer", "items_per_order")}
    assert seen == {
        "visitors": tokens.up.lower(),
        "conversion": tokens.down.lower(),
        "orders_per_buyer": tokens.muted.lower(),
        "items_per_order": tokens.flat.lower(),
    }
    desk.window.context.appearance.paint("light", "west")
    assert stripe("visitors") == tokens.down.lower()


def test_quiet_branches_open_on_a_click_and_close_again(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    assert "items_per_order" not in tree.shown
    assert tree.fold("aov").text() == "每单件数 影响很小"
    assert "每单件数" in tree.fold("aov").toolTip()
    desk.click(tree.fold("aov"))
    assert tree.node("items_per_order").isVisible()
    desk.click(tree.fold("aov"))
    assert "items_per_order" not in tree.shown


def test_buyers_are_split_in_two_ways(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    assert {"visitors", "conversion"} <= set(tree.shown)
    assert tree.turn("buyers").text() == "换成 新买家、老买家"
    desk.click(tree.turn("buyers"))
    assert "returning_buyers" in tree.shown
    assert "visitors" not in tree.shown
    desk.click(tree.turn("buyers"))
    assert "visitors" in tree.shown


def test_a_number_that_is_seen_no_more_is_explained_no_more(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    desk.click(body.tree.tree.node("visitors"))
    assert body.why.title.text() == "访客数 3,669"
    desk.click(body.tree.tree.turn("buyers"))
    assert body.tree.tree.node("payment_amount").isChecked()
    assert body.why.title.text() == "支付金额 ¥22.39万"


def test_a_click_on_a_number_says_why(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    assert body.why.title.text() == "支付金额 ¥22.39万", "the whole is explained first"
    assert "明显上升" in body.why.change.text()
    assert body.why.tables.isVisible()
    assert body.why.tables.face.lead.text().startswith("支付金额的变化主要来自")
    desk.click(body.tree.tree.node("orders_per_buyer"))
    assert body.why.title.text() == "每人单数 1.56"
    assert "看不准" in body.why.change.text()
    assert "按买家重抽样" in body.why.sure.text()
    assert "+12.0%" not in body.why.sure.text(), "a span beside 'cannot tell' reads as certainty"
    assert not body.why.has_tables
    assert "碰巧" in body.why.nothing.text()


def test_where_nothing_stands_out_the_answer_is_a_sentence_and_no_empty_table(desk: Desk) -> None:
    silent = replace(why("aov", "客单价", 1, (("甲", 1),)), rows=(), lead=words("没有哪个商品突出。", "None."))
    nodes = tuple(replace(each, tables=("why_aov",)) if each.id == "aov" else each for each in DIAGNOSIS.nodes)
    made = diagnosis_view(diagnosis=replace(DIAGNOSIS, nodes=nodes), tables=(*TABLES, silent))
    _page, body = diagnosis(desk, made)
    desk.click(body.tree.tree.node("aov"))
    assert body.why.nothing.text() == "没有哪个商品突出。"
    assert not body.why.tables.isVisible()
    desk.click(body.tree.tree.node("buyers"))
    assert body.why.tables.isVisible()
    assert not body.why.nothing.isVisible()


def test_the_smallest_change_that_could_be_seen_is_told_where_no_test_says_it(desk: Desk) -> None:
    nodes = tuple(
        replace(each, tested=None, verdict="unknown", smallest=0.113) if each.id == "aov" else each
        for each in DIAGNOSIS.nodes
    )
    _page, body = diagnosis(desk, diagnosis_view(diagnosis=replace(DIAGNOSIS, nodes=nodes)))
    desk.click(body.tree.tree.node("aov"))
    assert "±11.3%" in body.why.sure.text()


def test_rows_now_and_before_are_one_click_away(desk: Desk) -> None:
    page, body = diagnosis(desk)
    node = page.view.diagnosis.node("payment_amount")
    for button, value in ((body.why.now, node.value), (body.why.before, node.previous)):
        desk.open("diagnosis")
        desk.click(button)
        desk.settle()
        assert isinstance(desk.page, RowsPage)
        assert desk.page.found.total == value


def test_the_tree_is_walked_and_opened_with_the_keyboard(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    tree.node("payment_amount").setFocus(Qt.FocusReason.TabFocusReason)
    for key, stop in (
        (Qt.Key.Key_Right, "buyers"),
        (Qt.Key.Key_Down, "aov"),
        (Qt.Key.Key_Right, "orders_per_buyer"),
        (Qt.Key.Key_Up, "conversion"),
        (Qt.Key.Key_Left, "buyers"),
    ):
        desk.press(key)
        assert QApplication.focusWidget() is tree.node(stop)
    desk.press(Qt.Key.Key_Return)
    assert body.why.title.text().startswith("支付买家数")
    assert tree.node("buyers").isChecked()
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not tree.node("buyers")


def test_the_focus_stays_when_the_tree_is_made_anew(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    body.tree.tree.node("aov").setFocus()
    page.show_view(diagnosis_view())
    assert desk.window.focusWidget() is body.tree.tree.node("aov")


def test_the_tree_has_a_table_twin(desk: Desk) -> None:
    page, body = diagnosis(desk)
    desk.click(body.tree.toggle)
    assert body.tree.twin.isVisible()
    assert body.tree.twin.model.rowCount() == len(page.view.table("tree").rows)
    assert not body.tree.legend.isVisible(), "the table says it"
    desk.click(body.tree.toggle)
    assert body.tree.tree.isVisible()


def test_without_a_comparison_the_page_says_what_to_choose(desk: Desk) -> None:
    state = desk.window.context.state
    state.ask(replace(state.place.asked, compare="none"))
    _page, body = diagnosis(desk)
    desk.settle()
    assert body.tree.tree.node("payment_amount").told.change == ""
    desk.click(body.tree.bars.bar("split").step)
    desk.settle()
    assert state.place.asked.compare == "previous"
    assert body.tree.bars.texts() == ()


def test_a_period_without_enough_before_it_offers_the_longest_that_has(desk: Desk) -> None:
    state = desk.window.context.state
    state.ask(replace(state.place.asked, preset="last_90"))
    _page, body = diagnosis(desk)
    desk.settle()
    assert "对比期只有部分数据" in body.tree.bars.texts()[0]
    assert "换成能对比的日子" in body.why.nothing.text()
    desk.click(body.tree.bars.bar("split").step)
    desk.settle()
    assert state.place.asked.preset == "custom"
    assert body.tree.bars.texts() == ()
    assert body.tree.tree.node("payment_amount").told.node.change is not None


def test_a_shop_of_one_day_is_told_that_it_takes_two(desk: Desk) -> None:
    said = words("对比期只有部分数据。", "Part.")
    _page, body = diagnosis(desk, diagnosis_view(diagnosis=replace(DIAGNOSIS, rule="none", why_rule=said)))
    body.tree.offer(None)
    assert "再过一两天就能对比" in body.tree.bars.texts()[0]
    assert not hasattr(body.tree.bars.bar("split"), "step")


def test_tab_reads_the_tree_then_the_reasons_then_the_cards(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    desk.click(tree.turn("buyers"))
    page.show_view(diagnosis_view(period=DIAGNOSIS_BEFORE))
    desk.settle()
    expected = [
        *(tree.node(name) for name in ("payment_amount", "buyers")), tree.turn("buyers"),
        *(tree.node(name) for name in ("visitors", "conversion", "aov", "orders_per_buyer", "price_per_item")),
        tree.fold("aov"), tree.node("refund_amount"), tree.node("net"), body.why.now, body.why.before,
    ]  # fmt: skip
    expected[0].setFocus(Qt.FocusReason.TabFocusReason)
    for stop in expected:
        assert desk.window.focusWidget() is stop, desk.window.focusWidget().accessibleName()
        desk.press(Qt.Key.Key_Tab)
    for _step in range(30):
        if body.cards.isAncestorOf(desk.window.focusWidget()):
            break
        assert body.why.isAncestorOf(desk.window.focusWidget())
        desk.press(Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is body.cards.cards[0].buttons.lists[0]


def test_what_was_unfolded_is_folded_again_for_another_question(desk: Desk) -> None:
    page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    desk.click(tree.fold("aov"))
    desk.click(tree.turn("buyers"))
    page.show_view(diagnosis_view())
    assert {"items_per_order", "returning_buyers"} <= set(tree.shown), "the same question: as it was left"
    page.show_view(diagnosis_view(period=DIAGNOSIS_BEFORE))
    assert {"visitors", "conversion"} <= set(tree.shown)
    assert not {"items_per_order", "returning_buyers"} & set(tree.shown)


def test_buttons_of_the_tree_name_the_number_they_belong_to(desk: Desk) -> None:
    _page, body = diagnosis(desk, diagnosis_view())
    tree = body.tree.tree
    assert tree.turn("buyers").accessibleName() == "支付买家数：换成 新买家、老买家"
    assert tree.fold("aov").accessibleName() == "展开 客单价 下面影响很小的：每单件数"
    desk.click(tree.fold("aov"))
    assert tree.fold("aov").accessibleName() == "收起 客单价 下面影响很小的：每单件数"


def test_the_page_is_exported(desk: Desk, tmp_path: object) -> None:
    diagnosis(desk)
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "book.xlsx"))
    dialog.close()
    desk.settle()
    assert desk.doors.exported[-1][1] == ("diagnosis",)


def test_another_language_writes_everything_again(desk: Desk) -> None:
    page, body = diagnosis(desk)
    desk.window.context.appearance.flip_language()
    desk.settle()
    assert body.tree.tree.node("payment_amount").told.name == "Payment amount"
    left = [each.text() for each in page.findChildren(QLabel) if each.isVisible() and _chinese(each.text())]
    assert not left


def test_the_whole_is_what_the_hand_made_tree_says() -> None:
    root = DIAGNOSIS.node("payment_amount")
    assert root.value == NOW
    for way in (*DIAGNOSIS.ways("payment_amount"), *DIAGNOSIS.ways("buyers"), *DIAGNOSIS.ways("aov")):
        assert sum(child.contribution for child in way) == DIAGNOSIS.node(way[0].parent).contribution
    assert diagnosis_view().period.last == date(2026, 11, 22)


def _chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
