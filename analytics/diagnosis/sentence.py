"""The diagnosis in one sentence: how much changed, what it was mostly, what it was not, and which holiday it was."""

from collections.abc import Mapping, Sequence

from analytics.asked import Asked
from analytics.diagnosis.contributions import ROOT
from analytics.diagnosis.finding import Finding
from analytics.diagnosis.why.lead import MUCH, is_slice
from analytics.result import Diagnosis, Node, Shown, Verdict
from analytics.say import MINUS, days, money, percent
from storage.shop import Shop
from storage.words import Words

_SMALL = 0.1
"""A part below this share of the whole change is not worth a word of its own."""

_SURE: Mapping[Verdict, Words] = {
    "flat": Words("，还在正常波动内", ", within the usual ups and downs"),
    "unknown": Words("，还说不准是不是偶然", ", which may be chance"),
}


def sentence(asked: Asked, diagnosis: Diagnosis, found: Sequence[Finding] = ()) -> Words:
    """The headline; ``found`` are the reasons for the change of the payment amount."""
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
    change, causes = _change(asked.facts.shop, root), _causes(asked.facts.shop, diagnosis, root)
    if _untestable(root) and root.tested is not None:
        return Words(f"{change.zh}。{root.tested.zh}", f"{change.en}. {root.tested.en}")
    zh, en = "，".join(part.zh for part in causes), ", ".join(part.en for part in causes)
    said = [change, Words(zh, en), _holidays(asked.facts.shop, root, found)]
    return Words("；".join(part.zh for part in said if part.zh) + "。", "; ".join(p.en for p in said if p.en) + ".")


def _untestable(root: Node) -> bool:
    """Whether nothing can be tested, as on a day on which the shop is always closed: there is nothing to explain."""
    return root.value == 0 and root.verdict == "unknown" and root.interval is None and bool(root.tested)


def _change(shop: Shop, root: Node) -> Words:
    change = root.contribution or 0
    if not change:
        return Words("支付金额和对比期一样", "The payment amount is that of the comparison")
    by = money(shop, abs(change))
    part = f"({_sign(change)}{percent(root.change)})" if root.change is not None else ""
    way = Words("多", "above") if change > 0 else Words("少", "below")
    sure = Words("", "") if _untestable(root) else _SURE.get(root.verdict, Words("", ""))
    return Words(
        f"支付金额比对比期{way.zh} {by.zh}{part}{sure.zh}",
        f"Payment amount {by.en} {way.en} the comparison {part}".rstrip() + sure.en,
    )


def _causes(shop: Shop, diagnosis: Diagnosis, root: Node) -> list[Words]:
    """The parts of the first way, the one that explains most in front."""
    ways = diagnosis.ways(ROOT)
    parts = [node for node in ways[0] if node.contribution is not None] if ways else []
    change = root.contribution or 0
    parts.sort(key=lambda node: -(node.contribution or 0) * (1 if change >= 0 else -1))
    if not change:
        return [_went(shop, node) for node in parts if node.contribution]
    return [_main(shop, parts[0]), *(_other(shop, node, change) for node in parts[1:])] if parts else []


def _holidays(shop: Shop, root: Node, found: Sequence[Finding]) -> Words:
    """双11带来约 +¥4.68万, where that is much of the change."""
    change = root.contribution or 0
    told = [each for each in found if not is_slice(each) and each.change * change > MUCH * change**2]
    sizes = [(each.name, money(shop, each.change), _plus(each.change)) for each in told]
    zh = "，".join(f"{name.zh}按去年估计约 {plus}{size.zh}" for name, size, plus in sizes)
    return Words(zh, ", ".join(f"{name.en}, as a year ago, about {plus}{size.en}" for name, size, plus in sizes))


def _main(shop: Shop, node: Node) -> Words:
    went = _went(shop, node)
    return Words(f"主要是{went.zh}", f"mostly {went.en}")


def _other(shop: Shop, node: Node, change: int) -> Words:
    part, went = node.contribution or 0, _went(shop, node)
    if abs(part) < _SMALL * abs(change):
        return Words(f"{node.name.zh}影响不大", f"{node.name.en.lower()} hardly mattered")
    if part * change < 0:
        return Words(went.zh.replace(node.name.zh, f"{node.name.zh}反而"), f"while {went.en}")
    return Words(went.zh.replace(node.name.zh, f"{node.name.zh}也"), f"and {went.en}")


def _went(shop: Shop, node: Node) -> Words:
    """客单价低了(-¥1.2万)."""
    part = node.contribution or 0
    said, name = money(shop, part), node.name
    more, less = ("多了", "少了") if node.shown is Shown.COUNT else ("高了", "低了")
    return Words(
        f"{name.zh}{more if part > 0 else less}({_plus(part)}{said.zh})",
        f"{name.en.lower()} {'up' if part > 0 else 'down'} ({_plus(part)}{said.en})",
    )


def _sign(amount: float) -> str:
    return "+" if amount > 0 else MINUS


def _plus(amount: int) -> str:
    return "+" if amount > 0 else ""
