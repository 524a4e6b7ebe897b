"""What a view advises, as tables: the brief a line each, and a row per card with the money at stake."""

from analytics.result import Card, Column, Row, Shown, Table, View
from storage.words import Words

_STATES = {"open": Words("待办", "open"), "done": Words("已做", "done"), "dismissed": Words("不用", "dismissed")}
_BRIEF = (Column("line", Words("变化", "Change"), Shown.TEXT),)
_CARDS = (
    Column("title", Words("做什么", "What to do"), Shown.TEXT),
    Column("stake", Words("牵涉的钱", "Money at stake"), Shown.MONEY),
    Column("evidence", Words("依据", "Evidence"), Shown.TEXT),
    Column("concerns", Words("涉及", "Concerns"), Shown.TEXT),
    Column("effect", Words("该看到的效果", "Effect to look for"), Shown.TEXT),
    Column("state", Words("状态", "State"), Shown.TEXT),
    Column("outcome", Words("结果", "Outcome"), Shown.TEXT),
    Column("source", Words("出处", "Source"), Shown.TEXT),
)


def advice_tables(view: View) -> list[Table]:
    """Those of the two that say something."""
    brief = Table("brief", Words("速览", "Brief"), _BRIEF, tuple(Row((line,)) for line in view.brief))
    cards = Table("cards", Words("现在做什么", "What now"), _CARDS, tuple(map(_card, view.cards)))
    return [table for table in (brief, cards) if table.rows]


def _card(card: Card) -> Row:
    concerns = Words(
        "、".join(concern.name.zh for concern in card.concerns), ", ".join(concern.name.en for concern in card.concerns)
    )
    state = _STATES[card.state]
    return Row((card.title, card.stake, card.evidence, concerns, card.effect, state, card.outcome, card.source))
