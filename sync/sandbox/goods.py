"""What a shop of this kind sells: categories, goods, where they come from, sizes and prices in yuan."""

from msgspec import Struct


class Good(Struct, frozen=True):
    """A kind of good; several brands and sizes of it become products."""

    name: str
    price: float
    """Of the smallest size, yuan."""
    lasts: int
    """Days until it is used up and bought again, 0 for what is bought once."""
    sizes: tuple[str, ...]


class Category(Struct, frozen=True):
    """A category of the shop with the brands or origins that stand before its goods."""

    name: str
    brands: tuple[str, ...]
    goods: tuple[Good, ...]
    refunded: float
    """Share of the orders that end in a refund."""
    reasons: tuple[str, ...]
    margin: float


def _goods(sizes: str, *lines: str) -> tuple[Good, ...]:
    shared = tuple(sizes.split())
    parts = (line.split() for line in lines)
    return tuple(Good(name, float(price), int(lasts), shared) for name, price, lasts in parts)


_FRUIT = _goods(
    "5斤装 3斤装 9斤装 礼盒装8斤",
    "石榴 39.9 0",
    "冰糖橙 29.9 20",
    "红富士苹果 32.8 20",
    "阳光玫瑰葡萄 59.9 0",
    "奇异果 45 18",
    "软籽石榴 49.9 0",
    "沃柑 35.9 15",
    "水蜜桃 42 0",
    "蓝莓 69 12",
    "小台芒 36.9 15",
    "板栗南瓜 19.9 20",
    "蜜薯 25.9 25",
)
_SNACK = _goods(
    "250g 500g 500g*2袋 1kg家庭装",
    "每日坚果 69.9 30",
    "夏威夷果 45.9 28",
    "手撕肉脯 39.9 25",
    "冻干草莓 29.9 30",
    "麻薯 25.8 25",
    "沙琪玛 19.9 30",
    "牛轧糖 28 0",
    "卤味鸭脖 35 20",
    "芝麻核桃丸 48 30",
    "红枣夹核桃 42 30",
)
_STAPLE = _goods(
    "1斤装 5斤装 2.5kg 礼盒装",
    "五常大米 29.9 35",
    "小米 19.9 40",
    "菜籽油 59.9 60",
    "土鸡蛋30枚 39.9 18",
    "挂面 16.8 30",
    "普洱熟茶 88 90",
    "茉莉花茶 58 60",
    "枸杞 45 45",
    "土蜂蜜 79 60",
    "黑芝麻糊 36.9 35",
)
_MILK = _goods(
    "1段800g 2段800g 3段800g 3段800g*6罐",
    "婴幼儿配方奶粉 268 24",
    "有机米粉 59 25",
    "核桃油 69 60",
    "溶豆 35 20",
    "果泥 48 15",
    "DHA藻油 168 45",
    "宝宝面 26.9 25",
    "羊奶粉 298 24",
)
_DIAPER = _goods(
    "S码 M码 L码 XL码",
    "纸尿裤 89 26",
    "拉拉裤 95 26",
    "婴儿湿巾80抽*10包 59.9 30",
    "棉柔巾 39.9 30",
    "隔尿垫 35 60",
    "婴儿洗衣液 45 45",
)
_CHILD = _goods(
    "90cm 100cm 110cm 120cm",
    "儿童卫衣 79 0",
    "宝宝连体衣 59 0",
    "儿童家居服 69 0",
    "遮阳帽 29.9 0",
    "学步鞋 89 0",
    "儿童雨衣 45 0",
    "羽绒马甲 129 0",
    "纯棉袜5双 25.9 0",
)
_CLEAN = _goods(
    "1瓶 2瓶 3瓶装 家庭装",
    "酵素洗衣液 39.9 40",
    "洗洁精 15.9 45",
    "厨房油污净 22.9 60",
    "抽纸27包 49.9 35",
    "垃圾袋 19.9 40",
    "洁厕泡泡 29.9 50",
    "洗衣凝珠 45 45",
    "消毒液 25 60",
)
_BED = _goods(
    "1.2米床 1.5米床 1.8米床 2.0米床",
    "全棉四件套 259 0",
    "蚕丝被 499 0",
    "乳胶枕 129 0",
    "法兰绒毯 79 0",
    "凉席 159 0",
    "床垫保护罩 99 0",
    "记忆棉坐垫 69 0",
)
_KITCHEN = _goods(
    "小号 中号 大号 三件套",
    "不粘炒锅 159 0",
    "保鲜盒 39.9 0",
    "砧板 59 0",
    "陶瓷餐具 129 0",
    "保温杯 89 0",
    "刀具 149 0",
    "沥水架 49 0",
    "玻璃油壶 25.9 0",
)
_SKIN = _goods(
    "30ml 50ml 100ml 旅行套装",
    "玻尿酸精华 129 55",
    "补水面膜10片 69 25",
    "氨基酸洁面 59 60",
    "烟酰胺乳液 99 60",
    "防晒霜SPF50 89 60",
    "眼霜 169 75",
    "爽肤水 79 60",
    "修护面霜 139 70",
)
_MAKEUP = _goods(
    "自然色 象牙白 豆沙色 正红色",
    "气垫霜 129 90",
    "丝绒口红 89 0",
    "眉笔 39 80",
    "眼影盘 99 0",
    "睫毛膏 69 90",
    "蜜粉饼 79 100",
    "卸妆油 75 70",
)
_CARE = _goods(
    "300ml 500ml 500ml*2 1L",
    "生姜洗发水 59 50",
    "沐浴露 45 50",
    "护手霜 25 45",
    "牙膏 22.9 40",
    "身体乳 49 55",
    "发膜 69 60",
    "漱口水 39 35",
    "足贴 35 30",
)

_FOOD_BRANDS = (
    "云南蒙自",
    "陕西洛川",
    "四川蒲江",
    "山东烟台",
    "广西武鸣",
    "新疆阿克苏",
    "福建平和",
    "海南三亚",
    "江西赣南",
    "甘肃静宁",
)
_SNACK_BRANDS = ("山野集", "果小匠", "老街坊", "松鼠洞", "味道江南", "西域果园", "巷口铺子", "五谷里")
_STAPLE_BRANDS = ("黑土地", "禾田记", "云上茶山", "宁夏中宁", "东北农家", "徽州人家", "长白山下", "田间日记")
_BABY_BRANDS = ("贝安", "小象妈妈", "亲芽", "萌倍", "初语", "嘟嘟熊", "优加", "乐满屋")
_HOME_BRANDS = ("木槿家", "素日", "居里", "南山布衣", "厨无忧", "净舍", "暖窝", "一屿")
_BEAUTY_BRANDS = ("花间集", "素颜社", "芙颜", "草本纪", "雪绒", "半夏颜", "水之语", "朴漾")

_FRESH = ("坏果/破损", "少件/漏发", "口感不好", "发货太慢", "不想要了")
_PLAIN = ("不想要了", "质量问题", "与描述不符", "少件/漏发", "发货太慢")
_FIT = ("尺码不合适", "色差", "不想要了", "质量问题", "发错货")
_ON_SKIN = ("过敏/不适", "与描述不符", "不想要了", "包装破损", "临期")

CATEGORIES = (
    Category("水果生鲜", _FOOD_BRANDS, _FRUIT, 0.075, _FRESH, 0.32),
    Category("零食坚果", _SNACK_BRANDS, _SNACK, 0.03, _PLAIN, 0.42),
    Category("家居清洁", _HOME_BRANDS, _CLEAN, 0.025, _PLAIN, 0.45),
    Category("纸尿裤湿巾", _BABY_BRANDS, _DIAPER, 0.03, _FIT, 0.28),
    Category("护肤", _BEAUTY_BRANDS, _SKIN, 0.05, _ON_SKIN, 0.62),
    Category("粮油茶饮", _STAPLE_BRANDS, _STAPLE, 0.025, _PLAIN, 0.35),
    Category("奶粉辅食", _BABY_BRANDS, _MILK, 0.02, _PLAIN, 0.24),
    Category("个人护理", _BEAUTY_BRANDS, _CARE, 0.03, _ON_SKIN, 0.5),
    Category("厨房用品", _HOME_BRANDS, _KITCHEN, 0.055, _PLAIN, 0.48),
    Category("童装", _BABY_BRANDS, _CHILD, 0.12, _FIT, 0.55),
    Category("彩妆", _BEAUTY_BRANDS, _MAKEUP, 0.07, _ON_SKIN, 0.6),
    Category("床品家纺", _HOME_BRANDS, _BED, 0.10, _FIT, 0.5),
)
NAMES = tuple(category.name for category in CATEGORIES)

EDITIONS = ("", "升级款 ", "应季新款 ", "尊享 ", "经典 ", "团长推荐 ", "产地直发 ", "家庭装 ")
"""Words before a title, so that a large shop has enough different ones."""
GIFTS = ("随单赠品 试用装", "赠品 帆布袋", "赠品 小样礼包", "会员日赠品 纸巾一包")
TREASURE = "镇店之宝 和田玉山子摆件（仅展示）"
