"""Parts that count the regions sold to: each value of the order's province once."""

from analytics.log import PAID, SOLD
from analytics.part import Part
from storage.words import Words

REGIONS = Part("regions", PAID, Words("有支付订单的地区", "Regions sold to"), each=("province",))
LINE_REGIONS = Part("line_regions", SOLD, Words("有支付订单的地区", "Regions sold to"), each=("order_id.province",))
