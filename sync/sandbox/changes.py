"""The shop goes on: some records are edited, some deleted, some added, each with a new ``updated_at``."""

import random
from typing import Any

import numpy as np
from msgspec import Struct

from sync.sandbox.ids import id_of
from sync.sandbox.state import State


class Changed(Struct, frozen=True):
    """Ids of what was changed, per kind."""

    edited: dict[str, list[str]]
    deleted: dict[str, list[str]]
    added: dict[str, list[str]]


_EDITS: dict[str, dict[str, Any]] = {
    "products": {"stock": 17},
    "customers": {"points": 8888},
    "orders": {"buyer_note": "改一下地址，谢谢"},
    "campaigns": {"budget": 123_400},
    "refunds": {"reason": "协商一致"},
}
_DELETES = ("visits", "shares", "coupon_claims", "contents")


def change(state: State, n: int, seed: int) -> Changed:
    """Change ``n`` records, a minute after everything before."""
    rng = random.Random(seed)
    state.clock += 60_000
    changed = Changed({}, {}, {})
    for _ in range(n):
        how = rng.random()
        if how < 0.6:
            _edit(state, rng, changed)
        elif how < 0.75:
            _delete(state, rng, changed)
        else:
            _add(state, rng, changed)
    return changed


def _any_id(state: State, rng: random.Random, kind: str) -> str | None:
    count = state.simulated.count(kind)
    if not count:
        return None
    item = state.item(kind, id_of(kind, rng.randrange(count)))
    return None if item.get("deleted") else str(item["id"])


def _edit(state: State, rng: random.Random, changed: Changed) -> None:
    kind = rng.choice(list(_EDITS))
    found = _any_id(state, rng, kind)
    if found:
        state.put(kind, state.item(kind, found) | _EDITS[kind])
        changed.edited.setdefault(kind, []).append(found)


def _delete(state: State, rng: random.Random, changed: Changed) -> None:
    kind = rng.choice(_DELETES)
    found = _any_id(state, rng, kind)
    if found:
        state.delete(kind, found)
        changed.deleted.setdefault(kind, []).append(found)


def _add(state: State, rng: random.Random, changed: Changed) -> None:
    """A new order with its line, like an old one."""
    lines = state.simulated.tables["order_lines"]
    line = lines.items(np.array([rng.randrange(len(lines))]))[0]
    order = state.item("orders", line["order_id"])
    order_id, line_id = state.new_id("orders"), state.new_id("order_lines")
    now = {"created_at": state.clock}
    paid = {"status": "paid", "paid_at": state.clock, "shipped_at": None, "finished_at": None, "closed_at": None}
    amounts = {
        "list_amount": line["list_amount"],
        "discount_amount": line["list_amount"] - line["amount"],
        "shipping_amount": 0,
        "payment_amount": line["amount"],
        "item_count": line["quantity"],
    }
    plain = {"type": "normal", "group_id": None, "coupon_claim_id": None, "visit_id": None, "close_reason": None}
    state.put("orders", order | now | paid | amounts | plain | {"id": order_id, "campaign_id": None})
    state.put("order_lines", line | now | {"id": line_id, "order_id": order_id})
    changed.added.setdefault("orders", []).append(order_id)
    changed.added.setdefault("order_lines", []).append(line_id)
