"""Selected cells on the clipboard, with their headers: as text with tabs, and as a table that keeps ids as text.

Spreadsheets take the table: there a 19-digit order number stays text, and a nickname that begins with ``=`` is no
formula. In the plain text such a nickname gets an apostrophe.
"""

from collections.abc import Iterable, Sequence
from html import escape

from msgspec import Struct
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QStandardItemModel

from analytics.result import Shown, Value
from ui.widgets.format import Writing, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT = (Shown.TEXT, Shown.ID)
_AS_TEXT = " style=\"mso-number-format:'\\@'\""


class Copied(Struct, frozen=True):
    """The same cells as plain text and as a table."""

    text: str
    html: str


def copied(headers: Sequence[str], shown: Sequence[Shown], rows: Iterable[Sequence[Value]], writing: Writing) -> Copied:
    """What ``rows`` are on the clipboard: one ``Shown`` and header per column. Safe in a worker."""
    lines, table = ["\t".join(headers)], ["<tr>" + "".join(f"<th>{escape(name)}</th>" for name in headers) + "</tr>"]
    for row in rows:
        texts = [" ".join(plain(value, of, writing).split()) for value, of in zip(row, shown, strict=True)]
        lines.append("\t".join(_guarded(text, of) for text, of in zip(texts, shown, strict=True)))
        cells = (
            f"<td{_AS_TEXT if of in _TEXT else ''}>{escape(text)}</td>" for text, of in zip(texts, shown, strict=True)
        )
        table.append(f"<tr>{''.join(cells)}</tr>")
    return Copied("\n".join(lines) + "\n", f"<meta charset='utf-8'><table>{''.join(table)}</table>")


def mime_of(made: Copied) -> QMimeData:
    """For the clipboard; on the main thread.

    The object is made by Qt: one made by Python outlives Python on the clipboard, and the program crashes at its end.
    """
    cell = QStandardItemModel(1, 1)
    data = cell.mimeData([cell.index(0, 0)])
    for of in data.formats():
        data.removeFormat(of)
    data.setText(made.text)
    data.setHtml(made.html)
    return data


def _guarded(text: str, shown: Shown) -> str:
    return f"'{text}" if shown in _TEXT and text.startswith(_FORMULA) else text
