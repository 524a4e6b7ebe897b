"""Who the shop knows: its list of customers, and its promoters with whoever invited them."""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from storage.fields import Record
from storage.records import Customer, Referral
from sync.beijing import plain, whole
from sync.forgiving import forgiving
from sync.youzan.bodies import Account, CustomerBody
from sync.youzan.items import AccountItem, CustomerItem
from sync.youzan.told import LONG_AGO, seconds, somehow
from sync.youzan.words import GENDERS

INVITED = "邀请成为分销员"

_customer = forgiving(CustomerBody)
_account = forgiving(Account)


def read_customer(item: CustomerItem) -> Iterator[Record]:
    """A customer, as of when the list was read: it does not tell when anything changed."""
    body = _customer(item.customer)
    yield Customer(
        id=body.yz_open_id,
        updated_at=item.seen_at,
        name=plain(body.show_name) or UNSET,
        phone=plain(body.mobile),
        gender=GENDERS.get(body.gender or 0),
        is_member=None if body.is_member is None else bool(body.is_member),
        points=whole(body.points),
        joined_at=seconds(body.created_at),
    )


def read_promoter(item: AccountItem) -> Iterator[Record]:
    """A promoter, and the tie to whoever invited them; one without an id of a customer is nobody we know."""
    body = _account(item.account)
    promoter = plain(body.yz_open_id)
    if promoter is None:
        raise msgspec.ValidationError("Object missing required field `yz_open_id`")
    name, phone = plain(body.nickname) or UNSET, plain(body.mobile) or UNSET
    yield Customer(id=promoter, updated_at=item.seen_at, is_promoter=True)
    yield Customer(id=promoter, updated_at=LONG_AGO, name=name, phone=phone)
    if item.inviter is not None and item.inviter != promoter and body.created_at:
        yield Referral(
            id=f"{item.inviter}>{promoter}:invited",
            updated_at=item.seen_at,
            created_at=somehow(body.created_at),
            parent_id=item.inviter,
            child_id=promoter,
            channel=INVITED,
            ended_at=None,
        )
