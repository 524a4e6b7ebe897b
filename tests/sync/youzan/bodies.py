"""Bodies as Youzan's documentation gives them (the examples of trades.sold.get 4.0.4 and of the SDKs), changed as told.

SIMULATED: none of them was recorded. Names and phones are cipher text where an application may not see them.
"""

import copy
import json
from typing import Any

Body = dict[str, Any]

CIPHER = "$DK6Ft8yGwa3rVfnrbrQ09w==$1$"
"""The form that the official SDK takes for encrypted: base64 between marks, then the number of the key."""

_TRADE: Body = {
    "order_info": {
        "status_str": "待发货", "pay_type": 10, "pay_type_str": "WEIXIN_DAIXIAO", "team_type": 0, "express_type": 0,
        "refund_state": 0, "close_type": 0, "confirm_time": "", "consign_time": "", "success_time": "",
        "expired_time": "2019-09-09 17:05:52", "is_retail_order": False, "node_kdt_id": 456732, "root_kdt_id": 456732,
        "order_tags": {"is_payed": True, "is_refund": False, "is_member": False},
        "order_extra": {
            "buyer_name": "小明", "is_from_cart": "false",
            "salesman": {"salesman_nick_name": "", "salesman_mobile": ""},
        },
    },
    "buyer_info": {"buyer_phone": CIPHER, "outer_user_id": "oDpvq0N1rr0NjE9FmeFXFDWEH9zs", "fans_type": 0},
    "pay_info": {"transaction": ["190813155336000038"], "outer_transactions": ["4200000381201908138173551027"]},
    "remark_info": {"buyer_message": "", "star": 5, "trade_memo": ""},
    "address_info": {
        "receiver_name": CIPHER, "receiver_tel": CIPHER, "delivery_province": "浙江省", "delivery_city": "杭州市",
        "delivery_district": "西湖区", "delivery_address": CIPHER,
    },
    "source_info": {
        "is_offline_order": False, "source": {"platform": "wx", "wx_entrance": "merchant_xcx"},
        "order_mark": "wx_shop", "book_key": "7fb60857-8e0b-4d9a-9c4c-5b6a2d9c1a11",
    },
    "child_info": {}, "out_order_info": {},
}  # fmt: skip
_LINE: Body = {
    "item_type": 0, "outer_item_id": "spbm001", "points_price": "0", "is_present": False, "alias": "2ofpw3q1l5u9k",
    "goods_url": "https://h5.youzan.com/v2/showcase/goods?alias=2ofpw3q1l5u9k", "buyer_messages": "",
}  # fmt: skip


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def line(oid: int, item: int, title: str, fen: int, num: int = 1, sku: int = 0, spec: str = "", **more: Any) -> Body:
    """One product; ``fen`` is the price of one piece. What was paid for it is set with the order."""
    properties = json.dumps([{"k": "规格", "k_id": 3, "v": spec, "v_id": 7443}] if spec else [], ensure_ascii=False)
    return _LINE | {
        "oid": str(oid), "item_id": item, "sku_id": sku, "title": title, "num": num, "price": yuan(fen),
        "discount_price": yuan(fen), "total_fee": yuan(fen * num), "outer_sku_id": f"S{sku}" if sku else "",
        "sku_properties_name": properties,
    } | more  # fmt: skip


def trade(tid: str, buyer: str, lines: list[Body], freight: int = 0, off: int = 0, **info: Any) -> Body:
    """An order: what was paid is the goods less ``off``, and freight. The shares of the lines hold the freight, too."""
    body = copy.deepcopy(_TRADE)
    goods = [round(float(each["price"]) * 100) * each["num"] for each in lines]
    payment = sum(goods) - off + freight
    shares, left = [], payment
    for place, amount in enumerate(goods):
        share = left if place == len(goods) - 1 else payment * amount // max(sum(goods), 1)
        shares.append(share)
        left -= share
    body["order_info"] |= {"tid": tid, "type": 0, "status": "WAIT_SELLER_SEND_GOODS"} | info
    body["buyer_info"]["yz_open_id"] = buyer
    body["pay_info"] |= {"total_fee": yuan(sum(goods)), "post_fee": yuan(freight), "payment": yuan(payment)}
    body["orders"] = [each | {"payment": yuan(share)} for each, share in zip(lines, shares, strict=True)]
    return body


def refund(refund_id: str, tid: str, fen: int, status: str = "SUCCESS", **more: Any) -> Body:
    return {
        "refund_id": refund_id, "tid": tid, "refund_fee": yuan(fen), "status": status, "reason": 54,
        "return_goods": False, "cs_status": 1, "delivery_status": 1, "kdt_id": 18163424, "node_kdt_id": 670,
    } | more  # fmt: skip


def goods(item: int, title: str, fen: int, stock: int) -> Body:
    return {
        "item_id": item, "alias": "272v2kj9yy9q7", "title": title, "price": fen, "item_type": 0, "item_no": "",
        "quantity": stock, "post_type": 1, "post_fee": 0, "origin": "499", "num": 0, "item_imgs": [],
        "detail_url": "https://h5.youzan.com/v2/showcase/goods?alias=272v2kj9yy9q7",
    }  # fmt: skip


def customer(yz_open_id: str, name: str, mobile: str, **more: Any) -> Body:
    return {
        "yz_open_id": yz_open_id, "show_name": name, "mobile": mobile, "gender": 0, "is_member": 0, "trade_count": 0,
        "points": 0, "is_mobile_enable": True,
    } | more  # fmt: skip


def account(yz_open_id: str, seller: str, mobile: int, name: str, inviter: int | str = "") -> Body:
    """A promoter; phones have been seen as numbers."""
    return {
        "yz_open_id": yz_open_id, "seller": seller, "mobile": mobile, "nickname": name, "from_buyer_mobile": inviter,
        "money": 1.9, "order_num": 1, "fans_id": 5650058353, "level": 1, "group_name": "", "kdt_id": 456732,
    }  # fmt: skip


def promoted(order_no: str, seller: str, phone: str, fen: int, cps: int, **more: Any) -> Body:
    return {
        "order_no": order_no, "seller": seller, "phone": phone, "money": yuan(fen), "cps_money": yuan(cps),
        "cps_rate": "10", "ii_rate": "0", "ii_cps_money": None, "ii_settle_state": None, "from_buyer_phone": None,
        "from_buyer_nick_name": None, "settle_state": 1, "settled_at": None, "state": 5, "auto_settle": 1,
        "buyer_id": 4669033, "buyer_nick_name": "wt", "kdt_id": 160, "shop_name": "老茶客", "group_name": None,
        "items": [],
    } | more  # fmt: skip


def tie(ct_yz_open_id: str, is_valid: bool = True, reason: str | None = None) -> Body:
    return {
        "ct_yz_open_id": ct_yz_open_id, "ct_uid": 213123, "relation_id": 123456, "is_valid": is_valid,
        "invalid_reason": reason, "nickname": "饭先生", "avatar": "", "all_channel_name": ["微信"],
    }  # fmt: skip


def detail(group: Body, join: Body) -> Body:
    return {"group": group, "group_join": join}
