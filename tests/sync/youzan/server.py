"""SIMULATED Youzan: answers like the open gateway, as far as it is documented or was seen without a login.

Seen on the real gateway (asked without credentials by others, and published): every error inside HTTP 200, the three
forms of envelopes, the token in the address only, 4001, 4005, 4007, 4201, 4203, 1103. Documented: caps, spans, lags,
sort orders, masks. What is written nowhere ([U] in docs/sources.md) is made up here as the connector believes it.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.sync.youzan.bodies import Body
from tests.sync.youzan.shop import BEIJING, Shop, millis, stamp

CLIENT_ID, SECRET, KDT_ID = "a7c1c7d0c2f4a1b2c3", "s" * 32, "18163424"
LAG = timedelta(seconds=30)
_WEEK = timedelta(days=7)
_MONTHS = timedelta(days=92)

Answer = Callable[[Request], Response]


class Refusal(Exception):
    def __init__(self, body: Body) -> None:
        self.body = body


def gateway(code: int, message: str) -> Body:
    return {"gw_err_resp": {"trace_id": "yz7-0a3f", "err_msg": message, "err_code": code}}


def business(code: int | str, message: str) -> Body:
    return {"trace_id": "yz7-0a3f", "code": code, "success": False, "message": message, "data": None}


class Youzan:
    """The gateway in front of one shop. Attributes are what a test switches."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.tokens = 0
        self.token = ""
        self.token_life = _WEEK
        self._token_until = shop.clock
        self.revoked: set[str] = set()
        """Tokens that a login still gives out and no call takes."""
        self.not_allowed: set[str] = set()
        """Methods the application has no ability for."""
        self.page_cap, self.reach = 100, {"trades": 10_000, "refunds": 3_000, "customers": 25_000, "accounts": 3_000}
        self.instead: dict[str, Body] = {}
        """What a method answers in place of the shop."""
        self.pages: dict[tuple[str, int], Body] = {}
        """What a method answers to a page of that number."""
        self.spoilt = ""
        """An order that no group-buy can be asked for together with."""
        self.most: dict[str, int] = {}
        """How many rows a page of a method holds, whatever is asked for."""
        self.refused: Callable[[str], None] = lambda method: None
        """Called with each method that is turned away for want of its ability."""
        self.script: list[Answer] = []
        """Answered in turn to calls, in place of the shop."""
        self.meanwhile: Callable[[int], None] = lambda asked: None
        """Called before each call is answered, with how many were before it: what happens between two pages."""
        self.asked: list[tuple[str, Body]] = []
        """Calls that were let in: method and parameters."""

    def calls(self, method: str) -> list[Body]:
        return [asked for name, asked in self.asked if name == method]

    def answer(self, request: Request, body: bytes) -> Response:
        told = self._answered(request, body)
        told.headers["date"] = format_datetime(self.shop.clock, usegmt=True)
        return told

    def _answered(self, request: Request, body: bytes) -> Response:
        try:
            asked = json.loads(body)
            if request.url.path == "/auth/token":
                return JSONResponse(self._login(asked))
            found = re.fullmatch(r"/api/([a-z.]+)/([0-9.]+)", request.url.path)
            if found is None:
                raise Refusal(gateway(4001, "非法请求地址"))
            if found[1] not in _METHODS or found[2] != _METHODS[found[1]][0]:
                raise Refusal(gateway(4005, "非法的API"))
            self._let_in(request)
            if found[1] in self.not_allowed:
                self.refused(found[1])
                raise Refusal(gateway(4204, "无权限访问"))
            self.meanwhile(len(self.asked))
            self.asked.append((found[1], asked))
            if self.script:
                return self.script.pop(0)(request)
            asked = self._fewer(found[1], asked)
            instead = self.instead.get(found[1]) or self.pages.get((found[1], asked.get("page_no", 1)))
            return JSONResponse(instead or _METHODS[found[1]][1](self, asked))
        except Refusal as refusal:
            return JSONResponse(refusal.body)

    def _fewer(self, method: str, asked: Body) -> Body:
        """The parameters, also those in an object of their own, as the method takes them."""
        if method not in self.most:
            return asked
        inner = {name: self._fewer(method, value) for name, value in asked.items() if isinstance(value, dict)}
        size = {"page_size": min(asked["page_size"], self.most[method])} if "page_size" in asked else {}
        return asked | inner | size

    def _login(self, asked: Body) -> Body:
        if asked["client_id"] != CLIENT_ID:
            return {"success": False, "code": 1103, "data": None, "message": "Client 不存在"}
        if asked["client_secret"] != SECRET:
            return {"success": False, "code": 1000, "data": None, "message": "应用信息错误"}
        if asked["grant_id"] != KDT_ID:
            return {"success": False, "code": 1103, "data": None, "message": "授权关系不存在"}
        assert asked["authorize_type"] == "silent"
        if asked["refresh"] or not self.token or self.shop.clock >= self._token_until:
            self.tokens += 1
            self.token = f"774ae7b675f8db2aa65d38bf5de710{self.tokens}"
            self._token_until = self.shop.clock + self.token_life
        told = {"access_token": self.token, "expires": millis(self._token_until), "scope": "trade item"}
        return {"success": True, "code": 200, "data": told | {"authority_id": KDT_ID}, "message": None}

    def _let_in(self, request: Request) -> None:
        token = request.query_params.get("access_token")
        if not token:
            raise Refusal(gateway(4201, "非法的请求凭证"))
        if token != self.token or token in self.revoked:
            raise Refusal(gateway(4203, "Token 不存在"))
        if self.shop.clock >= self._token_until:
            raise Refusal(gateway(4202, "请求凭证过期"))

    def _page(self, rows: list[Body], asked: Body, reach: int, most: int) -> list[Body]:
        page, size = asked["page_no"], asked["page_size"]
        if size > most:
            raise Refusal(business(5000, f"每页最多显示{most}条数据"))
        if page * size > reach:
            raise Refusal(business(5000, "超过ES搜索最大深度"))
        return rows[(page - 1) * size : page * size]

    def _trades(self, asked: Body) -> Body:
        start, end = _bounds(asked["start_update"], asked["end_update"])
        if end - start > _MONTHS or end <= start:
            raise Refusal(business(5000, "开始时间和结束时间的跨度不能大于3个月"))
        shown = [each for each in self.shop.trades.values() if self._is_listed(each["order_info"]["update_time"])]
        rows = [row for row in shown if start <= _moment(row["order_info"]["update_time"]) <= end]
        rows.sort(key=lambda row: (row["order_info"]["update_time"], row["order_info"]["tid"]), reverse=True)
        reach = self.reach["trades"]
        found = [{"full_order_info": row} for row in self._page(rows, asked, reach, self.page_cap)]
        return _data({"total_results": min(len(rows), reach), "full_order_info_list": found})

    def _is_listed(self, changed: str) -> bool:
        """Batch methods lag."""
        return _moment(changed) <= self.shop.clock - LAG

    def _groups(self, asked: Body) -> Body:
        if self.spoilt in asked["tids"]:
            return business(987654321, "谁也没见过的错误")
        joins = [self.shop.joins[tid] for tid in asked["tids"] if tid in self.shop.joins]
        rows = [{"group": self.shop.groups[join["group_id"]], "group_join": join} for join in joins]
        return _data({"order_group_detail": rows})

    def _refunds(self, asked: Body) -> Body:
        created = asked.get("create_time_start", millis(self.shop.clock) // 1000 - 90 * 86400)
        start, end = asked["update_time_start"], asked["update_time_end"]
        rows = [
            row
            for row in self.shop.refunds.values()
            if _epoch(row["created"]) >= created and start <= _epoch(row["modified"]) <= end
        ]
        rows.sort(key=lambda row: row["created"], reverse=True)
        found = self._page([row for row in rows if self._is_listed(row["modified"])], asked, self.reach["refunds"], 100)
        return _data({"refunds": found, "total": min(len(rows), self.reach["refunds"])})

    def _on_sale(self, asked: Body) -> Body:
        return self._goods("on_sale", asked)

    def _in_stock(self, asked: Body) -> Body:
        return self._goods(asked["banner"], asked)

    def _goods(self, place: str, asked: Body) -> Body:
        assert asked["order_by"] == "update_time:asc"
        start, end = asked.get("update_time_start", 0), asked.get("update_time_end", 10**15)
        rows = [row for row in self.shop.goods[place].values() if start <= _epoch(row["update_time"]) * 1000 <= end]
        rows.sort(key=lambda row: (row["update_time"], row["item_id"]))
        return {"response": {"items": self._page(rows, asked, 10**6, 300), "count": len(rows)}}

    def _customers(self, asked: Body) -> Body:
        start, end = asked["created_at_start"], asked["created_at_end"]
        rows = [row for row in self.shop.customers.values() if start <= row["created_at"] * 1000 <= end]
        rows.sort(key=lambda row: (row["created_at"], row["yz_open_id"]), reverse=True)
        found = self._page(rows, asked, self.reach["customers"], 50)
        return _data({"record_list": found, "total": len(rows), "page_no": asked["page_no"]})

    def _accounts(self, asked: Body) -> Body:
        rows = list(self.shop.accounts.values())
        return {
            "response": {
                "accounts": self._page(rows, asked, self.reach["accounts"], 100),
                "total_results": len(rows),
            }
        }

    def _promoted(self, asked: Body) -> Body:
        """Newest first, below a moment and an id, as the second page asks with what the first one told."""
        below = (asked.get("end_time", 10**12), asked.get("id", 10**18))
        rows = sorted(((_epoch(row["created_at"]), number), row) for number, row in self.shop.promoted.items())
        rows = [(key, row) for key, row in reversed(rows) if key < below]
        shown = rows[: asked["page_size"]]
        assert asked["page_size"] <= 50
        lowest = shown[-1][0] if shown else (None, None)
        return _data(
            {
                "trades": [row for _, row in shown],
                "page_min_created_at": lowest[0],
                "page_min_id": lowest[1],
                "has_next_page": len(rows) > len(shown),
            }
        )

    def _ties(self, asked: Body) -> Body:
        asked = asked["account_relation_list_query_open_d_t_o"]
        promoter = next(each for each in self.shop.accounts.values() if str(each["mobile"]) == asked["mobile"])
        rows = list(self.shop.ties[promoter["yz_open_id"]].values())
        return _data({"customers": self._page(rows, asked, 10**6, 100), "total_results": len(rows)})

    def _log(self, asked: Body) -> Body:
        return _data({"records": self._page(self.shop.log[::-1], asked, 10**6, 100), "total": len(self.shop.log)})

    def _flow(self, asked: Body) -> Body:
        day = str(asked["current_day"])
        empty = {"uv": "-999999", "pv": -999999.0, "new_team_total_uv": -999999}
        return _data(self.shop.flows.get(f"{day[:4]}-{day[4:6]}-{day[6:]}", empty))

    def _about(self, asked: Body) -> Body:
        return {"response": {"id": int(KDT_ID), "name": "老茶客", "logo": "", "intro": ""}}


_METHODS: dict[str, tuple[str, Callable[[Youzan, Body], Body]]] = {
    "youzan.shop.get": ("3.0.0", Youzan._about),
    "youzan.trades.sold.get": ("4.0.4", Youzan._trades),
    "youzan.ump.groupon.ordergroupdetails.get": ("1.0.0", Youzan._groups),
    "youzan.trade.refund.search": ("3.0.1", Youzan._refunds),
    "youzan.items.onsale.get": ("3.0.0", Youzan._on_sale),
    "youzan.items.inventory.get": ("3.0.0", Youzan._in_stock),
    "youzan.scrm.customer.list": ("1.0.0", Youzan._customers),
    "youzan.salesman.accounts.get": ("3.0.0", Youzan._accounts),
    "youzan.salesman.trades.export": ("1.0.0", Youzan._promoted),
    "youzan.salesman.customers.get": ("3.0.1", Youzan._ties),
    "youzan.salesman.customer.record.list": ("1.0.0", Youzan._log),
    "youzan.bigdata.team.flowoverview.query": ("1.0.0", Youzan._flow),
}
TRIAL = {"youzan.trades.sold.get", "youzan.items.onsale.get", "youzan.items.inventory.get"}
"""What a trial may call: orders and goods."""
PAID = set(_METHODS) - TRIAL


def _data(told: Any) -> Body:
    return {"trace_id": "yz7-0a3f", "code": 200, "success": True, "message": "successful", "data": told}


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)


def _epoch(text: str) -> int:
    return int(_moment(text).timestamp())


def _bounds(start: str, end: str) -> tuple[datetime, datetime]:
    return _moment(start), _moment(end)


def told(body: Body, status: int = 200) -> Answer:
    return lambda request: JSONResponse(body, status)


__all__ = ["CLIENT_ID", "KDT_ID", "PAID", "SECRET", "Youzan", "business", "gateway", "stamp", "told"]
