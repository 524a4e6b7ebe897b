"""SIMULATED WooCommerce: answers like the REST interface v3 of a real shop, as far as it was measured or documented.

What was measured on a live 9.4.2: ``modified_after`` is strictly greater at one second; a time with a zone together
with ``dates_are_gmt=true`` silently answers nothing, a time without one and without that is the site's local time; more
than 100 rows a page are refused; a page beyond the end is empty; plain http knows neither Basic nor the parameters;
what is deleted for good leaves no trace. The rest is from the published source, versions 7.x to 11.x: which values a
parameter takes, what counts as "any" state, rows that are counted and not shown, products of one second in no order,
WordPress's own look at a Basic header, and its errors in JSON.
"""

import base64
import hashlib
import hmac
import json
import random
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from urllib.parse import parse_qsl, quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.sync.little_server import Answer
from tests.sync.woocommerce.bodies import Body, error
from tests.sync.woocommerce.shop import EAST, Shop, stamp

KEY, SECRET = "ck_" + "1" * 40, "cs_" + "2" * 40

CANNOT_LIST = error("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.", 401)
NO_ROUTE = error("rest_no_route", "No route was found matching the URL and request method.", 404)


NO_SUCH_USER = error("invalid_username", "Unknown username. Check again or try your email address.", 401)

_ORDERS_BY = {"modified": "date_modified", "date": "date_created", "id": "id"}
_BY: dict[str, dict[str, str]] = {"customers": {"id": "id", "registered_date": "date_created_gmt"}}
"""What a list can be sorted by; ``_ORDERS_BY`` where no list stands here. Posts are sorted by the site's local time."""
_STATES = {
    "orders": {"any", "trash", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed"},
    "products": {"any", "future", "trash", "draft", "pending", "private", "publish"},
}


class Refusal(Exception):
    def __init__(self, body: Body) -> None:
        self.response = JSONResponse(body, body["data"]["status"])


class Woo:
    """A site with one shop. Attributes are what a test switches."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.home = ""
        self.keys = {KEY: (SECRET, "read")}
        self.is_ssl = True
        """Whether WordPress believes to be behind https; Basic counts for nothing without."""
        self.loses_header = False
        self.uses_app_passwords = False
        """WordPress takes a Basic header for a login of its own where WooCommerce does not take it."""
        self.index_is_open = True
        self.middle = ""
        """``/index.php`` where the server cannot rewrite addresses."""
        self.unregistered: set[str] = set()
        """States of a plugin that was switched off: with orders in tables of their own, "any" is none of them."""
        self.noise = b""
        """What is printed before each body: notices, a byte order mark."""
        self.tells_totals = True
        self.strength = 100
        """Rows with lines of orders that fit into the memory of its host."""
        self.deadly: set[int] = set()
        """Rows at which a plugin dies, and with it the whole answer."""
        self.currency = "CNY"
        self.sees_settings = True
        self.has_refund_list = True
        self.index: Body = {
            "name": "半日茶 &amp; 器",
            "description": "",
            "gmt_offset": "8",
            "timezone_string": "Asia/Shanghai",
            "namespaces": ["oembed/1.0", "wc/v3", "wc-analytics", "wp/v2"],
        }
        self.closed: dict[str, Answer] = {}
        """What stands before a list, by its path below the interface: a firewall, a plugin that fails."""
        self.script: list[Answer] = []
        """Answered in turn to lists, in place of the shop."""
        self.meanwhile: Callable[[int], None] = lambda asked: None
        """Called before each list is answered, with how many were before it: what happens between two pages."""
        self.meanwhile_variations: Callable[[int], None] = lambda asked: None
        """The same for the pages of variations."""
        self.loses_variations = False
        """A list of variations is answered out of a cache, empty."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Lists that were answered: path and parameters."""
        self._variations_asked = 0
        self._nonces: set[str] = set()

    def answer(self, request: Request) -> Response:
        response = self._answer(request)
        if self.noise:
            response.body = self.noise + bytes(response.body)
            response.headers["Content-Length"] = str(len(response.body))
        return response

    def _answer(self, request: Request) -> Response:
        path = request.url.path.removeprefix(f"{self.middle}/wp-json")
        if not request.url.path.startswith(f"{self.middle}/wp-json"):
            return Response("<html>not found</html>", 404, media_type="text/html")
        if path == "/":
            return self._index(request)
        params = dict(parse_qsl(request.url.query, keep_blank_values=True))
        try:
            self._let_in(request, params)
            if self.script:
                return self.script.pop(0)(request)
            name = path.removeprefix("/wc/v3/")
            return self.closed[name](request) if name in self.closed else self._route(name.split("/"), params)
        except Refusal as refusal:
            return refusal.response

    def _index(self, request: Request) -> Response:
        if self.uses_app_passwords and self._basic(request):
            return JSONResponse(NO_SUCH_USER, 401)
        if not self.index_is_open:
            return JSONResponse(error("rest_login_required", "REST API restricted to authenticated users.", 401), 401)
        offers = {"application-passwords": {"endpoints": {}}} if self.is_ssl else []  # PHP's empty array
        return JSONResponse(self.index | {"url": self.home, "home": self.home, "authentication": offers})

    def _route(self, parts: list[str], params: dict[str, str]) -> Response:
        if "wc/v3" not in self.index["namespaces"]:
            raise Refusal(NO_ROUTE)
        match parts:
            case ["data", "currencies", "current"]:
                if not self.sees_settings:
                    raise Refusal(error("woocommerce_rest_cannot_view", "Sorry, you cannot view this resource.", 403))
                return JSONResponse({"code": self.currency, "name": "", "symbol": ""})
            case ["products", product, "variations"]:
                return self._page(_sorted(self._variations(int(product)), params, by_chance), params)
            case ["orders", order, "refunds"]:
                found = [r for r in self.shop.lists["refunds"].values() if r["parent_id"] == int(order)]
                return self._page([{k: v for k, v in r.items() if k != "parent_id"} for r in found], params)
            case ["orders" | "customers" | "products" as name, number]:
                found = [body for body in self.shop.lists[name].values() if str(body["id"]) == number]
                if not found:
                    raise Refusal(error(f"woocommerce_rest_{name}_invalid_id", "Invalid ID.", 404))
                return JSONResponse(_shown(found[0], params))
            case ["refunds"] if not self.has_refund_list:
                raise Refusal(NO_ROUTE)
            case [name] if name in self.shop.lists:
                self.meanwhile(len(self.asked))
                self.asked.append((name, params))
                return self._page(self._rows(name, params), params)
        raise Refusal(NO_ROUTE)

    def _variations(self, product: int) -> list[Body]:
        if product not in self.shop.lists["products"]:
            raise Refusal(error("woocommerce_rest_product_invalid_id", "Invalid ID.", 404))
        self.meanwhile_variations(self._variations_asked)
        self._variations_asked += 1
        return [] if self.loses_variations else self.shop.variations.get(product, [])

    def _rows(self, name: str, params: dict[str, str]) -> list[Body]:
        rows: Iterable[Body] = self.shop.lists[name].values()
        if name == "refunds":
            rows = [row for row in rows if self.shop.lists["orders"][row["parent_id"]]["status"] != "trash"]
        if name == "products":
            rows = [
                row | {"variations": [each["id"] for each in self.shop.variations.get(row["id"], [])]} for row in rows
            ]
        if name in _STATES:
            wanted = _one_of("status", params.get("status", "any"), _STATES[name])
            rows = [row for row in rows if (row["status"] == "trash") == (wanted == "trash")]
            rows = [row for row in rows if row["status"] not in self.unregistered]
        if "type" in params:
            rows = [row for row in rows if row["type"] == params["type"]]
        if "include" in params:
            rows = [row for row in rows if str(row["id"]) in params["include"].split(",")]
        if name != "customers":  # which know no such filter
            rows = [row for row in rows if in_time(row, params)]
        # Only orders, coupons and refunds have their id as a second key; MySQL gives ties as it finds them.
        return _sorted(rows, params, by_chance if name == "products" else lambda row: row["id"], name)

    def _page(self, rows: list[Body], params: dict[str, str]) -> Response:
        size, page = int(params.get("per_page", 10)), int(params.get("page", 1))
        if size > 100:
            raise Refusal(error("rest_invalid_param", "Invalid parameter(s): per_page", 400))
        start = int(params.get("offset", (page - 1) * size))
        shown = [row for row in rows[start : start + size] if row["id"] not in self.shop.hidden]
        if "include_meta" in params:  # unknown to older versions, which tell all
            wanted = params["include_meta"].split(",")
            shown = [row | {"meta_data": [m for m in row["meta_data"] if m["key"] in wanted]} for row in shown]
        shown = [_shown(row, params) for row in shown]
        if start >= len(rows) and "offset" in params:
            rows = []  # it counts on beyond the last page, but not beyond an offset
        pages = -(-len(rows) // size)
        is_too_much = len(shown) > self.strength and "line_items" in params.get("_fields", "")
        if is_too_much or self.deadly & {row["id"] for row in rows[start : start + size]}:
            raise Refusal(
                error("internal_server_error", "<p>There has been a critical error on this website.</p>", 500)
            )
        totals = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(pages)}
        return JSONResponse(shown, headers=totals if self.tells_totals else {})

    def _let_in(self, request: Request, params: dict[str, str]) -> None:
        if "oauth_consumer_key" in params:
            self._signed(request, params)
            return
        given = self._basic(request) or (params.get("consumer_key", ""), params.get("consumer_secret", ""))
        known = self.keys.get(given[0]) if self.is_ssl else None
        if known is None:
            raise Refusal(NO_SUCH_USER if self.uses_app_passwords and self._basic(request) else CANNOT_LIST)
        if known[0] != given[1]:
            raise Refusal(error("woocommerce_rest_authentication_error", "Consumer secret is invalid.", 401))
        self._may_read(known[1])

    def _basic(self, request: Request) -> tuple[str, str] | None:
        kind, _, both = request.headers.get("authorization", "").partition(" ")
        if kind != "Basic" or self.loses_header:
            return None
        key, _, secret = base64.b64decode(both).decode().partition(":")
        return key, secret

    def _may_read(self, permission: str) -> None:
        if permission == "write":
            text = "The API key provided does not have read permissions."
            raise Refusal(error("woocommerce_rest_authentication_error", text, 401))

    def _signed(self, request: Request, params: dict[str, str]) -> None:
        """OAuth 1.0a as WooCommerce verifies it: over its own address, not over the one in the request."""
        known = self.keys.get(params["oauth_consumer_key"])
        if known is None:
            raise Refusal(error("woocommerce_rest_authentication_error", "Consumer key is invalid.", 401))
        pairs = "%26".join(
            quote(f"{quote(name, safe='~')}={quote(params[name], safe='~')}", safe="~")
            for name in sorted(params)
            if name != "oauth_signature"
        )
        own = ("https://" if self.is_ssl else "http://") + self.home.partition("://")[2]
        text = f"GET&{quote(own + request.url.path, safe='~')}&{pairs}"
        digest = {"HMAC-SHA1": hashlib.sha1, "HMAC-SHA256": hashlib.sha256}[params["oauth_signature_method"]]
        right = base64.b64encode(hmac.new(f"{known[0]}&".encode(), text.encode(), digest).digest()).decode()
        if unquote(params["oauth_signature"]) != right:
            raise Refusal(error("woocommerce_rest_authentication_error", "Invalid signature.", 401))
        if abs(int(params["oauth_timestamp"]) - time.time()) > 15 * 60:
            raise Refusal(error("woocommerce_rest_authentication_error", "Invalid timestamp.", 401))
        if params["oauth_nonce"] in self._nonces:
            raise Refusal(error("woocommerce_rest_authentication_error", "Invalid nonce.", 401))
        self._nonces.add(params["oauth_nonce"])
        self._may_read(known[1])


def _shown(row: Body, params: dict[str, str]) -> Body:
    fields = params.get("_fields")
    return row if fields is None else {name: row[name] for name in fields.split(",") if name in row}


def by_chance(row: Body) -> float:
    return random.random()


def _sorted(rows: Iterable[Body], params: dict[str, str], tie: Callable[[Body], float], name: str = "") -> list[Body]:
    fields = _BY.get(name, _ORDERS_BY)
    default = "registered_date" if name == "customers" else "date"
    by = fields[_one_of("orderby", params.get("orderby", default), fields)]
    return sorted(rows, key=lambda row: (row[by] or "", tie(row)), reverse=params.get("order", "desc") == "desc")


def _one_of(name: str, value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise Refusal(error("rest_invalid_param", f"Invalid parameter(s): {name}", 400))
    return value


def in_time(row: Body, params: dict[str, str]) -> bool:
    """Whether a row is within the bounds, both exclusive, with all that is odd about their zones."""
    for field, prefix in (("modified", "modified_"), ("created", "")):
        after, before = params.get(f"{prefix}after"), params.get(f"{prefix}before")
        for bound, is_after in ((after, True), (before, False)):
            if bound is not None and not _within(row, field, bound, is_after, params):
                return False
    return True


def _within(row: Body, field: str, bound: str, is_after: bool, params: dict[str, str]) -> bool:
    asked = datetime.fromisoformat(bound)
    gmt = params.get("dates_are_gmt") == "true"
    if asked.tzinfo is not None:
        if gmt:
            return False
        bound = stamp(asked.astimezone(timezone(EAST)))
    told = row[f"date_{field}_gmt" if gmt else f"date_{field}"]
    if told is None:
        return False  # as SQL has it
    return bool(told > bound if is_after else told < bound)


def html(status: int, text: str = "<!DOCTYPE html><html></html>") -> Answer:
    return lambda request: Response(text, status, media_type="text/html")


def told(status: int, code: str) -> Answer:
    return lambda request: Response(json.dumps(error(code, "…", status)), status, media_type="application/json")
