"""A tie between a promoter and a customer, with what is known of when it began and ended.

Whoever brought a customer brought them once: the tie began when the log first binds the two. Where the log is silent
(it begins in 2024) the tie is as old as it may be at most, that is as the promoter. It ended when the log last undid
it; a tie that holds no more and of which nobody says since when has no length.
"""

from collections.abc import Iterator

from storage.records import Referral
from sync.beijing import plain
from sync.forgiving import forgiving
from sync.youzan.bodies import Tie, TieChange
from sync.youzan.items import TieItem
from sync.youzan.told import somehow

_tie = forgiving(Tie)
_change = forgiving(TieChange)


def read_tie(item: TieItem) -> Iterator[Referral]:
    """The tie. Raises Unfit for a moment that is none."""
    tie = _tie(item.tie)
    began, ended = _moments(item)
    created_at = min((at for at, _ in began), default=item.since)
    last = max(ended, default=None, key=lambda each: each[0])
    ended_at, reason = None, None
    if not tie.is_valid:
        ended_at = last[0] if last else max((at for at, _ in began), default=created_at)
        reason = plain(tie.invalid_reason) or (last[1] if last else None)
    yield Referral(
        id=f"{item.promoter}>{tie.ct_yz_open_id}"[:128],
        updated_at=item.seen_at,
        created_at=created_at,
        parent_id=item.promoter,
        child_id=tie.ct_yz_open_id,
        channel=plain("、".join(tie.all_channel_name or ())),
        ended_at=ended_at,
        end_reason=reason,
    )


_Moment = tuple[int, str | None]
"""UTC milliseconds, and what the log says happened."""


def _moments(item: TieItem) -> tuple[list[_Moment], list[_Moment]]:
    """When the two were bound, and when that was undone."""
    began: list[_Moment] = []
    ended: list[_Moment] = []
    for raw in item.changes:
        change = _change(raw)
        at = (somehow(change.created_at), plain(change.state_desc))
        if change.valid_ds_yz_open_id == item.promoter:
            began.append(at)
        if change.in_valid_ds_yz_open_id == item.promoter:
            ended.append(at)
    return began, ended
