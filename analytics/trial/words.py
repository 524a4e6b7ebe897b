"""What came of a trial in plain words: so many buyers more, or not yet, or too few people to see it."""

from msgspec import Struct

from analytics.coverage import coverage
from analytics.result import Estimate
from analytics.say import MINUS, count, counted, money
from analytics.trial.amounts import LEAST_BUYERS
from analytics.trial.outcome import Compared, Outcome
from storage.facts import Facts
from storage.shop import Shop
from storage.trial import HELD, Arm, Trial
from storage.words import Words

_FEW = 10  # buyers: fewer are told with a decimal


class _Said(Struct, frozen=True):
    """A number of buyers and its interval as they are written, turned so that it is not below 0."""

    falls: bool
    value: str
    span: str


def arm_name(arm: Arm) -> Words:
    """What an arm is called."""
    if arm.key == HELD:
        return Words("留着不发的", "Held out")
    if arm.key == "treated":
        return Words("发的", "Treated")
    return Words(arm.key.upper(), arm.key.upper())


def pair_name(trial: Trial, pair: Compared) -> Words:
    """Which arms are compared: 发的比不发, A 比 B."""
    first, second = trial.arms[pair.one], trial.arms[pair.other]
    one, other = arm_name(first), arm_name(second)
    gap = "" if first.key == "treated" else " "
    if second.key == HELD:
        return Words(f"{one.zh}{gap}比不发", f"{one.en} against held out")
    return Words(f"{one.zh} 比 {other.zh}", f"{one.en} against {other.en}")


def lead(facts: Facts, trial: Trial, found: Outcome) -> Words:
    """The result in a sentence or a few."""
    if found.phase == "not begun":
        until = _until(facts)
        return Words(
            f"从 {trial.start:%m-%d} 开始算，数据只到 {until}，还没有结果。",
            f"Orders count from {trial.start:%m-%d}, the data ends on {until}: there is no result yet.",
        )
    if not found.compared:
        return Words("有一组一个人也没剩下，比不了。", "One group has nobody left: there is nothing to compare.")
    parts = [_of_pair(facts.shop, trial, found, pair) for pair in found.compared]
    day = Words("", "")
    if found.phase == "running":
        day = Words(f"第 {found.day + 1} 天(共 {trial.days} 天)。", f"Day {found.day + 1} of {trial.days}. ")
    return Words(day.zh + "".join(part.zh for part in parts), day.en + " ".join(part.en for part in parts))


def _until(facts: Facts) -> str:
    known = coverage(facts)
    return f"{known.until_day:%m-%d}" if known else "—"


def _of_pair(shop: Shop, trial: Trial, found: Outcome, pair: Compared) -> Words:
    said = verdict(trial, found, pair)
    if len(found.compared) > 1 or trial.arms[pair.other].key != HELD:
        name = pair_name(trial, pair)
        said = Words(f"{name.zh}：{said.zh}", f"{name.en}: {said.en}")
    if found.phase == "running":
        return said
    amount = _amount(shop, found, pair)
    return Words(said.zh + amount.zh, f"{said.en} {amount.en}")


def verdict(trial: Trial, found: Outcome, pair: Compared) -> Words:
    """What is said of the buyers of two arms."""
    if found.phase == "running":
        return _early(trial, found, pair)
    if pair.told:
        return _buyers(pair)
    if pair.smallest is None:
        return Words("人太少，多大的差别都看不出来。", "Too few people: no difference could be seen.")
    low, high = _number(pair.extra.low), _number(pair.extra.high)
    least = _number(pair.smallest * found.arms[pair.one].people)
    return Words(
        f"看不出差别({low} – {high} 个买家)；这么多人，差别小于 {least} 个买家看不出来。",
        f"No difference to be seen ({low} – {high} buyers); with so many people, one below {least} buyers cannot be.",
    )


def _early(trial: Trial, found: Outcome, pair: Compared) -> Words:
    wait = Words(
        f"要到 {trial.end:%m-%d} 满 {trial.days} 天", f"the {counted(trial.days, 'day').en} end on {trial.end:%m-%d}"
    )
    if not pair.told:
        return Words(f"还看不出来：{wait.zh}。", f"Not to be seen yet: {wait.en}.")
    said = _buyers(pair)
    return Words(f"初步看，{said.zh[:-1]}；{wait.zh}才算数。", f"So far: {said.en[:-1]}; it counts when {wait.en}.")


def _buyers(pair: Compared) -> Words:
    said = _turned(pair.extra)
    zh = "反而少了" if said.falls else "多带来"
    return Words(
        f"{zh} {said.value} 个买家({said.span})。",
        f"{said.value} {'fewer' if said.falls else 'more'} {'buyer' if said.value == '1' else 'buyers'} ({said.span}).",
    )


def _turned(extra: Estimate) -> _Said:
    falls = extra.value < 0
    low, high = (-extra.high, -extra.low) if falls else (extra.low, extra.high)
    return _Said(falls, _number(abs(extra.value)), f"{_number(low)}–{_number(high)}")


def _amount(shop: Shop, found: Outcome, pair: Compared) -> Words:
    """What is said of the amounts of two arms."""
    if pair.head is None:
        return Words(
            f"有一组买的人不到 {LEAST_BUYERS} 个，付款金额先不比。",
            f"One group has fewer than {LEAST_BUYERS} buyers: amounts are not compared.",
        )
    low, high = money(shop, round(pair.head.low)), money(shop, round(pair.head.high))
    if pair.head.low <= 0 <= pair.head.high:
        return Words(
            f"付款金额看不出差别(每人 {low.zh} – {high.zh})。",
            f"Amounts show no difference ({low.en} – {high.en} a head).",
        )
    falls = pair.head.value < 0
    if falls:
        low, high = money(shop, round(-pair.head.high)), money(shop, round(-pair.head.low))
    value, every = (money(shop, round(abs(pair.head.value) * n)) for n in (1, found.arms[pair.one].people))
    return Words(
        f"平均每人{'少' if falls else '多'}付 {value.zh}({low.zh}–{high.zh})，共约 {every.zh}。",
        f"{value.en} {'less' if falls else 'more'} a head ({low.en}–{high.en}), about {every.en} in all.",
    )


def _number(value: float) -> str:
    text = count(round(abs(value))) if abs(value) >= _FEW else f"{abs(value):.1f}".removesuffix(".0")
    return f"{MINUS if value < 0 and text != '0' else ''}{text}"
