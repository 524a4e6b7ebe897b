"""How long ago, and how new the data is, in words."""

import time

from PySide6.QtCore import QCoreApplication

from ui.shops import Known
from ui.widgets.dates import moment

translate = QCoreApplication.translate
MINUTE, HOUR, DAY = 60, 3600, 86400


def ago(millis: int, now: float) -> str:
    """2 小时前; ``now`` in seconds since 1970. Moments ahead of the clock are just now."""
    seconds = now - millis / 1000
    if seconds < MINUTE:
        return translate("Ago", "刚刚")
    if seconds < HOUR:
        return translate("Ago", "{count} 分钟前").format(count=int(seconds // MINUTE))
    if seconds < DAY:
        return translate("Ago", "{count} 小时前").format(count=int(seconds // HOUR))
    return translate("Ago", "{count} 天前").format(count=int(seconds // DAY))


def state_of(known: Known, busy: bool, online: bool) -> str:
    """已同步 2 小时前 · 离线."""
    words = _state(known, busy, time.time())
    return words if online or busy else f"{words} · {translate('Ago', '离线')}"


def _state(known: Known, busy: bool, now: float) -> str:
    if busy:
        return translate("Ago", "正在同步")
    newest, entered = known.runs[0] if known.runs else None, known.entered
    if known.platform and newest is not None and newest.kind == "sync" and newest.outcome == "failed":
        return translate("Ago", "上次同步没成功")
    if entered is None or entered.ended_at is None:
        none = known.as_of is None
        return translate("Ago", "还没有数据") if none else translate("Ago", "还没同步完，已收到的可以先看")
    words = translate("Ago", "已同步 {when}") if entered.kind == "sync" else translate("Ago", "已导入 {when}")
    return words.format(when=ago(entered.ended_at, now))


def newest_data(known: Known) -> str:
    """The moment the data is of, in the shop's zone; empty while there is none."""
    return moment(known.as_of, known.shop.zone) if known.as_of is not None else ""
