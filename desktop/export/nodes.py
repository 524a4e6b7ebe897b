"""The sheet of a diagnosis: a row per node of its tree, each in its own unit, with its part in the change."""

from typing import Any

from analytics.diagnosis.verdicts import VERDICTS
from analytics.result import Diagnosis, Node, Shown, Value, View
from desktop.export.cells import put, put_end, put_or_dash
from desktop.export.sheet import HEADER_ROW, Sheet, write_head
from storage.words import Words
from ui.widgets.treepoints import is_in_points

TITLE = Words("变化从哪里来", "Where the change came from")
_HEADINGS: tuple[tuple[Words, Shown, int], ...] = (
    (Words("指标", "Figure"), Shown.TEXT, 30),
    (Words("怎么来的", "Made of"), Shown.TEXT, 30),
    (Words("本期", "Period"), Shown.MONEY, 18),
    (Words("对比期", "Compared"), Shown.MONEY, 18),
    (Words("变化", "Change"), Shown.RATIO, 16),
    (Words("对总变化的影响", "Part in the change"), Shown.MONEY, 18),
    (Words("判断", "Verdict"), Shown.TEXT, 16),
    (Words("变化(下限)", "Change (low)"), Shown.RATIO, 16),
    (Words("变化(上限)", "Change (high)"), Shown.RATIO, 16),
    (Words("看得出来的最小变化", "Smallest change told"), Shown.RATIO, 18),
    (Words("q 值", "q"), Shown.NUMBER, 8),
    (Words("怎么判断的", "How it was tested"), Shown.TEXT, 48),
    (Words("为什么没有数", "Why it is not known"), Shown.TEXT, 36),
)
_PARTS = (4, 7, 8, 9)
"""The columns of the change, of the ends of its interval, of the smallest that could be told."""
_STEP = "　"
"""What a node is indented by for each one above it."""


def write_nodes(sheet: Sheet, view: View) -> None:
    """Title, the rule that split the change, then the nodes, parents before children. The view has a diagnosis."""
    assert view.diagnosis is not None
    title = f"{sheet.say(view.title)} · {sheet.say(TITLE)}"
    write_head(sheet, title, sheet.say(view.diagnosis.why_rule), _HEADINGS)
    for row, node in enumerate(view.diagnosis.nodes, HEADER_ROW + 1):
        _write_node(sheet, row, node, _depth(view.diagnosis, node))
    sheet.worksheet.repeat_rows(HEADER_ROW)


def _write_node(sheet: Sheet, row: int, node: Node, depth: int) -> None:
    worksheet, formats = sheet.worksheet, sheet.formats
    cells: tuple[tuple[Value, Shown], ...] = (
        (_STEP * depth + sheet.say(node.name), Shown.TEXT),
        (sheet.say(node.how), Shown.TEXT),
        (node.value, node.shown),
        (node.previous, node.shown),
        (None, Shown.RATIO),
        (node.contribution, Shown.MONEY),
        (sheet.say(VERDICTS[node.verdict]), Shown.TEXT),
        (None, Shown.RATIO),
        (None, Shown.RATIO),
        (None, Shown.RATIO),
        (node.q, Shown.NUMBER),
        (_said(sheet, node.tested), Shown.TEXT),
        (_said(sheet, node.reason), Shown.TEXT),
    )
    for place, (value, shown) in enumerate(cells):
        write = put if shown is Shown.TEXT else put_or_dash
        write(worksheet, row, place, value, shown, sheet.shop, formats)
    low, high = (node.interval.low, node.interval.high) if node.interval else (None, None)
    parts = (node.change, low, high, node.smallest)
    for place, part in zip(_PARTS, parts, strict=True):
        if part is not None:
            _write_part(sheet, row, place, node, part)


def _write_part(sheet: Sheet, row: int, place: int, node: Node, part: float) -> None:
    """A part of the number before: of a ratio in points."""
    if is_in_points(node):
        sheet.worksheet.write_number(row, place, part * (node.previous or 0.0) * 100, sheet.formats.points)
    elif place == _PARTS[0]:
        put(sheet.worksheet, row, place, part, Shown.RATIO, sheet.shop, sheet.formats)
    else:
        put_end(sheet.worksheet, row, place, part, Shown.RATIO, sheet.shop, sheet.formats)


def _said(sheet: Sheet, words: Words | None) -> Any:
    return sheet.say(words) if words else None


def _depth(diagnosis: Diagnosis, node: Node) -> int:
    depth, parent = 0, node.parent
    while parent is not None:
        depth, parent = depth + 1, diagnosis.node(parent).parent
    return depth
