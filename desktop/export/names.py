"""Sheet names that Excel, WPS and LibreOffice accept, each used once."""

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A legal name for each title, in order; repeated ones are numbered."""
    taken: set[str] = set()
    names = []
    for title in titles:
        name = _free(_FORBIDDEN.sub(" ", title).strip() or "-", taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _free(title: str, taken: set[str]) -> str:
    name = title[:_LONGEST]
    number = 2
    while name.lower() in taken:
        ending = f" {number}"
        name = title[: _LONGEST - len(ending)] + ending
        number += 1
    return name
