"""The findings in a sentence: what they explain together, what moved the other way, and what nobody explains."""

from collections.abc import Sequence

from analytics.asked import Asked
from analytics.diagnosis.finding import Finding
from analytics.dimensions import DIMENSIONS
from analytics.metric import Metric
from analytics.result import Shown, Verdict
from analytics.say import count, money
from storage.words import Words

MUCH = 1 / 3
"""Findings that explain less than this of a change are not its reason."""
_NAMED = 3


def is_slice(finding: Finding) -> bool:
    """Whether a finding is a part of the shop; a holiday is not."""
    return all(name in DIMENSIONS for name, _ in finding.values)


def called(finding: Finding) -> Words:
    """The name of a finding, with what its size stands on."""
    if is_slice(finding):
        return finding.name
    return Words(f"{finding.name.zh}(按去年同期估计)", f"{finding.name.en} (as a year ago)")


def lead(
    asked: Asked, metric: Metric, steps: Sequence[tuple[Finding, int]], change: int, verdict: Verdict | None
) -> Words:
    """The answer in one sentence; ``steps`` are the findings, each with its own part of the change."""
    sentences = [_doubt(verdict)] if steps or verdict in ("unknown", "flat") else []
    if not steps:
        sentences.append(
            Words(
                f"没有哪个商品、地区、渠道或人群的变化大到能单独解释{metric.name.zh}。",
                f"No product, region, channel or group of buyers stands out enough to explain {metric.name.en}.",
            )
        )
        return _joined(sentences)
    moved = _moved(asked, metric, change)
    sentences.append(Words(f"{metric.name.zh}{moved.zh}。", f"{metric.name.en} {moved.en}."))
    along = [(finding, step) for finding, step in steps if finding.change * change > 0]
    against = [(finding, step) for finding, step in steps if finding.change * change <= 0]
    sentences.append(_explained(asked, metric, along, change))
    if against:
        listed = _listed(asked, metric, against)
        too = Words("还有", "The other way went") if along else Words("有", "The other way went")
        sentences.append(Words(f"反方向变化的{too.zh} {listed.zh}。", f"{too.en} {listed.en}."))
    return _joined(sentences)


def _doubt(verdict: Verdict | None) -> Words:
    if verdict == "flat":
        return Words("总的变化在店铺平时的起落之内。", "The whole change is within the shop's own ups and downs.")
    if verdict == "unknown":
        return Words("这个变化还说不准是不是偶然。", "Whether this is more than chance cannot be told.")
    return Words("", "")


def _explained(asked: Asked, metric: Metric, along: Sequence[tuple[Finding, int]], change: int) -> Words:
    """What moved with the whole, and how much of it that is."""
    if not along:
        return Words(
            "变化不是某一个商品、地区或渠道带来的。", "No single product, region or channel brought the change."
        )
    listed = _listed(asked, metric, along)
    # A holiday acts on the whole shop, whatever its step leaves to the slices it shares the shop with.
    part = sum(step if is_slice(finding) else finding.change for finding, step in along[:_NAMED]) / change
    if part < MUCH:
        size = f"{max(part, 0.0):.0%}"
        all_of = "一共占" if len(along) > 1 else "占"
        return Words(
            f"大部分变化不是某一个商品、地区或渠道带来的；其中比较突出的是 {listed.zh}({all_of} {size})。",
            f"Most of it was brought by no single product, region or channel; what stands out is {listed.en} ({size}).",
        )
    if part > 1:
        return Words(
            f"能解释的是：{listed.zh}，比总的变化还多，别处抵掉了一部分。",
            f"What explains it: {listed.en}; that is more than the whole change, others made up for a part.",
        )
    return Words(f"能解释 {part:.0%} 的是：{listed.zh}。", f"What explains {part:.0%} of it: {listed.en}.")


def _listed(asked: Asked, metric: Metric, found: Sequence[tuple[Finding, int]]) -> Words:
    """Each with its own part, as in the table: what two of them share is told once."""
    own = [(finding, step if is_slice(finding) else finding.change) for finding, step in found[:_NAMED]]
    parts = [(called(finding), _moved(asked, metric, part)) for finding, part in own]
    zh = "；".join(f"{name.zh} {moved.zh}" for name, moved in parts)
    return Words(zh, "; ".join(f"{name.en} {moved.en}" for name, moved in parts))


def _moved(asked: Asked, metric: Metric, change: int) -> Words:
    if change == 0:
        return Words("没有变", "did not change")
    size = money(asked.facts.shop, abs(change)) if metric.shown is Shown.MONEY else Words(*[count(abs(change))] * 2)
    if change > 0:
        return Words(f"多了 {size.zh}", f"up {size.en}")
    return Words(f"少了 {size.zh}", f"down {size.en}")


def _joined(sentences: Sequence[Words]) -> Words:
    told = [one for one in sentences if one.zh]
    return Words("".join(one.zh for one in told), " ".join(one.en for one in told))
