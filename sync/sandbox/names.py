"""Names, nicknames and phones of people, made up from a number: the same number gives the same name."""

from sync.sandbox.columns import Ints

_SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
_RARE = ("欧阳", "司马", "上官", "诸葛", "慕容", "夏侯")
_GIVEN = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 玉兰 建国 秀兰 春梅 志强 海燕 雪梅 婷婷 欣怡 子涵 "
    "梓轩 浩然 宇轩 诗涵 雨桐 思远 佳怡 一诺 晨曦 文博 俊杰 晓东 晓燕 丽华 国庆 红梅 美玲 小红 建华 雅琴 子墨 可馨 若曦"
).split()
_SWEET = (
    "小鱼儿 豆豆妈 橙子 悠悠 阿May 山里红 糖糖 米粒妈妈 大白 老张 静待花开 一米阳光 云淡风轻 蜗牛 果果妈 夏天的风 木子 柠檬不酸 "
    "晴天 小确幸 随遇而安 平安是福 向日葵 海阔天空 花开富贵 知足常乐 暖暖 Lucky 小星星 西瓜皮 麦兜 懒羊羊 南方姑娘 北方的狼 "
    "月亮姐姐 二宝妈 桃子 半夏 浅笑 安然 清风 小仙女 阿杰 Amy Coco Lily 大熊 胖丁 可可 朵朵妈 团子 奶茶三分糖 四季平安 幸福一家人"
).split()
_EMOJI = ("🌸", "🍉", "🐰", "💪🏻", "👩‍👧", "🌈", "✨", "🍀", "🐟", "❤️")
_TRADES = ("水果", "茶叶", "母婴", "烘焙", "花店", "美甲", "童装", "家纺")
_LONG = "每天分享好物的{name}妈妈，{city}本地团长，早八点开团晚十点截单，生鲜{trade}一件也包邮，有事请留言看到就回，不闲聊不砍价谢谢理解"
_PHONE_STARTS = (133, 135, 136, 137, 138, 139, 150, 151, 152, 158, 159, 166, 176, 177, 180, 181, 185, 186, 187, 188, 189, 199)


def real_name(salt: int) -> str:
    """A name as on a parcel."""
    surname = _RARE[salt % 6] if salt % 211 == 0 else _SURNAMES[salt // 7 % len(_SURNAMES)]
    return surname + _GIVEN[salt // 1009 % len(_GIVEN)]


def nickname(salt: int) -> str:
    """A nickname as in a chat: plain, with emoji, a real name, now and then very long or very short."""
    style = salt % 40
    sweet = _SWEET[salt // 41 % len(_SWEET)]
    if style < 14:
        return f"{sweet}{salt // 4099 % 1000 if style % 2 else ''}"
    if style < 22:
        return f"{sweet}{_EMOJI[salt // 521 % len(_EMOJI)]}"
    if style < 33:
        return real_name(salt)
    if style < 36:
        return f"A{_TRADES[salt // 8191 % len(_TRADES)]}-{real_name(salt)}"
    if style == 36:
        return _LONG.format(name=sweet, city="老城区", trade=_TRADES[salt // 8191 % len(_TRADES)])
    if style == 37:
        return "."
    if style == 38:
        return f"{_EMOJI[salt // 521 % len(_EMOJI)]}{_EMOJI[salt // 77 % len(_EMOJI)]}"
    return f"wx_{salt:08x}"


def phone(salt: int) -> str:
    """A phone, masked as platforms hand it out; one in sixteen is plain."""
    start, rest = _PHONE_STARTS[salt // 3 % len(_PHONE_STARTS)], salt // 13 % 100_000_000
    if salt % 16 == 0:
        return f"{start}{rest:08d}"
    return f"{start}****{rest % 10_000:04d}"


def masked(name: str) -> str:
    """A receiver's name as platforms show it: the first character and asterisks."""
    return name[0] + "*" * (len(name) - 1)


def nicknames(salts: Ints) -> list[str | None]:
    """Nicknames of many people; one in 300 never gave one."""
    return [None if salt % 300 == 0 else nickname(salt) for salt in salts.tolist()]


def phones(salts: Ints) -> list[str | None]:
    """Phones of many people; some never gave one."""
    return [None if salt % 5 == 1 else phone(salt) for salt in salts.tolist()]
