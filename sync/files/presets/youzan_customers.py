"""Youzan: the list of customers. Each is known by a plain phone; who has none cannot be told from others.

A customer's promoter is named only: it is whoever is known as a promoter of that name, if there is just one. The sums
and counts of purchases are not read: orders tell them. Not verified: how 微信地域 is written, and the bytes of the
file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from msgspec import UNSET, Struct, UnsetType, structs

from storage.fields import Count, Flag, Record, Text, Time
from storage.identities import plain_phone
from storage.records import Customer
from storage.words import Words
from sync.files.lines import column, perhaps
from sync.files.preset import Earliest, Group, Known, Preset, Reading, Rule
from sync.files.presets._buyers import by_mobile
from sync.files.presets._youzan_promoters import tie
from sync.files.presets._youzan_words import BLANKS, SHOP
from sync.files.said import said, text
from sync.places import parts_of

NO_PHONE = Rule(
    Words(
        "没有手机号或手机号打了码的客户，认不出是谁，略过",
        "a customer without a plain phone cannot be told from others and is left out",
    ),
    skips=True,
)
NO_SUCH_PROMOTER = Rule(
    Words(
        "分销员只写了名字：店里没有或不止一位分销员叫这个名字的，不记是谁带来的",
        "a promoter is named only: where the shop knows none of that name, or several, it is left open who brought",
    ),
    skips=False,
)
TIED_SINCE = Rule(
    Words(
        "文件没写客户从哪天起归分销员：没买过的按成为客户那天算，买过的按导出那天算，导入订单后以第一单为准",
        "the file does not say since when a promoter has a customer: since becoming one for those who never bought, "
        "else as of the file, until orders tell it",
    ),
    skips=False,
)

_GENDERS: dict[str, Literal["female", "male"]] = {"女": "female", "男": "male"}


class Line(Struct, frozen=True):
    """One customer."""

    phone: Annotated[Text, column("客户手机号")]
    name: Annotated[Text, column("客户姓名")]
    nickname: Annotated[Text, column("客户昵称")]
    joined_at: Annotated[Time, column("成为客户时间")]
    source: Annotated[Text, column("来源渠道")]
    gender: Annotated[Text, perhaps("客户性别")]
    is_member: Annotated[Flag, perhaps("是否会员")]
    free_level: Annotated[Text, perhaps("免费等级")]
    paid_level: Annotated[Text, perhaps("付费等级")]
    points: Annotated[Count, perhaps("客户积分")]
    purchases: Annotated[Count, perhaps("消费次数")]
    bought_at: Annotated[Time, perhaps("上次消费时间")]
    """Read only so that the file is known to be as new as this."""
    followed_at: Annotated[Time, perhaps("公众号关注时间")]
    region: Annotated[Text, perhaps("微信地域")]
    promoter: Annotated[Text, perhaps("分销员")]


def _read(groups: Iterable[Group], reading: Reading) -> Iterator[Record]:
    promoters = _promoters(reading.known)  # before this file renames them
    for group in groups:
        line: Line = group.lines[-1]
        customer = _customer(line, reading)
        if customer is None:
            reading.tally.applied[NO_PHONE] += 1
            continue
        yield customer
        if line.promoter is not UNSET:
            yield from _tie(customer, line, promoters.get(text(line.promoter), set()), reading)


def _promoters(known: Known) -> dict[str, set[str]]:
    """Name to who is known to promote under it, each person once."""
    persons: dict[tuple[str, str], str] = {}
    for id, (name, phone) in sorted(known("customers", ("name", "phone"), (1,), by="is_promoter").items()):
        persons.setdefault((name or "", plain_phone(phone or "") or id), id)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (name, _), id in persons.items():
        found[name].add(id)
    return found


def _tie(customer: Customer, line: Line, promoters: set[str], reading: Reading) -> Iterator[Record]:
    if len(promoters) != 1:
        reading.tally.applied[NO_SUCH_PROMOTER] += 1
        return
    (promoter,) = promoters
    if promoter == customer.id:
        return
    never_bought = line.purchases == 0
    since = line.joined_at if never_bought and isinstance(line.joined_at, int) else reading.as_of
    reading.tally.applied[TIED_SINCE] += 1
    yield tie(promoter, customer.id, since, reading.as_of)


def _customer(line: Line, reading: Reading) -> Customer | None:
    name = line.name if line.nickname is UNSET else line.nickname
    found = by_mobile(line.phone, name, None, reading.as_of)
    if found is None:
        return None
    province, city, _ = parts_of(text(line.region))
    return structs.replace(
        found,
        gender=_gender(line),
        province=said(province),
        city=said(city),
        source=line.source,
        level=line.free_level if line.paid_level is UNSET else line.paid_level,
        is_member=line.is_member,
        points=line.points,
        joined_at=line.joined_at,
        followed_at=line.followed_at,
    )


def _gender(line: Line) -> Literal["female", "male"] | UnsetType:
    return said(_GENDERS.get(text(line.gender)))


PRESET = Preset(
    id="youzan_customers",
    name=Words("有赞 客户", "Youzan customers"),
    line=Line,
    kind="customers",
    shop=SHOP,
    read=_read,
    rules=(NO_PHONE, NO_SUCH_PROMOTER, TIED_SINCE),
    blanks=BLANKS,
    earliest=(Earliest("customers", "joined_at"), Earliest("referrals", "created_at")),
    after=("youzan_orders",),
)
