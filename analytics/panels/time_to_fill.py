"""How long groups take to fill: of those with an outcome, the share that had filled within so many hours."""

import math

import numpy as np

from analytics.asked import Asked
from analytics.intervals import share
from analytics.local_time import HOUR
from analytics.measure import term_for
from analytics.metrics.group_buy import FILL_RATE
from analytics.parts.group_buy import COMPLETED, KNOWN
from analytics.result import Bars, Column, Row, Shown, Table
from analytics.say import counted
from analytics.subject import Panel
from storage.columns import MISSING
from storage.words import Words

_HOURS = (1, 3, 6, 12, 24, 48, 72)
LEAST = 20
"""Groups with an outcome below which nothing is said."""
_COLUMNS = (
    Column("within", Words("开团后", "After opening"), Shown.TEXT),
    Column("filled", Words("已成团", "Filled"), Shown.COUNT),
    Column("part", Words("占有结果的团", "Of those with an outcome"), Shown.RATIO),
)


def time_to_fill(asked: Asked, panel: Panel) -> Table:
    """Cumulative shares with their intervals; hours beyond the slowest group are left out."""
    why_not = asked.unknown or term_for(asked.now, FILL_RATE.top)
    if isinstance(why_not, Words):
        return Table(panel.id, panel.title, _COLUMNS, (), why_not)
    known = len(asked.now.rows(KNOWN))
    if known < LEAST:
        return Table(panel.id, panel.title, _COLUMNS, (), _thin(known))
    filled = asked.now.rows(COMPLETED)
    at = filled.column("completed_at")
    hours = np.sort((at - filled.at)[at != MISSING] / HOUR)
    shown = [hour for place, hour in enumerate(_HOURS) if place == 0 or hours[-1:].sum() > _HOURS[place - 1]]
    rows = tuple(_row(hour, int(np.searchsorted(hours, hour, "right")), known) for hour in shown)
    return Table(panel.id, panel.title, _COLUMNS, rows, drawn=Bars("within", "part"), lead=_lead(hours.tolist(), known))


def _row(hour: int, filled: int, known: int) -> Row:
    return Row((Words(f"{hour} 小时内", f"within {hour} h"), filled, share(filled, known)))


def _lead(hours: list[float], known: int) -> Words:
    if not hours:
        return Words("还没有成团的。", "None has filled.")
    half, late = (hours[math.ceil(len(hours) * part) - 1] for part in (0.5, 0.9))  # by then so many really had
    return Words(
        f"成团的一半在 {half:.1f} 小时内拼满，九成在 {late:.0f} 小时内；之后还没满的，多半要推一把。",
        f"Half of the groups that fill do so within {half:.1f} hours, nine of ten within {late:.0f}; others need help.",
    )


def _thin(known: int) -> Words:
    if not known:
        return Words(
            f"还没有有结果的团；满 {LEAST} 个才看得出规律。",
            f"No group with an outcome yet; from {LEAST} on a pattern shows.",
        )
    return Words(
        f"有结果的团只有 {known} 个，满 {LEAST} 个才看得出规律，还差 {LEAST - known} 个。",
        f"Only {counted(known, 'group').en} with an outcome; from {LEAST} on a pattern shows, {LEAST - known} more.",
    )
