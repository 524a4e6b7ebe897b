"""What happens in the shop: goods and people come, orders are placed, sent, cancelled and paid back, things go."""

import random
from collections.abc import Sequence
from typing import Any

from tests.long._vendure.api import Api, buyer

PLACES = (("浙江省", "杭州市"), ("上海市", "上海市"), ("吉林省", "长春市"), ("广东省", "深圳市"))
FAMILY, GIVEN = "王李张刘陈杨黄赵", "明芳伟娜静丽强磊"
COUPON = "茶友"

_OR_ERROR = "... on ErrorResult { errorCode message }"


def open_shop(admin: Api) -> None:
    """Prices in yuan, tax included, and a coupon of a tenth."""
    admin(
        "mutation($i: UpdateChannelInput!) { updateChannel(input: $i) { __typename " + _OR_ERROR + " } }",
        i={"id": "1", "defaultCurrencyCode": "CNY", "availableCurrencyCodes": ["CNY"], "pricesIncludeTax": True},
    )
    admin(
        "mutation($i: CreatePromotionInput!) { createPromotion(input: $i) { __typename " + _OR_ERROR + " } }",
        i={
            "enabled": True,
            "couponCode": COUPON,
            "translations": [{"languageCode": "zh", "name": "九折"}],
            "conditions": [],
            "actions": [{"code": "order_percentage_discount", "arguments": [{"name": "discount", "value": "10"}]}],
        },
    )


def add_product(admin: Api, draw: random.Random, number: int) -> Sequence[str]:
    """A product, every fourth in three sizes; the ids of its variants."""
    names = {"languageCode": "zh", "name": f"茶 {number}", "slug": f"tea-{number}", "description": ""}
    product = admin(
        "mutation($i: CreateProductInput!) { createProduct(input: $i) { id } }",
        i={"enabled": True, "translations": [names]},
    )
    sizes: Sequence[str | None] = _sizes(admin, product["id"], number) if number % 4 == 0 else (None,)
    variants = admin(
        "mutation($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id } }",
        i=[
            {
                "productId": product["id"],
                "translations": [{"languageCode": "zh", "name": f"茶 {number} · {place}"}],
                "sku": f"T{number}-{place}",
                "price": draw.randrange(100, 50_000),
                "stockOnHand": 10_000,
                "trackInventory": draw.choice(("TRUE", "TRUE", "FALSE")),
                "optionIds": [] if size is None else [size],
            }
            for place, size in enumerate(sizes)
        ],
    )
    return [variant["id"] for variant in variants]


def _sizes(admin: Api, product: str, number: int) -> list[str]:
    group = admin(
        "mutation($i: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $i) { id options { id } } }",
        i={
            "code": f"size-{number}",
            "translations": [{"languageCode": "zh", "name": "大小"}],
            "options": [
                {"code": f"{name}-{number}", "translations": [{"languageCode": "zh", "name": name}]}
                for name in "大中小"
            ],
        },
    )
    admin(
        "mutation($p: ID!, $g: ID!) { addOptionGroupToProduct(productId: $p, optionGroupId: $g) { id } }",
        p=product,
        g=group["id"],
    )
    return [option["id"] for option in group["options"]]


def add_customer(admin: Api, draw: random.Random, number: int) -> None:
    """An account."""
    admin(
        "mutation($i: CreateCustomerInput!) { createCustomer(input: $i) { __typename " + _OR_ERROR + " } }",
        i={
            "firstName": draw.choice(GIVEN),
            "lastName": draw.choice(FAMILY),
            "emailAddress": f"kunde{number}@example.cn",
            "phoneNumber": f"138{number:08}",
        },
    )


def place_order(admin_url: str, draw: random.Random, variants: Sequence[str], number: int) -> None:
    """One order of a guest or of somebody known, paid; the tenth is left in the cart."""
    shop = buyer(admin_url)
    for variant in draw.sample(list(variants), draw.randint(1, 3)):
        shop(
            "mutation($v: ID!, $n: Int!) { addItemToOrder(productVariantId: $v, quantity: $n) { __typename "
            + _OR_ERROR
            + " } }",
            v=variant,
            n=draw.randint(1, 4),
        )
    if number % 10:
        _check_out(shop, draw, number)
    shop.close()


def _check_out(shop: Api, draw: random.Random, number: int) -> None:
    shop(
        "mutation($i: CreateCustomerInput!) { setCustomerForOrder(input: $i) { __typename " + _OR_ERROR + " } }",
        i={
            "firstName": draw.choice(GIVEN),
            "lastName": draw.choice(FAMILY),
            "emailAddress": f"gast{draw.randrange(1 + number // 2)}@example.cn",
        },
    )
    if draw.random() < 0.3:
        shop("mutation($c: String!) { applyCouponCode(couponCode: $c) { __typename " + _OR_ERROR + " } }", c=COUPON)
    province, city = draw.choice(PLACES)
    shop(
        "mutation($i: CreateAddressInput!) { setOrderShippingAddress(input: $i) { __typename " + _OR_ERROR + " } }",
        i={"fullName": "收货人", "streetLine1": "路 1 号", "city": city, "province": province, "countryCode": "CN"},
    )
    methods = shop("{ eligibleShippingMethods { id } }")
    shop(
        "mutation($i: [ID!]!) { setOrderShippingMethod(shippingMethodId: $i) { __typename " + _OR_ERROR + " } }",
        i=[methods[0]["id"]],
    )
    shop('mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ' + _OR_ERROR + " } }")
    code = shop("{ eligiblePaymentMethods { code } }")[0]["code"]
    shop(
        "mutation($m: String!) { addPaymentToOrder(input: { method: $m, metadata: {} }) { __typename "
        + _OR_ERROR
        + " } }",
        m=code,
    )


def paid_orders(admin: Api) -> list[dict[str, Any]]:
    """Orders that can be sent, cancelled or paid back."""
    found = admin(
        '{ orders(options: { take: 1000, filter: { state: { eq: "PaymentSettled" } } }) { items { id '
        "lines { id quantity } payments { id amount } } } }"
    )
    return list(found["items"])


def send(admin: Api, order: dict[str, Any], *states: str) -> None:
    """A parcel with all of an order, moved on through ``states``."""
    parcel = admin(
        "mutation($i: FulfillOrderInput!) { addFulfillmentToOrder(input: $i) { __typename "
        "... on Fulfillment { id } " + _OR_ERROR + " } }",
        i={
            "lines": [{"orderLineId": line["id"], "quantity": line["quantity"]} for line in order["lines"]],
            "handler": {
                "code": "manual-fulfillment",
                "arguments": [{"name": "method", "value": "顺丰"}, {"name": "trackingCode", "value": "1"}],
            },
        },
    )
    for state in states:
        admin(
            "mutation($i: ID!, $s: String!) { transitionFulfillmentToState(id: $i, state: $s) { __typename "
            + _OR_ERROR
            + " } }",
            i=parcel["id"],
            s=state,
        )


def pay_back(admin: Api, order: dict[str, Any], pieces: int, settle: bool) -> None:
    """Money for some pieces of the first line."""
    refund = admin(
        "mutation($i: RefundOrderInput!) { refundOrder(input: $i) { __typename ... on Refund { id } "
        + _OR_ERROR
        + " } }",
        i={
            "lines": [{"orderLineId": order["lines"][0]["id"], "quantity": pieces}],
            "shipping": 0,
            "adjustment": 0,
            "paymentId": order["payments"][0]["id"],
            "reason": "不想要了",
        },
    )
    if settle:
        admin(
            "mutation($i: SettleRefundInput!) { settleRefund(input: $i) { __typename " + _OR_ERROR + " } }",
            i={"id": refund["id"], "transactionId": "back-1"},
        )


def cancel(admin: Api, order: dict[str, Any], lines: Sequence[dict[str, Any]] | None) -> None:
    """An order, or some of its lines."""
    chosen = lines if lines is None else [{"orderLineId": each["id"], "quantity": 1} for each in lines]
    admin(
        "mutation($i: CancelOrderInput!) { cancelOrder(input: $i) { __typename " + _OR_ERROR + " } }",
        i={"orderId": order["id"], "lines": chosen, "reason": "缺货", "cancelShipping": lines is None},
    )


def take_off(admin: Api, order: dict[str, Any], amount: int) -> None:
    """Something off a paid order, given back at once."""
    move = (
        "mutation($i: ID!, $s: String!) { transitionOrderToState(id: $i, state: $s) { __typename " + _OR_ERROR + " } }"
    )
    admin(move, i=order["id"], s="Modifying")
    admin(
        "mutation($i: ModifyOrderInput!) { modifyOrder(input: $i) { __typename " + _OR_ERROR + " } }",
        i={
            "dryRun": False,
            "orderId": order["id"],
            "surcharges": [{"description": "老客优惠", "price": -amount, "priceIncludesTax": True}],
            "refund": {"paymentId": order["payments"][0]["id"], "reason": "优惠"},
        },
    )
    admin(move, i=order["id"], s="PaymentSettled")


def edit_goods(admin: Api, draw: random.Random, variants: Sequence[str], products: Sequence[str]) -> None:
    """New prices and stock, a new name, and one that is no longer sold."""
    admin(
        "mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }",
        i=[{"id": each, "price": draw.randrange(100, 9_000), "stockOnHand": 77} for each in variants],
    )
    renamed, hidden = products[:2]
    admin(
        "mutation($i: UpdateProductInput!) { updateProduct(input: $i) { id } }",
        i={"id": renamed, "translations": [{"languageCode": "zh", "name": "改名的茶", "slug": "x", "description": ""}]},
    )
    admin("mutation($i: UpdateProductInput!) { updateProduct(input: $i) { id } }", i={"id": hidden, "enabled": False})


def rename_customer(admin: Api, customer: str) -> None:
    """Another name and phone."""
    admin(
        "mutation($i: UpdateCustomerInput!) { updateCustomer(input: $i) { __typename " + _OR_ERROR + " } }",
        i={"id": customer, "firstName": "改名", "phoneNumber": "13900000000"},
    )


def delete(admin: Api, what: str, record_id: str) -> None:
    """A Product, ProductVariant or Customer."""
    told = admin(f"mutation($i: ID!) {{ delete{what}(id: $i) {{ result message }} }}", i=record_id)
    assert told["result"] == "DELETED", told
