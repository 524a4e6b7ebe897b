"""Holidays: a change that the calendar explains asks for nothing; what it brought is told as such."""

from collections.abc import Iterator

from analytics.cards.rule import Draft, Rule, Scene
from analytics.cards.rules.slices import NODE
from analytics.cards.wording import money, part_of, told
from storage.words import Words

_FELL = ("不用处理：是{name}的影响", "Nothing to do: it is {name}")
_ROSE = ("知道就好：这次多卖是{name}带来的", "For your information: {name} brought more sales")
_BACK = Words("节后 14 天内自己回到平时的水平；没有回来再查。",
              "Back at the usual level by itself within 14 days; look again if not.")  # fmt: skip
_NO_NEW_LEVEL = Words("节后会回到平时的水平，别按这几天的量备货。",
                      "Sales go back to the usual level after it: do not stock up by these days.")  # fmt: skip


def _holiday(scene: Scene) -> Iterator[Draft]:
    """Nothing is at stake: the days after are compared like with like again."""
    for finding in scene.findings.get(NODE, ()):
        if finding.values and finding.values[0][0] == "day":
            fell = finding.change < 0
            yield Draft(
                about=finding.values,
                title=told(*(_FELL if fell else _ROSE), name=finding.name),
                evidence=told(
                    "{name}前后支付{way} {amount}{share}。",
                    "Around {name} {amount} {way} was paid{share}.",
                    name=finding.name, amount=money(scene.shop, abs(finding.change)), share=part_of(finding.share),
                    way=Words("少", "less") if fell else Words("多", "more"),
                ),
                effect=_BACK if fell else _NO_NEW_LEVEL,
                stake=None,
                explains=abs(finding.change),
            )  # fmt: skip


HOLIDAY = Rule(
    "holiday", Words("节日影响", "A holiday"),
    Words("节日错位会让同比环比失真：按节日对齐再比（国家统计局对 1–2 月数据合并发布的做法）",
          "Moving holidays distort comparisons: align them first (as the statistics office does for Jan–Feb)"),
    NODE, "hold", _holiday, urgency="known",
)  # fmt: skip
