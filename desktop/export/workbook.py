"""Views as one workbook: the same results that the pages show, for the bookkeeper to check."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from analytics.result import Table, View
from desktop.atomic import write_whole
from desktop.export.aside import Aside
from desktop.export.blocks import Block, blocks_of
from desktop.export.cells import formats_of
from desktop.export.charts import write_charts
from desktop.export.contents import write_way_back
from desktop.export.figures import write_figures
from desktop.export.front import days, filters_in_words, write_front
from desktop.export.names import sheet_names
from desktop.export.nodes import TITLE as TREE
from desktop.export.nodes import write_nodes
from desktop.export.reasons import TITLE as WHY
from desktop.export.reasons import reasons_of, write_reasons
from desktop.export.sheet import Sheet, page_setup, write_block
from storage.words import Language, Words

# Text that a customer wrote must stay text: no formula, no link, no number.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FRONT = Words("说明", "About")
_ASIDE = Words("图表用数", "For charts")
_TREE_TABLE = "tree"


def write_workbook(path: Path, views: Sequence[View], language: Language, program: str, generated_at: datetime) -> Path:
    """Write the views of one shop and one question to ``path``; raises KnownError if the place cannot be written."""
    if not views:
        raise ValueError("a workbook needs at least one view")
    return write_whole(path, lambda target: _fill(target, list(views), language, program, generated_at))


def _fill(path: Path, views: list[View], language: Language, program: str, generated_at: datetime) -> None:
    import xlsxwriter.exceptions  # loaded at the first export: 0.1 s that the start of the program need not pay

    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    workbook.set_properties({"title": views[0].shop.name, "comments": program, "created": generated_at})
    formats = formats_of(workbook, views[0].shop, language)
    plan = [planned for view in views for planned in _sheets(view)]
    titles = [_ASIDE, _FRONT, *(title for title, _write in plan)]
    named = sheet_names(title.say(language) for title in titles)
    names = iter(named)
    aside = Aside(next(names), views[0].shop, language)

    def sheet() -> Sheet:
        name = next(names)
        worksheet = workbook.add_worksheet(name)
        page_setup(worksheet)
        return Sheet(name, worksheet, workbook, formats, views[0].shop, language, aside)

    front = sheet()
    write_front(front, views, program, generated_at, named[2:])
    for title, write in plan:
        made = sheet()
        write(made)
        write_way_back(made, front.name, title)
    aside.write(workbook, formats)
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _sheets(view: View) -> list[tuple[Words, Callable[[Sheet], None]]]:
    """The sheets of a view, each with what writes it."""
    sheets: list[tuple[Words, Callable[[Sheet], None]]] = []
    if view.figures:
        sheets.append((view.title, lambda sheet: write_figures(sheet, view)))
    if view.diagnosis is not None:
        sheets.append((_named(view, TREE), lambda sheet: write_nodes(sheet, view)))
    if reasons_of(view):
        sheets.append((_named(view, WHY), lambda sheet: write_reasons(sheet, view)))
    blocks = [block for block in blocks_of(view) if block.rows and _wanted(view, block)]
    return sheets + [(_named(view, block.title), partial(_write, view=view, block=block)) for block in blocks]


def _wanted(view: View, block: Block) -> bool:
    """Not what the sheet of the tree says already, nor why a number moved that did not move beyond the usual."""
    if view.diagnosis is None or not isinstance(block.source, Table):
        return True
    nodes = [node for node in view.diagnosis.nodes if block.source.id in node.tables]
    return block.source.id != _TREE_TABLE and (not nodes or any(node.verdict in ("up", "down") for node in nodes))


def _named(view: View, title: Words) -> Words:
    return Words(f"{view.title.zh}·{title.zh}", f"{view.title.en}·{title.en}")


def _write(sheet: Sheet, view: View, block: Block) -> None:
    said = [sheet.say(block.lead)] if block.lead is not None else []
    said.append(days(view.period))
    if view.comparison is not None:
        said.append(sheet.say(Words("对比 {days}", "compared with {days}").fill(days=days(view.comparison))))
    if view.filters:
        said.append(filters_in_words(view.filters, sheet.language))
    if block.note is not None:
        said.append(sheet.say(block.note))
    widths = write_block(sheet, sheet.say(block.title), " · ".join(said), block.columns, block.rows)
    write_charts(sheet, block, widths)
