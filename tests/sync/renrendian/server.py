"""SIMULATED 人人店: answers as clients of the real interface read it, for no documentation is public.

Seen in clients: parameters and signature, the codes of errors, the fields of orders, goods and promoters, where the
length of a list stands, and that they do not agree on what ``offset`` counts. So a test says which it is. How rows are
sorted, how long tokens live and whether refresh tokens change is not known; here they are sorted newest first.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sync.cursors.offsets import Meaning
from tests.sync.renrendian.shop import BEIJING, Body, Shop

APPID, SECRET, RETURN = "5356714791a4f20a", "s3cr3t" * 5, "http://shop.example/back"
CODE = "6f06f9f5416bcf54"
SKEW = timedelta(minutes=10)

T = TypeVar("T")


class Refusal(Exception):
    def __init__(self, code: int, **more: str) -> None:
        self.body = {"errCode": code, "errMsg": f"error {code}"} | more


class Rrd:
    """The interface of one shop. Attributes are what a test switches."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.meaning = Meaning.ROWS
        self.needs_secret = False
        self.rotates = True
        self.life = 7200
        self.codes = {CODE}
        self.refresh_token = ""
        self.tokens: dict[str, datetime] = {}
        """Good until when."""
        self.refused: dict[str, int] = {}
        """Methods that answer with an error, by their name without its beginning."""
        self.withheld: dict[str, int] = {}
        """Orders and goods, by number, that answer with an error; below 1000 it is that of a broken server."""
        self.parents_are_members = True
        self.tells_date: Callable[[str], bool] = lambda path: True
        self.meanwhile: Callable[[], None] = lambda: None
        """What happens before each list is answered."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Methods that were let in, with their parameters."""
        self._given = 0

    def answer(self, request: Request, body: bytes) -> Response:
        try:
            told = self._token(dict(parse_qsl(body.decode()))) if request.url.path == "/token" else self._call(request)
        except Refusal as refusal:
            told = refusal.body
        if 0 < told.get("errCode", 0) < 1000:
            return Response("Fatal error", status_code=told["errCode"])
        headers = {"Date": format_datetime((self.shop.now - BEIJING).replace(tzinfo=UTC), usegmt=True)}
        return JSONResponse(told, headers=headers if self.tells_date(request.url.path) else {})

    def methods(self, name: str) -> list[dict[str, str]]:
        """The parameters of each call of a method."""
        return [params for method, params in self.asked if method == name]

    def _token(self, form: dict[str, str]) -> Body:
        for name, wanted, code in (("appid", APPID, 20007), ("secret", SECRET, 20008), ("redirect_uri", RETURN, 20009)):
            if form.get(name) != wanted:
                raise Refusal(code)
        if form["grant_type"] == "authorization_code":
            if form["code"] not in self.codes:
                raise Refusal(20010)
            self.codes.discard(form["code"])
        elif form["refresh_token"] != self.refresh_token:
            raise Refusal(20011)
        self._given += 1
        if self.rotates or not self.refresh_token:
            self.refresh_token = hashlib.md5(f"refresh {self._given}".encode()).hexdigest()
        token = hashlib.md5(f"access {self._given}".encode()).hexdigest()
        self.tokens = {token: self.shop.now + timedelta(seconds=self.life)}
        return {"access_token": token, "refresh_token": self.refresh_token, "expiresd": str(self.life)}

    def _call(self, request: Request) -> Body:
        params = dict(parse_qsl(request.url.query, keep_blank_values=True))
        self._let_in(params)
        method = params["method"].removeprefix("weiba.wxrrd.")
        if method in self.refused:
            raise Refusal(self.refused[method])
        if method.endswith(".lists"):
            self.meanwhile()
        self.asked.append((method, params))
        number = params.get("order_sn") or params.get("goods_id") or ""
        if number in self.withheld:
            raise Refusal(self.withheld[number])
        return {"errCode": 0, "errMsg": ""} | self._route(method, params)

    def _let_in(self, params: dict[str, str]) -> None:
        if params.get("appid") != APPID:
            raise Refusal(30002)
        told = datetime.strptime(params["timestamp"], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
        if abs(told - self.shop.now) > SKEW:
            raise Refusal(30006)
        ends = self.tokens.get(params["access_token"])
        if ends is None or ends <= self.shop.now:
            raise Refusal(30008)
        pairs = sorted((name, value) for name, value in params.items() if name != "sign")
        right = hashlib.md5("&".join(map("=".join, pairs)).encode()).hexdigest().upper()
        if params["sign"] != right or (self.needs_secret and params.get("secret") != SECRET):
            raise Refusal(30011, sign=right)  # it really tells

    def _route(self, method: str, params: dict[str, str]) -> Body:
        match method:
            case "shop.details":
                return {"data": {"id": 880, "name": "半日茶"}}
            case "trade.lists":
                total, rows = self._page(self._orders(params), params)
                return {"_count": total, "data": [{"order_sn": number} for number in rows]}
            case "trade.details":
                if params["order_sn"] not in self.shop.orders:
                    raise Refusal(5012002)
                return {"data": self.shop.detail(params["order_sn"])}
            case "goods.lists":
                on_sale = [each for each in self.shop.goods.values() if each["onsale"]]
                hidden = ("onsale", "products")
                total, rows = self._page(on_sale, params)
                return {"count": total, "data": [{k: v for k, v in each.items() if k not in hidden} for each in rows]}
            case "goods.details":
                if int(params["goods_id"]) not in self.shop.goods:
                    raise Refusal(6012002)
                return {"data": self.shop.goods[int(params["goods_id"])]}
            case "user.lists":
                total, rows = self._page(self.shop.members.values(), params)
                return {"_count": str(total), "data": rows}
            case "guider.lists":
                total, rows = self._page(map(self._guider, self.shop.guiders.values()), params)
                return {"data": {"_count": total, "data": rows}}
        raise Refusal(30012)

    def _orders(self, params: dict[str, str]) -> list[str]:
        start, end = params.get("created_at_start", ""), params.get("created_at_end", "9")
        placed = [(order["created_at"], number) for number, order in self.shop.orders.items()]
        return [number for at, number in sorted(placed, reverse=True) if start <= at <= end]

    def _guider(self, guider: Body) -> Body:
        parent = guider["parent"]
        if parent and not self.parents_are_members:
            parent = next(each["id"] for each in self.shop.guiders.values() if each["member_id"] == str(parent))
        return {name: value for name, value in guider.items() if name != "parent"} | {"parent_id": parent}

    def _page(self, rows: Iterable[T], params: dict[str, str]) -> tuple[int, list[T]]:
        every, offset, limit = list(rows), int(params["offset"]), int(params["limit"])
        skip = offset if self.meaning is Meaning.ROWS else max(offset - 1, 0) * limit
        return len(every), every[skip : skip + limit]
