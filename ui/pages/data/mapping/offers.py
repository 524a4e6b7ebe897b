"""What can be told of one kind of table, as a box offers it and as a sentence asks for it."""

from PySide6.QtCore import QCoreApplication

from storage.mapping import TableForm
from storage.words import Language
from ui.pages.data.picker import Item

translate = QCoreApplication.translate

NEEDED = "＊"
"""Behind what has to be told."""


def meanings(form: TableForm, language: Language) -> list[Item]:
    """What a column may mean; first of all nothing."""
    needed = {target for need in form.needs for target in need}
    nothing = ("", translate("MappingOffers", "不用"), "")
    return [
        nothing,
        *(
            (each.id, each.words.say(language) + (NEEDED if each.id in needed else ""), each.hint.say(language))
            for each in form.targets
        ),
    ]


def states(form: TableForm, language: Language) -> list[Item]:
    """What a word of the column of states may stand for; first of all nothing."""
    return [
        ("", translate("MappingOffers", "不确定"), ""),
        *((each.id, each.words.say(language), "") for each in form.states),
    ]


def needs(form: TableForm, language: Language) -> str:
    """Which columns there have to be."""
    words = {target.id: target.words.say(language) for target in form.targets}
    either, between = translate("MappingOffers", "或"), translate("MappingOffers", "；")
    groups = between.join(f" {either} ".join(words[each] for each in need) for need in form.needs)
    return translate("MappingOffers", "{mark} 至少要选：{needs}").format(mark=NEEDED, needs=groups)
