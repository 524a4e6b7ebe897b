"""Which way of telling is in force and why, beside the plain ones: over all looks back, and look by look."""

import numpy as np

from analytics.churn.shop_log import as_date
from analytics.churn.tables.words import looked, models
from analytics.lifetime.backtest import BOOSTED, DEFAULT, OWN_RATE, RECENCY, Judged
from analytics.result import Column, Estimate, Row, Shown, Table, Value
from storage.facts import Facts
from storage.words import Words

_PAIRS = Column(
    "pairs",
    Words("10 对里排对几对", "Right of 10 pairs"),
    Shown.NUMBER,
    Words(
        "随便拿一位来了的和一位没来的，排在前面的真是来了的那位，10 对里有几对(AUC × 10)；5 是瞎猜。",
        "Of 10 pairs of one who came and one who did not: the one who came stood first (AUC x 10); 5 is luck.",
    ),
)
_CAUGHT = Column(
    "captured",
    Words("前 20% 的人占多少钱", "Money from the first 20%"),
    Shown.RATIO,
    Words(
        "按预测排在前 20% 的人，后来付的钱占全部的多少。", "Part of the money that came from the first 20% by forecast."
    ),
)


def models_table(facts: Facts, found: Judged) -> Table:
    """Every model and the plain ways beside each other, means over the looks."""
    columns = (
        Column("model", Words("用什么猜", "By what"), Shown.TEXT),
        _PAIRS,
        Column(
            "brier",
            Words("把握的误差", "Error of chances"),
            Shown.RATIO,
            Words("把握和来没来之差的平方，平均(Brier)；越小越好。", "Mean squared error of the chances (Brier)."),
        ),
        Column(
            "gain",
            Words("比 MBG/NBD 小几个百分点", "Points below MBG/NBD"),
            Shown.RATIO,
            Words(
                "基础模型的误差减去它的误差，是百分点不是比例，带 95% 区间；负数是更差。",
                "The error of the base model less its own, in points and not as a part of it; with 95% interval, below "
                "0: worse.",
            ),
        ),
        Column("error", Words("次数差多少", "Error of purchases"), Shown.NUMBER),
        _CAUGHT,
        Column("money", Words("预计的钱 ÷ 真来的钱", "Money said / came"), Shown.RATIO),
        Column("used", Words("在用", "In force"), Shown.TEXT),
    )
    names = {key: name for key, name in models(facts).items() if all(key in look.scores for look in found.looks)}
    rows = tuple(_model_row(found, key, name) for key, name in names.items())
    title = Words("凭什么用这个猜法", "Why this way of telling")
    return Table("models", title, columns, rows, looked(found), lead=why(facts, found))


def looks_table(found: Judged) -> Table:
    """Each evening that was looked ahead from, with the model in force beside "who came last"."""
    columns = (
        Column("evening", Words("站在哪一天猜", "Forecast on"), Shown.DAY),
        Column("buyers", Words("买家", "Buyers"), Shown.COUNT),
        Column("came", Words(f"{found.days} 天里来了", f"Came in {found.days} days"), Shown.COUNT),
        _PAIRS,
        Column("recency", Words("只看多久没来", "By recency alone"), Shown.NUMBER, _PAIRS.definition),
        Column(
            "over",
            Words("多排对几对", "More right pairs"),
            Shown.NUMBER,
            Words("比只看多久没来多排对几对，带 95% 区间。", "Over recency alone, with 95% interval."),
        ),
        _CAUGHT,
        Column("said", Words("预计会花", "Money said"), Shown.MONEY),
        Column("paid", Words("真花了", "Money came"), Shown.MONEY),
    )
    rows = []
    for look in found.looks:
        ours, plain = look.scores[found.chosen], look.scores[RECENCY]
        cells: tuple[Value, ...] = (
            as_date(look.day), look.customers, look.came, _ten(ours.auc), _ten(plain.auc), _ten(ours.over_recency),
            ours.captured, round(ours.spend), round(look.spend),
        )  # fmt: skip
        rows.append(Row(cells))
    title = Words("每次回看", "Each look back")
    return Table("looks", title, columns, tuple(rows), looked(found))


def why(facts: Facts, found: Judged) -> Words:
    """Which model is in force and why, and whether it is better than a glance at the calendar."""
    name = models(facts)[found.chosen]
    if found.chosen == DEFAULT:
        rival = found.gains.get(BOOSTED)
        other = Words("没有别的明显更准", "nothing else is clearly better")
        if rival is None:
            other = Words("数据还不够试更复杂的", "there is too little past to try richer ones")
        because = other
    else:
        because = Words("每次回看都比基础模型准，不是碰巧", "better in each look back, and by more than chance")
    against, counts = _against_recency(found), _counts(found)
    return Words(
        f"在用：{name.zh}，{because.zh}。{against.zh}{counts.zh}",
        f"In force: {name.en}; {because.en}. {against.en}{counts.en}",
    )


def _against_recency(found: Judged) -> Words:
    gain = found.over_recency
    if gain is not None and gain.low > 0:
        return Words("比只看多久没来更准。", "It is better than recency alone.")
    return Words(
        "但不比只看多久没来更准：先联系最近不来的常客，也差不多。",
        "But it is not better than recency alone: those who stayed away last are as good a list.",
    )


def _counts(found: Judged) -> Words:
    """That plain past rates tell the number of purchases better, where they do."""
    ours, plain = (
        float(np.mean([look.scores[name].error.value for look in found.looks])) for name in (found.chosen, OWN_RATE)
    )
    if ours <= plain:
        return Words("", "")
    return Words("只论来几次，照自己过去的频率差得更少。", " How often they come is told better by the own past rate.")


def _model_row(found: Judged, key: str, name: Words) -> Row:
    scores = [look.scores[key] for look in found.looks]
    areas = [score.auc.value for score in scores if score.auc is not None]
    caught = [score.captured.value for score in scores if score.captured is not None]
    came = sum(look.spend for look in found.looks)
    cells: tuple[Value, ...] = (
        name,
        10 * float(np.mean(areas)) if areas else None,
        float(np.mean([score.brier for score in scores])),
        found.gains.get(key),
        float(np.mean([score.error.value for score in scores])),
        float(np.mean(caught)) if caught else None,
        sum(score.spend for score in scores) / came if came else None,
        Words("是", "yes") if key == found.chosen else None,
    )
    return Row(cells)


def _ten(area: Estimate | None) -> Estimate | None:
    return None if area is None else area.times(10)
