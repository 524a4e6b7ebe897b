"""Amounts inside sentences stay on one line: Qt breaks between a sign and a currency symbol."""

import re

JOINER = "\u2060"  # a word joiner: no width, no break
_SEAMS = re.compile(r"(?<=[+\-\u2212–])(?=[¥£$€₩])")


def unbroken(text: str) -> str:
    """``text`` with every amount held together: "(+¥17,475)" is never cut after "(+"."""
    return _SEAMS.sub(JOINER, text)
