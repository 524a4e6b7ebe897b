"""Metrics of fans: who came, who left, how many there are, and who of them is still about."""

from analytics.metric import Metric, count, total
from analytics.metrics.rules import define
from analytics.parts.daily import CHANNEL_FANS, DAILY_FANS
from analytics.parts.fans import ACTIVE, BROUGHT, BROUGHT_BUYING, FANS, GAINED, LOST
from analytics.result import Good, Shown
from storage.words import Words

NO_NEW = Words("没有新增粉丝。", "No fans were gained.")
NO_FANS = Words("还没有粉丝。", "There are no fans yet.")
_FAN = Words(
    "粉丝是关注、注册或买过的人，以第一次为准。", "A fan is who followed, registered or bought, from the first time on."
)
_DAY = Words("按店铺当地日期。", "Counted on the shop's local day.")
FAN_FILTERED = Words(
    "与退款无关。筛选地区时按粉丝自己的地区；粉丝不分渠道、类目和新老买家。",
    "Refunds play no part. Filters: by the fan's own region; fans are not told apart by channel, category or buyer.",
)

FANS_GAINED = Metric(
    "fans_gained",
    Words("新增粉丝", "Fans gained"),
    define(Words("周期内加入的粉丝。", "Fans who came in the period."), _FAN, _DAY, FAN_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(GAINED),
)
FANS_LOST = Metric(
    "fans_lost",
    Words("取关粉丝", "Fans lost"),
    define(
        Words("周期内取消关注、之后没有再关注的粉丝。", "Fans who stopped following in the period, not to return."),
        _FAN,
        _DAY,
        FAN_FILTERED,
    ),
    Shown.COUNT,
    Good.DOWN,
    count(LOST),
)
FANS_NET = Metric(
    "fans_net",
    Words("净增粉丝", "Net gain of fans"),
    define(Words("新增粉丝 - 取关粉丝。", "Fans gained - fans lost."), _FAN, _DAY, FAN_FILTERED),
    Shown.COUNT,
    Good.UP,
    count(GAINED),
    less=(count(LOST),),
)
FANS_TOTAL = Metric(
    "fans",
    Words("期末粉丝数", "Fans at the end"),
    define(
        Words("周期结束时还在的粉丝：加入过、没有取关。", "Fans there at the end: who came and did not leave."),
        _FAN,
        _DAY,
        FAN_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(FANS),
)
ACTIVE_FANS = Metric(
    "active_fans",
    Words("活跃粉丝", "Active fans"),
    define(
        Words("期末粉丝中，周期内访问过、买过或分享过的人；来源没有记录的行为不算。",
              "Fans at the end who visited, bought or shared in the period, as far as the source records it."),
        _DAY,
        FAN_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(ACTIVE),
)  # fmt: skip
ACTIVE_SHARE = Metric(
    "active_share",
    Words("活跃率", "Share of active fans"),
    define(Words("活跃粉丝 ÷ 期末粉丝数。", "Active fans / fans at the end."), _DAY, FAN_FILTERED),
    Shown.RATIO,
    Good.UP,
    count(ACTIVE),
    count(FANS),
    NO_FANS,
)
FANS_BROUGHT = Metric(
    "fans_brought",
    Words("老粉带来的新粉", "Fans brought by fans"),
    define(
        Words("新增粉丝中由别的粉丝带来的人；几个人带过同一个人，算最早的。",
              "Fans gained whom another fan brought; of several who brought the same one the first counts."),
        _DAY,
        FAN_FILTERED,
    ),
    Shown.COUNT,
    Good.UP,
    count(BROUGHT),
)  # fmt: skip
BROUGHT_SHARE = Metric(
    "brought_share",
    Words("老带新占比", "Share brought by fans"),
    define(Words("老粉带来的新粉 ÷ 新增粉丝。", "Fans brought by fans / fans gained."), _DAY, FAN_FILTERED),
    Shown.RATIO,
    Good.UP,
    count(BROUGHT),
    count(GAINED),
    NO_NEW,
)
BROUGHT_BOUGHT = Metric(
    "brought_bought",
    Words("其中买过的", "Of them buyers"),
    define(
        Words("新增粉丝中到现在付过款的人。", "Fans gained who have paid for something by now."), _DAY, FAN_FILTERED
    ),
    Shown.COUNT,
    Good.UP,
    count(BROUGHT_BUYING),
)

_BY_DAY = Words(
    "来源没有单个粉丝的加入时间，这里是每天合计相加。按店铺当地日期。",
    "The source does not say when each fan came; these are totals of days. By the shop's local day.",
)
_DAILY_FILTERED = Words("与退款无关。只能按渠道筛选。", "Refunds play no part. Filters: by channel only.")
DAILY_FANS_GAINED = Metric(
    "daily_fans",
    Words("新增粉丝(每天合计)", "Fans gained, totals of days"),
    define(Words("每天新增粉丝相加。", "The fans gained on each day, added up."), _BY_DAY, _DAILY_FILTERED),
    Shown.COUNT,
    Good.UP,
    total(DAILY_FANS),
)
CHANNEL_FANS_GAINED = Metric(
    "channel_fans",
    DAILY_FANS_GAINED.name,
    DAILY_FANS_GAINED.definition,
    Shown.COUNT,
    Good.UP,
    total(CHANNEL_FANS),
)
