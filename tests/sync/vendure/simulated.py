"""A simulated Admin API on the little server: it answers the connector's queries from items as Vendure 3.7.3 gave them.

Only what the connector relies on is simulated: the login with its token in a header, errors inside HTTP 200, lists with
filters by date and id, sorted and paged. ``recorded/`` holds whole answers of the real server, against which
``tests/long/vendure.py`` runs.
"""

import copy
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sync.vendure.queries import HEADS

USER, PASSWORD = "reader", "quiet-words"
NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)
"""The server's clock: half an hour after the recorded order."""
_FORBIDDEN = "You are not currently authorized to perform this action"

Item = dict[str, Any]


def recorded(name: str) -> Any:
    """An answer recorded from Vendure 3.7.3: ``status``, ``vendure-auth-token`` and ``body``."""
    return msgspec.json.decode((Path(__file__).parent / "recorded" / f"{name}.json").read_bytes())


def items_of(name: str) -> list[Item]:
    """The items of a recorded list."""
    return copy.deepcopy(recorded(name)["body"]["data"]["list"]["items"])


class SimulatedVendure:
    """Lists by name; ``may_read`` and ``session`` are what an administrator can take away."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Item]] = {name: items_of(name) for name in ("products", "customers", "orders")}
        self.failing: dict[str, bool] = {}
        """Ids of orders at which a resolver fails, and whether the error tells the place of the row."""
        self.may_read = True
        self.logins = 0
        self.session = ""
        self.now = NOW
        self.asked: list[tuple[str, Item]] = []

    def end_session(self) -> None:
        self.session = "ended"

    def answer(self, request: Request, body: bytes) -> Response:
        told = self._answer(request, body)
        told.headers["date"] = format_datetime(self.now, usegmt=True)
        return told

    def _answer(self, request: Request, body: bytes) -> Response:
        question = msgspec.json.decode(body)
        query, variables = question["query"], question.get("variables", {})
        if "login(" in query:
            return self._login(variables)
        if request.headers.get("authorization") != f"Bearer {self.session}" or not self.may_read:
            return _error("FORBIDDEN", _FORBIDDEN)
        if "activeChannel" in query:
            return JSONResponse(recorded("shop")["body"])
        field = next(name for name in ("productVariants", *self.lists) if f"list: {name}(" in query)
        heads = query in HEADS.values()
        return self._heads(field, variables["options"]) if heads else self._list(field, variables["options"])

    def _login(self, variables: Item) -> Response:
        if (variables["username"], variables["password"]) != (USER, PASSWORD):
            return JSONResponse(recorded("login_refused")["body"])
        self.logins += 1
        self.session = f"session-{self.logins}"
        return JSONResponse(recorded("login")["body"], headers={"vendure-auth-token": self.session})

    def _list(self, field: str, options: Item) -> Response:
        chosen, page = self._page(field, options)
        for place, row in enumerate(page):
            if field == "orders" and row["id"] in self.failing:
                path = ["list", "items", place, "lines", 0, "productVariant"] if self.failing[row["id"]] else ["list"]
                message = "Cannot return null for non-nullable field OrderLine.productVariant."
                return _error("INTERNAL_SERVER_ERROR", message, path)
        return JSONResponse({"data": {"list": {"totalItems": len(chosen), "items": page}}})

    def _heads(self, field: str, options: Item) -> Response:
        chosen, page = self._page(field, options)
        kept = [{name: row[name] for name in ("id", "updatedAt", "orderPlacedAt") if name in row} for row in page]
        return JSONResponse({"data": {"list": {"totalItems": len(chosen), "items": kept}}})

    def _page(self, field: str, options: Item) -> tuple[list[Item], list[Item]]:
        self.asked.append((field, options))
        rows = self._variants() if field == "productVariants" else self.lists[field]
        chosen = [row for row in rows if _fits(row, options.get("filter", {}))]
        for name in reversed(options.get("sort", {})):
            chosen.sort(key=lambda row, name=name: int(row["id"]) if name == "id" else row[name] or "")
        skip = options.get("skip", 0)
        return chosen, chosen[skip : skip + options["take"]]

    def _variants(self) -> list[Item]:
        return [variant for product in self.lists["products"] for variant in product["variants"]]


def _fits(row: Item, wanted: Item) -> bool:
    return all(_is(row[name], asked) for name, asked in wanted.items())


def _is(value: str | None, asked: Item) -> bool:
    if "in" in asked:
        return value in asked["in"]
    return value is not None and asked.get("after", "") < value < asked.get("before", "~")


def _error(code: str, message: str, path: list[str | int] | None = None) -> Response:
    error = {"message": message, "path": path, "extensions": {"code": code}}
    return JSONResponse({"errors": [error], "data": None})
