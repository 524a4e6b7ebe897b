"""What two shops may do for each other, as a view: the workbook, the terminal and JSON need nothing of their own."""

from datetime import timedelta

import numpy as np

from analytics.cooperation.cells import LEAST
from analytics.cooperation.consent import CONSENT
from analytics.cooperation.findings import clear, product_name
from analytics.cooperation.fits import Fit, baskets_of, goods_by_group, own_goods, their_groups
from analytics.cooperation.matching import Matched, matched
from analytics.cooperation.people import DAYS, Bought, Known, bought
from analytics.cooperation.sent import Sent
from analytics.cooperation.tables import by_group_table, goods_table, joint_table, their_table
from analytics.coverage import present
from analytics.period import Period, local_day
from analytics.question import Filters
from analytics.result import Table, View
from storage.facts import Facts
from storage.words import Words

TITLE = Words("合作推荐", "Co-operation")
_TEN = Words(
    f"不满 {LEAST} 位的数一律不显示，相减能得出的也不显示。",
    f"No number below {LEAST} is shown, nor any from which one could be worked out.",
)


def compared(facts: Facts, known: Known, theirs: Sent, file: str) -> View:
    """The shop's own buyers held against what the partner sent in the file of that name."""
    sales = bought(facts)
    match = matched(known, sales.buyers, theirs)
    tables, headline = _told(facts, sales, match, theirs)
    last = local_day(present(facts), facts.shop.zone)
    return View(
        id="cooperation",
        title=TITLE,
        shop=facts.shop,
        period=Period(last - timedelta(days=DAYS), last),
        comparison=None,
        filters=Filters(),
        data_as_of=facts.as_of,
        headline=headline,
        figures=(),
        tables=tables,
        notes=(_which(theirs, file), _left_out(len(match.people), len(sales.buyers)), _TEN, CONSENT),
    )


def _which(theirs: Sent, file: str) -> Words:
    """Whose answer this is: several files of several partners look alike."""
    return Words(
        f"对方的文件：{file}，{theirs.made} 导出，有效到 {theirs.expires}，有 {theirs.people:,} 个手机号。",
        f"The partner's file: {file}, made on {theirs.made}, valid to {theirs.expires}, {theirs.people:,} phones.",
    )


def _left_out(with_phone: int, buyers: int) -> Words:
    """How many buyers count, and why the others cannot."""
    if with_phone == buyers > 0:
        return Words(
            f"近两年 {buyers:,} 位买家都有完整手机号可以对。",
            f"All {buyers:,} buyers of two years have a whole phone number.",
        )
    return Words(
        f"近两年 {buyers:,} 位买家里，{with_phone:,} 位有完整手机号可以对；其余的手机号被平台打了码、没有留，"
        "或者几个人共用一个，对不上。",
        f"Of {buyers:,} buyers of two years {with_phone:,} have a whole phone number of their own; the others' is "
        "masked, missing, or shared, and cannot be matched.",
    )


def _told(facts: Facts, sales: Bought, match: Matched, theirs: Sent) -> tuple[tuple[Table, ...], Words]:
    thin = _too_thin(match, theirs)
    if thin is not None:
        return (), thin
    baskets = baskets_of(sales, match)
    goods = own_goods(baskets, match)
    grouped = goods_by_group(baskets, match, theirs, goods)
    tables = (
        joint_table(match, theirs),
        goods_table(facts, goods),
        by_group_table(facts, grouped, theirs),
        their_table(their_groups(match, theirs), theirs),
    )
    return tables, _headline(facts, match, goods)


def _too_thin(match: Matched, theirs: Sent) -> Words | None:
    """Why nothing can be said; None if something can."""
    found = int(np.count_nonzero(match.found))
    if match.joint.low < LEAST:
        return Words(
            f"共同买家不到 {LEAST} 位，或者和碰巧对上的分不开，不能再往下看。两边有完整手机号的买家越多，越能看出来。",
            f"Joint buyers are fewer than {LEAST}, or cannot be told from matches by chance: nothing more can be said. "
            "The more buyers with a whole phone number on both sides, the more can be seen.",
        )
    if min(len(match.people), theirs.people) - found < LEAST:
        return Words(
            f"除了不到 {LEAST} 位，两家的买家都是同一批人，没有别人可以比。",
            f"But for fewer than {LEAST} people one shop's buyers are all the other's: there is nobody to hold them "
            "against.",
        )
    return None


def _headline(facts: Facts, match: Matched, goods: Fit) -> Words:
    joint, fitting = match.joint, clear(goods)
    span = f"{joint.value:,.0f} ({joint.low:,.0f}–{joint.high:,.0f})"
    if not fitting:
        return Words(
            f"和对方有 {span} 位共同买家，还看不出哪件货特别适合他的客人。",
            f"{span} joint buyers; no product clearly fits the partner's customers.",
        )
    best = product_name(facts, goods, fitting[0])
    return Words(
        f"和对方有 {span} 位共同买家，你有 {len(fitting)} 件货更适合他的客人，最适合的是“{best.zh}”。",
        f"{span} joint buyers; {len(fitting)} of your products clearly fit them, most of all “{best.en}”.",
    )
