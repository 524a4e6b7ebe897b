"""How long parcels travel to each region, those still on the way included."""

import math

import numpy as np

from analytics.asked import Asked
from analytics.chance import discovered, normal_tail
from analytics.coverage import present
from analytics.cut import Cut
from analytics.dimensions.place import PROVINCE
from analytics.intervals import Z95
from analytics.local_time import DAY, MINUTE
from analytics.metric import count
from analytics.part import Narrow
from analytics.parts.fulfilment import PARCELS
from analytics.result import Bars, Column, Estimate, Row, Shown, Table
from analytics.selections import selection
from analytics.subject import Panel
from analytics.survival import Curve, curve, quantile
from storage.columns import MISSING
from storage.words import Words

LEAST = 20
"""Parcels that a region needs to be shown."""
_NAMED = 3
_PARCELS = count(PARCELS)
_DAYS = Words(
    "从发货到买家确认收货，中位天数带 95% 区间。还在路上的不会漏掉，也不当作已到。",
    "From sending to the buyer's receipt: the median with its 95% interval. Parcels on the way are neither left out "
    "nor counted as arrived.",
)
_COLUMNS = (
    Column(PROVINCE.id, PROVINCE.name, Shown.TEXT),
    Column("parcels", Words("发出的订单", "Orders sent"), Shown.COUNT),
    Column("median", Words("一半在几天内到", "Days, half of them"), Shown.NUMBER, _DAYS, bar=True),
    Column("most", Words("九成在几天内到", "Days, nine of ten"), Shown.NUMBER, _DAYS),
)


def region_delivery(asked: Asked, panel: Panel) -> Table:
    """Days of travel per region, the slowest first."""
    why_not = asked.unknown or asked.now.lacks(PARCELS.log) or PROVINCE.untold(asked.facts) or _not_told(asked)
    if why_not is not None:
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    cut = asked.now.rows(PARCELS)
    waited, arrived = travel_times(cut)
    provinces = PROVINCE.codes(cut)
    order = np.argsort(provinces, kind="stable")
    codes, starts, counts = np.unique(provinces[order], return_index=True, return_counts=True)
    found: list[tuple[int, int, Curve]] = []
    for code, start, number in zip(codes.tolist(), starts.tolist(), counts.tolist(), strict=True):
        mine = order[start : start + number]
        if code >= 0 and number >= LEAST:
            found.append((code, number, curve(waited[mine], arrived[mine])))
    rows = [_row(asked, code, number, times) for code, number, times in found]
    rows = [row for row in rows if row.cells[2] is not None]
    if not rows:
        return Table(panel.id, panel.title, _COLUMNS, (), _too_few())
    rows.sort(key=lambda row: (-_middle(row), str(row.cells[0])))
    lead = _lead(rows, quantile(curve(waited, arrived), 0.5))
    return Table(panel.id, panel.title, _COLUMNS, tuple(rows), drawn=Bars(PROVINCE.id, "median"), lead=lead)


def travel_times(
    cut: Cut,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Minutes on the way of each parcel, and whether it arrived; else it has travelled at least so long."""
    shipped, finished, closed = (cut.column(name) for name in ("shipped_at", "finished_at", "closed_at"))
    arrived = finished != MISSING
    end = np.where(arrived, finished, np.where(closed != MISSING, closed, present(cut.facts)))
    return np.maximum(end - shipped, 0) // MINUTE, arrived


def _not_told(asked: Asked) -> Words | None:
    orders = asked.facts["orders"]
    if (orders["shipped_at"] != MISSING).any() and (orders["finished_at"] != MISSING).any():
        return None
    return Words("数据来源没有发货和收货时间。", "The source does not say when orders were sent and received.")


def _too_few() -> Words:
    return Words(
        f"发出满 {LEAST} 单、已知到货的地区一个都没有。", f"No region has {LEAST} orders sent whose arrival is known."
    )


def _row(asked: Asked, code: int, number: int, times: Curve) -> Row:
    rows = selection(asked.now, _PARCELS, Narrow(slices=((PROVINCE.id, PROVINCE.key_of(asked.facts, code)),)))
    half, most = _in_days(quantile(times, 0.5)), _in_days(quantile(times, 0.9))
    return Row((PROVINCE.label_of(asked.facts, code), number, half, most), rows, (None, rows, rows, rows))


def _in_days(time: Estimate | None) -> Estimate | None:
    return None if time is None else Estimate(*(end * MINUTE / DAY for end in (time.value, time.low, time.high)))


def _middle(row: Row) -> float:
    median = row.cells[2]
    return float(median.value) if isinstance(median, Estimate) else 0.0


def _lead(rows: list[Row], whole: Estimate | None) -> Words | None:
    if whole is None:
        return None
    usual = whole.value * MINUTE / DAY
    unlike = discovered(np.array([_chance(row, usual) for row in rows]), len(rows))
    slow = [row for row, real in zip(rows, unlike.tolist(), strict=True) if real and _middle(row) > usual]
    zh, en = f"一半的包裹 {usual:.1f} 天内到", f"Half of the parcels arrive within {usual:.1f} days"
    if not slow:
        return Words(f"{zh}，没有哪个地区明显更慢。", f"{en}; no region is clearly slower.")
    names = [f"{row.cells[0]} {_middle(row):.1f}" for row in slow[:_NAMED]]
    return Words(
        f"{zh}；明显更慢的地区有 {len(slow)} 个：{'、'.join(names)} 天。",
        f"{en}; {len(slow)} regions are clearly slower: {', '.join(names)} days.",
    )


def _chance(row: Row, usual: float) -> float:
    """How likely a median so far from the usual one is by chance; its interval is even on the logarithm."""
    median = row.cells[2]
    if not isinstance(median, Estimate) or min(median.low, usual) <= 0 or median.high <= median.low:
        return 1.0
    spread = math.log(median.high / median.low) / (2 * Z95)
    return normal_tail(math.log(median.value / usual) / spread)
