"""SIMULATED: what a shop on Youzan holds and how it changes. Times are its own clock's, which a test moves on."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tests.sync.youzan import bodies
from tests.sync.youzan.bodies import Body

OPENED = datetime(2026, 3, 1, 4, 0, 0, tzinfo=UTC)
"""Noon in Beijing."""
BEIJING = timezone(timedelta(hours=8))


class Shop:
    def __init__(self) -> None:
        self.clock = OPENED
        self.trades: dict[str, Body] = {}
        self.refunds: dict[str, Body] = {}
        self.goods: dict[str, dict[int, Body]] = {"on_sale": {}, "for_shelved": {}, "sold_out": {}}
        self.customers: dict[str, Body] = {}
        self.accounts: dict[str, Body] = {}
        self.promoted: dict[int, Body] = {}
        self.ties: dict[str, dict[str, Body]] = {}
        """By promoter and customer."""
        self.log: list[Body] = []
        self.groups: dict[int, Body] = {}
        self.joins: dict[str, Body] = {}
        """By order."""
        self.flows: dict[str, Body] = {}
        self._number = 1000

    def later(self, **span: float) -> None:
        self.clock += timedelta(**span)

    def number(self) -> int:
        self._number += 1
        return self._number

    def stamp(self) -> str:
        return stamp(self.clock)

    def epoch(self) -> int:
        return int(self.clock.timestamp())

    def sell(self, buyer: str, *lines: Body, paid: bool = True, promoter: str = "", **more: Any) -> str:
        """A new order; its number, which begins with its moment."""
        tid = f"E{self.clock.astimezone(BEIJING):%Y%m%d%H%M%S}{self.number():08d}00"
        now = self.stamp()
        times = {"created": now, "update_time": now, "pay_time": now if paid else ""}
        status = {} if paid else {"status": "WAIT_BUYER_PAY"}
        body = bodies.trade(tid, buyer, list(lines), **{**times, **status, **more})
        if promoter:
            mobile = str(self.accounts[promoter]["mobile"])
            extra = body["order_info"]["order_extra"]
            extra["salesman"] = {"salesman_nick_name": "..", "salesman_mobile": mobile}
        self.trades[tid] = body
        return tid

    def change(self, tid: str, **info: Any) -> None:
        self.trades[tid]["order_info"] |= {"update_time": self.stamp()} | info

    def refund(self, tid: str, fen: int, status: str = "SUCCESS", **more: Any) -> str:
        refund_id = f"{self.clock:%Y%m%d%H%M%S}{self.number():010d}"
        now = {"created": self.stamp(), "modified": self.stamp()}
        self.refunds[refund_id] = bodies.refund(refund_id, tid, fen, status, **{**now, **more})
        self.change(tid, refund_state=2)
        return refund_id

    def stock(self, place: str, item: int, title: str, fen: int, stock: int = 10) -> None:
        """Put a product into one of the three lists, out of the others."""
        known = next((each.pop(item) for each in self.goods.values() if item in each), {})
        times = {"created_time": known.get("created_time", self.stamp()), "update_time": self.stamp()}
        self.goods[place][item] = bodies.goods(item, title, fen, stock) | times

    def join_shop(self, yz_open_id: str, name: str, mobile: str = "", **more: Any) -> None:
        self.customers[yz_open_id] = bodies.customer(yz_open_id, name, mobile, created_at=self.epoch(), **more)

    def register(self, yz_open_id: str, seller: str, mobile: int, name: str, inviter: int | str = "") -> None:
        """A customer becomes a promoter."""
        account = bodies.account(yz_open_id, seller, mobile, name, inviter)
        self.accounts[yz_open_id] = account | {"created_at": self.stamp()}
        self.ties[yz_open_id] = {}

    def bind(self, promoter: str, customer: str, logged: bool = True) -> None:
        """Bound to a promoter, and to no other any more."""
        before = next((each for each, ties in self.ties.items() if ties.get(customer, {}).get("is_valid")), None)
        if before is not None:
            self.ties[before][customer] |= {"is_valid": False, "invalid_reason": "客户与其他分销员绑定了关系"}
        self.ties[promoter][customer] = bodies.tie(customer)
        if logged:
            self._log(customer, promoter, before, "客户点击商品链接和分销员绑定关系")

    def unbind(self, promoter: str, customer: str, logged: bool = True) -> None:
        self.ties[promoter][customer] |= {"is_valid": False, "invalid_reason": "关系过期"}
        if logged:
            self._log(customer, None, promoter, "关系过期")

    def earn(self, tid: str, promoter: str, cps: int, **more: Any) -> int:
        """What a promoter gets for an order."""
        account, number = self.accounts[promoter], self.number()
        payment = round(float(self.trades[tid]["pay_info"]["payment"]) * 100)
        body = bodies.promoted(tid, account["seller"], str(account["mobile"]), payment, cps, **more)
        self.promoted[number] = {"created_at": self.trades[tid]["order_info"]["created"]} | body
        return number

    def open_group(self, activity: int, size: int, tid: str) -> int:
        """The order of the leader opens a group."""
        number = self.number()
        self.groups[number] = {
            "id": number, "group_no": str(number), "tid": tid, "sid": 456732, "activity_id": activity, "state": 0,
            "alias": "abc", "join_num": 0, "remain_join_num": size, "start_time": self.epoch() * 1000,
            "created_time": self.epoch() * 1000, "receive_state": 0,
        }  # fmt: skip
        self.join_group(number, tid)
        return number

    def join_group(self, number: int, tid: str) -> None:
        group = self.groups[number]
        line = self.trades[tid]["orders"][0]
        self.joins[tid] = {
            "id": self.number(), "tid": tid, "sid": 456732, "activity_id": group["activity_id"], "group_id": number,
            "fans_id": 1, "buyer_id": 2, "item_id": line["item_id"], "sku_id": line["sku_id"], "pay_state": 1,
            "pay_time": self.epoch() * 1000, "refund_state": 0, "refund_reason": "", "discount_fee": 1000,
            "head_extra_discount_fee": 0, "created_time": self.epoch() * 1000,
        }  # fmt: skip
        self.change(tid, type=10, status="WAIT_CONFIRM")
        group |= {"join_num": group["join_num"] + 1, "remain_join_num": group["remain_join_num"] - 1}
        if not group["remain_join_num"]:
            self.end_group(number, 1)

    def end_group(self, number: int, state: int) -> None:
        """1: it is filled, and its orders go on; 2: it is not, and they are closed."""
        self.groups[number]["state"] = state
        for tid, join in self.joins.items():
            if join["group_id"] == number:
                done = {"status": "WAIT_SELLER_SEND_GOODS", "confirm_time": self.stamp()}
                self.change(tid, **(done if state == 1 else {"status": "TRADE_CLOSED", "close_type": 2}))

    def _log(self, customer: str, valid: str | None, invalid: str | None, said: str) -> None:
        self.log.append(
            {
                "ct_yz_open_id": customer, "valid_ds_yz_open_id": valid, "in_valid_ds_yz_open_id": invalid,
                "state_action": 1 if invalid is None else 3, "state_desc": said, "created_at": self.epoch(),
            }
        )  # fmt: skip


def stamp(moment: datetime) -> str:
    """As the interface tells it: Beijing time, whole seconds."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def millis(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000
