"""What was typed or pasted into the form of a connector: made fit to be sent, or refused by the field's name."""

import unicodedata
from collections.abc import Iterable

from sync import messages
from sync.address import refuse_password
from sync.connector import Answers, Ask

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Control and format signs: what chats and spreadsheets put before and behind a text that is copied."""


def usable(asks: Iterable[Ask], answers: Answers) -> dict[str, str]:
    """The answers without what nobody sees around them.

    Raises KnownError for an address with a password, and for a sign in the middle of an answer that can be in none.
    """
    bare = {name: _bare(text) for name, text in answers.items()}
    for ask in asks:
        text = bare.get(ask.id, "")
        if ask.id == "url":
            refuse_password(text)
        if not all(map(_can_be_sent, text)):
            raise messages.ODD_SIGNS.known(label=ask.label)
    return bare


def _bare(text: str) -> str:
    seen = [
        place for place, sign in enumerate(text) if not sign.isspace() and unicodedata.category(sign) not in _UNSEEN
    ]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def _can_be_sent(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN | {"Cs"}
