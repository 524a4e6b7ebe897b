"""The fields of one platform in the form that connects a shop: a line of text, a hidden one, or a box to tick."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit

from storage.words import Language
from ui.controls import label
from ui.doors import CONSENT, Ask

Field = QLineEdit | QCheckBox


def add_rows(form: QFormLayout, asks: Sequence[Ask], language: Language, kept: str) -> Mapping[str, Field]:
    """One row per ask below what the form has; the fields by the id of their ask.

    ``kept`` is the hint of a secret that may be left empty, "" where none may.
    """

    def row(ask: Ask) -> Field:
        hint = kept if kept and ask.form == "secret" else ask.hint.say(language)
        return _row(form, ask, ask.label.say(language), hint)

    return {ask.id: row(ask) for ask in asks}


def listen(fields: Iterable[Field], changed: Callable[[], None], entered: Callable[[], None]) -> None:
    """Tell of every change, and of Enter."""
    for field in fields:
        if isinstance(field, QCheckBox):
            field.toggled.connect(lambda _on: changed())
        else:
            field.textChanged.connect(lambda _text: changed())
            field.returnPressed.connect(entered)


def take_rows(form: QFormLayout, above: int) -> None:
    """Take every row away but the first few."""
    while form.rowCount() > above:
        form.removeRow(above)


def answers(fields: Mapping[str, Field]) -> dict[str, str]:
    """What is in the fields now."""
    return {name: _answer(field) for name, field in fields.items()}


def _answer(field: Field) -> str:
    if isinstance(field, QCheckBox):
        return CONSENT if field.isChecked() else ""
    return field.text().strip()


def fill(asks: Sequence[Ask], fields: Mapping[str, Field], given: Mapping[str, str]) -> None:
    """Write answers into the fields that ask for them; what was not answered is as it is at first."""
    for ask in asks:
        field, text = fields[ask.id], given.get(ask.id, ask.default)
        if isinstance(field, QCheckBox):
            field.setChecked(text == CONSENT)
        else:
            field.setText(text)


def is_complete(asks: Sequence[Ask], fields: Mapping[str, Field], has_secrets: bool) -> bool:
    """Whether all that must be answered is; secrets that there are need not be."""
    given = answers(fields)
    needed = {"text"} if has_secrets else {"text", "secret"}
    return all(given[ask.id] for ask in asks if ask.form in needed)


def _row(form: QFormLayout, ask: Ask, words: str, hint: str) -> Field:
    if ask.form == "consent":
        box = QCheckBox(words)
        box.setToolTip(hint)
        form.addRow(box)
        return box
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(words)
    if ask.form == "secret":
        field.setEchoMode(QLineEdit.EchoMode.Password)
    name = label(words)
    name.setBuddy(field)
    form.addRow(name, field)
    return field
