"""How long parcels travel to each region, those still on the way included."""

import numpy as np

from analytics.asked import Asked
from analytics.coverage import coverage
from analytics.cut import Cut
from analytics.dimensions.place import PROVINCE
from analytics.local_time import DAY
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
    """Milliseconds on the way of each parcel, and whether it arrived; else it has travelled at least so long."""
    known = coverage(cut.facts)
    shipped, finished, closed = (cut.column(name) for name in ("shipped_at", "finished_at", "closed_at"))
    arrived = finished != MISSING
    until = known.until if known else 0
    end = np.where(arrived, finished, np.where(closed != MISSING, closed, until))
    return np.maximum(end - shipped, 0), arrived


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
    return None if time is None else Estimate(time.value / DAY, time.low / DAY, time.high / DAY)


def _middle(row: Row) -> float:
    median = row.cells[2]
    return float(median.value) if isinstance(median, Estimate) else 0.0


def _lead(rows: list[Row], whole: Estimate | None) -> Words | None:
    if whole is None:
        return None
    slow, quick, usual = rows[0], rows[-1], whole.value / DAY
    return Words(
        f"一半的包裹 {usual:.1f} 天内到；最慢的是{slow.cells[0]}({_middle(slow):.1f} 天)，"
        f"最快的是{quick.cells[0]}({_middle(quick):.1f} 天)。",
        f"Half of the parcels arrive within {usual:.1f} days; slowest is {slow.cells[0]} ({_middle(slow):.1f} days), "
        f"quickest {quick.cells[0]} ({_middle(quick):.1f}).",
    )
