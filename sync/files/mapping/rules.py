"""What is done with lines of tables that a person has told of, where they could be read otherwise."""

from storage.words import Words
from sync.files.preset import Rule

NO_THING = Rule(
    Words("合计、小计之类的行略过", "sums and other lines that name nothing are left out"),
    skips=True,
)
MADE_UP_NUMBER = Rule(
    Words(
        "没有订单号：日期、客户、商品和金额都一样的行才算同一单，重复导入不会多算",
        "without an order number a line is known again by date, customer, product and amount",
    ),
    skips=False,
)
PAID_WHEN_PLACED = Rule(
    Words("没写付款时间：下单时就算付了款", "without a time of payment an order counts as paid when it was placed"),
    skips=False,
)
STATE_NOT_TOLD = Rule(
    Words(
        "订单状态没写，或没说是什么意思：状态留空，也没写付款时间的不算付了款",
        "an order whose state is not told has none, and is not paid unless its time of payment is told",
    ),
    skips=False,
)
STATE_OF_PRODUCT = Rule(
    Words("没说商品状态是什么意思的，状态留空", "a product whose state is not told has none"), skips=False
)
TIMES = Rule(Words("金额按「单价×数量」算", "the amount is price × pieces"), skips=False)
SHARED_OUT = Rule(
    Words(
        "每件商品的金额：整单实付（不含运费）按商品分摊",
        "what was paid for a product is its share of the order's payment without freight",
    ),
    skips=False,
)
ADDED_UP = Rule(
    Words("同一单各行的运费、优惠不一样，加在一起算", "freight or discounts that differ within an order are added up"),
    skips=False,
)
NEGATIVE = Rule(
    Words("金额是负数的行算退款，退在那一天", "a line with a negative amount is a refund on that day"), skips=False
)
BY_NAME = Rule(
    Words(
        "没有客户编号和手机号：同名算同一个人", "without an id or a phone, customers of the same name are one person"
    ),
    skips=False,
)
