"""Where tables would go, as the preview says it: the shop, why it, and what has to be answered first."""

from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from storage.destination import Answer, Destination
from storage.shop import Shop
from storage.store import Store
from storage.words import Words
from sync.files.aiming import new_name, platform_of
from sync.files.importing import Planned
from sync.files.plan import Aim
from sync.files.preset import ANY
from sync.files.table import Table

_NAMES = {
    "taobao": Words("淘宝 / 天猫", "Taobao / Tmall"),
    "pinduoduo": Words("拼多多", "Pinduoduo"),
    "douyin": Words("抖店", "Douyin"),
    "youzan": Words("有赞", "Youzan"),
    "shopify": Words("Shopify", "Shopify"),
    "woocommerce": Words("WooCommerce", "WooCommerce"),
}


def destinations(store: Store, planned: Planned) -> tuple[Destination, ...]:
    """One for each platform of which a table can be read, or could be if something were chosen."""
    tables = [*(plan.table for plan in planned.plans), *(table for table, _told in planned.unsettled)]
    platforms = dict.fromkeys(map(platform_of, tables))
    return tuple(_destination(store, planned, platform) for platform in platforms)


def _destination(store: Store, planned: Planned, platform: str) -> Destination:
    aim = planned.aims[platform]
    plans = [plan for plan in planned.plans if platform_of(plan.table) == platform]
    unsettled = [table for table, _told in planned.unsettled if platform_of(table) == platform]
    first = plans[0].table if plans else unsettled[0]
    worldwide = first.preset.shop.currency == ANY
    doubt = planned.doubts.get(platform)
    told_shops, known_as = doubt.names if doubt else ((), ())
    return Destination(
        platform,
        _NAMES.get(platform, first.preset.name),
        plans[0].shop if plans else _proposed(aim),
        is_new=aim.there is None,
        because=aim.because,
        new_name=new_name(store, first.preset.shop.name),
        worldwide=worldwide,
        told=_told(planned, platform),
        asks=(*(("shop",) if doubt else ()), *_asks(aim, unsettled, worldwide)),
        told_shops=told_shops,
        known_as=known_as,
        waiting=tuple(str(table.sheet.path) for table in unsettled),
        settled=first.mapping is not None,
    )


def _asks(aim: Aim, unsettled: Sequence[Table], worldwide: bool) -> tuple[Answer, ...]:
    if not worldwide or aim.there is not None:
        return ()
    open_yet: list[Answer] = ["currency"] if unsettled else []
    return (*open_yet, *(() if aim.into.timezone else ("timezone",)))


def _proposed(aim: Aim) -> Shop:
    """The shop of tables of which none could be read."""
    into = aim.into
    return aim.there or structs.replace(aim.made, timezone=into.timezone or aim.made.timezone)


def _told(planned: Planned, platform: str) -> tuple[str, ...]:
    """Currencies that the tables of a platform tell, the most frequent first."""
    total: Counter[str] = Counter()
    for plan in planned.plans:
        if platform_of(plan.table) == platform:
            total.update(plan.survey.currencies)
    for table, told in planned.unsettled:
        if platform_of(table) == platform:
            total.update(told)
    return tuple(currency for currency, _times in total.most_common())
