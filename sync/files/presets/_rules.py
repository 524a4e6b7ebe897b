"""What several presets do with certain lines, in the same words."""

from storage.words import Words
from sync.files.preset import Rule

REFUND_DAY = Rule(
    Words("文件没写退款是哪天退的，记在付款那天", "the file does not say when money went back: on the day of payment"),
    skips=False,
)
MASKED_BUYER = Rule(
    Words("买家名打了码，分不清是谁，买家留空", "the buyer's name is masked, so nobody knows who it is: a guest"),
    skips=False,
)
UNKNOWN_STATUS = Rule(
    Words("没见过的订单状态，状态留空", "an order in a state not seen before has no state"), skips=False
)
REFUND_UNKNOWN = Rule(
    Words(
        "退款成功、但订单没有关闭的：文件没写退了多少，退款记上，金额留空",
        "refunded while the order goes on: the file does not say how much, so the refund has no amount",
    ),
    skips=False,
)
NOT_REFUNDED = Rule(
    Words("售后不是「退款成功」的，不记退款", "what is asked back and not refunded (yet) makes no refund"), skips=False
)
