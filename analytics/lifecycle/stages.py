"""The stages of a shop, and what to do in each."""

from msgspec import Struct

from storage.words import Words


class Stage(Struct, frozen=True):
    """One stage."""

    id: str
    name: Words
    means: Words
    first_step: Words
    """What to do, in a few words."""
    todo: Words
    """The same with how."""


START = Stage(
    "start",
    Words("起步", "Starting"),
    Words("开张不到半年，从没什么单子做起。", "Opened less than half a year ago, starting from almost no orders."),
    Words("攒头一批回头客", "Win the first repeat buyers"),
    Words(
        "付过款的人逐个回访，请满意的人分享；先别多铺货、别大额投广告。",
        "Follow up with everyone who paid and ask happy buyers to share; do not stock up or spend much on ads yet.",
    ),
)
GROWING = Stage(
    "growing",
    Words("成长", "Growing"),
    Words(
        "半年来越卖越多，除去了去年这时候的走势(有去年可比时)；或者明显多过去年同期，还在往上。",
        "Sales have been rising for half a year, beyond last year's course where that is known; or are well above last "
        "year's and still rising.",
    ),
    Words("备足货，让新客买第二次", "Keep bestsellers in stock, win second orders"),
    Words(
        "热销品别断货，发货别变慢；看「渠道」里新客从哪来，把钱加到那里；新客一个月内提醒再来。",
        "Do not run out of bestsellers or ship more slowly; see in Channels where new buyers come from and spend "
        "there; remind new buyers within a month.",
    ),
)
STEADY = Stage(
    "steady",
    Words("稳定", "Steady"),
    Words("半年来没有明显变多或变少。", "Sales have not clearly risen or fallen for half a year."),
    Words("守住老客，一次试一件新事", "Keep your buyers, try one new thing"),
    Words(
        "老客定期联系；一款新品、一个渠道或一场拼团，一次只试一件，看有没有用再定。",
        "Stay in touch with returning buyers. Try a new product, a channel or a group-buy, one at a time, and see "
        "whether it helps before you decide.",
    ),
)
FADING = Stage(
    "fading",
    Words("下滑", "Fading"),
    Words(
        "半年来越卖越少，除去了去年这时候的走势(有去年可比时)；或者明显少于去年同期，还在往下；"
        "或者确实比去年同期少三成以上，没在往回走。",
        "Sales have been falling for half a year, beyond last year's course where that is known; or are well below "
        "last year's and still falling; or are surely 30% below last year's and not coming back.",
    ),
    Words("看诊断：钱少在哪", "See in Diagnosis where money is being lost"),
    Words(
        "在「诊断」里看钱少在哪，再看少的是新客还是老客：少新客就补来路，少老客就先挽回买得多的人；别先降价。",
        "See in Diagnosis where money is being lost and whether new or returning buyers are missing. If new ones, work "
        "on where they come from; if returning ones, win back the best first. Do not start by cutting prices.",
    ),
)
LAPSING = Stage(
    "lapsing",
    Words("快停了", "About to lapse"),
    Words(
        "停得比自己的节奏久得多，或者只剩平常的一小点。",
        "No orders for much longer than its rhythm explains, or little is left of its usual sales.",
    ),
    Words("今天就联系店主", "Call the owner today"),
    Words(
        "先确认是不是休假、下架，或数据没同步进来；都不是，就问清还做不做，再从老客里叫回头一批。",
        "First make sure that it is not a holiday, products taken off sale, or a sync that stopped. If it is none of "
        "these, ask whether the shop will go on, then win back some of its old buyers.",
    ),
)

STAGES = (START, GROWING, STEADY, FADING, LAPSING)
"""In the order of a life."""
