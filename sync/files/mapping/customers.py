"""What the columns of a list of customers may mean, and each of its lines as a customer."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Struct

from storage.fields import Category, Count, Flag, Record, Text, Time
from storage.identities import plain_phone
from storage.masks import person
from storage.records import Customer
from storage.words import Words
from sync.files.mapping.rules import BY_NAME
from sync.files.mapping.targets import means
from sync.files.preset import Group, Reading
from sync.files.said import said, text
from sync.files.values import Unreadable, whole_identity
from sync.places import city, province

_NOBODY = Words("没有客户编号、手机号和姓名，或者都打了码", "neither id nor phone nor name, or all of them are masked")
_LENGTH = 128  # of an id


class CustomerRow(Struct, frozen=True):
    """A line of such a list."""

    id: Annotated[
        Text,
        means(
            "客户编号或账号",
            "Customer id",
            "客户编号|客户ID|会员号|会员编号|会员卡号|卡号|用户ID|买家会员名|微信号|customer id|customerid|id",
            telling=True,
        ),
    ] = UNSET
    name: Annotated[
        Text,
        means(
            "姓名",
            "Name",
            "客户姓名|客户名称|客户昵称|会员姓名|昵称|姓名|客户|顾客|name|first name",
            telling=True,
        ),
    ] = UNSET
    phone: Annotated[
        Text,
        means(
            "手机号",
            "Phone",
            "客户手机号|手机号|手机号码|电话号码|手机|电话|联系电话|联系方式|phone|mobile",
            telling=True,
        ),
    ] = UNSET
    province: Annotated[
        Category,
        means(
            "省份",
            "Province",
            "省份|省|地区|所属区域|province",
        ),
    ] = UNSET
    city: Annotated[
        Category,
        means(
            "城市",
            "City",
            "城市|市|city",
        ),
    ] = UNSET
    joined_at: Annotated[
        Time,
        means(
            "从什么时候开始",
            "Since when",
            "成为客户时间|注册时间|注册日期|入会时间|开卡时间|创建时间|加入时间|created at|joined",
        ),
    ] = UNSET
    level: Annotated[
        Category,
        means(
            "等级",
            "Level",
            "免费等级|会员等级|客户等级|等级|级别|level",
        ),
    ] = UNSET
    points: Annotated[
        Count,
        means(
            "积分",
            "Points",
            "客户积分|会员积分|积分|可用积分|points",
        ),
    ] = UNSET
    member: Annotated[
        Flag,
        means(
            "是不是会员",
            "Is a member",
            "是否会员|买家是否会员|会员|member",
            hint=Words("写「是」或「否」的一列", "a column of yes and no"),
        ),
    ] = UNSET


NEEDS = (("id", "phone", "name"),)


def read(group: Group, reading: Reading) -> Iterator[Record]:
    """The customer of a line. Raises Unreadable where nobody can be told from others."""
    line: CustomerRow = group.lines[0]
    phone = plain_phone(text(person(line.phone)))
    yield Customer(
        id=_id(line, phone, reading),
        updated_at=reading.as_of,
        name=said(person(line.name)),
        phone=line.phone if phone is None else phone,
        province=said(province(text(line.province))),
        city=said(city(text(line.city))),
        joined_at=line.joined_at,
        level=line.level,
        points=line.points,
        is_member=line.member,
    )


def _id(line: CustomerRow, phone: str | None, reading: Reading) -> str:
    own = whole_identity(text(person(line.id)), "客户编号")
    name = person(line.name)
    if own or phone:
        return own or f"tel:{phone}"
    if name is None:
        raise Unreadable(_NOBODY)
    reading.tally.applied[BY_NAME] += 1
    return f"name:{name}"[:_LENGTH]
