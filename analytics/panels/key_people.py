"""The key people: who spreads, what is expected of them, what part they play and what to do about each."""

import numpy as np

from analytics.arrays import Ints
from analytics.asked import Asked
from analytics.dimensions.fans import BRINGER
from analytics.dimensions.network import ROLE
from analytics.network.ever import TO_DATE, behind
from analytics.network.evidence import evidence
from analytics.network.fans import Fans, fans_forest
from analytics.network.roles import ROLES, Roles, roles_in_shop
from analytics.network.standing import Standing, standing
from analytics.network.treatment import following, treatment
from analytics.result import Bars, Column, Row, Selection, Shown, Table, Value
from analytics.say import counted, money
from analytics.subject import Panel
from storage.facts import Facts
from storage.words import Words

TOP = 200
MORE = 30
"""So many of each part who are not among the first are listed after them."""
_NOTE = Words(
    f"先列带来最多的 {TOP} 位，再列各角色里其余的，每种最多 {MORE} 位；没有角色的够不上哪一条规则。{TO_DATE.zh}",
    f"The {TOP} who bring most, then up to {MORE} more of each part; those without a part fit no rule. {TO_DATE.en}",
)


def columns(days: int) -> tuple[Column, ...]:
    """Of the table; what is expected is of a window of so many days."""
    return (
        Column("fan", Words("粉丝", "Fan"), Shown.TEXT),
        Column("fan_id", BRINGER.id_name or Words("粉丝编号", "Fan id"), Shown.ID),
        Column("role", ROLE.name, Shown.TEXT),
        Column(
            "spread",
            Words(f"{days} 天能带来多少", f"Brings in {days} days"),
            Shown.MONEY,
            Words(
                f"按带人的劲头(和同期粉丝比，往平均靠)和带来的人买多少，估计 {days} 天带来的人头 {days} 天会买多少，"
                "带 95% 区间。按这一列排名。",
                f"From how eagerly they bring (against fans who came at that time, drawn towards the average) and what "
                f"friends buy: what friends brought in {days} days buy in theirs, with 95% interval. Ranked by it.",
            ),
            bar=True,
        ),
        Column("friends", Words("带来的人", "Brought"), Shown.COUNT),
        Column("buyers", Words("其中买过的", "Of them bought"), Shown.COUNT),
        Column(
            "expected",
            Words("同期粉丝平均带来", "Fans like them bring"),
            Shown.NUMBER,
            Words("和 TA 同时来的粉丝，到现在平均带来几人。", "Friends whom fans who came at that time brought."),
        ),
        Column(
            "downstream",
            Words("下游累计支付", "Paid by all below"),
            Shown.MONEY,
            Words("经 TA 来的人、再往下各层，累计支付金额。", "Paid to date by everybody below, at any distance."),
        ),
        Column("own", Words("自己累计支付", "Own purchases"), Shown.MONEY),
        Column("by_degree", Words("按带人数排第几", "Rank by friends"), Shown.COUNT),
        Column("by_pagerank", Words("PageRank 排第几", "Rank by PageRank"), Shown.COUNT),
        Column("evidence", Words("依据", "Evidence"), Shown.TEXT),
        Column("treatment", Words("怎么待 TA", "What to do"), Shown.TEXT),
    )


def key_people(asked: Asked, panel: Panel) -> Table:
    """A row per key person, the greatest spread first; after them those of each part who are not among the first."""
    facts, ranks = asked.facts, standing(asked.facts)
    if isinstance(ranks, Words):
        return Table(panel.id, panel.title, columns(180), (), ranks)
    fans, parts = fans_forest(facts), roles_in_shop(facts, ranks)
    listed = _listed(ranks, parts)
    told = _Told(facts, fans, ranks, parts)
    rows = tuple(told.row(int(place)) for place in listed)
    every = int((ranks.bringing.friends > 0).sum())
    return Table(
        panel.id, panel.title, columns(ranks.days), rows, _NOTE, every if every > len(rows) else None,
        Bars("fan", "spread"), _lead(facts, told, listed),
    )  # fmt: skip


def _listed(ranks: Standing, parts: Roles) -> Ints:
    first = ranks.ranked(TOP)
    return np.concatenate([first, *(_further(ranks, np.setdiff1d(parts.of(key), first)) for key in ROLES)])


def _further(ranks: Standing, some: Ints) -> Ints:
    """The first of some by what they are worth so far."""
    return some[np.argsort(-ranks.worth[some], kind="stable")][:MORE]


class _Told:
    """Everything that rows are made of."""

    def __init__(self, facts: Facts, fans: Fans, ranks: Standing, parts: Roles) -> None:
        self.facts, self.fans, self.ranks, self.parts = facts, fans, ranks, parts
        self.by_degree = _places(ranks.bringing.friends.astype(np.float64))
        self.by_pagerank = _places(ranks.pagerank)
        self.following = following(facts)

    def name(self, place: int) -> str | Words:
        return BRINGER.label_of(self.facts, int(self.facts["customers"]["id"][place]))

    def row(self, place: int) -> Row:
        ranks, key = self.ranks, BRINGER.key_of(self.facts, int(self.facts["customers"]["id"][place]))
        role = int(self.parts.role[place])
        cells: tuple[Value, ...] = (
            self.name(place),
            key,
            list(ROLES.values())[role].name if role >= 0 else None,
            ranks.spread_of(place),
            int(ranks.bringing.friends[place]),
            int(ranks.buyers[place]),
            float(ranks.bringing.expected[place]),
            int(ranks.downstream[place]),
            int(self.fans.sales[place]),
            int(self.by_degree[place]),
            int(self.by_pagerank[place]),
            evidence(self.facts.shop, self.fans, ranks, self.parts, place) if role >= 0 else None,
            treatment(list(ROLES.values())[role], bool(self.following[place])) if role >= 0 else None,
        )
        return Row(cells, self._friends(key), self._behind(key, cells))

    def _friends(self, key: str) -> Selection:
        return behind(self.facts, "customers", "network_fans", (BRINGER.id, key))

    def _behind(self, key: str, cells: tuple[Value, ...]) -> tuple[Selection | None, ...]:
        friends = self._friends(key)
        buyers = behind(self.facts, "customers", "network_buyers", (BRINGER.id, key))
        own = behind(self.facts, "orders", "buyer_orders", ("buyer", key))
        found: dict[int, Selection] = {4: friends, 5: buyers, 8: own}
        return tuple(found.get(place) if cells[place] else None for place in range(len(cells)))


def _places(score: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Ints:
    """The rank of each, from 1; equal ones have the better rank."""
    falling = -score
    found: Ints = np.searchsorted(np.sort(falling), falling, "left") + 1
    return found


def _lead(facts: Facts, told: _Told, listed: Ints) -> Words:
    counts = [(role.name, len(told.parts.of(key))) for key, role in ROLES.items()]
    some = [(name, many) for name, many in counts if many]
    zh = "、".join(f"{name.zh} {many:,} 位" for name, many in some)
    en = ", ".join(f"{name.en.lower()} ({many:,})" for name, many in some)
    named = Words(f"找到{zh}。", f"By part: {en}. ") if some else Words("", "")
    first = told.name(int(listed[0]))
    name = first if isinstance(first, Words) else Words(first, first)
    spread = told.ranks.spread_of(int(listed[0]))
    value, low, high = (money(facts.shop, round(one)) for one in (spread.value, spread.low, spread.high))
    friends = counted(int(told.ranks.bringing.friends[listed[0]]), "friend")
    return Words(
        f"{named.zh}排第一的是{name.zh}：已带来 {friends.zh} 人；照这样，{told.ranks.days} 天里新带来的人约买 "
        f"{value.zh}({low.zh} – {high.zh})。",
        f"{named.en}First is {name.en}, who brought {friends.en}; at this pace, those newly brought in "
        f"{told.ranks.days} days buy about {value.en} ({low.en} – {high.en}).",
    )
