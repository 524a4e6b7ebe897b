"""Cards held against the notebook: what was dismissed stays away, what was done reports what became of it."""

from collections.abc import Iterable

from msgspec.structs import replace

from analytics.cards.declared import RULES
from analytics.cards.outcome import outcome_of
from analytics.cards.rule import Scene
from analytics.cards.wording import day, told
from analytics.local_time import DAY
from analytics.period import local_day
from analytics.result import Card
from storage.notebook import Mark, Notebook
from storage.words import Words

AWAY = 30 * DAY
"""A dismissed card stays away for so long, unless its stake doubles; one done may come back after as long."""
REPORTED = 90 * DAY
"""What was done is reported for so long."""


def noted(scene: Scene, cards: Iterable[Card], notebook: Notebook) -> tuple[Card, ...]:
    """Open cards in their order, then those done, the newest first, then those dismissed."""
    marks = {mark.card_id: mark for mark in notebook.marks}
    dealt = [_held_against(scene, card, marks.get(card.id)) for card in cards]
    fired = {card.id for card in dealt}
    done = [card for card in dealt if card.state == "done"]
    done += [_from_mark(scene, mark) for mark in notebook.marks if mark.card_id not in fired and _reports(scene, mark)]
    done.sort(key=lambda card: marks[card.id].at, reverse=True)
    return (
        *(card for card in dealt if card.state == "open"),
        *done,
        *(card for card in dealt if card.state == "dismissed"),
    )


def _held_against(scene: Scene, card: Card, mark: Mark | None) -> Card:
    if mark is None:
        return card
    recent = mark.at > scene.until - AWAY
    if mark.state == "dismissed":
        return replace(card, state="dismissed") if recent and not _doubled(card, mark) else card
    became = outcome_of(scene.facts, mark).words
    return replace(card, state="done" if recent else "open", outcome=became)


def _doubled(card: Card, mark: Mark) -> bool:
    return card.stake is not None and mark.stake is not None and 0 < 2 * mark.stake <= card.stake.value


def _reports(scene: Scene, mark: Mark) -> bool:
    return mark.state == "done" and mark.at > scene.until - REPORTED


def _from_mark(scene: Scene, mark: Mark) -> Card:
    """A card whose rule no longer fires, from what was noted of it."""
    zh, _, en = (mark.title or mark.card_id).partition("\n")
    rule = RULES.get(mark.card_id.partition(":")[0])
    on = day(local_day(mark.at, scene.shop.zone))
    return Card(
        mark.card_id,
        rule.id if rule else mark.card_id,
        Words(zh, en or zh),
        told("{day} 标为已做；现在不再提示。", "Marked done on {day}; it no longer comes up.", day=on),
        Words("", ""),
        None,
        rule.source if rule else Words("", ""),
        node=mark.node,
        state="done",
        outcome=outcome_of(scene.facts, mark).words,
        slices=mark.slices,
    )
