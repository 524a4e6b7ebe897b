"""What is said of the shop that files go to: in one line, and in notes below it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from storage.destination import Destination, Into
from storage.words import Language
from ui.pages.data.moneyandzones import books, currency_words

translate = QCoreApplication.translate


def line(destination: Destination, into: Into, many: bool, language: Language) -> str:
    """导入到：店铺「小林手作」 · 人民币 · 北京时间; with the platform before it where files of several go in."""
    shop = destination.shop
    whose = translate("Destination", "新店铺「{shop}」") if into.is_new else translate("Destination", "店铺「{shop}」")
    said = [whose.format(shop=into.name if into.is_new else shop.name)]
    if "shop" in destination.asks:
        said = [translate("Destination", "还没选店铺")]
    if not destination.asks:
        said.append(books(shop, language))
    to = translate("Destination", "{platform} 导入到：{where}") if many else translate("Destination", "导入到：{where}")
    return to.format(platform=destination.name.say(language), where=" · ".join(said))


def to_answer(destination: Destination, language: Language) -> str:
    """What has to be answered before the files can be let in."""
    said = (_whose(destination), _open_yet(destination, language), _misfit(destination, language))
    return "\n".join(filter(None, said))


def reasons(destination: Destination, choosable: int, is_open: bool, language: Language) -> str:
    """Why this shop, and what of it will not change; ``choosable`` shops could be meant."""
    if destination.misfit or "shop" in destination.asks:
        return ""
    said = [_because(destination)] if is_open or choosable > 1 else []
    if is_open and not destination.is_new and destination.worldwide:
        kept = translate("Destination", "这家店按{books}记账，不会改动。要按别的记，请导入到新店铺。")
        said.append(kept.format(books=books(destination.shop, language)))
    return "\n".join(filter(None, said))


def _whose(destination: Destination) -> str:
    if "shop" not in destination.asks:
        return ""
    told, known = _named(destination.told_shops), _named(destination.known_as)
    if not known:
        words = translate(
            "Destination",
            "文件里有几家店的数据：{told}。请选导入到哪家店；要分开记，请在平台按店铺分别导出，再分别导入。",
        )
        return words.format(told=told)
    words = translate(
        "Destination",
        "文件里写的店铺是{told}，「{shop}」以前的文件写的是{known}。是同一家就选它，不是就选别的店或新店铺。",
    )
    return words.format(told=told, known=known, shop=destination.shop.name)


def _named(shops: Sequence[str]) -> str:
    quoted = (translate("Destination", "「{shop}」").format(shop=shop) for shop in shops)
    return translate("Destination", "、").join(quoted)


def _open_yet(destination: Destination, language: Language) -> str:
    money, days = "currency" in destination.asks, "timezone" in destination.asks
    if money and days:
        said = translate("Destination", "文件里没写金额是哪种货币，也没写店铺的一天按哪里的时间算。")
    elif money:
        said = translate("Destination", "文件里没写金额是哪种货币。")
    elif days:
        said = translate("Destination", "文件里没写店铺的一天按哪里的时间算。")
    else:
        return ""
    where = translate("Destination", "请选好再导入，会记在店铺上，以后不再问。在 {platform} 后台的店铺设置里能查到。")
    return said + where.format(platform=destination.name.say(language))


def _misfit(destination: Destination, language: Language) -> str:
    if not destination.misfit:
        return ""
    words = translate(
        "Destination", "文件里的金额是{told}，这家店的账用{kept}，合在一起数字会错。请换一家店，或导入到新店铺。"
    )
    told = translate("Destination", "、").join(currency_words(code, language) for code in destination.told)
    return words.format(
        told=told or translate("Destination", "别的货币"), kept=currency_words(destination.shop.currency, language)
    )


def _because(destination: Destination) -> str:
    if destination.because == "told":
        return translate("Destination", "文件里写的店铺，和这家店以前的文件一样，所以选它。")
    if destination.because == "same":
        return translate("Destination", "文件里的数据，这家店里已经有一部分，所以选它。")
    if destination.because == "last":
        return translate("Destination", "上次这个平台的数据也进了这家店，所以选它。")
    return ""
