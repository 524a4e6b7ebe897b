"""Members of the shop as customers; promoters (推客) as customers with the tie to whoever brought them.

A promoter has one tie, whose id is the promoter: the interface tells who stands above him now, and keeps no log. So
when another takes that place the tie changes its parent, and who was there before, and until when, is lost.
"""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from storage.fields import Record
from storage.masks import person
from storage.records import Customer, Referral
from sync.beijing import local_or_none, name_of, plain
from sync.files.said import said
from sync.forgiving import forgiving
from sync.renrendian.bodies import Guider, User
from sync.renrendian.items import Seen, SeenGuider

_user = forgiving(User)
_guider = forgiving(Guider)


def read_user(item: Seen) -> Customer:
    """A member. Raises Unfit for one without an id, or a time that is none."""
    user = _user(item.row)
    known = name_of(user.member_id) or name_of(user.id)
    if known is None:
        raise msgspec.ValidationError("Object missing required field `member_id`")
    return Customer(
        id=known,
        updated_at=item.seen_at,
        name=said(plain(user.nickname)),
        phone=said(plain(user.mobile)),
        points=UNSET if user.credit is None else int(float(user.credit)),
        joined_at=said(local_or_none(user.created_at)),
    )


def read_guider(item: SeenGuider) -> Iterator[Record]:
    """A promoter and the tie to who brought him. Raises Unfit for a time that is none."""
    guider = _guider(item.guider)
    known = str(guider.member_id)
    yield Customer(
        id=known,
        updated_at=item.seen_at,
        name=said(person(plain(guider.nickname))),
        phone=said(plain(guider.mobile)),
        level=plain(guider.level_name),
        is_promoter=True,
    )
    since = local_or_none(guider.created_at)
    if item.is_known:
        yield Referral(
            id=f"guider-{known}",
            updated_at=item.seen_at,
            created_at=item.seen_at if since is None else since,
            parent_id=item.parent if item.parent != known else None,
            child_id=known,
            ended_at=None,
        )
