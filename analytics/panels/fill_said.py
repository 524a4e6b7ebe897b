"""What fill rates come to, in words: which rows clearly fill more or less, what to do, or why that cannot be told."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from analytics.asked import Asked
from analytics.dimension import Dimension
from analytics.measure import read_term
from analytics.metric import count
from analytics.panels.fill_rates import LEAST, sized
from analytics.parts.group_buy import KNOWN
from analytics.result import Row
from analytics.say import as_words, counted, percent
from storage.words import Words

Standing = Literal["many_high", "many_low", "few_high", "few_low", "large", "small"]
"""A quadrant by groups opened and how many fill; or what the sizes alone explain: large groups, small ones."""

FEWER = Words("先降成团人数或延长时间", "ask for fewer people or give more time")
SMALLER = Words("改成小一档的团", "go down to the next smaller size")
NO_SMALLER = Words("没有更小的团了：先延长时间", "there is no smaller size: give more time")
EARLIER = Words("把开团挪到容易成的钟点", "move openings to hours in which groups fill")
HELP = Words("开团后给他们一段现成的邀请话", "hand them a ready invitation when they open")
USUAL = Words("和同样人数的团分不出高低", "cannot be told from groups of these sizes")
USUAL_SIZE = Words("和全店平均分不出高低", "cannot be told from the shop's average")
ADVICE: dict[Standing, Words] = {
    "many_high": Words("保持，先备足货", "keep going, and keep stock"),
    "few_high": Words("值得多推", "worth promoting"),
    "few_low": Words("先别投入", "put nothing into it for now"),
    "large": Words("成得少是因为团的人数多：改成小一档的团", "few fill for they are large: go down a size"),
    "small": Words("成得多是因为团的人数少", "most fill for they are small"),
}
_SAID: dict[Standing, Words] = {
    "many_low": Words("开团多、成团少", "many groups, few fill"),
    "few_high": Words("开团少、成团多", "few groups, most fill"),
    "few_low": Words("开团少、成团少", "few groups, few fill"),
    "many_high": Words("开团多、成团多", "many groups, most fill"),
}
_PRESSING: tuple[Standing, ...] = ("many_low", "few_high", "large")
_OTHERWISE: tuple[Standing, ...] = ("few_low", "many_high")
_NAMED = 3
_HALF_A_YEAR = 180  # days


class Found(Struct, frozen=True, eq=False):
    """What was judged."""

    dimension: Dimension
    every: int
    """How many values there are, also those that the table does not list."""
    listed: int
    standing: Mapping[Row, Standing | None]
    """Of each row with enough outcomes."""
    advice: Mapping[Standing, Words]


def smallest(found: Found, row: Row) -> bool:
    """Whether it is the smallest size of those judged: nobody can go down from there."""
    return sized(found.dimension) and _size(row) == min(_size(one) for one in found.standing)


def _size(row: Row) -> int:
    """How many people; 0 for groups of which that is not known."""
    return int(row.rows.slices[0][1] or 0) if row.rows else 0


def lead(asked: Asked, found: Found, rates: Mapping[Row, float]) -> Words:
    """What clearly fills more or less, and what to do; before it how little can be judged, where that is so."""
    said = _of_sizes(found, rates) if sized(found.dimension) else _of_others(found)
    if 2 * len(found.standing) >= found.listed and len(found.standing) > 1:
        return said
    few = _hardly(asked, found)
    return Words(f"{few.zh}{said.zh}", f"{few.en} {said.en}") if len(found.standing) > 1 else few


def none_judged(asked: Asked, known: Mapping[Row, int]) -> Words:
    """What is missing for any rate at all; ``known`` is how many groups with an outcome each row has."""
    most = max(known, key=lambda row: known[row])
    name, there, then = _name(most), known[most], _longer(asked)
    return Words(
        f"有结果的团满 {LEAST} 个才算成团率；最多的({name.zh})有 {there} 个，还差 {LEAST - there} 个。{then.zh}。",
        f"A rate takes {LEAST} groups with an outcome; {name.en} has most, {there}: {LEAST - there} are missing. "
        f"{then.en}.",
    )


def few_outcomes(asked: Asked) -> Words | None:
    """That the fill rate of the whole period rests on few groups: it may well be 100%, of two."""
    known = read_term(asked.now, count(KNOWN)).value
    if asked.unknown is not None or not known or known >= LEAST:
        return None
    return Words(
        f"成团率只凭 {int(known)} 个有结果的团，多半是碰巧；满 {LEAST} 个才看得出高低，还差 {LEAST - int(known)} 个。",
        f"The fill rate rests on {counted(int(known), 'outcome').en} and may be chance; it takes {LEAST}, "
        f"{LEAST - int(known)} more.",
    )


def too_few(few: int) -> Words | None:
    """That rows with few outcomes carry no rate."""
    if not few:
        return None
    return Words(
        f"{few} 行有结果的团不到 {LEAST} 个，不算成团率，图上不画。",
        f"{counted(few, 'row').en} with fewer than {LEAST} outcomes: no rate, and no point in the drawing.",
    )


def _hardly(asked: Asked, found: Found) -> Words:
    many, name, then = len(found.standing), found.dimension.name, _longer(asked)
    unit = "种" if sized(found.dimension) else "个"
    return Words(
        f"{found.every} {unit}{name.zh}里只有 {many} {unit}开团够多、能判断；{then.zh}。",
        f"By {name.en.lower()} only {many} of {found.every} opened enough groups to be judged; {then.en.lower()}.",
    )


def _longer(asked: Asked) -> Words:
    if len(asked.question.period) < _HALF_A_YEAR:
        return Words("把时间放长到近半年再看", "Look at the last half year")
    return Words("等团再多些再看", "Look again when there are more groups")


def _of_sizes(found: Found, rates: Mapping[Row, float]) -> Words:
    """Which sizes clearly fill less and which more, each with its rate."""
    low = [row for row, one in found.standing.items() if one in ("many_low", "few_low")]
    high = [row for row, one in found.standing.items() if one in ("many_high", "few_high")]
    parts = []
    if low:
        zh, en = _rated(low, rates)
        advice = NO_SMALLER if all(smallest(found, row) for row in low) else SMALLER
        parts.append(Words(f"明显难成：{zh}，{advice.zh}", f"clearly fill less: {en}; {advice.en}"))
    if high:
        zh, en = _rated(high, rates)
        parts.append(Words(f"明显容易成：{zh}，可以多开", f"clearly fill more: {en}; open more of these"))
    if not parts:
        return Words(
            f"能判断的 {len(found.standing)} 种人数，成团率分不出高低。",
            f"The {len(found.standing)} sizes that can be judged cannot be told apart by how often they fill.",
        )
    return _sentence(parts)


def _rated(rows: list[Row], rates: Mapping[Row, float]) -> tuple[str, str]:
    said = [(_name(row), percent(rates[row])) for row in rows]
    return "、".join(f"{name.zh}({rate})" for name, rate in said), ", ".join(
        f"{name.en} ({rate})" for name, rate in said
    )


def _of_others(found: Found) -> Words:
    """The quadrants in which something is to be changed; where there are none, the others."""
    parts = [said for one in _PRESSING if (said := _quadrant(found, one))]
    parts = parts or [said for one in _OTHERWISE if (said := _quadrant(found, one))]
    if parts:
        return _sentence(parts)
    name, many = found.dimension.name, len(found.standing)
    head, *rest = name.en.lower().split()  # "kinds of leader"
    return Words(
        f"能判断的 {many} 个{name.zh}，成团率都和同样人数的团分不出高低。",
        f"The {many} {' '.join((f'{head}s', *rest))} that can be judged do about as well as other groups of the same "
        "sizes.",
    )


def _quadrant(found: Found, standing: Standing) -> Words | None:
    names = [_name(row) for row, one in found.standing.items() if one == standing]
    if not names:
        return None
    zh, en = "、".join(name.zh for name in names[:_NAMED]), ", ".join(name.en for name in names[:_NAMED])
    if len(names) > _NAMED:
        zh, en = f"{zh} 等 {len(names)} 个", f"{en} and {len(names) - _NAMED} more"
    said, advice = _SAID.get(standing), found.advice[standing]
    if said is None:  # the advice says itself why
        return Words(f"{zh} {advice.zh}", f"{en}: {advice.en}")
    return Words(f"{zh} {said.zh}：{advice.zh}", f"{en}: {said.en}; {advice.en}")


def _sentence(parts: list[Words]) -> Words:
    en = "; ".join(part.en for part in parts)
    return Words("；".join(part.zh for part in parts) + "。", f"{en[0].upper()}{en[1:]}.")


def _name(row: Row) -> Words:
    name = row.cells[0]
    return as_words(name) if isinstance(name, str | Words) else Words(str(name), str(name))
