"""SIMULATED 人人店 shop: what lies behind the interface, in its own words, to be checked with a pencil."""

import copy
from datetime import datetime, timedelta
from typing import Any

Body = dict[str, Any]

OPENED = datetime(2026, 3, 1, 10)  # noqa: DTZ001
BEIJING = timedelta(hours=8)


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


class Shop:
    """Orders by number, members, promoters and goods by id; ``now`` is Beijing's clock. Money in fen."""

    def __init__(self) -> None:
        self.now = OPENED
        self.orders: dict[str, Body] = {}
        self.members: dict[int, Body] = {}
        self.guiders: dict[int, Body] = {}
        self.goods: dict[int, Body] = {}
        self._numbers = 4_965_900

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)

    def line(self, goods: int, price: int, quantity: int = 1, paid: int | None = None, variant: int = 0) -> Body:
        """Not yet in a parcel. ``paid`` is for all pieces, after discounts."""
        return {
            "id": self.number(),
            "goods_id": goods,
            "product_id": variant,
            "price": price,
            "quantity": quantity,
            "pay": price * quantity if paid is None else paid,
            "sent": 0,
            "refund_status": 0,
        }

    def sell(self, *lines: Body, paid: bool = True, freight: int = 0, balance: int = 0, **more: Any) -> str:
        """An order; ``balance`` is the part of the price that the buyer's balance paid."""
        number = f"E{self.now:%Y%m%d%H%M%S}{self.number() % 1_000_000:06}"
        self.orders[number] = {
            "lines": list(lines),
            "freight": freight,
            "balance": balance,
            "status": 30 if paid else 20,
            "created_at": stamp(self.now),
            "updated_at": stamp(self.now),
            "pay_at": stamp(self.now) if paid else None,
            "finished_at": None,
            "refunds": [],
            "back": 0,
            "coupons": [],
            "told": {"nickname": "小明", "payment_name": "微信支付"} | more,
        }
        return number

    def touch(self, number: str, **changed: Any) -> None:
        self.orders[number].update(changed, updated_at=stamp(self.now))

    def pay(self, number: str) -> None:
        self.touch(number, status=30, pay_at=stamp(self.now))

    def close(self, number: str, status: int) -> None:
        self.touch(number, status=status)

    def send(self, number: str, *pieces: int) -> None:
        """So many pieces of each line leave in a parcel; all, if none are named."""
        order = self.orders[number]
        for place, line in enumerate(order["lines"]):
            line["sent"] = line["quantity"] if not pieces else min(line["quantity"], line["sent"] + pieces[place])
        all_sent = all(line["sent"] == line["quantity"] for line in order["lines"])
        self.touch(number, status=40 if all_sent else 30)

    def finish(self, number: str) -> None:
        self.touch(number, status=50, finished_at=stamp(self.now))

    def ask_back(self, number: str, place: int, amount: int, status: int = 10) -> None:
        """Money is asked back for a line."""
        line = self.orders[number]["lines"][place]
        line["refund_status"] = status
        row = {"goods_id": str(line["goods_id"]), "line": line["id"], "amount": amount, "reason": "不想要了"}
        self.orders[number]["refunds"].append(row | {"status": str(status)})
        self.touch(number)

    def give_back(self, number: str, place: int) -> None:
        """What was asked back of a line is given; before the parcel leaves it is taken off the amount."""
        order = self.orders[number]
        line = order["lines"][place]
        line["refund_status"] = 31
        for row in order["refunds"]:
            if row["line"] == line["id"] and row["status"] != "31":
                row["status"] = "31"
                order["back"] += 0 if line["sent"] else row["amount"]
        self.touch(
            number, status=13 if all(each["refund_status"] == 31 for each in order["lines"]) else order["status"]
        )

    def member(self, **told: Any) -> int:
        number = self.number()
        self.members[number] = (
            {"member_id": number, "nickname": f"会员{number}", "mobile": "", "credit": 0}
            | {"created_at": stamp(self.now)}
            | told
        )
        return number

    def guide(self, member: int, parent: int = 0, **told: Any) -> int:
        """A member becomes a promoter; ``parent`` is another's number as a member. The number as a promoter."""
        number = self.number()
        self.guiders[number] = {
            "id": number,
            "member_id": str(member),
            "parent": parent,
            "nickname": f"推客{member}",
            "mobile": "",
            "level_name": "金牌",
            "status": 1,
            "created_at": stamp(self.now),
            "total_comission": "12.50",
            "expect_comission": "0.00",
        } | told
        return number

    def stock(self, price: int, *variants: Body, **told: Any) -> int:
        number = self.number()
        self.goods[number] = (
            {"id": number, "title": f"商品{number}", "price": yuan(price), "stock": 10, "onsale": 1}
            | {
                "is_sku": int(bool(variants)),
                "created_at": stamp(self.now),
                "goods_sn": f"SN{number}",
                "products": list(variants),
            }
            | told
        )
        return number

    def detail(self, number: str) -> Body:
        """What trade.details tells: lines that have left are in parcels, and nowhere else."""
        order = self.orders[number]
        amount = sum(line["pay"] for line in order["lines"]) + order["freight"] - order["balance"] - order["back"]
        coupons = copy.deepcopy(order["coupons"])
        if order["balance"]:
            coupons.append({"memo": "余额抵扣", "type": 4, "amount": yuan(order["balance"])})
        left = [told for line in order["lines"] if (told := _told(line, line["quantity"] - line["sent"]))]
        gone = [told for line in order["lines"] if (told := _told(line, line["sent"]))]
        return order["told"] | {
            "order_sn": number,
            "status": order["status"],
            "amount": yuan(amount),
            "goods_amount": sum(line["price"] * line["quantity"] for line in order["lines"]) / 100,
            "shipment_fee": yuan(order["freight"]),
            **{name: order[name] for name in ("created_at", "updated_at", "pay_at", "finished_at")},
            "coupon_amount_details": coupons,
            "parent_order_ump": "",
            "son_order_ump": [],
            "order_goods": left,
            "package": [{"logis_no": "YT1", "logis_code": "yuantong", "order": gone}] if gone else [],
            "order_refund": [{"0": row | {"amount": yuan(row["amount"])}} for row in order["refunds"]],
        }


def _told(line: Body, quantity: int) -> Body | None:
    """A line with so many of its pieces; nothing without any."""
    if not quantity:
        return None
    names = ("id", "goods_id", "product_id", "refund_status")
    return {name: line[name] for name in names} | {
        "goods_name": f"商品{line['goods_id']}",
        "props": "",
        "quantity": quantity,
        "price": yuan(line["price"]),
        "pay_price": yuan(line["pay"] * quantity // line["quantity"]),
    }
