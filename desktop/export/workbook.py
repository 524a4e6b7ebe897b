"""Views as one workbook: the same results that the pages show, for the bookkeeper to check."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from analytics.result import View
from desktop.atomic import write_whole
from desktop.export.blocks import Block, blocks_of
from desktop.export.cells import formats_of
from desktop.export.charts import write_charts
from desktop.export.figures import write_figures
from desktop.export.front import days, filters_in_words, write_front
from desktop.export.names import sheet_names
from desktop.export.sheet import Sheet, page_setup, write_block
from storage.words import Language, Words

# Text that a customer wrote must stay text: no formula, no link, no number.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FRONT = Words("说明", "About")


def write_workbook(path: Path, views: Sequence[View], language: Language, program: str, generated_at: datetime) -> Path:
    """Write the views of one shop and one question to ``path``; raises KnownError if the place cannot be written."""
    if not views:
        raise ValueError("a workbook needs at least one view")
    return write_whole(path, lambda target: _fill(target, list(views), language, program, generated_at))


def _fill(path: Path, views: list[View], language: Language, program: str, generated_at: datetime) -> None:
    import xlsxwriter.exceptions  # loaded at the first export: 0.1 s that the start of the program need not pay

    workbook = xlsxwriter.Workbook(str(path), _OPTIONS)
    workbook.set_properties({"title": views[0].shop.name, "comments": program, "created": generated_at})
    formats = formats_of(workbook, views[0].shop)
    plan = [(view, [block for block in blocks_of(view) if block.rows]) for view in views]
    names = iter(sheet_names(_titles(plan, language)))

    def sheet() -> Sheet:
        name = next(names)
        worksheet = workbook.add_worksheet(name)
        page_setup(worksheet)
        return Sheet(name, worksheet, workbook, formats, views[0].shop, language)

    write_front(sheet(), views, program, generated_at)
    for view, blocks in plan:
        write_figures(sheet(), view)
        for block in blocks:
            _write(sheet(), view, block)
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _titles(plan: list[tuple[View, list[Block]]], language: Language) -> list[str]:
    titles = [_FRONT.say(language)]
    for view, blocks in plan:
        name = view.title.say(language)
        titles += [name, *(f"{name}·{block.title.say(language)}" for block in blocks)]
    return titles


def _write(sheet: Sheet, view: View, block: Block) -> None:
    said = [days(view.period)]
    if view.comparison is not None:
        said.append(sheet.say(Words("对比 {days}", "compared with {days}").fill(days=days(view.comparison))))
    if view.filters:
        said.append(filters_in_words(view.filters, sheet.language))
    if block.note is not None:
        said.append(sheet.say(block.note))
    write_block(sheet, sheet.say(block.title), " · ".join(said), block.columns, block.rows)
    write_charts(sheet, block)
