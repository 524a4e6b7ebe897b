"""Open groups, those first which a nudge changes most: the chance to fill, what one more member adds, whom to ask."""

import math

import numpy as np

from analytics.asked import Asked
from analytics.coverage import present
from analytics.dimensions.group_buy import GROUP, GROUP_SIZE, LEADER, OFFER
from analytics.group_buy.forecast import LEAST
from analytics.group_buy.nudge import FRIENDS, Nudges, nudges
from analytics.measure import term_for
from analytics.metric import count
from analytics.part import Narrow
from analytics.parts.group_buy import STILL_OPEN
from analytics.result import Bars, Column, Row, Shown, Table, Value
from analytics.say import counted, money, percent
from analytics.selections import selection
from analytics.slice import Slice
from analytics.subject import Panel
from analytics.window import all_of_the_data
from storage.facts import Facts
from storage.words import Words

_TOP = 200
_COLUMNS = (
    Column("group_id", Words("团编号", "Group id"), Shown.ID),
    Column("leader", LEADER.name, Shown.TEXT),
    Column("offer", OFFER.name, Shown.TEXT),
    Column("size", GROUP_SIZE.name, Shown.COUNT),
    Column("missing", Words("还差几人", "People missing"), Shown.COUNT),
    Column("ends", Words("截止时间", "Ends"), Shown.TIME),
    Column(
        "chance",
        Words("到期能成的可能", "Chance to fill"),
        Shown.RATIO,
        Words(
            "按已有人数、剩下的时间(夜里几乎不算)和同类团的成团经过推算，并用已结束的团校准过。",
            "From the people so far, the time left (nights hardly count) and how groups alike filled; set right by "
            "finished groups.",
        ),
    ),
    Column(
        "gain",
        Words("多 1 人提高(百分点)", "One more adds (points)"),
        Shown.NUMBER,
        Words("现在再来 1 人，成团的可能提高几个百分点。", "By how many points one more member now raises the chance."),
    ),
    Column(
        "worth",
        Words("推一把值多少", "A nudge is worth"),
        Shown.MONEY,
        Words(
            "多 1 人提高的可能 × 拼满后全团的支付金额(按团里现在每人付的算)。",
            "What one more member adds to the chance x what a full group pays, at what its members paid so far.",
        ),
        bar=True,
    ),
    Column("full_at", Words("若能成，大约何时", "If it fills, about"), Shown.TIME),
    Column(
        "asking",
        Words("提醒这些人提高(百分点)", "Asking these adds (points)"),
        Shown.NUMBER,
        Words(
            "假设每人来的可能等于以往团长的老友自己来的比例；提醒过会不会更多，数据里没有记录。",
            "Taking each to come as often as friends of leaders came by themselves; no data tell what asking adds.",
        ),
    ),
    Column(
        "friends",
        Words("提醒谁", "Whom to ask"),
        Shown.TEXT,
        Words(
            f"团长带来的人、带团长来的人、和团长拼过团的人里，以前买过、还在关注、不在这个团里的，最多 {FRIENDS} 位；"
            "每人只出现在一个团里。",
            "Of those whom the leader brought, who brought the leader, or were in a group with the leader: who bought "
            f"before, still follow and are not in it, at most {FRIENDS}; nobody is named for two groups.",
        ),
    ),
)
_NONE = Words("到数据截止时，没有还在拼的团。", "No group is open as of the data's end.")
_WHENEVER = Words(
    "这里是到数据截止时还在拼的所有团，不管看的是哪段时间。",
    "These are all groups open as of the data's end, whatever the period.",
)
_OVER = Words("标着“还在拼”的团都已过了截止时间。", "The time of all groups marked as open is over.")
_THIN = Words(
    f"已结束并记下参团时间的团不到 {LEAST} 个，还推算不出成团的可能。",
    f"Fewer than {LEAST} finished groups with the times of joining: no chance to fill can be told yet.",
)


def open_groups(asked: Asked, panel: Panel) -> Table:
    """A row per group that is open now, whenever it was opened."""
    cube = all_of_the_data(asked)
    usable = cube if isinstance(cube, Words) else term_for(cube, count(STILL_OPEN))
    if isinstance(cube, Words) or isinstance(usable, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), usable if isinstance(usable, Words) else None)
    still = cube.rows(STILL_OPEN).position
    if not len(still):
        return Table(panel.id, panel.title, _COLUMNS, (), _NONE)
    among = np.zeros(len(asked.facts["groups"]), dtype=bool)
    among[still] = True
    found = nudges(asked.facts, present(asked.facts), among)
    if found is None or not len(found.position):
        return Table(panel.id, panel.title, _COLUMNS, (), _THIN if found is None else _OVER)
    rows = tuple(_row(cube, found, place) for place in range(min(len(found.position), _TOP)))
    many = len(found.position) if len(found.position) > _TOP else None
    drawn = Bars("leader", "worth") if np.isfinite(found.worth[: len(rows)]).all() else None
    return Table(panel.id, panel.title, _COLUMNS, rows, _note(found), many, drawn, _lead(asked, found))


def _row(cube: Slice, found: Nudges, place: int) -> Row:
    facts, position = cube.facts, int(found.position[place])
    table = facts["groups"]
    code = int(table["id"][position])
    rows = selection(cube, count(STILL_OPEN), Narrow(slices=((GROUP.id, GROUP.key_of(facts, code)),)))
    cells: tuple[Value, ...] = (
        GROUP.key_of(facts, code),
        LEADER.label_of(facts, int(table["leader_id"][position])),
        OFFER.label_of(facts, int(table["group_campaign_id"][position])),
        int(found.size[place]),
        int(found.missing[place]),
        int(found.ends[place]),
        float(found.chance[place]),
        100 * float(found.gain[place]),
        _known(found.worth[place], whole=True),
        int(found.full_at[place]),
        _known(100 * found.asking[place]) if found.friends[place] else None,
        _names(facts, found.friends[place]),
    )
    return Row(cells, rows)


def _known(value: float, whole: bool = False) -> Value:
    if math.isnan(value):
        return None
    return round(value) if whole else float(value)


def _names(facts: Facts, codes: tuple[int, ...]) -> Value:
    if not codes:
        return Words("没有合适的人，可开放凑团", "nobody fits: open it to strangers")
    names = [LEADER.label_of(facts, code) for code in codes]
    return Words(
        "、".join(name.zh if isinstance(name, Words) else name for name in names),
        ", ".join(name.en if isinstance(name, Words) else name for name in names),
    )


def _note(found: Nudges) -> Words:
    asking = _of_asking(found)
    return Words(f"{_WHENEVER.zh}{asking.zh}", f"{_WHENEVER.en} {asking.en}")


def _of_asking(found: Nudges) -> Words:
    if found.coming is None:
        return Words(
            "团长的老友以往来过几成还看不出，所以不算提醒的效果。",
            "How many friends of leaders come cannot be told yet, so nothing is said of asking them.",
        )
    part, low, high = (percent(float(one)) for one in (found.coming.value, found.coming.low, found.coming.high))
    return Words(
        f"以往团长的老友有 {part}({low} – {high})自己来参团，提醒的效果按这个比例算。",
        f"Of the friends of leaders {part} ({low} – {high}) came by themselves; asking is worked out with that.",
    )


def _lead(asked: Asked, found: Nudges) -> Words:
    many, likely = counted(len(found.position), "group"), f"{found.chance.sum():.1f}"
    first = LEADER.label_of(asked.facts, int(asked.facts["groups"]["leader_id"][found.position[0]]))
    name = first if isinstance(first, Words) else Words(first, first)
    gain, missing = f"{float(found.gain[0]) * 100:.1f}", int(found.missing[0])
    worth = "" if math.isnan(found.worth[0]) else money(asked.facts.shop, round(float(found.worth[0])))
    value = Words(f"，值 {worth.zh}", f", worth {worth.en}") if isinstance(worth, Words) else Words("", "")
    return Words(
        f"{many.zh} 个团还在拼，平均能成 {likely} 个。先推 {name.zh} 的团：还差 {missing} 人，"
        f"多 1 人成团的可能提高 {gain} 个百分点{value.zh}。",
        f"{many.en} open; expect {likely} of them to fill. Begin with that of {name.en}: {missing} missing, "
        f"one more adds {gain} points to the chance{value.en}.",
    )
