"""The diagnosis in one sentence: how much changed, what it was mostly, and what it was not."""

from analytics.asked import Asked
from analytics.diagnosis.contributions import ROOT
from analytics.result import Diagnosis, Node, Shown
from analytics.say import days, money, percent
from storage.shop import Shop
from storage.words import Words

_SMALL = 0.1
"""A part below this share of the whole change is not worth a word of its own."""


def sentence(asked: Asked, diagnosis: Diagnosis) -> Words:
    """The headline."""
    root = diagnosis.node(ROOT)
    period = days(asked.question.period)
    if root.value is None:
        reason = root.reason or diagnosis.why_rule
        return Words(f"{period} 说不清：{reason.zh}", f"{period}: {reason.en}")
    if root.contribution is None:
        paid = money(asked.facts.shop, int(root.value))
        why = diagnosis.why_rule
        return Words(
            f"{period} 支付金额 {paid.zh}，没法和对比期比：{why.zh}",
            f"{period}: payment amount {paid.en}, no change can be told: {why.en}",
        )
    said = [_change(asked.facts.shop, root), *_causes(asked.facts.shop, diagnosis, root)]
    return Words("，".join(part.zh for part in said) + "。", ", ".join(part.en for part in said) + ".")


def _change(shop: Shop, root: Node) -> Words:
    change = root.contribution or 0
    if not change:
        return Words("支付金额和对比期一样", "The payment amount is that of the comparison")
    by = money(shop, abs(change))
    part = f"({_sign(change)}{percent(root.change)})" if root.change is not None else ""
    way = Words("多", "above") if change > 0 else Words("少", "below")
    usual = Words("，还在正常波动内", ", within the usual ups and downs") if root.verdict == "flat" else Words("", "")
    return Words(
        f"支付金额比对比期{way.zh} {by.zh}{part}{usual.zh}",
        f"Payment amount {by.en} {way.en} the comparison {part}".rstrip() + usual.en,
    )


def _causes(shop: Shop, diagnosis: Diagnosis, root: Node) -> list[Words]:
    """The parts of the first way, the one that explains most in front."""
    ways = diagnosis.ways(ROOT)
    parts = [node for node in ways[0] if node.contribution is not None] if ways else []
    change = root.contribution or 0
    parts.sort(key=lambda node: -(node.contribution or 0) * (1 if change >= 0 else -1))
    return [_part(shop, node, change, first=place == 0) for place, node in enumerate(parts)]


def _part(shop: Shop, node: Node, change: int, first: bool) -> Words:
    part, name = node.contribution or 0, node.name
    if not first and abs(part) < _SMALL * abs(change):
        return Words(f"{name.zh}影响不大", f"{name.en.lower()} hardly mattered")
    said = money(shop, part)
    zh, en = f"({_plus(part)}{said.zh})", f"({_plus(part)}{said.en})"
    went = _went(node, part)
    if first:
        return Words(f"主要是{name.zh}{went.zh}{zh}", f"mostly {name.en.lower()} {went.en} {en}")
    if part * change < 0:
        return Words(f"{name.zh}反而{went.zh}{zh}", f"while {name.en.lower()} {went.en} {en}")
    return Words(f"{name.zh}也{went.zh}{zh}", f"{name.en.lower()} {went.en} too {en}")


def _went(node: Node, part: int) -> Words:
    if node.shown is Shown.COUNT:
        return Words("多了", "up") if part > 0 else Words("少了", "down")
    return Words("高了", "up") if part > 0 else Words("低了", "down")


def _sign(amount: float) -> str:
    return "+" if amount > 0 else "-"


def _plus(amount: int) -> str:
    return "+" if amount > 0 else ""
