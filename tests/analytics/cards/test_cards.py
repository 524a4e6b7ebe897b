"""From what rules say to the cards of a page: one per thing, ranked, held against the notebook."""

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from analytics.cards.cards import cards_of, dealt, ranked, trifle
from analytics.cards.declared import RULES
from analytics.cards.marking import mark_of
from analytics.cards.rule import Draft, Rule, Scene, Thing
from analytics.metrics import people, refunds, sales, traffic
from analytics.result import Card, Estimate
from storage.notebook import EMPTY, Mark, Notebook
from storage.words import Words
from tests.analytics.cards.stall import NOW, Stall, ago, finding

BLANK = Words("", "")
DAY = 86_400_000


def rule(name: str, *drafts: Draft, most: int = 2) -> Rule:
    return Rule(name, BLANK, BLANK, "payment_amount", "rise", lambda _scene: drafts, most=most)


def draft(about: Thing, low: int, value: int = 0, covers: Iterable[Thing] = ()) -> Draft:
    stake = Estimate(value or low, low, max(low, value))
    return Draft(about, BLANK, BLANK, BLANK, stake, covers=tuple(covers))


TEA, CUP, LIVE = (("product", "tea"),), (("product", "cup"),), (("channel", "live"),)


def ids(*rules: Rule) -> list[str]:
    return [each.card_id for each in ranked(dealt(Stall().scene(), rules))]


def test_the_rule_named_first_keeps_the_thing() -> None:
    assert ids(rule("cause", draft(TEA, 1)), rule("place", draft(TEA, 9), draft(CUP, 5))) == ["place:cup", "cause:tea"]


def test_a_card_about_a_category_speaks_of_its_products() -> None:
    category = draft((("category", "茶"),), 5, covers=[TEA])
    assert ids(rule("dear", category), rule("fell", draft(TEA, 9), draft(CUP, 1))) == ["dear:茶", "fell:cup"]


def test_a_part_of_a_thing_needs_no_card_beside_the_thing() -> None:
    part = draft(LIVE + TEA, 9)
    assert ids(rule("a", draft(LIVE, 1)), rule("b", part)) == ["a:live"]
    assert ids(rule("b", part), rule("a", draft(LIVE, 1))) == ["b:live+tea", "a:live"]


def test_cards_about_nothing_in_particular_do_not_hide_each_other() -> None:
    assert ids(rule("a", draft((), 2)), rule("b", draft((), 1))) == ["a", "b"]


def test_the_printed_money_decides_then_what_is_at_stake_for_certain() -> None:
    sure, wide, wider = draft(TEA, 50, 60), draft(CUP, 10, 900), draft(LIVE, 20, 900)
    nothing = Draft((("day", "春节"),), BLANK, BLANK, BLANK, None)
    assert ids(rule("a", nothing, wider, wide, most=9), rule("b", sure)) == ["a:live", "a:cup", "b:tea", "a:春节"]
    assert ids(rule("a", sure, wide, most=1)) == ["a:cup"]


def turning(**stakes: int) -> list[str]:
    """The order of cards of rules named by their urgency, with so much at stake."""
    return ids(*(replace(rule(turn, draft((), stake)), urgency=turn) for turn, stake in stakes.items()))


def test_what_is_being_lost_or_will_be_gone_stands_before_what_is_worth_more() -> None:
    turns = {"known": 100, "tidying": 98, "chance": 99, "lapsing": 97, "losing": 96}
    assert turning(**turns) == ["losing", "lapsing", "chance", "tidying", "known"]
    of_rules = {each.urgency: each.id for each in RULES.values()}
    assert (of_rules["tidying"], of_rules["known"]) == ("dead_stock", "holiday")


def test_between_a_chance_and_clearing_up_the_money_decides() -> None:
    assert turning(chance=1_067, tidying=6_699) == ["tidying", "chance"]


def test_what_will_be_gone_is_not_lifted_for_a_trifle() -> None:
    assert turning(tidying=6_700, chance=1_000, lapsing=670) == ["lapsing", "tidying", "chance"]
    assert turning(tidying=6_700, chance=1_000, lapsing=669) == ["tidying", "chance", "lapsing"]
    assert turning(tidying=6_700, losing=669) == ["losing", "tidying"]


def test_a_trifle_lost_is_no_more_urgent_than_clearing_up() -> None:
    chance = replace(rule("chance", draft((), 500)), urgency="chance")
    lost = dealt(Stall().scene(), (rule("lost", draft(TEA, 80, 90)), chance))
    assert [each.rule.id for each in ranked(lost, 90)] == ["lost", "chance"]
    assert [each.rule.id for each in ranked(lost, 91)] == ["chance", "lost"]
    state = Stall().sales(range(1, 30), "tea", 1_000_000).scene()
    assert trifle(state.asked) == 29_000


def test_a_rule_deals_its_largest_cards_only() -> None:
    assert ids(rule("a", draft(TEA, 1), draft(CUP, 3), draft(LIVE, 2))) == ["a:cup", "a:live"]


def test_every_rule_has_a_source_and_watches_a_number_that_there_is() -> None:
    metrics = {metric.id for module in (sales, people, refunds, traffic) for metric in vars(module).values()
               if hasattr(metric, "shown")}  # fmt: skip
    assert len(RULES) >= 12
    for each in RULES.values():
        assert each.source.zh
        assert each.source.en
        assert each.watches in metrics
        assert each.when.__doc__ or each.id.endswith("_fell")


def scene(before: int = 900_000, now: int = 100_000) -> Scene:
    found = finding(LIVE, before, now)
    stall = Stall().sale(40, "tea", 9000, channel="live").shelf("tea", stock=9, cost=100)
    return stall.scene(findings={"payment_amount": (found,)})


def dealt_to(notebook: Notebook, state: Scene) -> tuple[Card, ...]:
    return cards_of(state.asked, state.diagnosis, state.findings, notebook)


def marked(state: str, days: int, card: Card | None = None) -> Notebook:
    card = card or dealt_to(EMPTY, scene())[0]
    return Notebook((mark_of(card, state, Stall().at(ago(days))),))  # type: ignore[arg-type]


def test_a_card_carries_what_its_rule_declares() -> None:
    (card,) = dealt_to(EMPTY, scene())
    assert (card.id, card.rule, card.node, card.state) == (
        "channel_fell:live",
        "channel_fell",
        "payment_amount",
        "open",
    )
    assert card.slices == LIVE
    assert card.urgency == RULES["channel_fell"].urgency == "losing"
    assert card.source == RULES["channel_fell"].source
    assert card.stake == Estimate(800_000, 720_000, 880_000)


def test_a_card_of_a_trifle_says_that_it_can_wait() -> None:
    for before, urgency in ((20_000, "tidying"), (90_000, "losing")):
        lost = finding(LIVE, before, 100)
        state = Stall().sales(range(1, 30), "tea", 1_000_000).scene(findings={"payment_amount": (lost,)})
        assert trifle(state.asked) == 29_000
        (card,) = (each for each in dealt_to(EMPTY, state) if each.rule == "channel_fell")
        assert card.urgency == urgency


def test_a_mark_keeps_what_is_needed_when_the_rule_is_silent() -> None:
    (card,) = dealt_to(EMPTY, scene())
    assert mark_of(card, "done", 5) == Mark(
        card.id, "done", 5, "payment_amount", title=f"{card.title.zh}\n{card.title.en}", slices=LIVE, stake=800_000
    )  # fmt: skip


@pytest.mark.parametrize(("days", "state"), [(1, "dismissed"), (29, "dismissed"), (31, "open")])
def test_a_dismissed_card_stays_away_for_thirty_days(days: int, state: str) -> None:
    assert [card.state for card in dealt_to(marked("dismissed", days), scene())] == [state]


def test_a_dismissed_card_comes_back_when_its_stake_has_doubled() -> None:
    assert [card.state for card in dealt_to(marked("dismissed", 1), scene(1_699_998, 100_000))] == ["dismissed"]
    assert [card.state for card in dealt_to(marked("dismissed", 1), scene(1_700_000, 100_000))] == ["open"]


def test_a_card_done_waits_and_is_opened_again_if_it_goes_on() -> None:
    (card,) = dealt_to(marked("done", 3), scene())
    assert card.state == "done"
    assert card.outcome is not None
    assert card.outcome.zh == "还太早，再等 5 天。"
    (card,) = dealt_to(marked("done", 31), scene())
    assert card.state == "open"
    assert card.outcome is not None


def test_a_card_done_reports_when_its_rule_has_fallen_silent() -> None:
    quiet = Stall().scene()
    (card,) = dealt_to(marked("done", 40), quiet)
    assert (card.id, card.rule, card.state) == ("channel_fell:live", "channel_fell", "done")
    assert card.title.zh == "查渠道「live」，召回它的老客"
    assert card.title.en == "Check the channel live and win back its buyers"
    assert dealt_to(marked("done", 91), quiet) == ()
    assert dealt_to(marked("dismissed", 3), quiet) == ()


def test_open_cards_stand_before_done_and_dismissed_ones() -> None:
    state = Stall().sale(40, "tea", 9000).shelf("tea", stock=9, cost=10_000).sale(95, "tea", 9000).scene(
        findings={"payment_amount": (finding(LIVE, 900, 100), finding((("province", "广东"),), 500, 100))}
    )  # fmt: skip
    cards = dealt_to(EMPTY, state)
    assert [card.id for card in cards] == ["channel_fell:live", "region_fell:广东"]
    notebook = Notebook((mark_of(cards[0], "dismissed", Stall().at(NOW)), Mark("gone", "done", Stall().at(NOW))))
    assert [card.state for card in dealt_to(notebook, state)] == ["open", "done", "dismissed"]


def test_nothing_is_said_of_a_shop_without_data() -> None:
    empty = Stall()
    empty.records.clear()
    empty_facts = empty.shelf("tea", stock=1, cost=1)
    state = empty_facts.scene()
    assert dealt_to(EMPTY, state) == ()
