"""What the buttons of the tree say: how else a number is split, and what is folded away below it.

Each gives several wordings, the longest first: the tree takes the first that has room, so that none is cut.
"""

from PySide6.QtCore import QCoreApplication

from analytics.result import Node
from storage.words import Language
from ui.pages.diagnosis.branches import Fold, Twig

translate = QCoreApplication.translate


def turn_texts(twig: Twig, language: Language) -> tuple[str, ...]:
    """On the button that splits a number in another way."""
    named = translate("diagnosis", "换成 {0}").format(_names(twig.other, language))
    return named, translate("diagnosis", "换个拆法")


def turn_said(twig: Twig, language: Language) -> str:
    """The same for screen readers, and on hover: of which number, into what."""
    said = translate("diagnosis", "{0}：换成 {1}")
    return said.format(twig.node.name.say(language), _names(twig.other, language))


def fold_texts(fold: Fold, language: Language) -> tuple[str, ...]:
    """On the button that folds and unfolds."""
    many = len(fold.nodes)
    if fold.opened:
        return (translate("diagnosis", "收起这 {0} 项").format(many),)
    names = _names(fold.nodes, language)
    few = names if many == 1 else f"+{many}：{names}" if language == "zh" else f"+{many}: {names}"
    quiet = translate("diagnosis", "{0} 影响很小")
    return quiet.format(few), few, quiet.format(f"+{many}")


def fold_said(fold: Fold, parent: Node, language: Language) -> str:
    """The same for screen readers: below which number."""
    name, names = parent.name.say(language), _names(fold.nodes, language)
    said = (
        translate("diagnosis", "收起 {0} 下面影响很小的：{1}")
        if fold.opened
        else translate("diagnosis", "展开 {0} 下面影响很小的：{1}")
    )
    return said.format(name, names)


def _names(nodes: tuple[Node, ...], language: Language) -> str:
    return translate("diagnosis", "、").join(node.name.say(language) for node in nodes)
