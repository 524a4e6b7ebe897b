"""Selected cells on the clipboard, with their headers: as text with tabs, and as a table that keeps ids as text.

Spreadsheets take the table: there a 19-digit order number stays text, and a nickname that begins with ``=`` is no
formula. In the plain text such a nickname gets an apostrophe.
"""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

from analytics.result import Shown, Value
from ui.widgets.format import Writing, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT = (Shown.TEXT, Shown.ID)
_AS_TEXT = " style=\"mso-number-format:'\\@'\""


def clipboard_of(
    headers: Sequence[str], shown: Sequence[Shown], rows: Iterable[Sequence[Value]], writing: Writing
) -> QMimeData:
    """What to put on the clipboard for ``rows``, one ``Shown`` and header per column."""
    lines, table = ["\t".join(headers)], ["<tr>" + "".join(f"<th>{escape(name)}</th>" for name in headers) + "</tr>"]
    for row in rows:
        texts = [" ".join(plain(value, of, writing).split()) for value, of in zip(row, shown, strict=True)]
        lines.append("\t".join(_guarded(text, of) for text, of in zip(texts, shown, strict=True)))
        cells = (
            f"<td{_AS_TEXT if of in _TEXT else ''}>{escape(text)}</td>" for text, of in zip(texts, shown, strict=True)
        )
        table.append(f"<tr>{''.join(cells)}</tr>")
    data = QMimeData()
    data.setText("\n".join(lines) + "\n")
    data.setHtml(f"<meta charset='utf-8'><table>{''.join(table)}</table>")
    return data


def _guarded(text: str, shown: Shown) -> str:
    return f"'{text}" if shown in _TEXT and text.startswith(_FORMULA) else text
