"""The fields of one platform in the form that connects a shop: a line of text, a hidden one, or a box to tick."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit

from storage.words import Language
from ui.controls import label
from ui.doors import CONSENT, Ask

Field = QLineEdit | QCheckBox


def add_rows(
    form: QFormLayout, asks: Sequence[Ask], language: Language, changed: Callable[[], None], entered: Callable[[], None]
) -> Mapping[str, Field]:
    """One row per ask below what the form has; the fields by the id of their ask."""
    return {ask.id: _row(form, ask, language, changed, entered) for ask in asks}


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


def is_complete(asks: Sequence[Ask], fields: Mapping[str, Field]) -> bool:
    """Whether all that must be answered is."""
    given = answers(fields)
    return all(given[ask.id] for ask in asks if ask.form in ("text", "secret"))


def _row(
    form: QFormLayout, ask: Ask, language: Language, changed: Callable[[], None], entered: Callable[[], None]
) -> Field:
    words, hint = ask.label.say(language), ask.hint.say(language)
    if ask.form == "consent":
        box = QCheckBox(words)
        box.setToolTip(hint)
        box.toggled.connect(lambda _on: changed())
        form.addRow(box)
        return box
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(words)
    if ask.form == "secret":
        field.setEchoMode(QLineEdit.EchoMode.Password)
    field.textChanged.connect(lambda _text: changed())
    field.returnPressed.connect(entered)
    name = label(words)
    name.setBuddy(field)
    form.addRow(name, field)
    return field
